"""A month of nights against a site that moves and goes wrong, with nights that die: nothing is lost."""

import json
import shutil
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from schemas.tables import TABLES
from tasks.operate.ledger import ledger
from tasks.raw import RawStore, captures
from tasks.raw.store import verify_store
from tests.support.command import run, succeed
from tests.support.nights.month import KEPT_NIGHTS, KILLS, NIGHTS, QUIET, passed_month, to_tear
from tests.support.nights.nights import SPEED, Nights, asked_too_often, given_in_vain
from tests.support.runs import parquet_files, release_faults, rows, tables_without
from tests.support.site import Site, World

pytestmark = [pytest.mark.long, pytest.mark.first]

ATOM = "{http://www.w3.org/2005/Atom}"
OUTCOMES = {
    "first": "published",
    "quiet": "unchanged",
    "blocked": "unavailable",
    "news": "published",
    "faulty": "published",
    "torn": "refused",
    "mended": "published",
}
GOOD = [name for name, outcome in OUTCOMES.items() if outcome == "published"]
OF_THE_WAY = ("source", "evidence", "origin", "fetched_at", "declared_charset")
"""Columns of pages that tell how a page came, and nothing of what it says."""
OF_SIGHTINGS = ("seen_at", "seen_on", "is_late")
"""Columns that count by when a page was last seen: an archive or a folder lacks word that it is unchanged.

A night that only saw pages again publishes nothing, unless that changes the state of a question.
"""
OF_THE_SITE = ("legislatures", "gaps")
"""Tables that tell what the site does not have, which a folder of pages cannot know."""


@pytest.fixture(scope="module")
def month(tmp_path_factory):
    with passed_month(tmp_path_factory.mktemp("month")) as passed:
        yield passed


def states(month, name):
    """What the site shows of all questions on the day of a night."""
    return month.world.expected_states(month.day(name))


def entries(feed):
    return {
        entry.findtext(f"{ATOM}id"): ET.tostring(entry) for entry in ET.fromstring(feed).iter(f"{ATOM}entry")
    }


def test_the_ledger_has_a_row_for_each_night_and_for_each_that_died(month):
    found = ledger(month.data)
    assert [row["outcome"] for row in found[: len(OUTCOMES)]] == list(OUTCOMES.values())
    assert [row["started_at"].date() for row in found[: len(OUTCOMES)]] == [
        month.day(name) for name in OUTCOMES
    ]
    assert {(row["flow"], row["started_at"].hour) for row in found} == {("nightly", 2)}
    assert len(found) == len(month.codes) + month.killed
    ended = [row for row in found if row["ended_at"]]
    assert len(ended) == len(month.codes)
    assert all(timedelta(0) < row["ended_at"] - row["started_at"] < timedelta(hours=5) for row in ended)
    blocked, refused = (json.loads(found[at]["counts"])["error"] for at in (2, 5))
    assert "challenge" in blocked
    assert "questions must not lose rows" in refused


def test_nights_died_and_the_others_ended_well(month):
    assert month.killed == KILLS
    assert month.codes[: len(OUTCOMES)] == [0, 0, 4, 0, 0, 3, 0]
    later = month.codes[len(OUTCOMES) :]
    assert set(later) <= {0, 4}
    assert later[:NIGHTS].count(0) > NIGHTS / 2
    assert later[NIGHTS:] == [0] * len(QUIET)


def test_nights_that_publish_leave_a_report_and_counts(month):
    counts = [morning.reports for morning in month.mornings.values()]
    assert [later - earlier for earlier, later in pairwise([0, *counts])] == [
        name in GOOD for name in OUTCOMES
    ]
    for name, (report, tables) in zip(GOOD, month.reports, strict=False):
        assert f"# Release {month.mornings[name].release}" in report
        assert tables["questions"] == len(states(month, name))


def test_a_release_is_current_until_a_better_one_is_published(month):
    current = {name: morning.release for name, morning in month.mornings.items()}
    assert len(set(current.values())) == len(GOOD)
    assert current["quiet"] == current["blocked"] == current["first"]
    assert current["torn"] == current["faulty"]
    assert all(current[name].startswith(f"{month.day(name):%Y%m%d}T") for name in GOOD)


def test_releases_of_the_newest_nights_are_kept(month):
    published = [month.mornings[name].release for name in GOOD]
    for name, morning in month.mornings.items():
        so_far = [version for version in published if version <= morning.release]
        assert list(morning.releases) == so_far[-KEPT_NIGHTS:], name
    assert len(list((month.data / "releases").iterdir())) == KEPT_NIGHTS


def test_the_questions_and_their_states_are_those_of_the_site(month):
    for name in GOOD:
        morning = month.mornings[name]
        assert morning.states == morning.latest == states(month, name), name
    expected = month.world.expected_states(month.site.today)
    assert month.states() == expected
    assert len(set(expected.values())) == 3


@pytest.mark.parametrize(("name", "before"), [("faulty", "news"), ("mended", "faulty")])
def test_changes_are_what_the_site_brought_since_the_release_before(month, name, before):
    """What came on the refused night is in the changes of the next."""
    now, earlier = states(month, name), states(month, before)
    found = [row for row in month.mornings[name].changes if row["table_name"] == "questions"]
    assert {row["key"][0] for row in found if row["change"] == "added"} == set(now) - set(earlier)
    assert [row for row in found if row["change"] == "removed"] == []
    assert set(now) - set(earlier)
    assert {
        row["key"][0]: (row["value_before"], row["value_after"])
        for row in found
        if row["column_name"] == "status"
    } == {key: (earlier[key], now[key]) for key in earlier if earlier[key] != now[key]}


def test_a_status_begins_in_the_history_when_it_changes(month):
    now, earlier = states(month, "mended"), states(month, "faulty")
    found = [row for row in month.mornings["mended"].changes if row["table_name"] == "status_history"]
    grown = {row["key"][0] for row in found if row["change"] == "added"}
    assert set() < {key for key in earlier if earlier[key] != now[key]} <= grown


def test_an_entry_of_the_feed_stays_as_it_is(month):
    feeds = [entries(month.mornings[name].feed) for name in GOOD]
    for earlier, later in pairwise(feeds):
        assert {key: later.get(key) for key in earlier} == earlier
    now = states(month, "mended")
    answered = {key for key, status in now.items() if status == "answered"}
    assert set(feeds[-1]) == {f"urn:senate-questions:{key}:question" for key in now} | {
        f"urn:senate-questions:{key}:answer" for key in answered
    }


def test_alarms_reach_the_command_and_the_address(month):
    assert month.messages() == month.posted.messages
    found = [one for one in month.messages() if one["at"][:10] <= f"{month.day('mended')}"]
    assert [(one["kind"], one["at"][:10], one["is_over"]) for one in found] == [
        ("blocked", "2026-05-10", False),
        ("stale", "2026-05-10", False),
        ("blocked", "2026-05-11", True),
        ("stale", "2026-05-11", True),
        ("refused", "2026-05-13", False),
        ("stale", "2026-05-13", False),
        ("refused", "2026-05-14", True),
        ("stale", "2026-05-14", True),
    ]
    runs = {row["outcome"]: row["run_id"] for row in ledger(month.data)[: len(OUTCOMES)]}
    assert (found[0]["run_id"], found[4]["run_id"]) == (runs["unavailable"], runs["refused"])
    assert [one["release"] for one in found] == [
        month.mornings[name].release
        for name in ("first", "first", "news", "news", "faulty", "faulty", "mended", "mended")
    ]


def test_the_check_of_each_morning_objects_when_it_should_and_when_no_night_came_for_long(month):
    calm, objects = (0, 0), (1, 1)
    expected = dict.fromkeys(OUTCOMES, calm) | {"blocked": objects, "torn": objects}
    assert {name: morning.health for name, morning in month.mornings.items()} == expected
    done = run("status", "--check", "--json", "--data", month.data, env={"SENATE_ALARM_COMMAND": "true"})
    assert done.returncode == 1
    assert [concern["kind"] for concern in json.loads(done.stdout)["concerns"]] == ["missed_night", "stale"]


def test_both_languages_of_every_question_and_answer_are_stored(month):
    held = {tuple(row) for row in rows(month.data, "SELECT question_id, language, part FROM texts")}
    wanted = {
        (question_id, language, part)
        for question_id, status in month.states().items()
        for language in ("nl", "fr")
        for part in (("question", "answer") if status == "answered" else ("question",))
    }
    assert held == wanted


def test_no_page_was_asked_for_more_often_than_the_plan_says(month):
    assert asked_too_often(month.log()) == []


def test_what_the_site_gave_is_what_the_log_tells_but_for_the_requests_that_died(month):
    """An answer that was under way when its night was killed is asked for once more, and no other."""
    quiet = [night for night in month.all if not night.faulty]
    assert sum(night.died for night in quiet) > KILLS / 4
    assert sum(len(night.requests) for night in quiet) > 500
    assert [night for night in quiet if given_in_vain(night) > night.died] == []


def test_the_site_is_asked_slowly_every_raw_byte_is_as_it_came_and_what_was_torn_is_complete(month):
    assert month.site.shortest_gap() >= 1 / SPEED
    assert month.site.connections_at_once() == 1
    found = verify_store(RawStore(month.data / "raw"))
    assert (found.damaged, found.missing) == ((), ())
    assert found.whole > 100
    assert rows(month.data, "SELECT count(*) FROM pages WHERE outcome = 'quarantined'") == [(0,)]
    held = {number for (number,) in rows(month.data, "SELECT number FROM questions")}
    assert held >= to_tear(month.world)
    assert release_faults((month.data / "current").resolve()) == []


def test_gaps_are_the_numbers_that_the_site_does_not_have(month):
    numbers = month.world.numbers(month.site.today)
    absent = set(range(1, max(numbers))) - set(numbers)
    found = rows(month.data, "SELECT first_number, last_number, kind FROM gaps WHERE legislature = 8")
    assert {n for first, last, _ in found for n in range(first, last + 1)} == absent
    assert {kind for _, _, kind in found} == {"missing"}
    (row,) = rows(month.data, "SELECT expected, held, missing, refused, not_fetched FROM legislatures")
    assert row == (max(numbers), len(numbers), len(absent), 0, 0)


def test_a_rebuild_on_another_machine_gives_what_the_nights_gave(month, tmp_path):
    assert ledger(month.data)[-1]["outcome"] == "published"
    shutil.copytree(month.data / "raw", tmp_path / "data/raw")
    succeed("rebuild", "--data", tmp_path / "data")
    assert parquet_files(tmp_path / "data") == parquet_files(month.data)


def test_the_pages_as_an_archive_give_the_same_tables(month, tmp_path):
    archive = tmp_path / "month.warc.gz"
    succeed("raw", "export", "--warc", archive, "--data", month.data)
    done = run("ingest", "--from", archive, "--data", tmp_path / "data")
    assert done.returncode == 0, done.stderr
    columns = ("source", "origin", *OF_SIGHTINGS)
    assert tables_without(tmp_path / "data", columns) == tables_without(month.data, columns)


def test_the_pages_as_a_folder_give_the_same_tables(month, tmp_path):
    store, folder = RawStore(month.data / "raw"), tmp_path / "pages"
    folder.mkdir()
    for capture in captures(store.entries()):
        (folder / f"{capture.page_id}.html").write_bytes(store.get(capture.sha256))
        sidecar = f"{capture.url}\n{capture.fetched_at.isoformat()}\n"
        (folder / f"{capture.page_id}.html.url").write_text(sidecar, encoding="utf-8")
    succeed("ingest", "--from", folder, "--data", tmp_path / "data")
    here, there = (
        tables_without(data, (*OF_THE_WAY, *OF_SIGHTINGS)) for data in (tmp_path / "data", month.data)
    )
    compared = [table.name for table in TABLES if table.reproducible and table.name not in OF_THE_SITE]
    assert {name: here[name] for name in compared} == {name: there[name] for name in compared}


FIRST_DAY = date(2026, 1, 5)
GONE, BACK = (FIRST_DAY + timedelta(days) for days in (1, 3))
MARKED = """
SELECT language || ' ' || part, withdrawn_on FROM texts WHERE question_id = '{0}' AND withdrawn_on IS NOT NULL
UNION ALL
SELECT event, withdrawn_on FROM events WHERE question_id = '{0}' AND withdrawn_on IS NOT NULL
"""


@dataclass
class TakenBack(World):
    """A world in which the answer to a question is not there for some days."""

    taken: int = 0

    def facts(self, number, day, language="nl"):
        found = super().facts(number, day, language)
        if number != self.taken or not GONE <= day < BACK:
            return found
        events = tuple(event for event in found.events if event.event != "answered")
        return replace(found, events=events, answered_on=None, answer=None, answer_parts=())


@pytest.fixture
def nights(tmp_path):
    world = TakenBack(already=4, numbers_a_week=0, gaps=0, first_day=FIRST_DAY)
    states = {number: world.status(number, FIRST_DAY) for number in world.numbers(FIRST_DAY)}
    world.taken = next(number for number, status in states.items() if status == "answered")
    with Site(world) as site:
        yield Nights(site, tmp_path / "data")


def let_pass(nights, day):
    nights.passes(day)
    assert nights.codes[-1] == 0


def test_an_answer_that_disappears_is_kept_and_marked_until_it_is_back(nights, tmp_path):
    question = f"8-{nights.site.worlds[8].taken}"
    let_pass(nights, FIRST_DAY)
    texts = rows(nights.data, f"SELECT text FROM texts WHERE question_id = '{question}' ORDER BY ALL")
    assert rows(nights.data, MARKED.format(question)) == []

    let_pass(nights, GONE)
    assert rows(nights.data, f"SELECT status FROM questions WHERE question_id = '{question}'") == [
        ("answered",)
    ]
    assert rows(nights.data, f"SELECT text FROM texts WHERE question_id = '{question}' ORDER BY ALL") == texts
    marked = [("answered", GONE), ("fr answer", GONE), ("nl answer", GONE)]
    assert sorted(rows(nights.data, MARKED.format(question))) == marked
    issues = dict(rows(nights.data, "SELECT kind, detail FROM issues WHERE kind LIKE '%_withdrawn'"))
    assert set(issues) == {"answer_withdrawn", "event_withdrawn"}
    assert all(f"last seen on {FIRST_DAY}" in detail and f"of {GONE}" in detail for detail in issues.values())
    which = "table_name, key[1], value_before, value_after"
    changes = rows(nights.data, f"SELECT {which} FROM changes WHERE column_name = 'withdrawn_on'")
    assert sorted(changes) == [(table, question, None, str(GONE)) for table in ("events", "texts", "texts")]
    assert rows(nights.data, "SELECT DISTINCT column_name FROM changes WHERE column_name = 'status'") == []
    shutil.copytree(nights.data / "raw", tmp_path / "again/raw")
    succeed("rebuild", "--data", tmp_path / "again")
    assert parquet_files(tmp_path / "again") == parquet_files(nights.data)

    let_pass(nights, GONE + timedelta(1))
    assert sorted(rows(nights.data, MARKED.format(question))) == marked

    let_pass(nights, BACK)
    assert rows(nights.data, MARKED.format(question)) == []
