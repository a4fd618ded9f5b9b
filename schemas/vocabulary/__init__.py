"""The words the product knows, as data files beside this module, each row with where it was seen."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Label:
    """One fixed piece of text of the pages.

    Attributes:
        group: What kind of label it is; see `label_groups`.
        code: The code it stands for within its group.
        language: Language of the text, 'nl' or 'fr'.
        text: The text as printed; in group 'line' with {placeholders}.
        seen: Where it was seen, or 'unseen' when it is an expectation.
    """

    group: str
    code: str
    language: str
    text: str
    seen: str


@cache
def labels() -> tuple[Label, ...]:
    """Every label of labels.tsv, in the order of the file."""
    with files(__name__).joinpath("labels.tsv").open(encoding="utf-8") as lines:
        return tuple(Label(**row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def labels_of(group: str, code: str | None = None) -> tuple[Label, ...]:
    """The labels of a group, or of one code in it."""
    return tuple(label for label in labels() if label.group == group and (code is None or label.code == code))


@cache
def label_groups() -> dict[str, str]:
    """Every group of labels with its meaning, from label_groups.tsv."""
    return _meanings("label_groups.tsv", "group")


@cache
def placeholders() -> dict[str, str]:
    """Every {placeholder} of a line's label with its meaning, from placeholders.tsv."""
    return _meanings("placeholders.tsv", "placeholder")


@cache
def issue_kinds() -> dict[str, str]:
    """Every kind of issue with its meaning, from issue_kinds.tsv."""
    return _meanings("issue_kinds.tsv", "kind")


def _meanings(file: str, key: str) -> dict[str, str]:
    with files(__name__).joinpath(file).open(encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row[key]: row["meaning"] for row in rows}
