"""Parquet files whose bytes depend on the rows alone."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.arrow import arrow_schema
from schemas.tables import table
from tasks.common.files import storage_errors
from tasks.tables.arrow_tables import ArrowTables

_COMPRESSION_LEVEL = 3
_ROW_GROUP = 50_000
_AT_ONCE = 2


def write_parquet(tables: ArrowTables, folder: Path) -> None:
    """Write `<table>.parquet` for each of these tables."""

    def write(name: str) -> None:
        with parquet_writer(folder / f"{name}.parquet", arrow_schema(table(name))) as writer:
            # In row groups of one size, so that the bytes do not depend on the chunks in memory.
            for start in range(0, max(tables[name].num_rows, 1), _ROW_GROUP):
                writer.write_table(tables[name].slice(start, _ROW_GROUP).combine_chunks(), _ROW_GROUP)

    largest_first = sorted(tables, key=lambda name: tables[name].nbytes, reverse=True)
    with ThreadPoolExecutor(_AT_ONCE) as workers:
        list(workers.map(write, largest_first))


@contextmanager
def parquet_writer(path: Path, schema: pa.Schema) -> Iterator[pq.ParquetWriter]:
    """A writer of one Parquet file, with the compression of all others."""
    with (
        storage_errors(path.parent),
        pq.ParquetWriter(path, schema, compression="zstd", compression_level=_COMPRESSION_LEVEL) as writer,
    ):
        yield writer
