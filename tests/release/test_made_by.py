"""What made a release: which components are made anew, why, and which tables are kept for it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from schemas.records import Event, State
from schemas.tables import TABLES
from schemas.vocabulary import legislatures
from tasks.common.largest_page import LARGEST_PAGE
from tasks.pipeline.reading import question_rows
from tasks.release.kept import is_current, kept_tables, with_runs
from tasks.release.made_by import MADE_BY, NO_EXTRAS, Extras, made_alike, made_anew, made_by
from tasks.release.parquet import write_parquet
from tasks.release.published.manifest import read_manifest
from tasks.tables.inputs import Inputs
from tasks.tables.rows import merge, page_tables
from tests.support.releases import (
    ASKED,
    BAD_PAGE,
    NAMING,
    PAGE,
    QUESTION,
    READING,
    RUN,
    altered,
    bare,
    built,
    inputs,
    list_anew,
    say_made_otherwise,
    snapshot,
    to_arrow,
    whole,
    world,
    write_manifest,
)


def anew(data, extras=NO_EXTRAS):
    return made_anew(read_manifest(data / "current"), extras)


def test_the_manifest_says_what_made_each_component(usual):
    found = read_manifest(usual)[MADE_BY]
    assert found == made_by()
    assert {"code", "lxml", "pyarrow", "python", "unicode"} <= found["tables"].keys()
    assert "search" not in found


def test_nothing_is_made_anew_by_the_same_code_and_libraries(data):
    assert anew(data) == []
    assert made_anew(None, Extras(search=True)) == []
    assert made_alike(data / "current", "tables", "explorer")
    assert not made_alike(data / "nowhere", "tables")


def test_each_component_that_was_made_otherwise_is_reported(data):
    say_made_otherwise(data / "current", "explorer")
    say_made_otherwise(data / "current", "database", "duckdb", "1.5.0")
    version = made_by()["database"]["duckdb"]
    assert anew(data) == [
        f"Rebuilt: the DuckDB file. Changed: duckdb 1.5.0 → {version}.",
        "Rebuilt: the explorer. Changed: its code or data.",
    ]
    assert not made_alike(data / "current", "tables", "explorer")


def test_everything_follows_from_other_tables(data):
    say_made_otherwise(data / "current", "explorer")
    say_made_otherwise(data / "current", "tables", "lxml", "5.0")
    version = made_by()["tables"]["lxml"]
    assert anew(data) == [
        f"Rebuilt: the tables and everything built from them. Changed: lxml 5.0 → {version}."
    ]


def test_a_search_index_comes_and_goes_with_the_setting(data):
    assert anew(data, Extras(search=True)) == ["New: the search index."]
    manifest = read_manifest(data / "current") | {MADE_BY: dict(made_by(Extras(search=True)))}
    write_manifest(data / "current", manifest)
    assert anew(data) == ["Left out: the search index."]


def test_a_release_that_does_not_say_what_made_it_is_made_anew(data):
    manifest = read_manifest(data / "current")
    del manifest[MADE_BY]
    write_manifest(data / "current", manifest)
    assert anew(data) == ["Rebuilt: everything. The previous release does not say what produced it."]
    assert not made_alike(data / "current", "explorer")


def test_kept_tables_are_written_as_the_same_bytes(data, tmp_path):
    before = snapshot(data / "current")
    kept = kept_tables(data, inputs())
    after = snapshot(built(tmp_path / "after", with_runs(kept, [RUN]), database=False))
    names = [f"{table.name}.parquet" for table in TABLES if table.name != "changes"]
    assert [name for name in names if after[name] != before[name]] == []
    assert kept["changes"].num_rows == kept["runs"].num_rows == 0


def test_tables_are_kept_for_the_same_inputs_alone(data, tmp_path):
    assert kept_tables(data, inputs(count=2)) is None
    assert kept_tables(data, Inputs(inputs().captures, 5)) is None
    assert kept_tables(tmp_path / "nothing", inputs()) is None


@pytest.mark.parametrize("harm", ["cut", "gone"])
def test_tables_are_not_kept_when_a_file_is_not_as_it_was_written(data, harm):
    path = data / "current/texts.parquet"
    content = path.read_bytes()
    path.unlink()
    if harm == "cut":
        path.write_bytes(content[:-10])
    assert kept_tables(data, inputs()) is None


@pytest.mark.parametrize(
    ("code", "is_kept"), [("damaged_bytes", False), ("failed", False), ("not_text", True)]
)
def test_tables_without_a_page_that_may_be_read_now_are_not_kept(data, code, is_kept):
    path = data / "current/pages.parquet"
    pages = to_arrow(altered(world(), "pages", outcome="quarantined", reason_code=code, reason="…"))["pages"]
    path.unlink()
    write_parquet({"pages": pages}, path.parent)
    list_anew(path.parent.resolve(), path.name)
    kept = kept_tables(data, inputs())
    assert (kept is not None) is is_kept
    assert not kept or kept["pages"].equals(pages)


OVER = datetime.combine(legislatures()[7].ended_on, datetime.min.time(), UTC)
DEADLINE = datetime(2026, 2, 1, tzinfo=UTC)
BY_DAY = State("unknown", "copy_undated")


def question(legislature, number, state=BY_DAY, **others):
    """A question of that state, and its only page, which is whole."""
    events = (Event(ASKED, "sent", DEADLINE.date()),)
    given = {"legislature": legislature, "number": number, "links": (), "issues": (), "state": state}
    name = f"{legislature}-{number}"
    reading = replace(READING, legislature=legislature, number=number, events=events)
    url = f"https://www.senate.be/www/?MIval=/Vragen/SchriftelijkeVraag&LEG={legislature}&NR={number}&LANG=nl"
    capture = replace(PAGE.capture, page_id=f"page {name}", url=url, evidence="site", fetched_at=OVER)
    page = replace(PAGE, capture=capture, reading=reading, question_id=name, repairs=(), issues=())
    return replace(NAMING, question_id=name, events=events, **given, **others), page


LAPSING = question(7, 1)
OPEN = question(8, 1, asked_on=date(2026, 1, 1))
CLOSED = question(7, 2, State("closed"))
ANSWERED = replace(QUESTION, links=(), issues=()), replace(PAGE, repairs=(), issues=())
BEGAN = {"page 7-1": OVER - timedelta(9), "page 8-1": DEADLINE - timedelta(9), "page 7-2": OVER, "p1": OVER}


def of_times(seen=()):
    """The inputs of the release whose pages were last seen at these times, else when they began."""
    times = BEGAN | dict(seen)
    pages = [page.capture for _, page in (LAPSING, OPEN, CLOSED, ANSWERED)]
    found = [replace(one, fetched_at=BEGAN[one.page_id], seen_at=times[one.page_id]) for one in pages]
    return Inputs([*found, BAD_PAGE.capture], LARGEST_PAGE)


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    folder = tmp_path_factory.mktemp("seen")
    questions, pages = zip(*(LAPSING, OPEN, CLOSED, ANSWERED), strict=True)
    rows = merge([page_tables([*pages, BAD_PAGE]), question_rows(questions)])
    bare(folder, whole(rows, of_times(), [RUN]), of_times())
    return folder


def test_the_states_follow_from_when_pages_were_seen_and_stay_while_none_was_seen_again(seen):
    found = {row["question_id"]: row for row in kept_tables(seen, of_times())["questions"].to_pylist()}
    states = {name: (row["status"], row["status_reason"], row["is_late"]) for name, row in found.items()}
    assert states["7-1"] == ("unknown", "copy_before_end", None)
    assert states["8-1"] == ("open", None, None)
    assert is_current(seen, of_times())
    assert kept_tables(seen, of_times()) is not None


@pytest.mark.parametrize(
    ("page", "seen_at", "stays"),
    [
        ("page 7-1", OVER, True),
        ("page 7-1", OVER + timedelta(1), False),
        ("page 8-1", DEADLINE, True),
        ("page 8-1", DEADLINE + timedelta(1), False),
        ("page 7-2", OVER + timedelta(99), True),
        ("p1", OVER + timedelta(99), True),
    ],
)
def test_sightings_alone_leave_it_current_unless_a_status_or_lateness_changes(seen, page, seen_at, stays):
    now = of_times({page: seen_at})
    assert now.fingerprint == of_times().fingerprint
    assert is_current(seen, now) is stays


def test_tables_are_not_reused_once_a_page_was_seen_again(seen):
    """Else a release that is made for another reason would tell an old `seen_on`."""
    assert kept_tables(seen, of_times({"page 8-1": DEADLINE})) is None


def test_a_release_whose_pages_cannot_be_read_is_not_current(seen):
    path = seen / "current/pages.parquet"
    content = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(content[:-9] + b"x" * 9)
    assert not is_current(seen, of_times())
    path.write_bytes(content)
    assert is_current(seen, of_times())
