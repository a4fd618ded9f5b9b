"""Columns and references that several tables share."""

from schemas import codes
from schemas.columns import Column, ColumnType, Reference

TEXT, LONG_TEXT = ColumnType.TEXT, ColumnType.LONG_TEXT
INTEGER, NUMBER, BOOLEAN = ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.BOOLEAN
DATE, TIMESTAMP, TEXT_LIST = ColumnType.DATE, ColumnType.TIMESTAMP, ColumnType.TEXT_LIST

CODE_POINTS = "code points"


def refers(column: str, table: str, target: str = "") -> Reference:
    """A reference of one column to the key of a table, by default of the same name."""
    return Reference((column,), table, (target or column,))


TO_QUESTION = refers("question_id", "questions")
TO_TEXT = Reference(("question_id", "language", "part"), "texts", ("question_id", "language", "part"))
TO_PAGE = refers("page_id", "pages")
TO_MEMBER = refers("member_id", "members")
TO_PARTY = refers("party_id", "parties")
TO_OFFICE = refers("office_id", "offices")
TO_MINISTER = refers("minister_id", "ministers")
TO_GOVERNMENT = refers("government_id", "governments")
TO_LEGISLATURE = refers("legislature", "legislatures")

SOURCE = Column("source", TEXT, "Where the row is known from.", required=True)


def question_id(description: str = "The question, as legislature-number: '5-8900'.") -> Column:
    """The identifier of a question."""
    return Column("question_id", TEXT, description, required=True)


def language(description: str) -> Column:
    """A language."""
    return Column("language", TEXT, description, required=True, codes=codes.LANGUAGES)


def position(what: str) -> Column:
    """The place of something in its order."""
    return Column("position", INTEGER, f"Place of the {what} in the order printed, from 0.", required=True)


def span(of_what: str) -> tuple[Column, Column]:
    """Where letters are, in code points from 0, half-open."""
    return (
        Column(
            "start_at", INTEGER, f"First code point in {of_what}, from 0.", required=True, unit=CODE_POINTS
        ),
        Column("end_at", INTEGER, "Code point behind the last one.", required=True, unit=CODE_POINTS),
    )


def questions(of_what: str) -> Column:
    """A number of questions."""
    return Column("questions", INTEGER, f"Number of questions {of_what}.", required=True, unit="questions")


def since(description: str, *, required: bool = False) -> Column:
    """The first day on which something was the case."""
    return Column("since", DATE, description, required=required)


def until(description: str) -> Column:
    """The first day on which something was no longer the case."""
    return Column("until", DATE, description)


def years(first: str, last: str) -> tuple[Column, Column]:
    """Years, also where a source has no days."""
    known = "; also where no day is known."
    return Column("since_year", INTEGER, first + known), Column("until_year", INTEGER, last + known)
