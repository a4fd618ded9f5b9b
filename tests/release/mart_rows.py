"""Rows for small worlds on which the views for analysis are tried."""

from datetime import UTC, date, datetime

from schemas.columns import ColumnType

FILLED = {
    ColumnType.TEXT: "",
    ColumnType.LONG_TEXT: "",
    ColumnType.INTEGER: 0,
    ColumnType.NUMBER: 0.0,
    ColumnType.BOOLEAN: False,
    ColumnType.DATE: date(2013, 1, 1),
    ColumnType.TIMESTAMP: datetime(2013, 1, 1, tzinfo=UTC),
    ColumnType.TEXT_LIST: [],
}


def complete_row(table, row):
    """Return a row with something in every column that may not be null."""
    return {
        column.name: row.get(column.name, FILLED[column.type] if column.required else None)
        for column in table.columns
    }


def question(number, **values):
    given = {"question_id": f"5-{number}", "legislature": 5, "number": number, "status": "open"}
    given |= {"house": "senate", "term": 5}
    return given | {"group_id": f"5-{number}", "group_size": 1, "asked_on": date(2013, 1, 1)} | values


def text(number, language, part, seen=None, **values):
    at = datetime(2013, 2, seen, 4, tzinfo=UTC) if seen else None
    place = {"question_id": f"5-{number}", "language": language, "part": part}
    return {**place, "is_whole": True, "first_seen": at, **values}


def had(number, position, status, since):
    return {"question_id": f"5-{number}", "position": position, "status": status, "since": since}


def part(number, kind, position=0, language="nl", **values):
    place = {"question_id": f"5-{number}", "language": language, "position": position}
    return place | {"answer_kind": kind} | values


def names(number, document):
    place = {"question_id": f"5-{number}", "language": "nl", "part": "answer"}
    return place | {"kind": "document", "entity_id": document}


def subquestion(number, position, label, language="nl"):
    place = {"question_id": f"5-{number}", "language": language, "position": position}
    return place | {"label": label}
