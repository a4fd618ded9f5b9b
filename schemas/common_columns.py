"""Columns and references that several tables share."""

from schemas import codes
from schemas.columns import Column, ColumnType, Reference

TEXT, LONG_TEXT = ColumnType.TEXT, ColumnType.LONG_TEXT
INTEGER, NUMBER, BOOLEAN = ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.BOOLEAN
DATE, TIMESTAMP, TEXT_LIST = ColumnType.DATE, ColumnType.TIMESTAMP, ColumnType.TEXT_LIST

CODE_POINTS = "code points"

TO_QUESTION = Reference(("question_id",), "questions", ("question_id",))
TO_TEXT = Reference(("question_id", "language", "part"), "texts", ("question_id", "language", "part"))


def question_id(description: str = "The question, as legislature-number: '5-8900'.") -> Column:
    """The column that names a question."""
    return Column("question_id", TEXT, description, required=True)


def language(description: str) -> Column:
    """The column that tells a language."""
    return Column("language", TEXT, description, required=True, codes=codes.LANGUAGES)


def position(what: str) -> Column:
    """The column that tells the place of something in its order."""
    return Column("position", INTEGER, f"Place of the {what} in the order printed, from 0.", required=True)


def span(of_what: str) -> tuple[Column, Column]:
    """The columns that tell where letters stand: code points from 0, half-open."""
    return (
        Column(
            "start_at", INTEGER, f"First code point in {of_what}, from 0.", required=True, unit=CODE_POINTS
        ),
        Column("end_at", INTEGER, "Code point behind the last one.", required=True, unit=CODE_POINTS),
    )
