"""What pages print of a question, one value each: fields of its records and columns of `questions`."""
# ruff: noqa: RUF009 - `_printed` makes a field

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, NamedTuple

from schemas import codes
from schemas.codes import Field, Language
from schemas.columns import BOOLEAN, DATE, INTEGER, TEXT, Column


class Printed(NamedTuple):
    """How a printed value becomes a column."""

    column: Column  # of `questions`
    near: Field  # the field with which it stands on the page; repairs there make it unsure
    title: str = ""  # what issues call it where pages disagree; its name by default
    has_letters: bool = False  # damage may change them: the page with the best ones provides it
    on_any_page: bool = False  # true when any page says so; no disagreement when others do not


def _printed(  # noqa: PLR0913 - the fields of `Printed`
    column: Column,
    near: Field,
    title: str = "",
    *,
    has_letters: bool = False,
    on_any_page: bool = False,
    default: Any = None,  # noqa: ANN401 - of the type of the field
) -> Any:  # noqa: ANN401
    """A field of `PrintedFacts`."""
    return field(
        default=default, metadata={"printed": Printed(column, near, title, has_letters, on_any_page)}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedFacts:
    """What a page, or all pages of a question together, say of it; a value that none prints is None."""

    author: str | None = _printed(
        Column("author", TEXT, "Name of the senator, with letters repaired; null if no page shows it."),
        near="author",
        has_letters=True,
    )
    party: str | None = _printed(
        Column("party", TEXT, "Party as printed after the author's name."), near="author", has_letters=True
    )
    asked_on: date | None = _printed(
        Column("asked_on", DATE, "Date of the question (`asked_on_from` says from where)."),
        near="question",
        title="date of the question",
    )
    original_language: Language | None = _printed(
        Column(
            "original_language",
            TEXT,
            "Language in which the question was asked, from its question line.",
            codes=codes.LANGUAGES,
        ),
        near="question",
        title="original language",
    )
    provisional_answer: bool | None = _printed(
        Column(
            "provisional_answer",
            BOOLEAN,
            "Whether a page announces a provisional answer as PDF; null if every copy ends before that line.",
        ),
        near="other",
        on_any_page=True,
        default=False,
    )
    session: str | None = _printed(
        Column(
            "session",
            TEXT,
            "Parliamentary year, as given on print pages and in bulletins: '2012-2013'; null if not given.",
        ),
        near="other",
    )
    suffix: int | None = _printed(
        Column(
            "suffix",
            INTEGER,
            "Number behind the stroke of a bulletin's number, '1535/1': one number was asked of several "
            "ministers.",
        ),
        near="other",
    )


PRINTED: dict[str, Printed] = {one.name: one.metadata["printed"] for one in fields(PrintedFacts)}
"""By name, in the order of the class."""


def printed_columns(*names: str) -> Iterator[Column]:
    """The columns of these values, in this order."""
    return (PRINTED[name].column for name in names)


def other_printed_columns(*names: str) -> Iterator[Column]:
    """The columns of all values but these."""
    return (printed.column for name, printed in PRINTED.items() if name not in names)
