"""The tables and columns that a new release and the one before it have in common.

The earlier release stays in its Parquet files: only the columns that a comparison needs are read.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from schemas.arrow import arrow_schema
from schemas.columns import Column, Table
from schemas.ddl import identifier, quoted
from schemas.tables import TABLES
from tasks.common.logger import log
from tasks.release.describe import PACKAGE_FILE
from tasks.tables.arrow_tables import ArrowTables


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
        try:
            earlier = pq.read_schema(path)
        except FileNotFoundError:
            continue
        except (OSError, pa.ArrowInvalid) as error:
            log.warning("%s cannot be read and is not compared: %s", path, error)
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
    """Give a connection the rows of both releases.

    `now` and `earlier` are the rows of questions, or other first columns of a key, with any difference: most
    are the same as the night before, and a sum of hashes finds those that are not. They are returned; None
    for a table without key, of which there are all rows. `lost_now` and `lost_earlier` are the same without
    those that the join `left_out` leaves out, as `all_now` and `all_earlier` are of all rows.
    """
    connection.register("rows_now", pair.now)
    rows = {"now": "rows_now", "earlier": f"read_parquet({quoted(str(pair.before))})"}
    for name, source in rows.items():
        connection.execute(f"CREATE OR REPLACE VIEW every_{name} AS FROM {source}")
        connection.execute(f"CREATE OR REPLACE VIEW all_{name} AS SELECT * FROM {source} {left_out}")
    if pair.has_key:
        _find_differing(connection, pair)
    for name in rows:
        chosen = f"SEMI JOIN differing USING ({identifier(pair.table.key[0])})" if pair.has_key else ""
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM every_{name} {chosen}")
        connection.execute(f"CREATE OR REPLACE VIEW lost_{name} AS SELECT * FROM {name} {left_out}")
    return connection.sql("FROM differing").to_arrow_table() if pair.has_key else None


def _find_differing(connection: duckdb.DuckDBPyConnection, pair: Pair) -> None:
    """Make the table `differing`, of one column."""
    first = identifier(pair.table.key[0])
    columns = ", ".join(identifier(column.name) for column in pair.columns)
    sums = (
        f"(SELECT {first}, count(*) AS rows, sum(hash({columns})) AS hashes FROM every_{name} GROUP BY ALL)"
        for name in ("now", "earlier")
    )
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE differing AS SELECT {first} FROM {' n FULL JOIN '.join(sums)} e "
        f"USING ({first}) WHERE n.rows IS DISTINCT FROM e.rows OR n.hashes IS DISTINCT FROM e.hashes"
    )
