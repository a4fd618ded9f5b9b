"""The words the product knows, as data files beside this module, each row with where it was seen."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Label:
    """One fixed piece of text of the pages.

    Attributes:
        group: What kind of label it is: 'line', 'event', 'relation', 'target_kind', 'asked_in', 'month' …
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
def issue_kinds() -> dict[str, str]:
    """Every kind of issue with its meaning, from issue_kinds.tsv."""
    with files(__name__).joinpath("issue_kinds.tsv").open(encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["kind"]: row["meaning"] for row in rows}
