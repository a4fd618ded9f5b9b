"""Writing the tables as Parquet files whose bytes depend on the rows alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.arrow import arrow_schema
from schemas.tables import TABLES
from tasks.files import storage_errors
from tasks.release.arrow_tables import ArrowTables

_COMPRESSION_LEVEL = 3
_ROW_GROUP = 50_000


def write_parquet(tables: ArrowTables, folder: Path) -> None:
    """Write one `<table>.parquet` a table, of the tables that are given.

    Raises:
        StorageError: When a file cannot be written.
    """
    for table in TABLES:
        if table.name in tables:
            with parquet_writer(folder / f"{table.name}.parquet", arrow_schema(table)) as writer:
                _write(writer, tables[table.name])


def _write(writer: pq.ParquetWriter, table: pa.Table) -> None:
    """Write a table in row groups of one size, so that the bytes do not tell of which parts it was made."""
    for start in range(0, max(table.num_rows, 1), _ROW_GROUP):
        writer.write_table(table.slice(start, _ROW_GROUP).combine_chunks(), _ROW_GROUP)


@contextmanager
def parquet_writer(path: Path, schema: pa.Schema) -> Iterator[pq.ParquetWriter]:
    """A writer of one Parquet file that is filled bit by bit, compressed as the others are.

    Raises:
        StorageError: When the file cannot be written.
    """
    with (
        storage_errors(path.parent),
        pq.ParquetWriter(path, schema, compression="zstd", compression_level=_COMPRESSION_LEVEL) as writer,
    ):
        yield writer
