"""The rows of a release as text: one line a row, in the order of the keys, without what every byte moves."""

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from schemas.tables import TABLES

FOLDER = Path(__file__).with_name("sample")
EXAMPLES = FOLDER.with_name("examples.tsv")
"""What is found in the examples of rules."""
LEFT_OUT = {"pages": ("sha256",)}
"""Columns that follow from the bytes of a page and tell nothing more than its identifier."""
GOLDEN_TABLES = tuple(table.name for table in TABLES if table.reproducible and not table.vocabulary)


def golden_text(release: Path, table: str) -> str:
    """The rows of one table of a release."""
    return "".join(f"{line}\n" for line in sorted(_lines(release, table)))


def _lines(release: Path, table: str) -> Iterator[str]:
    left_out = LEFT_OUT.get(table, ())
    for row in pq.read_table(release / f"{table}.parquet").to_pylist():
        kept = {name: value for name, value in row.items() if name not in left_out}
        yield json.dumps(kept, ensure_ascii=False, default=lambda value: value.isoformat())


def golden_files(release: Path) -> dict[str, str]:
    """The name and text of each golden file."""
    return {f"{table}.jsonl": golden_text(release, table) for table in GOLDEN_TABLES}
