"""Whether two releases hold the same tables: the proof that a change of the code changes no row.

    python -m benchmarks.equal_tables pages FOLDER [--count 3000]
    python -m benchmarks.equal_tables compare OLD NEW [--but table.column …]

The first writes generated pages, the same ones each time, to ingest with the code before and after a change;
the second compares what came of them, two data folders. The tables `runs` and `changes` tell of runs and are
left out, and so are sentences written for people.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.corpus import NUMBERS, incoming
from schemas.tables import TABLES
from tests.support.reading import PAGES

SENTENCES = frozenset({"issues.detail", "gaps.reason", "pages.reason"})
"""Columns whose wording may change."""


def write_pages(folder: Path, count: int) -> int:
    """Write at least so many pages of all legislatures, with their addresses; return how many."""
    folder.mkdir(parents=True)
    written = 0
    each = count // len(PAGES) // len(NUMBERS) + 1
    first = (sum(list(NUMBERS.values())[:at]) for at in range(len(NUMBERS)))
    for page in chain.from_iterable(incoming(each, number, PAGES) for number in first):
        (folder / f"{written:05}.html").write_bytes(page.content)
        (folder / f"{written:05}.html.url").write_text(page.url or "", encoding="utf-8")
        written += 1
    return written


def differences(old: Path, new: Path, but: frozenset[str]) -> Iterator[tuple[str, int, str]]:
    """Yield each reproducible table: its name, its rows, what differs ('' when nothing does)."""
    for table in TABLES:
        if table.reproducible:
            before, after = (pq.read_table(data / f"current/{table.name}.parquet") for data in (old, new))
            yield table.name, after.num_rows, _difference(table.name, before, after, but)


def _difference(name: str, before: pa.Table, after: pa.Table, but: frozenset[str]) -> str:
    left_out = [column for column in after.column_names if f"{name}.{column}" in but]
    before, after = (
        before.drop_columns([c for c in left_out if c in before.column_names]),
        after.drop_columns(left_out),
    )
    if before.schema != after.schema:
        return "columns or types"
    if before.num_rows != after.num_rows:
        return f"{before.num_rows:,} rows before"
    changed = [column for column in after.column_names if before[column] != after[column]]
    return f"values of {', '.join(changed)}" if changed else ""


def compare(old: Path, new: Path, but: Sequence[str]) -> int:
    """Print a line for each table; return 1 when one differs."""
    found = list(differences(old, new, SENTENCES | set(but)))
    for name, rows, difference in found:
        print(f"{name:<22}{rows:>9,} rows  {difference or 'equal'}")
    different = sum(bool(difference) for *_, difference in found)
    print(f"{len(found) - different} of {len(found)} tables are equal")
    return 1 if different else 0


def main() -> int:
    """Run what the command line names."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    pages = commands.add_parser("pages")
    pages.add_argument("folder", type=Path)
    pages.add_argument("--count", type=int, default=3000)
    both = commands.add_parser("compare")
    both.add_argument("old", type=Path)
    both.add_argument("new", type=Path)
    both.add_argument("--but", nargs="*", default=[])
    chosen = parser.parse_args()
    if chosen.command == "compare":
        return compare(chosen.old, chosen.new, chosen.but)
    print(f"{write_pages(chosen.folder, chosen.count):,} pages in {chosen.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
