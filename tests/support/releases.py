"""What the tests of releases share: a small world of questions and pages, and its release."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any
from unittest.mock import patch

import duckdb

from schemas.marts import statements
from schemas.records import (
    Attempt,
    Capture,
    Event,
    LetterRepair,
    Link,
    PageIssue,
    PageReading,
    PageRecord,
    QuestionRecord,
    Row,
    State,
    Tables,
)
from schemas.tables import SCHEMA_VERSION, TABLES
from tasks.common.files import files_below
from tasks.common.largest_page import LARGEST_PAGE
from tasks.link.linking import fingerprints_of, part_of, release_tables, with_answers_compared
from tasks.link.same.near import compared
from tasks.pipeline.reading import question_rows
from tasks.present.publishing import publish
from tasks.release.checks.changed_site import Change, changed_site
from tasks.release.checks.checks import run_checks
from tasks.release.checks.verify import Verified, unlike_files
from tasks.release.describe import as_json
from tasks.release.made_by import MADE_BY
from tasks.release.parquet import write_parquet
from tasks.release.published.manifest import DUCKDB_FILE, MANIFEST_FILE, file_facts, read_manifest, sealed
from tasks.release.published.pointer import swap_in
from tasks.release.warehouse import build_warehouse
from tasks.tables.arrow_tables import ArrowTables, arrow_table, to_rows
from tasks.tables.inputs import Inputs
from tasks.tables.rows import merge, page_tables
from tests.support.engine import SHARED, made_once

Verify = Callable[..., Verified]
ASKED, ANSWERED = date(2013, 4, 30), date(2013, 5, 30)
LONG = "Hoeveel personen werken er in de dienst, en hoeveel daarvan deeltijds? " * 40

QUESTION = QuestionRecord(
    question_id="5-90100",
    legislature=5,
    number=90100,
    author="Hélène Vanneste",
    party="CD&V",
    asked_on=ASKED,
    original_language="nl",
    addressee={"nl": "de eerste minister", "fr": "le premier ministre"},
    title={"nl": "Diensten - Personeel"},
    keywords={"nl": ("dienst", "personeel"), "fr": ("service", "personnel")},
    events=(
        Event(ASKED, "sent", date(2013, 6, 3)),
        Event(date(2013, 5, 20), "reminder"),
        Event(ANSWERED, "answered"),
    ),
    links=(
        Link("also_asked_as", "written_question", "5-90101"),
        Link("also_asked_as", "written_question", "5-90199"),
        Link("requalified_from", "explanation_request", "5-321"),
        Link("also_asked_as", "written_question", "5-90101"),
    ),
    texts={
        ("nl", "question"): (LONG, "1) Hoeveel kost dat?", "2) Wie betaalt?"),
        ("nl", "answer"): ("1) Dat kost 2 500 euro, zie www.example.be.", "2) De dienst."),
    },
    whole=frozenset({("nl", "answer")}),
    answered_on=ANSWERED,
    state=State("answered"),
    asked_on_from="question_line",
    provisional_answer=False,
    issues=({"page_id": None, "question_id": "5-90100", "kind": "text_cut", "detail": "One is cut."},),
)
OPEN_QUESTION = replace(
    QUESTION,
    question_id="5-90101",
    number=90101,
    events=(Event(ASKED, "sent"),),
    links=(),
    texts={("fr", "question"): ("Quel est le coût ?",)},
    answered_on=None,
    state=State("unknown", "copy_undated"),
    issues=(),
)
NAMED = {("nl", "question"): ("Wat zei de minister van Justitie Jan Peeters?",)}
NAMING = replace(OPEN_QUESTION, question_id="5-90102", number=90102, texts=NAMED)
READING = PageReading(5, 90100, "main", ("nl",))
PAGE = PageRecord(
    capture=Capture(
        "p1", "a" * 64, "https://www.senate.be/", datetime(2024, 1, 2, tzinfo=UTC), "map", "a.html"
    ),
    outcome="read",
    reason=None,
    form="html",
    declared_charset="iso-8859-1",
    used_charset="windows-1252",
    reading=READING,
    repairs=(LetterRepair(3, 0, 9, "officiŽle", "officiële", "mac_latin2", 0.99, "title"),),
    issues=(PageIssue("party_missing", "The page shows no party."),),
    variant="main",
    question_id="5-90100",
    language="nl",
)
BILINGUAL = {"repairs": (), "issues": (), "variant": "print_bilingual", "language": None}
BILINGUAL_PAGE = replace(PAGE, capture=replace(PAGE.capture, page_id="p3"), **BILINGUAL)
BAD = Capture("p2", "b" * 64, None, None, "map", "b.bin")
BAD_PAGE = PageRecord(BAD, "quarantined", "It is empty.", *(None,) * 4, reason_code="not_text")
RUN: Row = {
    "run_id": "20240102T000000Z-aaaaaa",
    "started_at": datetime(2024, 1, 2, tzinfo=UTC),
    "ended_at": None,
    "flow": "ingest",
    "outcome": "published",
    "counts": "{}",
}


CHANGE = {"table_name": "questions", "key": ["5-90100"], "question_id": "5-90100", "change": "changed"}
CHANGE |= {"column_name": "party", "value_before": "CVP", "value_after": "CD&V"}
TEXT_REPAIR = {
    "question_id": "5-90100",
    "language": "nl",
    "part": "question",
    "start_at": 0,
    "end_at": 7,
    "page_id": "p1",
    "block": 3,
    "block_start": 0,
    "before": "Hoev\u017del",
    "after": "Hoeveel",
    "rule": "mac_latin2",
    "certainty": 0.9,
}
LIKENESS = {"question_id": "5-90100", "other_id": "5-90101", "language": "nl", "likeness": 0.5}


def world(*questions: QuestionRecord) -> Tables:
    """The rows of a release that holds three questions, or those given, and three pages."""
    if questions:
        return _world(questions)
    of_three = {"answer_likeness": [LIKENESS], "text_repairs": [TEXT_REPAIR]}
    return {name: [*map(dict, rows)] for name, rows in _usual_world().items()} | of_three


@cache
def _usual_world() -> Tables:
    return _world((QUESTION, OPEN_QUESTION, NAMING))


def _world(questions: Sequence[QuestionRecord]) -> Tables:
    rows = merge([page_tables([PAGE, BILINGUAL_PAGE, BAD_PAGE]), question_rows(questions)])
    attempts = Attempt(5, 11, "absent"), Attempt(5, 12, "failed")
    tables = whole(rows, Inputs((), LARGEST_PAGE, attempts), [RUN])
    return to_rows(tables, tables) | {"changes": [CHANGE]}


def to_arrow(tables: Tables) -> ArrowTables:
    """Rows as Arrow tables."""
    return {one.name: arrow_table(one, tables[one.name]) for one in TABLES}


def inputs(source: str = "map", count: int = 1) -> Inputs:
    """Inputs of a release; another count is another release."""
    captures = [Capture(f"p{at}", "a" * 64, None, None, source, "a.html") for at in range(count)]
    return Inputs(captures, LARGEST_PAGE)


def released(data: Path, tables: Tables | None = None, **others: Any) -> Path:
    """A release in a data folder; the first one of the usual rows and inputs is a copy of one made once."""
    if tables is None and not others and not (data / "current").exists():
        shutil.copytree(usual_data(), data, symlinks=True, dirs_exist_ok=True)
        return (data / "current").resolve()
    return unverified(data, to_arrow(world() if tables is None else tables), inputs(**others))


def without_explorer(data: Path, tables: Tables, **others: Any) -> Path:
    """A release of which nobody looks at the explorer."""
    return unverified(data, to_arrow(tables), inputs(**others), explorer=False)


def bare(data: Path, tables: ArrowTables | None = None, given: Inputs | None = None, **options: Any) -> Path:
    """A release whose Parquet files and manifest count: with the database of the usual one, unverified."""
    with usual_database():
        made = to_arrow(world()) if tables is None else tables
        return unverified(data, made, given or inputs(count=2), explorer=False, **options)


@contextmanager
def usual_database() -> Iterator[None]:
    """Let what is published in the block have the DuckDB file of the usual release, whatever its tables."""
    usual = usual_data() / "current" / DUCKDB_FILE

    def copied(folder: Path, *_: Any) -> None:
        shutil.copy(usual, folder)
        (folder / DUCKDB_FILE).chmod(0o644)

    with patch("tasks.release.publish.build_warehouse", copied):
        yield


def follow(data: Path, **said: Any) -> Path:
    """A later release that is current: a copy of the one before, which says something else of itself."""
    before = (data / "current").resolve()
    count = len(list(before.parent.iterdir()))
    release = shutil.copytree(before, before.with_name(f"20990101T00000{count}Z-00000000"))
    names = {"version": release.name, "previous": before.name}
    write_manifest(release, read_manifest(release) | names | said)
    swap_in(data, release)
    return release


def built(folder: Path, tables: ArrowTables, *, database: bool = True) -> Path:
    """A folder with what a release holds of some tables: Parquet files, and the database with its views."""
    folder.mkdir(exist_ok=True)
    write_parquet(tables, folder)
    if database:
        build_warehouse(folder)
    return folder


def unverified(data: Path, *given: Any, changes: Sequence[Change] = (), **options: Any) -> Path:
    """What `publish` makes when it verifies nothing, a third of its work, and comments on no column."""
    with (
        patch("tasks.release.warehouse.comments", return_value=()),
        patch("tasks.release.warehouse.statements", lambda view: islice(statements(view), 1)),
    ):
        return published(data, *given, verify=lambda *_: Verified([], [*changes]), **options)


def published(
    data: Path, *given: Any, explorer: bool = True, verify: Verify | None = None, **options: Any
) -> Path:
    """What `publish` makes, verified in this process instead of one that starts for it."""
    with (
        patch("tasks.release.publish.verify_in_fresh_process", verify or verified_here),
        nullcontext() if explorer else patch("tasks.present.publishing.build_site"),
    ):
        return publish(data, *given, **options)


def verified_here(folder: Path, before: Path | None = None) -> Verified:
    """What a fresh process finds in a release, in a fraction of the time.

    It looks at a copy: a process opens a database in one way at a time, and the explorer is built meanwhile.
    """
    with tempfile.TemporaryDirectory() as copy:
        for path in (*folder.glob("*.parquet"), folder / DUCKDB_FILE):
            shutil.copy(path, copy)
        with duckdb.connect(f"{copy}/{DUCKDB_FILE}", read_only=True) as connection:
            faults = [*run_checks(connection), *unlike_files(connection, Path(copy))]
            return Verified(faults, changed_site(connection, before))


def say_made_otherwise(release: Path, component: str, what: str = "code", value: str = "0") -> None:
    """Let the manifest of a release say that something else made one of its components."""
    manifest = read_manifest(release)
    manifest[MADE_BY][component][what] = value
    write_manifest(release, manifest)


def write_manifest(release: Path, said: Mapping[str, Any]) -> None:
    """Let a release say something else in its manifest, as if it had been built so."""
    path = release / MANIFEST_FILE
    if path.exists():
        path.chmod(0o644)
    path.write_text(
        sealed(as_json({name: value for name, value in said.items() if name != "sha256"})), "utf-8"
    )


def list_anew(release: Path, name: str) -> None:
    """Let the manifest of a release know a file that was changed."""
    said = read_manifest(release)
    size, digest = file_facts(release / name)
    write_manifest(release, said | {"files": said["files"] | {name: {"bytes": size, "sha256": digest}}})


def manifest_of(version: str, created: str, **others: Any) -> dict[str, Any]:
    """The least that a manifest says."""
    names = {"version": version, "created": created, "code_version": "0", "schema_version": SCHEMA_VERSION}
    empty = {"inputs": "", "sources": [], "counts": {}, "coverage": {}, "files": {}}
    return names | empty | others


@cache
def usual_data() -> Path:
    """The data folder of a release of the usual rows, made once for all processes of a test run."""

    def make(folder: Path) -> str:
        published(folder / "usual-data", to_arrow(world()), inputs())
        return str(folder / "usual-data")

    if SHARED in os.environ:
        return Path(made_once("usual", make))
    data = Path(tempfile.mkdtemp(prefix="senate-questions-tests-"))
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    return Path(make(data))


def without(tables: Tables, name: str, **values: Any) -> Tables:
    """The tables without the rows of one table that have these values."""
    kept = [row for row in tables[name] if any(row[key] != value for key, value in values.items())]
    assert len(kept) < len(tables[name])
    return tables | {name: kept}


def altered(tables: Tables, name: str, **values: Any) -> Tables:
    """The tables with these values in the first row of one table."""
    first, *rest = tables[name]
    return tables | {name: [first | values, *rest]}


def snapshot(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in files_below(folder)}


def whole(rows, given=None, runs=()):
    """Return all tables of a release of one part."""
    parts = [part_of(rows)]
    given = given or Inputs((), LARGEST_PAGE)
    tables = release_tables(parts, compared(fingerprints_of(parts)), given, runs)
    return with_answers_compared(tables)[0]
