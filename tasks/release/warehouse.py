"""The DuckDB file of a release, built from its Parquet files."""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pyarrow as pa

from schemas.columns import Table
from schemas.ddl import comments, create_table, identifier, quoted
from schemas.marts import statements, views
from schemas.package.attach import VIEWS
from schemas.tables import TABLES
from tasks.release.engine import bounded
from tasks.release.made_by import made_alike
from tasks.release.published.damage import copy_intact
from tasks.release.published.manifest import DUCKDB_FILE, table_file
from tasks.release.small_tables import write_small_tables

STORAGE_VERSION = "v1.2.0"
"""The oldest storage with zstd columns, which the engines of BI tools (1.3 to 1.5) can open."""
_AT_ONCE = 2
_MEMORY = "400MB"
"""With less, DuckDB writes more of what it reads to the disk first, and takes longer."""
LARGE = 5_000_000
"""Bytes of a Parquet file. Of such a table only what differs is written anew, at its end."""
_MOST_DIFFERING = 2_000
"""Questions of a night; if more differ, the table is written anew."""

Differing = Mapping[str, pa.Table]
"""The first columns of keys with a row that differs from the release before, by table."""


def build_warehouse(
    folder: Path, before: Path | None = None, differing: Differing | None = None, large: int = LARGE
) -> None:
    """Build `senate.duckdb`, and the small tables, in a folder with one Parquet file per table.

    From a release `before` that the same code made, large tables are taken over, but for what is `differing`.
    """
    path = folder / DUCKDB_FILE
    kept = (
        _kept(folder, differing or {}, large) if before and made_alike(before, "tables", "database") else {}
    )
    if not (kept and before and copy_intact(before, folder, DUCKDB_FILE)):
        kept = {}
    with bounded(folder, _MEMORY) as connection:
        connection.execute(
            f"ATTACH {quoted(str(path))} AS release (STORAGE_VERSION {quoted(STORAGE_VERSION)})"
        )
        for name, rows in kept.items():
            connection.register("rows", rows)
            connection.execute(f"CREATE TABLE memory.{identifier(name)} AS FROM rows")
        connection.execute("USE release")
        anew = [table for table in TABLES if table.name not in kept]
        _execute(connection, [line for table in anew for line in (create_table(table), *comments(table))])
        _fill(connection, folder, kept)
        _execute(connection, [line for view in views() for line in statements(view)])
        write_small_tables(connection, folder)
        (folder / VIEWS).mkdir(exist_ok=True)
        for name in (view.name for view in views() if view.kind == "stored"):  # for `attach.sql`
            target = quoted(str(folder / VIEWS / f"{name}.parquet"))
            connection.execute(f"COPY {identifier(name)} TO {target} (FORMAT parquet, COMPRESSION zstd)")
        connection.execute("USE memory")
        connection.execute("DETACH release")
    if path.with_name(path.name + ".wal").exists():
        raise duckdb.IOException(f"{path} was not written completely: its write-ahead log is still there.")


def _kept(folder: Path, differing: Differing, large: int) -> dict[str, pa.Table]:
    """The large tables of which little differs, with what does."""
    return {
        name: rows
        for name, rows in differing.items()
        if rows.num_rows <= _MOST_DIFFERING and (folder / table_file(name)).stat().st_size >= large
    }


def _execute(connection: duckdb.DuckDBPyConnection, lines: Iterable[str]) -> None:
    """Execute statements in one transaction: separate ones would each be written to the disk."""
    connection.execute("BEGIN")
    for line in lines:
        connection.execute(line)
    connection.execute("COMMIT")


def _fill(connection: duckdb.DuckDBPyConnection, folder: Path, kept: Differing) -> None:
    """Fill the tables two at a time, the largest first: DuckDB writes one table on one processor."""
    files = {table: folder / f"{table.name}.parquet" for table in TABLES}

    def fill(table: Table) -> None:
        columns = ", ".join(identifier(name) for name in table.column_names)
        name, only = identifier(table.name), ""
        if table.name in kept:
            only = f"WHERE {identifier(table.key[0])} IN (FROM memory.{name})"
        with connection.cursor() as own:
            if only:
                own.execute(f"DELETE FROM release.{name} {only}")
            rows = f"SELECT {columns} FROM read_parquet(?) {only}"
            own.execute(f"INSERT INTO release.{name} {rows}", [str(files[table])])

    largest_first = sorted(TABLES, key=lambda table: files[table].stat().st_size, reverse=True)
    with ThreadPoolExecutor(_AT_ONCE) as workers:
        list(workers.map(fill, largest_first))
