"""The table `changes`: what changed since the release before."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from schemas.arrow import arrow_schema
from schemas.columns import Table
from schemas.ddl import identifier, quoted
from schemas.tables import CHANGES, TABLES
from tasks.release.checks.earlier import Pair, open_pair, pairs
from tasks.release.engine import bounded
from tasks.release.parquet import parquet_writer
from tasks.tables.arrow_tables import ArrowTables

_BATCH = 50_000


def compared_tables() -> tuple[Table, ...]:
    """The tables that are compared: those with a key that follow from the pages."""
    return tuple(table for table in TABLES if table.key and table.reproducible)


def write_changes(folder: Path, tables: ArrowTables, before: Path | None) -> int:
    """Write `changes.parquet` against the release `before`, empty without one; return how many there are."""
    path = folder / f"{CHANGES.name}.parquet"
    with parquet_writer(path, arrow_schema(CHANGES)) as writer, bounded(folder) as connection:
        found = pairs(tables, before) if before else ()
        compared = (pair for pair in found if pair.table in compared_tables() and pair.has_key)
        return sum(_write(writer, connection, pair) for pair in compared)


def _write(writer: pq.ParquetWriter, connection: duckdb.DuckDBPyConnection, pair: Pair) -> int:
    known = frozenset(column.name for column in pair.columns if column.is_compared)
    open_pair(connection, pair)
    if not _select_differing(connection, pair.table, known):
        return 0
    count = 0
    for batch in connection.sql(_query(pair.table, known)).to_arrow_reader(_BATCH):
        writer.write_table(pa.table(batch.columns, schema=arrow_schema(CHANGES)), _BATCH)
        count += batch.num_rows
    return count


def _select_differing(connection: duckdb.DuckDBPyConnection, table: Table, known: frozenset[str]) -> bool:
    """Make the tables `now` and `earlier` of the questions, or pages, with any difference; False for none.

    Most rows are the same as the night before: a sum of hashes per question finds those that are not, and
    only they are compared by row and column.
    """
    first = identifier(table.key[0])
    columns = ", ".join(identifier(name) for name in table.column_names if name in known)
    for name in ("now", "earlier"):
        connection.execute(
            f"CREATE OR REPLACE VIEW sums_{name} AS SELECT {first} AS first, count(*) AS rows, "
            f"sum(hash({columns})) AS hashes FROM all_{name} GROUP BY ALL"
        )
    connection.execute(
        "CREATE OR REPLACE TABLE differing AS SELECT first FROM sums_now n "
        "FULL JOIN sums_earlier e USING (first) "
        "WHERE n.rows IS DISTINCT FROM e.rows OR n.hashes IS DISTINCT FROM e.hashes"
    )
    if not connection.execute("SELECT 1 FROM differing LIMIT 1").fetchall():
        return False
    for name in ("now", "earlier"):
        connection.execute(
            f"CREATE OR REPLACE TABLE {name} AS SELECT a.* FROM all_{name} a "
            f"SEMI JOIN differing d ON a.{first} = d.first"
        )
    return True


def _query(table: Table, known: frozenset[str]) -> str:
    """Rows added, rows removed and values changed; a new column changes no row."""
    match = " AND ".join(f"now.{identifier(k)} = earlier.{identifier(k)}" for k in table.key)
    values = [name for name in table.column_names if name not in table.key and name in known]
    ways = (("now", "earlier", "added"), ("earlier", "now", "removed"))
    parts = [
        f"SELECT {_key(table, here)} AS key, {_question(table, here)} AS question_id, "
        f"{quoted(change)} AS change, NULL AS column_name, NULL AS value_before, NULL AS value_after "
        f"FROM {here} ANTI JOIN {there} ON {match}"
        for here, there, change in ways
    ]
    parts += [
        f"SELECT {_key(table, 'now')}, {_question(table, 'now')}, 'changed', {quoted(name)}, "
        f"earlier.{identifier(name)}::VARCHAR, now.{identifier(name)}::VARCHAR "
        f"FROM now JOIN earlier ON {match} "
        f"WHERE now.{identifier(name)} IS DISTINCT FROM earlier.{identifier(name)}"
        for name in values
    ]
    together = " UNION ALL ".join(parts)
    return f"SELECT {quoted(table.name)} AS table_name, * FROM ({together}) ORDER BY key, change, column_name"


def _key(table: Table, name: str) -> str:
    return f"[{', '.join(f'{name}.{identifier(key)}::VARCHAR' for key in table.key)}]"


def _question(table: Table, name: str) -> str:
    return f"{name}.question_id" if "question_id" in table.key else "NULL::VARCHAR"
