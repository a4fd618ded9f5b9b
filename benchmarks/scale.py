"""What the whole corpus takes: a rebuild, a night over it, twice as much of it, and the engine's share.

    python -m benchmarks.scale [--questions N] [--pages main|six] [--work DIR]

The corpus is that of `benchmarks.corpus`. A night brings in a hundred pages: of twenty-five new questions,
and as many of questions from all years, whose pages have changed; they come from a folder, so that the
polite pauses are left out, and the engine's server runs already, as that of the schedule does. Times are
those of the commands, as a user starts them. Reading alone is the time in which as many processes read a
part of the same pages; DuckDB alone is its COPY of the Parquet files into a database file.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path

import duckdb

from benchmarks.corpus import FORM, MAIN, incoming, numbers, question, write
from benchmarks.machine import Taken, described, taken, temporary_environment
from flows.engine.server import schedule_server
from flows.settings import load_settings
from schemas.ddl import identifier, quoted
from schemas.records import Capture
from schemas.tables import TABLES
from tasks.common.batches import batches
from tasks.common.workers import Workers
from tasks.pipeline.inputs import release_inputs
from tasks.present.explorer import SITE
from tasks.raw import raw_store
from tasks.read import read_capture
from tests.support.reading import PAGES
from tests.support.render import render

READ_ALONE = 4_000
"""Pages that are read for the comparison."""
NIGHT = 25
"""Questions that are new, and as many that have changed; two pages each."""
PORT = 4299
COMMAND = "from flows.cli.entry import main; main()"
PLAIN = """
import sys
from pathlib import Path

from flows import build
from flows.engine import pool
from flows.run import running
from tasks.fetch.files import SourceReport

for module, name in ((pool, "read"), (build, "put_together"), (build, "publish_release")):
    setattr(module, name, getattr(module, name).fn)
pool.as_it_is = build.as_it_is = lambda value: value
with running(Path(sys.argv[1]), ["rebuild"], afresh=True) as run:
    run.end_with(build.build_release(run, run.inputs(), SourceReport()))
"""
"""The work of a rebuild as plain functions, without the engine."""


def senate_questions(*words: str) -> Taken:
    """Run a command of the product to its end."""
    return taken([sys.executable, "-c", COMMAND, *words])


def told(name: str, found: Taken) -> str:
    """Return what a command took, in a line."""
    return (
        f"{name:<28} {found.seconds:7.1f} s, {found.processor:7.1f} s of processors, "
        f"{found.memory / 2**30:.2f} GiB, of which {found.mapped / 2**30:.2f} are mapped files"
    )


def read_alone(data: Path) -> float:
    """Return the seconds a page takes when all processes do nothing but read."""
    settings = load_settings(data).values
    captures = release_inputs(list(raw_store(data).entries()), settings.largest_page).captures[:READ_ALONE]
    workers = Workers(settings.workers)
    parts = list(batches(captures, 100))
    try:
        workers.map(partial(_read, data), parts[:2])  # until the processes are there
        began = time.monotonic()
        workers.map(partial(_read, data), parts)
        return (time.monotonic() - began) / len(captures)
    finally:
        workers.kill()


def _read(data: Path, captures: list[Capture]) -> int:
    store = raw_store(data)
    return sum(read_capture(one, store.get(one.sha256)).outcome == "read" for one in captures)


def copied(release: Path, folder: Path) -> float:
    """Return the seconds in which DuckDB takes the Parquet files of a release into a file of its own."""
    began = time.monotonic()
    with duckdb.connect(str(folder / "copied.duckdb")) as connection:
        for table in TABLES:
            path = quoted(str(release / f"{table.name}.parquet"))
            connection.execute(f"CREATE TABLE {identifier(table.name)} AS SELECT * FROM {path} LIMIT 0")
            connection.execute(f"COPY {identifier(table.name)} FROM {path} (FORMAT parquet)")
    return time.monotonic() - began


def night_folder(folder: Path, held: int) -> Path:
    """Write the pages that a night brings in, with their addresses; return the folder."""
    folder.mkdir()
    step = held // NIGHT
    changed = (question(*which, None) for which in islice(numbers(), 0, held, step))
    again = ((facts, variant, language) for facts in islice(changed, NIGHT) for variant, language in MAIN)
    pages = {facts.address(*way): render(facts, *way, FORM) + b"<!-- again -->" for facts, *way in again}
    pages |= {page.url or "": page.content for page in incoming(NIGHT, held, MAIN)}
    for number, (address, content) in enumerate(pages.items()):
        (folder / f"{number}.html").write_bytes(content)
        (folder / f"{number}.html.url").write_text(address, encoding="utf-8")
    return folder


def on_disk(folder: Path) -> str:
    """Return what the files of a folder take."""
    sizes = [path.stat().st_size for path in folder.resolve().rglob("*") if path.is_file()]
    return f"{sum(sizes) / 1e6:7,.0f} MB in {len(sizes):,} files"


def share(whole: Taken, part: Taken) -> float:
    """Return what share of the time of a command something else takes than a part of it."""
    return 1 - part.seconds / whole.seconds


def measured(work: Path, count: int, kind: str) -> Iterator[str]:
    """Yield a line for each figure, as it is known."""
    variants = MAIN if kind == "main" else PAGES
    data = work / "data"
    pages = write(data, count, 0, variants)
    yield f"{count:,} questions, {pages:,} pages"
    rebuilt = senate_questions("rebuild", "--data", str(data))
    yield told("rebuild", rebuilt)
    alone = read_alone(data) * pages
    yield f"  reading alone {alone:.1f} s: a rebuild takes {rebuilt.seconds / alone:.2f} times as long"
    duck = copied(data / "current", work)
    yield f"  DuckDB's own COPY of the tables {duck:.1f} s: {rebuilt.seconds / duck:.0f} times as long"
    come = night_folder(work / "night", count)
    with schedule_server(PORT) as api, temporary_environment("PREFECT_API_URL", api):
        night = senate_questions("ingest", "--data", str(data), "--from", str(come))
    yield told("a night of 100 pages", night)
    yield (
        f"  {night.seconds / rebuilt.seconds:.2f} of a rebuild, {night.seconds / duck:.1f} times that COPY"
    )
    plain = taken([sys.executable, "-c", PLAIN, str(data)])
    yield told("rebuild without the engine", plain)
    yield (
        f"  the engine takes {rebuilt.seconds - plain.seconds:.1f} s, {share(rebuilt, plain):.1%} of the time"
    )
    pages += write(data, count, count, variants)
    twice = senate_questions("rebuild", "--data", str(data))
    yield told(f"rebuild of {pages:,} pages", twice)
    yield f"  {twice.seconds / rebuilt.seconds:.2f} times the time of half as many"
    for name, folder in (
        ("raw store", data / "raw"),
        ("cache", data / "cache"),
        ("release", data / "current"),
    ):
        yield f"{name:<28} {on_disk(folder)}"
    yield f"{'explorer in the release':<28} {on_disk(data / 'current' / SITE)}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--questions", type=int, default=27_000)
    parser.add_argument("--pages", choices=("main", "six"), default="main")
    parser.add_argument("--work", type=Path, help="an empty folder; a temporary one by default")
    given = parser.parse_args()
    print(described())
    with tempfile.TemporaryDirectory() as folder:
        for line in measured(given.work or Path(folder), given.questions, given.pages):
            print(line, flush=True)


if __name__ == "__main__":
    main()
