"""What pages print of a question, one value each: fields of its records and columns of `questions`."""
# ruff: noqa: RUF009 - `_printed` makes a field

from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, NamedTuple

from schemas.codes import Field, Language


class Printed(NamedTuple):
    """How the pages of a question decide a printed value."""

    near: Field  # the field with which it stands on the page; repairs there make it unsure
    title: str = ""  # what issues call it where pages disagree; its name by default
    has_letters: bool = False  # damage may change them: the page with the best ones provides it
    on_any_page: bool = False  # true when any page says so; no disagreement when others do not


def _printed(near: Field, *, default: Any = None, **more: Any) -> Any:  # noqa: ANN401 - the field's
    """A field of `PrintedFacts`; `more` are fields of `Printed`."""
    return field(default=default, metadata={"printed": Printed(near, **more)})


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedFacts:
    """What a page, or all pages of a question together, say of it; a value that none prints is None."""

    author: str | None = _printed("author", has_letters=True)
    party: str | None = _printed("author", has_letters=True)
    asked_on: date | None = _printed("question", title="date of the question")
    original_language: Language | None = _printed("question", title="original language")
    provisional_answer: bool | None = _printed("other", on_any_page=True, default=False)
    session: str | None = _printed("other")
    suffix: int | None = _printed("other")


PRINTED: dict[str, Printed] = {one.name: one.metadata["printed"] for one in fields(PrintedFacts)}
"""By name, in the order of the class."""
