"""The release before, beside the one to be: which tables and columns of the two can be compared.

The earlier release stays in its Parquet files: of each, only the columns that a comparison needs are read.
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
from schemas.ddl import quoted
from schemas.tables import TABLES
from tasks.common.logger import log
from tasks.release.describe import PACKAGE_FILE
from tasks.tables.arrow_tables import ArrowTables


@dataclass(frozen=True, slots=True)
class Pair:
    """A table in two releases, with what both know of it.

    Attributes:
        table: Its definition.
        columns: The columns that both have, with the same type.
        now: Its rows in the release to be.
        before: Its file in the release before.
        key_before: Its key there.
    """

    table: Table
    columns: tuple[Column, ...]
    now: pa.Table
    before: Path
    key_before: tuple[str, ...]

    @property
    def has_key(self) -> bool:
        """Whether rows of the two can be told to be the same."""
        known = {column.name for column in self.columns}
        return bool(self.table.key) and self.key_before == self.table.key and known.issuperset(self.table.key)


def pairs(tables: ArrowTables, before: Path) -> Iterator[Pair]:
    """The tables that two releases have; one that the earlier release has no readable file of is left out."""
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
    """The key of each table of a release, as it says; none when it says nothing that can be read."""
    try:
        package = json.loads((release / PACKAGE_FILE).read_text(encoding="utf-8"))
        return {one["name"]: tuple(one["schema"].get("primaryKey", ())) for one in package["resources"]}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}


def open_pair(connection: duckdb.DuckDBPyConnection, pair: Pair) -> None:
    """Give a connection the rows of both releases, as `all_now` and `all_earlier`."""
    connection.register("all_now", pair.now)
    connection.execute(
        f"CREATE OR REPLACE VIEW all_earlier AS SELECT * FROM read_parquet({quoted(str(pair.before))})"
    )
