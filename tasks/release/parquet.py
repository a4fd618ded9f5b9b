"""Parquet files whose bytes depend on the rows alone."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from schemas.arrow import arrow_schema
from schemas.columns import ColumnType, Table
from schemas.tables import table
from tasks.common.files import storage_errors
from tasks.tables.arrow_tables import ArrowTables

_COMPRESSION_LEVEL = 3
_ROW_GROUP = 125_000
_LONG_ROW_GROUP = 1_000
"""Rows of a group with long texts: who reads one question from afar fetches one group."""
_PAGE = 4_000_000
"""Bytes of a page before compression: the long texts of a group are compressed as one."""
_AT_ONCE = 2


def write_parquet(tables: ArrowTables, folder: Path) -> None:
    """Write `<table>.parquet` for each of these tables."""

    def write(name: str) -> None:
        with parquet_writer(folder / f"{name}.parquet", table(name)) as writer:
            # In row groups of one size, so that the bytes do not depend on the chunks in memory.
            most = _LONG_ROW_GROUP if _long_texts(table(name)) else _ROW_GROUP
            for start in range(0, max(tables[name].num_rows, 1), most):
                writer.write_table(tables[name].slice(start, most).combine_chunks(), most)

    largest_first = sorted(tables, key=lambda name: tables[name].nbytes, reverse=True)
    with ThreadPoolExecutor(_AT_ONCE) as workers:
        list(workers.map(write, largest_first))


@contextmanager
def parquet_writer(path: Path, table: Table) -> Iterator[pq.ParquetWriter]:
    """A writer of one Parquet file, with the compression of all others."""
    schema, long_texts = arrow_schema(table), _long_texts(table)
    # Long texts hardly recur, and their least and greatest would be most of what every reader reads first.
    short = [field for field in schema if field.name not in long_texts]
    others = [f"{one.name}.list.element" if pa.types.is_list(one.type) else one.name for one in short]
    with (
        storage_errors(path.parent),
        pq.ParquetWriter(
            path,
            schema,
            compression="zstd",
            compression_level=_COMPRESSION_LEVEL,
            data_page_size=_PAGE,
            use_dictionary=others,  # type: ignore[arg-type]  # the stubs know only bool
            write_statistics=others,
        ) as writer,
    ):
        yield writer


def _long_texts(table: Table) -> frozenset[str]:
    return frozenset(column.name for column in table.columns if column.type is ColumnType.LONG_TEXT)
