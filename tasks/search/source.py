"""The rows of the search index, as the tables of a release give them."""

from collections.abc import Iterator, Sequence
from typing import Any

import duckdb

from schemas.codes import LANGUAGES, PARTS, Language
from schemas.columns import Column, ColumnType
from schemas.ddl import identifier, quoted
from schemas.search import NUMBERS_A_LEGISLATURE, ROW_NUMBER, SEARCH_TABLE
from tasks.address import FIRST_ON_PAGES, QuestionAddress
from tasks.release.arrow_tables import ArrowTables

_BATCH = 500
_HASHED_TEXTS = (
    "SELECT question_id, hash(list(hash(language, part, text) ORDER BY language, part)) AS hashed "
    "FROM texts GROUP BY ALL"
)


class Source:
    """The rows that the search index of a release shall hold.

    Args:
        connection: An empty database, for this alone.
        tables: The tables of the release.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, tables: ArrowTables) -> None:
        self._connection = connection
        for name in ("questions", "texts"):
            connection.register(name, tables[name])

    def digests(self) -> dict[str, str]:
        """For each question a digest of everything that its row says."""
        values = ", ".join(_values().values())
        return dict(
            self._connection.execute(
                f"SELECT question_id, hash({values}, hashed)::VARCHAR FROM questions "
                f"LEFT JOIN ({_HASHED_TEXTS}) USING (question_id)"
            ).fetchall()
        )

    def rows(self, wanted: Sequence[str]) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of some questions in batches, in the order of the columns."""
        self._connection.execute(
            "CREATE OR REPLACE TABLE wanted AS SELECT unnest(?::VARCHAR[]) AS question_id", [wanted]
        )
        values = _values()
        columns = ", ".join(values.get(name, name) for name in SEARCH_TABLE.column_names)
        found = self._connection.execute(
            f"SELECT {columns} FROM questions SEMI JOIN wanted USING (question_id) "
            f"LEFT JOIN ({_texts()}) USING (question_id) ORDER BY {values[ROW_NUMBER]}"
        )
        while batch := found.fetchmany(_BATCH):
            yield batch


def _texts() -> str:
    """The query that puts the texts of a question beside each other, as columns."""
    columns = (
        f"max(text) FILTER (part = {quoted(part)} AND language = {quoted(language)}) AS {part}_{language}"
        for part in PARTS
        for language in LANGUAGES
    )
    listed = ", ".join(columns)
    return f"SELECT question_id, {listed} FROM texts SEMI JOIN wanted USING (question_id) GROUP BY ALL"


def _values() -> dict[str, str]:
    """For each column that is no text of a question the expression over `questions` that gives it."""
    texts = {f"{part}_{language}" for part in PARTS for language in LANGUAGES}
    made = {f"address_{language}": _address(language) for language in LANGUAGES}
    made[ROW_NUMBER] = f"legislature * {NUMBERS_A_LEGISLATURE} + number"
    return {
        column.name: made.get(column.name) or _value(column)
        for column in SEARCH_TABLE.columns
        if column.name not in texts
    }


def _value(column: Column) -> str:
    """A column as SQLite can hold it: dates are text."""
    name = identifier(column.name)
    return f"{name}::VARCHAR" if column.type is ColumnType.DATE else name


def _address(language: Language) -> str:
    template = QuestionAddress("main", 0, 0, language).url.replace("=0", "={}")
    return (
        f"CASE WHEN legislature >= {FIRST_ON_PAGES} THEN format({quoted(template)}, legislature, number) END"
    )
