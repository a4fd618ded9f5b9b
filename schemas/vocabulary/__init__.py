"""The words that the product knows, as data files in this folder; each row says where it was seen."""

from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from schemas.vocabulary.houses import term_of
from schemas.vocabulary.rows import record, records, vocabulary_rows


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


labels = cache(partial(records, Label, "labels.tsv"))
"""Every label."""


def labels_of(group: str, code: str | None = None) -> tuple[Label, ...]:
    """The labels of a group, or of one code in it."""
    return tuple(label for label in labels() if label.group == group and (code is None or label.code == code))


@cache
def _cells(file: str, key: str, column: str = "meaning") -> dict[str, str]:
    return {row[key]: row[column] for row in vocabulary_rows(file)}


label_groups = partial(_cells, "label_groups.tsv", "group")
"""The meaning of each group of labels."""
placeholders = partial(_cells, "placeholders.tsv", "placeholder")
"""The meaning of each {placeholder} of a line."""
issue_kinds = partial(_cells, "issue_kinds.tsv", "kind")
"""The meaning of each kind of issue."""
issue_tells_of = partial(_cells, "issue_kinds.tsv", "kind", "tells_of")
"""For each kind of issue 'label' for unknown words, 'layout' for a place where nothing or too much is; else
'page'. Many of the first two at once mean that the site has changed."""
fetch_reasons = partial(_cells, "fetch_reasons.tsv", "reason")
"""The meaning of each reason to fetch a page."""


@dataclass(frozen=True, slots=True)
class Legislature:
    """One legislature of the Senate, a term of both houses; number 1 began in 1995.

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
    rows = ((row.read("legislature", int), row) for row in vocabulary_rows("legislatures.tsv"))
    return {number: record(Legislature, row, number=number) for number, row in rows}


def known_legislature(number: int) -> Legislature | None:
    """What is known of a legislature, by the number that its house gives it."""
    return legislatures().get(term_of(number))


def end_of_legislature(number: int) -> date | None:
    """The day on which a legislature of a house ended; None for the current one or an unknown one."""
    known = known_legislature(number)
    return known.ended_on if known else None


def legislature_of(day: date | None) -> int | None:
    """The legislature of a day, from its election on; None before the first, or without a day."""
    begun = [one.number for one in legislatures().values() if day and one.elected_on <= day]
    return max(begun, default=None)
