"""The tables and columns that a new release and the one before it have in common.

The earlier release stays in its Parquet files: only the columns that a comparison needs are read.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from schemas.arrow import arrow_schema
from schemas.columns import Column, Table
from schemas.ddl import identifier, quoted
from schemas.tables import TABLES
from tasks.release.checks.excuses import without_excused
from tasks.release.describe import PACKAGE_FILE
from tasks.tables.arrow_tables import ArrowTables, schema_of


@dataclass(frozen=True, slots=True)
class Pair:
    """A table in two releases: its rows now, its file before, and the columns with the same type in both.

    `key_before` is its key in the release before.
    """

    table: Table
    columns: tuple[Column, ...]
    now: pa.Table
    before: Path
    key_before: tuple[str, ...]

    @property
    def has_key(self) -> bool:
        """Whether a key identifies the same row in both releases."""
        known = {column.name for column in self.columns}
        return bool(self.table.key) and self.key_before == self.table.key and known.issuperset(self.table.key)


def pairs(tables: ArrowTables, before: Path) -> Iterator[Pair]:
    """The tables that two releases share; one without a readable file in the earlier release is left out."""
    keys = _keys(before)
    for table in TABLES:
        path = before / f"{table.name}.parquet"
        if (earlier := schema_of(path)) is None:
            continue
        types = {field.name: field.type for field in earlier}
        same = {field.name for field in arrow_schema(table) if types.get(field.name) == field.type}
        known = tuple(column for column in table.columns if column.name in same)
        yield Pair(table, known, tables[table.name], path, keys.get(table.name, table.key))


def _keys(release: Path) -> Mapping[str, tuple[str, ...]]:
    """The key of each table by the data package of a release; empty when it is unreadable."""
    try:
        package = json.loads((release / PACKAGE_FILE).read_text(encoding="utf-8"))
        return {one["name"]: tuple(one["schema"].get("primaryKey", ())) for one in package["resources"]}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}


def open_pair(connection: duckdb.DuckDBPyConnection, pair: Pair, left_out: str = "") -> pa.Table | None:
    """Give a connection the rows of both releases, unless they are the same.

    Returns the questions, or other first columns of the key, with any difference: most are the same as the
    night before, and a sum of hashes finds those that are not. It is None for a table without key, all of
    whose rows are looked at. The rows that differ are `now` and `earlier`; `lost_now` and `lost_earlier` are
    those without what the join `left_out` leaves out, and `all_now` and `all_earlier` all rows without that.
    Lost rows that are excused are in no `earlier` but that.
    """
    connection.register("rows_now", pair.now)
    rows = {"now": "rows_now", "earlier": f"read_parquet({quoted(str(pair.before))})"}
    differing = _differing(connection, pair, rows) if pair.has_key else None
    if differing is not None and not differing.num_rows:
        return differing
    chosen = f"SEMI JOIN differing USING ({identifier(pair.table.key[0])})" if pair.has_key else ""
    for name, source in rows.items():
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM {source} {chosen}")
    excused = without_excused(connection, pair.table) if pair.has_key else ""
    for name, source in rows.items():
        joins = f"{left_out} {excused if name == 'earlier' else ''}"
        connection.execute(f"CREATE OR REPLACE VIEW all_{name} AS SELECT * FROM {source} {joins}")
        connection.execute(f"CREATE OR REPLACE VIEW lost_{name} AS SELECT * FROM {name} {joins}")
    return differing


def _differing(connection: duckdb.DuckDBPyConnection, pair: Pair, rows: Mapping[str, str]) -> pa.Table:
    """The first columns of the key with different rows, which the table `differing` has too."""
    first = identifier(pair.table.key[0])
    columns = ", ".join(identifier(column.name) for column in pair.columns)
    sums = (
        f"(SELECT {first}, count(*) AS rows, sum(hash({columns})) AS hashes FROM {source} GROUP BY ALL)"
        for source in rows.values()
    )
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE differing AS SELECT {first} FROM {' n FULL JOIN '.join(sums)} e "
        f"USING ({first}) WHERE n.rows IS DISTINCT FROM e.rows OR n.hashes IS DISTINCT FROM e.hashes"
    )
    found: pa.Table = connection.sql("FROM differing").to_arrow_table()
    return found
