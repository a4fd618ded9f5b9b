"""What the whole corpus takes: a rebuild, nights over it and over twice as much, a small ingest, commands.

    python -m benchmarks.scale [--questions N] [--pages main|six] [--work DIR]

The corpus is that of `benchmarks.corpus`. A night brings in a hundred pages: of twenty-five new questions,
and as many of questions from all years, whose pages have changed; in a night without news, a hundred pages
were seen again. They come from a folder and an archive, so that the polite pauses are left out, and the
engine's server runs already, as that of the schedule does. Times are those of the commands, as a user starts
them. Reading alone is the time in which as many processes read a part of the same pages; DuckDB alone is its
COPY of the Parquet files into a database file; what is not pages is an ingest without the time in which one
process reads the same pages and makes their rows. Behind a figure stands its goal, if it has one.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from itertools import islice
from pathlib import Path

import duckdb

from benchmarks.corpus import FETCHED, FORM, MAIN, incoming, numbers, question, write
from benchmarks.machine import Taken, described, taken, temporary_environment
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
from tests.support.reading import PAGES
from tests.support.render import render
from tests.support.sources import Response, warc_bytes

READ_ALONE = 4_000
"""Pages that are read for the comparison."""
NIGHT = 25
"""Questions that are new, and as many that have changed; two pages each."""
PORT = 4299
COMMAND = "from flows.cli.entry import main; main()"
SMALL = 1_500
"""Questions of the small ingest, two pages each."""
TRIES = 5
"""How often a command is started; the least counts."""
COMMANDS = {
    "--help": (2.5, "--help"),
    "repair of a line": (2.5, "repair", "{line}"),
    'sql "SELECT 1"': (2.5, "sql", "SELECT 1", "--data", "{data}"),
    "search of a word": (2.5, "search", "energie", "--data", "{data}"),
    "status": (5.0, "status", "--data", "{data}"),
}
"""The most times an import of DuckDB that each should take, and its words."""
NIGHTS = {"a night of 100 pages": 25.0, "a night without news": 8.0}
"""Seconds."""
TWICE = 1.6
"""Times a night over half as many pages."""
NOT_PAGES = 9.0
"""Seconds of processor."""
REBUILD_MEMORY = 1.2
"""GiB."""
RELEASE = 450.0
"""MB."""


def senate_questions(*words: str) -> Taken:
    """Run a command of the product to its end."""
    return taken([sys.executable, "-c", COMMAND, *words])


def judged(found: float, goal: float) -> str:
    """Return whether a figure reaches its goal, for behind it."""
    return f" (goal {goal:g}{': missed' if found > goal else ''})"


def shown(name: str, found: Taken) -> str:
    """Return what a command took, in a line."""
    return (
        f"{name:<28} {found.seconds:7.1f} s, {found.processor:7.1f} s of processors, "
        f"{found.memory / 2**30:.2f} GiB, of which {found.mapped / 2**30:.2f} are mapped files"
    )


def read_alone(data: Path) -> float:
    """Return the seconds a page takes when all processes do nothing but read."""
    settings = load_settings(data).values
    captures = logged_captures(list(raw_store(data).entries()))[:READ_ALONE]
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


def on_disk(folder: Path) -> tuple[float, int]:
    """Return the MB and the number of the files of a folder."""
    sizes = [path.stat().st_size for path in folder.resolve().rglob("*") if path.is_file()]
    return sum(sizes) / 1e6, len(sizes)


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
    captures = logged_captures(list(store.entries()))
    load_vocabularies()
    began = time.process_time()
    for shard in split_into_shards(captures, {}):
        read_shard(store, settings.largest_page, {}, shard)
    return time.process_time() - began


def least(command: Sequence[str]) -> float:
    """Return the processor seconds of a command."""
    return min(taken(command).processor for _ in range(TRIES))


def commands(data: Path, work: Path) -> Iterator[str]:
    """Yield what commands take beside an import of DuckDB."""
    (work / "line.txt").write_text("De vraag van België.\n", encoding="utf-8")
    duck = least([sys.executable, "-c", "import duckdb"])
    yield f"import duckdb {duck:.2f} s of processor"
    for name, (goal, *words) in COMMANDS.items():
        given = [word.format(line=work / "line.txt", data=data) for word in words]
        found = least([sys.executable, "-c", COMMAND, *given])
        yield f"  {name:<26} {found:7.2f} s, {found / duck:.1f} times{judged(found / duck, goal)}"


def small_ingest(work: Path) -> Iterator[str]:
    """Yield what an ingest of some thousand pages takes, and how much of it is not pages."""
    source, data = work / "small", work / "small-data"
    source.mkdir()
    for number, page in enumerate(incoming(SMALL, 0, MAIN)):
        (source / f"{number}.html").write_bytes(page.content)
        (source / f"{number}.html.url").write_text(page.url or "", encoding="utf-8")
    found = senate_questions("ingest", "--data", str(data), "--from", str(source))
    yield shown(f"ingest of {2 * SMALL:,} pages", found)
    pages = rows_alone(data)
    rest = found.processor - pages
    yield f"  pages alone {pages:.1f} s of processor; what is not pages {rest:.1f} s{judged(rest, NOT_PAGES)}"


def nights(data: Path, work: Path, held: int) -> Iterator[tuple[Taken, str]]:
    """Yield what a night takes over so many questions, and one without news, each with its line."""
    come, again = night_folder(work / f"night-{held}", held), work / f"again-{held}.warc.gz"
    with schedule_server(PORT) as api, temporary_environment("PREFECT_API_URL", api):
        for name, source in (
            ("a night of 100 pages", come),
            ("a night without news", seen_again(again, data)),
        ):
            found = senate_questions("ingest", "--data", str(data), "--from", str(source))
            yield found, f"{shown(name, found)}{judged(found.seconds, NIGHTS[name])}"


def measured(work: Path, questions: int, kind: str) -> Iterator[str]:
    """Yield a line for each figure, as it is known."""
    variants = MAIN if kind == "main" else PAGES
    data = work / "data"
    yield from small_ingest(work)
    pages = write(data, questions, 0, variants)
    yield f"{questions:,} questions, {pages:,} pages"
    rebuilt = senate_questions("rebuild", "--data", str(data))
    yield f"{shown('rebuild', rebuilt)}{judged(rebuilt.memory / 2**30, REBUILD_MEMORY)}"
    alone = read_alone(data) * pages
    yield f"  reading alone {alone:.1f} s: a rebuild takes {rebuilt.seconds / alone:.2f} times as long"
    duck = copied(data / "current", work)
    yield f"  DuckDB's own COPY of the tables {duck:.1f} s: {rebuilt.seconds / duck:.0f} times as long"
    for name, folder in (
        ("raw store", data / "raw"),
        ("cache", data / "cache"),
        ("release", data / "current"),
        ("explorer in the release", data / "current" / SITE),
    ):
        size, count = on_disk(folder)
        goal = judged(size, RELEASE) if name == "release" else ""
        yield f"{name:<28} {size:7,.0f} MB in {count:,} files{goal}"
    once = list(nights(data, work, questions))
    yield from (line for _, line in once)
    yield f"  {once[0][0].seconds / duck:.1f} times that COPY"
    yield from commands(data, work)
    pages += write(data, questions, questions, variants)
    page = next(incoming(1, 3 * questions, MAIN))
    (work / "one.html").write_bytes(page.content)
    senate_questions("ingest", "--data", str(data), "--from", str(work / "one.html"))  # and all that is new
    yield f"{pages:,} pages"
    twice = list(nights(data, work, 2 * questions))
    yield from (line for _, line in twice)
    times = twice[0][0].seconds / once[0][0].seconds
    yield f"  {times:.2f} times the night over half as many{judged(times, TWICE)}"


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
