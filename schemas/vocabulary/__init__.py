"""The words the product knows, as data files beside this module, each row with where it was seen."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from schemas.vocabulary.rows import vocabulary_rows


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
    return tuple(Label(**row) for row in vocabulary_rows("labels.tsv"))


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
    return {row[key]: row["meaning"] for row in vocabulary_rows(file)}


@dataclass(frozen=True, slots=True)
class Legislature:
    """One legislature of the Senate.

    Attributes:
        number: From 1 (1995) on.
        elected_on: The day of the elections that began it; since 2014 those of the parliaments that send
            senators.
        opened_on: The day of its first sitting.
        ended_on: The day that chronologies name as its end, else that on which the declaration of revision
            of the Constitution was published, which dissolves the Chambers; None while it goes on.
        seen_number: The highest number of a written question that was seen; there are at least so many.
        source: Where that is known from.
    """

    number: int
    elected_on: date
    opened_on: date
    ended_on: date | None
    seen_number: int | None
    source: str


@cache
def legislatures() -> dict[int, Legislature]:
    """Every legislature by its number, from legislatures.tsv."""
    found = map(_legislature, vocabulary_rows("legislatures.tsv"))
    return {legislature.number: legislature for legislature in found}


def end_of_legislature(number: int) -> date | None:
    """The day on which a legislature ended; None while it goes on, and for one that is not known."""
    known = legislatures().get(number)
    return known.ended_on if known else None


def legislature_of(day: date | None) -> int | None:
    """The legislature in which a day lies, from its election on; None before the first, and for no day."""
    begun = [one.number for one in legislatures().values() if day and one.elected_on <= day]
    return max(begun, default=None)


def _legislature(row: dict[str, str]) -> Legislature:
    return Legislature(
        number=int(row["legislature"]),
        elected_on=date.fromisoformat(row["elected_on"]),
        opened_on=date.fromisoformat(row["opened_on"]),
        ended_on=date.fromisoformat(row["ended_on"]) if row["ended_on"] else None,
        seen_number=int(row["seen_number"]) if row["seen_number"] else None,
        source=row["source"],
    )


@cache
def fetch_reasons() -> dict[str, str]:
    """Every reason to ask the site for a page with its meaning, from fetch_reasons.tsv."""
    return _meanings("fetch_reasons.tsv", "reason")
