"""The rows of the search index, from the tables of a release."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from schemas.codes import LANGUAGES, PARTS
from schemas.columns import ColumnType
from schemas.ddl import identifier, quoted
from schemas.search import NUMBERS_A_LEGISLATURE, OF_VIEW, QUESTION_TOPICS, ROW_NUMBER, SEARCH_TABLE, VIEW
from tasks.common.batches import weighed_batches
from tasks.release.published.manifest import DUCKDB_FILE

_BATCH = 500
_BATCH_BYTES = 8_000_000
_BYTES = "SELECT question_id, sum(strlen(text))::BIGINT FROM texts GROUP BY ALL"
_HASHED_TEXTS = (
    "SELECT question_id, hash(list(hash(language, part, text) ORDER BY language, part)) AS hashed "
    "FROM texts GROUP BY ALL"
)
_ITS_TOPICS = "SELECT question_id, list(topic ORDER BY topic) AS topics FROM topics GROUP BY ALL"
_ROW_NUMBER = (
    f"legislature * {NUMBERS_A_LEGISLATURE} + number + {100 * NUMBERS_A_LEGISLATURE} "
    "* coalesce(try_cast(split_part(question_id, '/', 2) AS BIGINT), 0)"
)


class Source:
    """The rows for the search index of a release.

    `connection` is to an empty database that nothing else uses; `folder` holds the DuckDB file; `texts` is
    the table.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path, texts: pa.Table) -> None:
        self._connection = connection
        connection.execute(f"ATTACH {quoted(str(folder / DUCKDB_FILE))} AS release (READ_ONLY)")
        connection.execute(f"CREATE TABLE asked AS SELECT {_values()} FROM release.{VIEW}")
        connection.execute(
            f"CREATE TABLE topics AS SELECT {ROW_NUMBER}, question_id, topic, topic_nl, topic_fr "
            f"FROM release.{QUESTION_TOPICS} JOIN asked USING (question_id)"
        )
        connection.execute("DETACH release")
        connection.register("texts", texts)

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
            "SELECT topic, min(topic_nl), min(topic_fr) FROM topics GROUP BY topic"
        ).fetchall()

    def question_topics(self, wanted: Sequence[str]) -> list[tuple[str, int]]:
        """The topics of some questions, each with the number of the question's row."""
        return self._connection.execute(
            f"SELECT topic, {ROW_NUMBER} FROM topics WHERE question_id IN (SELECT unnest(?::VARCHAR[]))",
            [wanted],
        ).fetchall()

    def rows(self, wanted: Sequence[str]) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of some questions, in batches of few bytes: DuckDB joins their texts in memory."""
        weights = dict(self._connection.execute(_BYTES).fetchall())
        columns = ", ".join(map(identifier, SEARCH_TABLE.column_names))
        for some in weighed_batches(wanted, _BATCH, lambda one: weights.get(one, 0), _BATCH_BYTES):
            self._connection.execute(
                "CREATE OR REPLACE TABLE wanted AS SELECT unnest(?::VARCHAR[]) AS question_id", [some]
            )
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
