"""What searching costs: building the index, a night's index, and answers beside DuckDB's ILIKE.

    python -m benchmarks.search [DATA]

DATA is a data folder with a release, such as `bench-scale --work` leaves; without one the corpus of
`benchmarks.corpus` is written and built first, which takes some minutes. The index is built anew from the
tables of that release, then once more from the one just built with the texts of a hundred questions changed.
Each query is asked as the command asks it: how many questions there are, and the ten best with passages;
the best of three times. ILIKE looks for the same letters in the table `texts`.
"""

import json
import shutil
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import duckdb

from benchmarks.common import OptionalPath, best, command, described, peak, senate_questions
from benchmarks.corpus import with_release
from schemas.search import SEARCH_FILE
from tasks.present.search import parse_query, search
from tasks.present.search.build import build_search_index
from tasks.release.made_by import MADE_BY, Extras, made_alike, made_by
from tasks.release.published.folders import release_folder
from tasks.release.published.manifest import DUCKDB_FILE, MANIFEST_FILE, file_facts, read_manifest, sealed

CHANGED = 100
TIMES = 3
QUERIES = 'drones politie; trein; minister; de minister van het; politi*; "eerste minister"; trein -politie'


def change_texts(database: Path) -> None:
    """Change the texts of a hundred questions."""
    with duckdb.connect(str(database)) as connection:
        connection.execute(
            "UPDATE texts SET text = text || ' nu' WHERE question_id IN "
            f"(SELECT DISTINCT question_id FROM texts ORDER BY hash(question_id) LIMIT {CHANGED})"
        )


def indexed(release: Path, work: Path) -> Iterator[str]:
    """Build the index twice; yield a line for each time."""
    first, night = work / "first", work / "night"
    for folder in (first, night):
        folder.mkdir()
    (first / DUCKDB_FILE).symlink_to(release / DUCKDB_FILE)
    shutil.copyfile(release / DUCKDB_FILE, night / DUCKDB_FILE)
    change_texts(night / DUCKDB_FILE)
    before = peak()
    seconds, _ = best(lambda: build_search_index(first, None))
    more = (peak() - before) / 2**20
    size = (first / SEARCH_FILE).stat().st_size
    yield f"all of the index     {seconds:6.2f} s, {size / 2**20:.0f} MiB, {more:.0f} MiB of memory"
    publish_index(first, release)
    if not made_alike(first, "tables", "database", "search"):
        sys.exit("The index of a night would be made anew: this measures nothing.")
    seconds, _ = best(lambda: build_search_index(night, first))
    yield f"that of a night      {seconds:6.2f} s"


def publish_index(folder: Path, release: Path) -> None:
    """Let a folder be a release that has an index, as a night finds it."""
    size, sha256 = file_facts(folder / SEARCH_FILE)
    facts = {name: value for name, value in (read_manifest(release) or {}).items() if name != "sha256"}
    files = {SEARCH_FILE: {"bytes": size, "sha256": sha256}}
    facts |= {"files": files, MADE_BY: made_by(Extras(search=True))}
    (folder / MANIFEST_FILE).write_text(sealed(json.dumps(facts, indent=2)), encoding="utf-8")


def answered(release: Path, index: Path) -> Iterator[str]:
    """Ask each query; yield a line for each, and one that compares."""
    ratios = []
    with duckdb.connect(str(release / DUCKDB_FILE), read_only=True) as connection:
        for words in QUERIES.split("; "):
            wanted = parse_query(words)
            seconds, found = best(partial(search, index, wanted), TIMES)
            needed = [one.text for one in wanted if not one.excluded]
            scanned, _ = best(partial(contained, connection, needed), TIMES)
            ratios.append(scanned / seconds)
            yield (
                f"{words:<22} {1000 * seconds:6.1f} ms, {found.total:,} questions; "
                f"ILIKE {1000 * scanned:.0f} ms, {ratios[-1]:.0f} times as long"
            )
    yield f"ILIKE takes at least {min(ratios):.0f} times as long as a search"


def contained(connection: duckdb.DuckDBPyConnection, words: list[str]) -> int:
    """Return how many questions have texts that contain all words, as DuckDB finds by reading them."""
    each = " AND ".join("bool_or(text ILIKE ?)" for _ in words)
    query = f"SELECT count(*) FROM (SELECT question_id FROM texts GROUP BY question_id HAVING {each})"
    return int(connection.execute(query, [f"%{word}%" for word in words]).fetchall()[0][0])


def as_command(data: Path) -> str:
    """Compare the command with its own start."""
    ways = (["--help"], ["drones politie", "--data", data])
    start, asked = (min(senate_questions("search", *way).seconds for _ in range(TIMES)) for way in ways)
    return f"the command          {asked:6.2f} s, of which its start {start:.2f} s"


@command
def main(data: OptionalPath = None) -> Iterator[str]:
    yield described()
    with with_release(data) as (found, work):
        release = release_folder(found, None)
        yield from indexed(release, work)
        yield from answered(release, work / "first")
        if (release / SEARCH_FILE).is_file():
            yield as_command(found)
