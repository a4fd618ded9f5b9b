"""What the whole corpus takes: a rebuild, nights over it and over twice as much, a small ingest, commands.

    python -m benchmarks.scale [--questions N | --hostile N] [--work DIR]

The corpus is that of `benchmarks.corpus`. A night brings in a hundred pages: of 25 new questions, and of 25
from all years, whose pages have changed; in a night without news, a hundred pages were seen again. They come
from a folder and an archive, without polite pauses; the engine's server runs already. Reading alone is the
time in which as many processes read a part of the same pages; what is not pages is an ingest without the time
in which one process reads the same pages and makes their rows. Behind a figure is its goal, if it has one.
--hostile measures a folder of N hostile pages instead, those of 1.3 MB of `tests.support.fuzz.weighty`, with
as much of each kind of thing as one page may have, and as many bytes of ordinary pages.
"""

import os
import sys
import tempfile
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Annotated
from unittest.mock import patch

import duckdb
from typer import Option

from benchmarks.common import best, best_cpu, command, described, senate_questions, shown, started, taken
from benchmarks.corpus import FETCHED, QUESTIONS, incoming, laid_out, main_pages, numbers, question, write
from benchmarks.pages import Page
from flows.engine.server import schedule_server
from flows.settings import load_settings
from schemas.ddl import identifier, quoted
from schemas.records import Capture
from schemas.tables import TABLES
from tasks.common.batches import batches
from tasks.common.workers import Workers
from tasks.pipeline.reading import load_vocabularies, read_shard
from tasks.pipeline.shards import split_into_shards
from tasks.present.explorer import SITE
from tasks.raw import captures as logged_captures
from tasks.raw import raw_store
from tasks.read import read_capture
from tests.support.fuzz.weighty import SIZE, at_their_bounds
from tests.support.sources import Response, lay_out, warc_bytes

READ_ALONE = 4_000  # pages that are read for the comparison
NIGHT = 25  # questions that are new, and as many that have changed; two pages each
PORT = 4299
SMALL = 1_500  # questions of the small ingest, two pages each
TRIES = 5  # how often a command is started; the least counts
COMMANDS = {  # and the most times an import of DuckDB that each should take
    "--help": (["--help"], 2.5),
    "repair of a line": (["repair", "{line}"], 2.5),
    'sql "SELECT 1"': (["sql", "SELECT 1", "--data", "{data}"], 2.5),
    "search of a word": (["search", "energie", "--data", "{data}"], 2.5),
    "status": (["status", "--data", "{data}"], 5.0),
}
NIGHTS = {"a night of 100 pages": 25.0, "a night without news": 8.0}  # seconds
TWICE = 1.6  # times a night over half as many pages
NOT_PAGES = 9.0  # seconds of processor
REBUILD_MEMORY = 1.2  # GiB
RELEASE = 450.0  # MB


def judged(found: float, goal: float) -> str:
    """Return whether a figure reaches its goal, for behind it."""
    return f" (goal {goal:g}{': missed' if found > goal else ''})"


def read_alone(data: Path) -> float:
    """Return the seconds a page takes when all processes do nothing but read."""
    settings = load_settings(data).values
    captures = logged_captures(list(raw_store(data).entries()))[:READ_ALONE]
    workers = Workers(settings.workers)
    parts = list(batches(captures, 100))
    try:
        workers.map(partial(_read, data), parts[:2])  # until the processes are there
        seconds, _ = best(partial(workers.map, partial(_read, data), parts))
        return seconds / len(captures)
    finally:
        workers.kill()


def _read(data: Path, captures: list[Capture]) -> int:
    store = raw_store(data)
    return sum(read_capture(one, store.get(one.sha256)).outcome == "read" for one in captures)


def copy_tables(release: Path, into: Path) -> None:
    """Let DuckDB take the Parquet files of a release into a file of its own."""
    with duckdb.connect(str(into)) as connection:
        for table in TABLES:
            path = quoted(str(release / f"{table.name}.parquet"))
            connection.execute(f"CREATE TABLE {identifier(table.name)} AS SELECT * FROM {path} LIMIT 0")
            connection.execute(f"COPY {identifier(table.name)} FROM {path} (FORMAT parquet)")


def night_folder(folder: Path, known: int) -> Path:
    """Write the pages that a night brings in, with their addresses; return the folder."""
    changed = (question(*which, None) for which in islice(numbers(), 0, known, known // NIGHT))
    again = chain.from_iterable(map(main_pages, islice(changed, NIGHT)))
    pages = [page._replace(content=page.content + b"<!-- again -->") for page in again]
    return laid_out(folder, [*pages, *incoming(NIGHT, known)])


def seen_again(path: Path, data: Path) -> Path:
    """Write an archive of pages that are stored already, seen a day later; return its path."""
    store = raw_store(data)
    entries = list(store.entries())
    some = entries[:: len(entries) // (4 * NIGHT)][: 4 * NIGHT]
    date = f"{FETCHED + timedelta(days=1):%Y-%m-%dT%H:%M:%SZ}"
    responses = [Response(entry.url or "", store.get(entry.sha256 or ""), date=date) for entry in some]
    path.write_bytes(warc_bytes(responses))
    return path


def rows_alone(data: Path) -> float:
    """Return the processor seconds in which this process reads all pages of a folder and makes their rows."""
    settings, store = load_settings(data).values, raw_store(data)
    shards = list(split_into_shards(logged_captures(list(store.entries())), {}))
    load_vocabularies()
    rows_of = partial(read_shard, store, settings.largest_page, {})
    seconds, _ = best_cpu(lambda: deque(map(rows_of, shards), maxlen=0))
    return seconds


def least(command: Sequence[str]) -> float:
    """Return the processor seconds of a command."""
    return min(taken(command).processor for _ in range(TRIES))


def commands(data: Path, work: Path) -> Iterator[str]:
    """Yield what commands take beside an import of DuckDB."""
    (work / "line.txt").write_text("De vraag van België.\n", encoding="utf-8")
    duck = least([sys.executable, "-c", "import duckdb"])
    yield f"import duckdb {duck:.2f} s of processor"
    for name, (words, goal) in COMMANDS.items():
        found = least(started(*(word.format(line=work / "line.txt", data=data) for word in words)))
        yield f"  {name:<26} {found:7.2f} s, {found / duck:.1f} times{judged(found / duck, goal)}"


def small_ingest(work: Path) -> Iterator[str]:
    """Yield what an ingest of some thousand pages takes, and how much of it is not pages."""
    source = laid_out(work / "small", incoming(SMALL))
    data = work / "small-data"
    found = senate_questions("ingest", "--data", data, "--from", source)
    yield shown(f"ingest of {2 * SMALL:,} pages", found)
    pages = rows_alone(data)
    rest = found.processor - pages
    yield f"  pages alone {pages:.1f} s of processor; what is not pages {rest:.1f} s{judged(rest, NOT_PAGES)}"


def nights(data: Path, work: Path, known: int) -> tuple[float, list[str]]:
    """Return the seconds of a night over so many questions, and a line for it and for one without news."""
    sources = night_folder(work / f"night-{known}", known), seen_again(work / f"again-{known}.warc.gz", data)
    with schedule_server(PORT) as api, patch.dict(os.environ, {"PREFECT_API_URL": api}):
        ingests = [senate_questions("ingest", "--data", data, "--from", source) for source in sources]
    lines = (
        f"{shown(name, found)}{judged(found.seconds, goal)}"
        for found, (name, goal) in zip(ingests, NIGHTS.items(), strict=True)
    )
    return ingests[0].seconds, list(lines)


def sizes(data: Path) -> Iterator[str]:
    """Yield what is on the disk."""
    places = ("raw store", "raw"), ("cache", "cache"), ("release", "current")
    for name, place in (*places, ("explorer in the release", f"current/{SITE}")):
        files = [path.stat().st_size for path in (data / place).resolve().rglob("*") if path.is_file()]
        goal = judged(sum(files) / 1e6, RELEASE) if name == "release" else ""
        yield f"{name:<28} {sum(files) / 1e6:7,.0f} MB in {len(files):,} files{goal}"


def measured(work: Path, questions: int) -> Iterator[str]:
    """Yield a line for each figure, as it is known."""
    data = work / "data"
    yield from small_ingest(work)
    pages = write(data, questions)
    yield f"{questions:,} questions, {pages:,} pages"
    rebuilt = senate_questions("rebuild", "--data", data)
    yield f"{shown('rebuild', rebuilt)}{judged(rebuilt.memory / 2**30, REBUILD_MEMORY)}"
    alone = read_alone(data) * pages
    yield f"  reading alone {alone:.1f} s: a rebuild takes {rebuilt.seconds / alone:.2f} times as long"
    copy, _ = best(lambda: copy_tables(data / "current", work / "copied.duckdb"))
    yield f"  DuckDB's own COPY of the tables {copy:.1f} s: {rebuilt.seconds / copy:.0f} times as long"
    yield from sizes(data)
    once, lines = nights(data, work, questions)
    yield from lines
    yield f"  {once / copy:.1f} times that COPY"
    yield from commands(data, work)
    yield f"{2 * pages:,} pages"
    yield from with_twice(data, work, questions, once)


def ordinary(size: int) -> Iterator[Page]:
    """Yield ordinary pages until they have that many bytes."""
    for page in incoming(size):
        yield page
        size -= len(page.content)
        if size <= 0:
            return


def beside_hostile(work: Path, pages: int) -> Iterator[str]:
    """Yield what bringing hostile pages in takes, and as many bytes of ordinary ones."""
    size = pages * SIZE
    yield f"{pages} pages of {size / 1e6:.0f} MB together:"
    lay_out(work / "hostile", dict(at_their_bounds(pages)))
    laid_out(work / "ordinary", ordinary(size))
    processor = {}
    for name in ("hostile", "ordinary"):
        found = senate_questions("ingest", "--from", work / name, "--data", work / f"{name}-data")
        processor[name] = found.processor
        yield shown(name, found)
    yield f"hostile pages take {processor['hostile'] / processor['ordinary']:.1f} times the processor"


def with_twice(data: Path, work: Path, questions: int, once: float) -> Iterator[str]:
    """Bring in as many questions again; yield what the nights take then."""
    write(data, questions, questions)
    one = laid_out(work / "one", [next(incoming(1, 3 * questions))])
    senate_questions("ingest", "--data", data, "--from", one)  # and all that is new
    twice, lines = nights(data, work, 2 * questions)
    yield from lines
    yield f"  {twice / once:.2f} times the night over half as many{judged(twice / once, TWICE)}"


@command
def main(
    questions: int = QUESTIONS, hostile: int = 0, work: Annotated[Path | None, Option(help="empty")] = None
) -> Iterator[str]:
    yield described()
    with tempfile.TemporaryDirectory() as name:
        folder = work or Path(name)
        yield from beside_hostile(folder, hostile) if hostile else measured(folder, questions)
