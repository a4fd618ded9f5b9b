"""The words that the product knows, as data files in this folder; each row says where it was seen."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from schemas.vocabulary.rows import vocabulary_rows


@dataclass(frozen=True, slots=True)
class Label:
    """One fixed text of the pages; the texts of group 'line' have {placeholders}.

    `seen` is where it was seen, or 'unseen' for an expectation.
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
    """The meaning of each group of labels, from label_groups.tsv."""
    return _meanings("label_groups.tsv", "group")


@cache
def placeholders() -> dict[str, str]:
    """The meaning of each {placeholder} of a line, from placeholders.tsv."""
    return _meanings("placeholders.tsv", "placeholder")


@cache
def issue_kinds() -> dict[str, str]:
    """The meaning of each kind of issue, from issue_kinds.tsv."""
    return _meanings("issue_kinds.tsv", "kind")


def _meanings(file: str, key: str) -> dict[str, str]:
    return {row[key]: row["meaning"] for row in vocabulary_rows(file)}


@dataclass(frozen=True, slots=True)
class Legislature:
    """One legislature of the Senate; number 1 began in 1995.

    `elected_on` is the day of the elections, since 2014 those of the parliaments that send senators;
    `opened_on` that of the first sitting. `ended_on` is the end that chronologies name, or else the day on
    which the declaration of revision of the Constitution was published, which dissolves the Chambers.
    `seen_number` is the highest number of a written question that was seen.
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
    """The day on which a legislature ended; None for the current one or an unknown one."""
    known = legislatures().get(number)
    return known.ended_on if known else None


def legislature_of(day: date | None) -> int | None:
    """The legislature of a day, from its election on; None before the first, or without a day."""
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
    """The meaning of each reason to fetch a page, from fetch_reasons.tsv."""
    return _meanings("fetch_reasons.tsv", "reason")
