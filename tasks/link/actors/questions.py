"""Shared by all tables of actors: the order of questions and the form of an issue."""

from collections.abc import Iterable
from datetime import date

from schemas.page_tables import ISSUES
from schemas.records import Row

_LONGEST = 200
"""Most letters of a printed text that an issue quotes."""


def question_order(question: Row) -> tuple[int, int, str]:
    """Sort key of questions: legislature, number, identifier."""
    return question["legislature"], question["number"], question["question_id"]


def first_and_last(questions: Iterable[Row]) -> tuple[date | None, date | None]:
    """The earliest and the latest date of some questions; None when no date is known."""
    dates = [question["asked_on"] for question in questions if question["asked_on"]]
    return min(dates, default=None), max(dates, default=None)


def quoted(printed: str) -> str:
    """Printed text for a message, shortened."""
    return f"'{printed[:_LONGEST]}…'" if len(printed) > _LONGEST else f"'{printed}'"


def report(kind: str, question_id: str, detail: str) -> Row:
    """An issue row about a question; `detail` is a sentence."""
    return ISSUES.row(page_id=None, question_id=question_id, kind=kind, detail=detail)
