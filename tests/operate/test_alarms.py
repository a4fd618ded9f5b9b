"""Alarms reach a command and an address, and never stop a run."""

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest

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
from tasks.operate.alarms import Alarm, send
from tasks.operate.listeners import Listeners
from tests.support.listener import listening

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


@pytest.fixture
def heard():
    with listening() as found:
        yield found


def test_a_message_is_one_line_of_json():
    assert "\n" not in ALARM.message()
    assert json.loads(ALARM.message()) == CONTENT


def test_a_command_gets_the_message_on_its_input(tmp_path):
    heard = tmp_path / "heard with space.json"
    code = "import sys, pathlib; pathlib.Path(sys.argv[1]).write_text(sys.stdin.read(), 'utf-8')"
    assert send(ALARM, Listeners(f"'{sys.executable}' -c \"{code}\" '{heard}'", None)) == []
    assert json.loads(heard.read_text("utf-8")) == CONTENT


def test_a_command_may_print_bytes_that_are_no_letters():
    command = f"'{sys.executable}' -c 'import sys; sys.stdout.buffer.write(bytes([0xff]))'"
    assert send(ALARM, Listeners(command, None)) == []


def test_an_address_gets_the_message_as_the_body_of_a_post(heard):
    assert send(ALARM, Listeners(None, heard.address)) == []
    assert heard.messages == [CONTENT]


def test_a_busy_address_gets_the_alarm_again(heard):
    heard.codes = [503, 429]
    assert send(ALARM, Listeners(None, heard.address)) == []
    assert heard.messages == [json.loads(ALARM.message())] * 3


def test_nobody_is_reported_when_nobody_is_named():
    assert send(ALARM, Listeners(None, None)) == []


def test_what_may_pass_by_itself_is_distinguished():
    assert json.loads(replace(ALARM, transient=True).message())["transient"] is True
    passing = (SourceUnavailableError, LockedError, WorkerDiedError, UnreachableError)
    lasting = (UsageError, RefusedError, FileError, NothingReadError, TooManyFailuresError)
    assert all(issubclass(error, TransientError) for error in passing)
    assert all(issubclass(error, TerminalError) for error in lasting)
    assert not [error for error in passing if issubclass(error, TerminalError)]
