"""Writing the tables as Parquet files whose bytes depend on the rows alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.arrow import arrow_schema
from schemas.records import Row, Tables
from schemas.tables import TABLES
from tasks.files import storage_errors, write_whole

_COMPRESSION_LEVEL = 9
_ROW_GROUP = 50_000


def write_parquet(tables: Tables, folder: Path) -> None:
    """Write one `<table>.parquet` a table, each under another name first.

    Raises:
        StorageError: When a file cannot be written.
    """
    for table in TABLES:
        write_whole(folder / f"{table.name}.parquet", parquet_bytes(tables[table.name], arrow_schema(table)))


def parquet_bytes(rows: list[Row], schema: pa.Schema) -> bytes:
    """The rows as one Parquet file, zstd-compressed."""
    buffer = BytesIO()
    pq.write_table(
        pa.Table.from_pylist(rows, schema=schema),
        buffer,
        compression="zstd",
        compression_level=_COMPRESSION_LEVEL,
        row_group_size=_ROW_GROUP,
    )
    return buffer.getvalue()


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
