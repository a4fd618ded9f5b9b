"""A week of nights on a real server: ledger, releases, feed, alarms, and what the engine shows."""

import json
from datetime import timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import duckdb
import pytest

from flows.serve import CRON, ZONE
from tasks.operate.ledger import ledger
from tests.support.command import run
from tests.support.nights.week import KEPT_NIGHTS, let_pass, served_week, to_tear
from tests.support.runs import parquet_files, rows

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
STATES = {"unavailable": ("Source unavailable", "FAILED"), "refused": ("Refused", "FAILED")}


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    with served_week(tmp_path_factory.mktemp("week")) as served:
        let_pass(served)
        yield served


def states(week, name):
    return week.world.expected_states(week.day(name))


def entries(feed):
    return {
        entry.findtext(f"{ATOM}id"): ET.tostring(entry) for entry in ET.fromstring(feed).iter(f"{ATOM}entry")
    }


def changed(week, version, query):
    """The rows of a query on the changes of a release; `changes` is the table."""
    path = week.data / "releases" / version / "changes.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"CREATE VIEW changes AS SELECT * FROM read_parquet('{path}')")
        return connection.execute(query).fetchall()


def test_the_ledger_has_a_row_for_each_night(week):
    found = ledger(week.data)
    assert [row["outcome"] for row in found] == list(OUTCOMES.values())
    assert {row["flow"] for row in found} == {"nightly"}
    assert [row["started_at"].date() for row in found] == [week.day(name) for name in OUTCOMES]
    assert all(timedelta(0) < row["ended_at"] - row["started_at"] < timedelta(hours=2) for row in found)
    blocked, refused = (json.loads(found[at]["counts"])["error"] for at in (2, 5))
    assert "challenge" in blocked
    assert "questions must not lose rows" in refused


@pytest.mark.parametrize("name", OUTCOMES)
def test_the_engine_names_each_run_by_its_night_and_outcome(week, name):
    found, outcome = week.nights[name].run, OUTCOMES[name]
    state, kind = STATES.get(outcome, (outcome.capitalize(), "COMPLETED"))
    assert (found["state_name"], found["state_type"]) == (state, kind)
    assert found["name"] == f"nightly-{week.day(name)}-0400-{state.lower().replace(' ', '-')}"
    assert found["deployment_id"] == week.deployment["id"]
    release = week.nights[name].release
    if kind == "COMPLETED":
        assert found["state"]["message"] == f"Release {release}"


def test_the_deployment_keeps_its_schedule(week):
    assert week.deployment["paused"] is False
    (schedule,) = week.deployment["schedules"]
    assert (schedule["active"], schedule["schedule"]["cron"]) == (True, CRON)
    assert schedule["schedule"]["timezone"] == ZONE


@pytest.mark.parametrize("name", OUTCOMES)
def test_nights_that_publish_leave_a_report_and_counts(week, name):
    found = week.artifacts(name)
    assert set(found) == ({"night-report", "release-counts"} if name in GOOD else set())
    if name in GOOD:
        assert f"# Release {week.nights[name].release}" in found["night-report"]["data"]
        counts = {row["table"]: row["rows"] for row in json.loads(found["release-counts"]["data"])}
        assert counts["questions"] == len(states(week, name))


def test_a_release_is_current_until_a_better_one_is_published(week):
    current = {name: night.release for name, night in week.nights.items()}
    assert len(set(current.values())) == len(GOOD)
    assert current["quiet"] == current["blocked"] == current["first"]
    assert current["torn"] == current["faulty"]
    assert all(
        version.startswith(f"{week.day(name):%Y%m%d}T02") for name, version in current.items() if name in GOOD
    )


def test_releases_of_the_newest_nights_are_kept(week):
    published = [week.nights[name].release for name in GOOD]
    for name, night in week.nights.items():
        so_far = [version for version in published if version <= night.release]
        assert list(night.releases) == so_far[-KEPT_NIGHTS:], name


def test_the_questions_and_their_states_are_those_of_the_site(week):
    assert dict(rows(week.data, "SELECT question_id, status FROM questions")) == states(week, "mended")
    latest = "SELECT question_id, arg_max(status, position) FROM status_history GROUP BY question_id"
    assert dict(rows(week.data, latest)) == states(week, "mended")


@pytest.mark.parametrize(("name", "before"), [("faulty", "news"), ("mended", "faulty")])
def test_changes_are_what_the_site_brought_since_the_release_before(week, name, before):
    """What came on the refused night is in the changes of the next."""
    now, earlier = states(week, name), states(week, before)
    version = week.nights[name].release
    of = "FROM changes WHERE table_name = 'questions' AND"
    added = {key for ((key,),) in changed(week, version, f"SELECT key {of} change = 'added'")}
    assert added == set(now) - set(earlier)
    assert changed(week, version, f"SELECT key {of} change = 'removed'") == []
    found = changed(week, version, f"SELECT key, value_before, value_after {of} column_name = 'status'")
    assert {key: (was, status) for (key,), was, status in found} == {
        key: (earlier[key], now[key]) for key in earlier if earlier[key] != now[key]
    }


def test_a_status_begins_in_the_history_when_it_changes(week):
    now, earlier = states(week, "mended"), states(week, "faulty")
    query = "SELECT key FROM changes WHERE table_name = 'status_history' AND change = 'added'"
    grown = {question for ((question, _),) in changed(week, week.nights["mended"].release, query)}
    assert {key for key in earlier if earlier[key] != now[key]} <= grown


def test_an_entry_of_the_feed_stays_as_it_is(week):
    feeds = [entries(week.nights[name].feed) for name in GOOD]
    for earlier, later in pairwise(feeds):
        assert {key: later.get(key) for key in earlier} == earlier
    now = states(week, "mended")
    answered = {key for key, status in now.items() if status == "answered"}
    assert set(feeds[-1]) == {f"urn:senate-questions:{key}:question" for key in now} | {
        f"urn:senate-questions:{key}:answer" for key in answered
    }


def test_alarms_reach_the_command_and_the_address(week):
    found = week.messages()
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
    assert found == week.posted.messages
    runs = {row["outcome"]: row["run_id"] for row in ledger(week.data)}
    assert (found[0]["run_id"], found[4]["run_id"]) == (runs["unavailable"], runs["refused"])
    assert [one["release"] for one in found] == [
        week.nights[name].release
        for name in ("first", "first", "news", "news", "faulty", "faulty", "mended", "mended")
    ]


def test_the_check_of_the_morning_and_of_the_evening_objects_when_it_should(week):
    calm, objects = (0, 0), (1, 1)
    expected = dict.fromkeys(OUTCOMES, calm) | {"blocked": objects, "torn": objects}
    assert {name: night.health for name, night in week.nights.items()} == expected


def test_the_command_objects_when_no_night_came_for_long(week):
    done = run("status", "--check", "--json", "--data", week.data, env={"SENATE_ALARM_COMMAND": "true"})
    assert done.returncode == 1
    assert [concern["kind"] for concern in json.loads(done.stdout)["concerns"]] == ["missed_night", "stale"]


def test_what_was_torn_is_complete_again_and_a_rebuild_gives_the_same(week, tmp_path):
    (count,) = rows(week.data, "SELECT count(*) FROM pages WHERE outcome = 'quarantined'")
    assert count == (0,)
    held = {number for (number,) in rows(week.data, "SELECT number FROM questions")}
    assert held >= to_tear(week.world, week.first)
    (tmp_path / "data").mkdir()
    (tmp_path / "data/raw").symlink_to(week.data / "raw")
    assert run("rebuild", "--data", tmp_path / "data").returncode == 0
    assert parquet_files(tmp_path / "data") == parquet_files(week.data)
