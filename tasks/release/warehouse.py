"""The DuckDB file of a release, built from its Parquet files."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb

from schemas.columns import Table
from schemas.ddl import comments, create_table, identifier, quoted
from schemas.marts import statements, views
from schemas.tables import TABLES
from tasks.release.engine import bounded

DUCKDB_FILE = "senate.duckdb"
STORAGE_VERSION = "v1.2.0"
"""The oldest storage with zstd columns, which the engines of BI tools (1.3 to 1.5) can open."""
_AT_ONCE = 2


def build_warehouse(folder: Path) -> None:
    """Build `senate.duckdb` in a folder with one Parquet file per table."""
    path = folder / DUCKDB_FILE
    with bounded(folder) as connection:
        connection.execute(
            f"ATTACH {quoted(str(path))} AS release (STORAGE_VERSION {quoted(STORAGE_VERSION)})"
        )
        connection.execute("USE release")
        _execute(connection, [line for table in TABLES for line in (create_table(table), *comments(table))])
        _fill(connection, folder)
        _execute(connection, [line for view in views() for line in statements(view)])
        connection.execute("USE memory")
        connection.execute("DETACH release")
    if path.with_name(path.name + ".wal").exists():
        raise duckdb.IOException(f"{path} was not written completely: its write-ahead log is still there.")


def _execute(connection: duckdb.DuckDBPyConnection, lines: Iterable[str]) -> None:
    """Execute statements in one transaction: separate ones would each be written to the disk."""
    connection.execute("BEGIN")
    for line in lines:
        connection.execute(line)
    connection.execute("COMMIT")


def _fill(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Fill the tables two at a time, the largest first: DuckDB writes one table on one processor."""
    files = {table: folder / f"{table.name}.parquet" for table in TABLES}

    def fill(table: Table) -> None:
        columns = ", ".join(identifier(name) for name in table.column_names)
        with connection.cursor() as own:
            own.execute(
                f"INSERT INTO release.{identifier(table.name)} SELECT {columns} FROM read_parquet(?)",
                [str(files[table])],
            )

    largest_first = sorted(TABLES, key=lambda table: files[table].stat().st_size, reverse=True)
    with ThreadPoolExecutor(_AT_ONCE) as workers:
        list(workers.map(fill, largest_first))
