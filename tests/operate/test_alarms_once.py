"""Alarms reach a command and an address, once for each problem, and never stop a run."""

import json
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import duckdb
import pyarrow.parquet as pq
import pytest

from flows.run import Built, running
from schemas.arrow import arrow_schema
from schemas.errors import SenateQuestionsError
from schemas.tables import table
from tasks.common.clock import HOME
from tasks.common.errors import (
    FileError,
    LockedError,
    NothingReadError,
    RefusedError,
    SourceUnavailableError,
    TerminalError,
    TooManyFailuresError,
    TransientError,
    UnreachableError,
    UsageError,
    WorkerDiedError,
)
from tasks.operate.alarms import Alarm, give_alarm, send
from tasks.operate.ledger import record_run, start_run
from tasks.operate.listeners import Listeners
from tasks.release.published.manifest import DUCKDB_FILE, file_facts
from tasks.release.published.pointer import swap_in
from tests.conftest import copy_data
from tests.operate.damage.harms import HARMS
from tests.support.check_at import check_at
from tests.support.data_folder import files_of
from tests.support.privileges import ordinary_user
from tests.support.processes import FORKS
from tests.support.releases import manifest_of, write_manifest

SENT = "alarms.json"
LAST_GOOD = datetime(2026, 5, 4, 2, 10, tzinfo=UTC)
STALE = LAST_GOOD + timedelta(hours=37)
HOUR, DAY, TEN_MINUTES = timedelta(hours=1), timedelta(days=1), timedelta(minutes=10)


def ends_well(data, at):
    """Record a good run."""
    record_run(data, start_run("ingest", at).row("published", {}, at))


@pytest.fixture(scope="module")
def least(tmp_path_factory):
    """A data folder with the least that is a release, whose last run ended well, and a while ago at STALE."""
    data = tmp_path_factory.mktemp("least") / "data"
    release = data / "releases/20260504T021000Z-11111111"
    release.mkdir(parents=True)
    with duckdb.connect(release / DUCKDB_FILE) as connection:
        connection.execute("CREATE TABLE questions (question_id VARCHAR)")
    pq.write_table(arrow_schema(table("runs")).empty_table(), release / "runs.parquet")
    facts = {path.name: file_facts(path) for path in release.iterdir()}
    files = {name: {"bytes": size, "sha256": digest} for name, (size, digest) in facts.items()}
    write_manifest(release, manifest_of(release.name, LAST_GOOD.isoformat(), files=files))
    swap_in(data, release)
    ends_well(data, LAST_GOOD)
    return data


@pytest.fixture
def folder(least, tmp_path):
    return copy_data(least, tmp_path / "data")


class Stopped:
    """A clock that stands still."""

    def __init__(self, moment):
        self.moment = moment

    def now(self):
        return self.moment

    monotonic = sleep = None


def night(data, at, error=None):
    """An unattended run that ends at this time, with this error or well."""
    with (
        suppress(SenateQuestionsError),
        running(data, ["nightly"], clock=Stopped(at), unattended=True) as run,
    ):
        if error:
            raise error
        run.end_with(Built())


def sent(heard):
    return [(message["kind"], message.get("is_over", False)) for message in heard.messages]


def test_a_check_every_ten_minutes_sends_stale_once_again_after_a_day_and_once_when_it_is_over(folder, heard):
    for number in range(6):
        check_at(folder, STALE + number * TEN_MINUTES)
    assert sent(heard) == [("stale", False)]
    check_at(folder, STALE + 12 * HOUR)
    assert sent(heard) == [("stale", False)]
    for number in range(3):
        check_at(folder, STALE + DAY + number * TEN_MINUTES)
    assert sent(heard) == [("stale", False)] * 2
    ends_well(folder, STALE + DAY + HOUR)
    for number in range(3):
        check_at(folder, STALE + DAY + 2 * HOUR + number * TEN_MINUTES)
    assert sent(heard) == [("stale", False), ("stale", False), ("stale", True)]
    over = heard.messages[-1]
    assert "over" in over["sentence"]
    assert (over["data"], over["run_id"], over["release"]) == (
        str(folder),
        None,
        (folder / "current").resolve().name,
    )


def test_a_problem_that_comes_back_is_reported_again_at_once(folder, heard):
    check_at(folder, STALE)
    ends_well(folder, STALE + HOUR)
    check_at(folder, STALE + 2 * HOUR)
    check_at(folder, STALE + 39 * HOUR)
    assert sent(heard) == [("stale", False), ("stale", True), ("stale", False)]


def brussels(day, hour, minute):
    return datetime(2026, 3, day, hour, minute, tzinfo=HOME).astimezone(UTC)


def test_each_night_that_fails_is_reported_though_it_fails_sooner_and_the_clocks_change(folder, heard):
    gone = FileError("The disk is gone.")
    for at in (brussels(27, 4, 1), brussels(28, 6, 30), brussels(29, 4, 1), brussels(30, 4, 0)):
        night(folder, at, gone)
    assert sent(heard) == [("failed", False)] * 4
    night(folder, brussels(31, 4, 20))
    night(folder, brussels(31, 5, 20))
    assert sent(heard) == [("failed", False)] * 4 + [("failed", True)]


def test_a_run_that_fails_every_hour_is_reported_once_and_another_failure_at_once(folder, heard):
    errors = [FileError(f"No space left: {free} MB is free, see {free}f.json.") for free in (950, 12)]
    for number, error in enumerate((*errors, FileError("No right to write."))):
        night(folder, STALE + number * HOUR, error)
    assert [message["sentence"] for message in heard.messages] == [
        "No space left: 950 MB is free, see 950f.json.",
        "No right to write.",
    ]


def test_each_kind_that_was_reported_is_reported_to_be_over(folder, heard):
    night(folder, STALE, FileError("The disk is gone."))
    night(folder, STALE + DAY, SourceUnavailableError("The site is down."))
    night(folder, STALE + DAY + HOUR, LockedError("Another run is active."))
    night(folder, STALE + 2 * DAY)
    assert sent(heard) == [("failed", False), ("blocked", False), ("failed", True), ("blocked", True)]


@pytest.mark.parametrize(
    "harm",
    [
        *("cut", "emptied", "zeroed", "garbage appended", "removed", "a dangling link", "a link in a circle"),
        *("{}", "[]", "null", "values of other types", "deeply nested", "not UTF-8", "a time without zone"),
    ],
)
def test_a_damaged_record_silences_no_alarm_and_is_written_again(folder, heard, harm):
    check_at(folder, STALE)
    HARMS[harm](folder / SENT)
    assert check_at(folder, STALE + HOUR) == 1
    night(folder, STALE + HOUR)
    check_at(folder, STALE + HOUR + TEN_MINUTES)
    assert sent(heard) == [("stale", False), ("stale", False), ("stale", True)]


def test_a_record_of_the_future_silences_no_alarm(folder, heard):
    check_at(folder, STALE)
    at = json.loads((folder / SENT).read_bytes())
    assert str(STALE.isoformat()) in str(at)
    later = str(at).replace(STALE.isoformat(), (STALE + 300 * DAY).isoformat()).replace("'", '"')
    (folder / SENT).write_text(later, "utf-8")
    check_at(folder, STALE + HOUR)
    check_at(folder, STALE + 2 * HOUR)
    assert sent(heard) == [("stale", False)] * 2


def test_what_is_in_the_way_of_the_record_is_named_and_the_alarm_sent(folder, heard, capsys):
    HARMS["a full folder in its place"](folder / SENT)
    assert check_at(folder, STALE) == 1
    assert capsys.readouterr().err.count(f"Move away what is at {folder / SENT}") == 1
    night(folder, STALE, FileError("The disk is gone."))
    assert sent(heard) == [("stale", False), ("failed", False)]


def test_a_folder_that_may_not_be_written_is_checked(least, open_folder, heard, capsys, monkeypatch):
    data = copy_data(least, open_folder / "data")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(open_folder))
    with ordinary_user(data):
        data.chmod(0o555)
        assert [check_at(data, STALE), check_at(data, STALE + HOUR)] == [1, 1]
        data.chmod(0o755)
    assert sent(heard) == [("stale", False)] * 2
    assert capsys.readouterr().err.count("cannot be recorded") == 2
    assert not (data / SENT).exists()


def test_a_file_that_the_record_links_to_is_not_written(folder, heard, tmp_path):
    outside = tmp_path / "outside.json"
    outside.write_text("{}", "utf-8")
    (folder / SENT).symlink_to(outside)
    check_at(folder, STALE)
    check_at(folder, STALE + HOUR)
    assert sent(heard) == [("stale", False)]
    assert outside.read_text("utf-8") == "{}"


def test_an_alarm_that_nobody_heard_is_sent_again_and_so_is_the_end(folder, heard, capsys):
    heard.code = 500
    check_at(folder, STALE)
    assert not (folder / SENT).exists()
    heard.code = 204
    check_at(folder, STALE + TEN_MINUTES)
    check_at(folder, STALE + 2 * TEN_MINUTES)
    assert sent(heard) == [("stale", False)] * 2
    ends_well(folder, STALE + HOUR)
    for heard.code in (500, 204, 204):
        check_at(folder, STALE + 2 * HOUR)
    assert sent(heard)[2:] == [("stale", True)] * 2
    assert capsys.readouterr().err.count("could not be sent") == 2


def test_one_listener_of_two_is_enough(folder, heard, monkeypatch):
    monkeypatch.setenv("SENATE_ALARM_COMMAND", "false")
    check_at(folder, STALE)
    check_at(folder, STALE + HOUR)
    assert sent(heard) == [("stale", False)]


def test_without_listeners_nothing_is_written(folder):
    before = files_of(folder)
    assert check_at(folder, STALE) == 1
    assert files_of(folder) == before


def test_without_listeners_any_more_what_was_sent_stays_as_it_is(folder, heard):
    assert (
        give_alarm(folder, "unknown_format", ["This.", "That."], STALE, Listeners(None, heard.address)) == []
    )
    before = files_of(folder)
    for wrong in (["This."], ["Other."], []):
        assert give_alarm(folder, "unknown_format", wrong, STALE + HOUR, Listeners(None, None)) == []
    assert (files_of(folder), len(heard.messages)) == (before, 1)


def test_a_folder_in_which_nothing_can_be_known_ends_no_alarm(folder, heard):
    check_at(folder, STALE)
    HARMS["{}"](next((folder / "ledger").glob("*.json")))
    check_at(folder, STALE + HOUR)
    HARMS["removed"](folder / "ledger")
    HARMS["removed"](folder / "current")
    HARMS["removed"](folder / "releases")
    check_at(folder, STALE + 2 * HOUR)
    assert ("stale", True) not in sent(heard)


def test_two_processes_at_once_leave_a_record_that_can_be_read(folder, heard):
    given = (folder, "stale", ["It is old."], STALE, Listeners(None, heard.address))
    both = [FORKS.Process(target=give_alarm, args=given) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join()
    assert [process.exitcode for process in both] == [0, 0]
    assert 1 <= len(sent(heard)) <= 2
    assert json.loads((folder / SENT).read_bytes()).keys() == {"stale"}
    assert [path.name for path in folder.glob(".alarms*")] == []


ALARM = Alarm(
    "refused",
    datetime(2026, 5, 4, 4, 7, tzinfo=UTC),
    "data",
    'questions "fell"; look\nthere é',
    "run-1",
    "v1",
)
CONTENT = {
    "product": "senate-questions",
    "kind": "refused",
    "at": "2026-05-04T04:07:00+00:00",
    "data": "data",
    "sentence": 'questions "fell"; look\nthere é',
    "run_id": "run-1",
    "release": "v1",
    "transient": False,
    "is_over": False,
}


def test_a_message_is_one_line_of_json():
    assert "\n" not in ALARM.message()
    assert json.loads(ALARM.message()) == CONTENT


def test_a_command_gets_the_message_on_its_input(tmp_path):
    answers = tmp_path / "answers with space.json"
    code = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_text(sys.stdin.read(), 'utf-8')"
    assert send(ALARM, Listeners(f"'{sys.executable}' -c \"{code}\" '{answers}'", None)) == []
    assert json.loads(answers.read_text("utf-8")) == CONTENT


def test_a_command_may_print_bytes_that_are_no_letters():
    command = f"'{sys.executable}' -c 'import sys; sys.stdout.buffer.write(bytes([0xff]))'"
    assert send(ALARM, Listeners(command, None)) == []


def test_an_address_gets_the_message_as_the_body_of_a_post_and_again_while_it_is_busy(heard):
    heard.codes = [503, 429]
    assert send(ALARM, Listeners(None, heard.address)) == []
    assert heard.messages == [CONTENT] * 3


def test_nobody_is_reported_when_nobody_is_named():
    assert send(ALARM, Listeners(None, None)) == []


def test_what_may_pass_by_itself_is_distinguished():
    assert json.loads(replace(ALARM, transient=True).message())["transient"] is True
    passing = (SourceUnavailableError, LockedError, WorkerDiedError, UnreachableError)
    lasting = (UsageError, RefusedError, FileError, NothingReadError, TooManyFailuresError)
    assert all(issubclass(error, TransientError) for error in passing)
    assert all(issubclass(error, TerminalError) for error in lasting)
    assert not [error for error in passing if issubclass(error, TerminalError)]
