"""The rows of the search index, from the DuckDB file of a release."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

from schemas.codes import LANGUAGES, PARTS
from schemas.columns import ColumnType
from schemas.ddl import identifier, quoted
from schemas.search import NUMBERS_A_LEGISLATURE, OF_VIEW, QUESTION_TOPICS, ROW_NUMBER, SEARCH_TABLE, VIEW
from tasks.present.explorer.queries import batches_of_questions, want
from tasks.release.published.manifest import DUCKDB_FILE

_BATCH = 500
_BATCH_BYTES = 8_000_000
_HASHED_TEXTS = (
    "SELECT question_id, hash(list(hash(language, part, text) ORDER BY language, part)) AS hashed "
    "FROM texts GROUP BY ALL"
)
_ITS_TOPICS = f"SELECT question_id, list(topic ORDER BY topic) AS topics FROM {QUESTION_TOPICS} GROUP BY ALL"
_ROW_NUMBER = (
    f"legislature * {NUMBERS_A_LEGISLATURE} + number + {100 * NUMBERS_A_LEGISLATURE} "
    "* coalesce(try_cast(split_part(question_id, '/', 2) AS BIGINT), 0)"
)


class Source:
    """The rows for the search index of a release, whose DuckDB file is in a folder.

    `connection` is to an empty database that nothing else uses.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
        self._connection = connection
        file = quoted(str(folder / DUCKDB_FILE))
        connection.execute(f"ATTACH {file} AS release (READ_ONLY); USE release")
        connection.execute(f"CREATE TEMP TABLE asked AS SELECT {_values()} FROM {VIEW}")

    def digests(self) -> dict[str, str]:
        """A digest of the row of each question, in the order of questions."""
        return dict(
            self._connection.execute(
                f"SELECT question_id, hash(a, hashed, topics)::VARCHAR FROM asked a "
                f"LEFT JOIN ({_HASHED_TEXTS}) USING (question_id) "
                f"LEFT JOIN ({_ITS_TOPICS}) USING (question_id) ORDER BY {ROW_NUMBER}"
            ).fetchall()
        )

    def topics(self) -> list[tuple[str, str | None, str | None]]:
        """The topics of all questions, each with its names in Dutch and French."""
        return self._connection.execute(
            f"SELECT topic, min(topic_nl), min(topic_fr) FROM {QUESTION_TOPICS} GROUP BY topic"
        ).fetchall()

    def question_topics(self, wanted: Sequence[str]) -> list[tuple[str, int]]:
        """The topics of some questions, each with the number of the question's row."""
        want(self._connection, wanted)
        return self._connection.execute(
            f"SELECT topic, {ROW_NUMBER} FROM {QUESTION_TOPICS} JOIN asked USING (question_id) "
            "SEMI JOIN wanted USING (question_id)"
        ).fetchall()

    def rows(self, wanted: Sequence[str]) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of some questions, in batches of few bytes: DuckDB joins their texts in memory."""
        columns = ", ".join(map(identifier, SEARCH_TABLE.column_names))
        for _ in batches_of_questions(self._connection, wanted, _BATCH, _BATCH_BYTES):
            yield self._connection.execute(
                f"SELECT {columns} FROM asked SEMI JOIN wanted USING (question_id) "
                f"LEFT JOIN ({_texts_as_columns()}) USING (question_id) ORDER BY {ROW_NUMBER}"
            ).fetchall()


def _texts_as_columns() -> str:
    """The query for the texts of a question as columns."""
    columns = ", ".join(
        f"max(text) FILTER (part = {quoted(part)} AND language = {quoted(language)}) AS {part}_{language}"
        for part in PARTS
        for language in LANGUAGES
    )
    return f"SELECT question_id, {columns} FROM texts SEMI JOIN wanted USING (question_id) GROUP BY ALL"


def _values() -> str:
    """The columns other than texts, as SQLite can store them: dates are text."""
    taken = (
        f"{name}::VARCHAR AS {name}" if kind is ColumnType.DATE else name for name, kind in OF_VIEW.items()
    )
    return ", ".join((*taken, f"{_ROW_NUMBER} AS {ROW_NUMBER}"))
