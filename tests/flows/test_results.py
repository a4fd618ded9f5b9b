"""What `serve` and a worker print: where the server is, what came of each run, when the next night is."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from prefect.states import Cancelled, Completed, Crashed, Failed

from flows.engine.results import listening_line, next_line, print_end, result_line

DUE = datetime(2026, 7, 1, 2, tzinfo=UTC)
WINTER = datetime(2026, 12, 1, 3, tzinfo=UTC)
COUNTS = {"questions": 1234, "fetched": {"requests": 61, "answers": {"page": 57, "absent": 3}}}


def test_it_says_where_pages_and_api_are_without_a_password():
    line = listening_line("http://127.0.0.1:4200/api")
    assert "http://127.0.0.1:4200 " in line
    assert "http://127.0.0.1:4200/api" in line
    line = listening_line("https://user:s3cr3t@engine.example/api")
    assert "https://engine.example/api" in line
    assert "s3cr3t" not in line


@pytest.mark.parametrize(("due", "shown"), [(DUE, "2026-07-01 04:00 CEST"), (WINTER, "2026-12-01 04:00 CET")])
def test_it_says_when_the_next_night_is(due, shown):
    assert next_line(due) == f"The next nightly run is at {shown}."


def test_it_says_when_there_is_none():
    assert "No nightly run is scheduled" in next_line(None)


def test_a_good_run_has_its_release_and_counts():
    state = Completed(name="Published", message="Release 20260701T020409Z-1a2b3c4d")
    assert result_line("nightly", DUE, state, COUNTS) == (
        "Nightly run of 2026-07-01 04:00 CEST: published. Release 20260701T020409Z-1a2b3c4d. "
        "1,234 questions; 57 pages from 61 requests."
    )


def test_a_quiet_run_has_no_counts():
    line = result_line("rebuild", DUE, Completed(name="Unchanged", message="Release v1"), {})
    assert line == "Rebuild run of 2026-07-01 04:00 CEST: unchanged. Release v1."


@pytest.mark.parametrize(
    "made", [Failed, Cancelled, Crashed, lambda **said: Failed(name="Source unavailable", **said)]
)
def test_a_bad_run_says_why_on_one_line(made):
    state = made(message="The disk\nis \x1b[31mfull.")
    line = result_line("nightly", DUE, state, {})
    assert line.startswith(f"Nightly run of 2026-07-01 04:00 CEST: {state.name.lower()}. The disk is ")
    assert "\n" not in line
    assert "\x1b" not in line


@pytest.mark.parametrize(
    ("deployment", "printed"), [("one", "Nightly run of 2026-07-01 04:00 CEST: crashed.\n"), (None, "")]
)
def test_a_killed_run_of_a_server_is_named_all_the_same(deployment, printed, capsys):
    run = SimpleNamespace(deployment_id=deployment, expected_start_time=DUE)
    print_end(SimpleNamespace(name="nightly"), run, Crashed())
    assert capsys.readouterr().out == printed
