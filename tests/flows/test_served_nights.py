"""What `serve` says: where it listens, when the next night is, and what came of each."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from flows.engine.served_nights import listening_line, next_line, night_line

DUE = datetime(2026, 7, 1, 2, tzinfo=UTC)
WINTER = datetime(2026, 12, 1, 3, tzinfo=UTC)
ROW = {
    "flow": "nightly",
    "started_at": datetime(2026, 7, 1, 2, 0, 5, tzinfo=UTC),
    "counts": '{"questions": 1234, "fetched": {"requests": 61, "answers": {"page": 57, "absent": 3}}}',
}


def ended(name, message, due=DUE):
    return SimpleNamespace(
        expected_start_time=due,
        start_time=due.replace(second=3),
        end_time=due.replace(minute=9),
        state_name=name,
        state=SimpleNamespace(message=message),
    )


def test_it_says_where_pages_and_api_are():
    line = listening_line("http://127.0.0.1:4200/api")
    assert "http://127.0.0.1:4200 " in line
    assert "http://127.0.0.1:4200/api" in line


def test_a_password_in_the_address_of_a_server_is_not_shown():
    line = listening_line("https://user:s3cr3t@engine.example/api")
    assert "https://engine.example/api" in line
    assert "s3cr3t" not in line


@pytest.mark.parametrize(("due", "shown"), [(DUE, "2026-07-01 04:00 CEST"), (WINTER, "2026-12-01 04:00 CET")])
def test_it_says_when_the_next_night_is(due, shown):
    assert next_line(due) == f"The next nightly run is at {shown}."


def test_it_says_when_there_is_none():
    assert "No nightly run is scheduled" in next_line(None)


def test_a_good_night_has_its_release_and_counts():
    line = night_line(ended("Published", "Release 20260701T020409Z-1a2b3c4d"), [ROW])
    assert line == (
        "Nightly run of 2026-07-01 04:00 CEST: published. Release 20260701T020409Z-1a2b3c4d. "
        "1,234 questions; 57 pages from 61 requests."
    )


def test_a_quiet_night_has_no_counts():
    quiet = ROW | {"counts": "{}"}
    assert night_line(ended("Unchanged", "Release v1"), [quiet]) == (
        "Nightly run of 2026-07-01 04:00 CEST: unchanged. Release v1."
    )


def test_counts_of_another_run_are_not_those_of_the_night():
    other = ROW | {"started_at": WINTER}
    assert "questions" not in night_line(ended("Published", "Release v1"), [other, ROW | {"flow": "rebuild"}])


@pytest.mark.parametrize("name", ["Failed", "Refused", "Source unavailable", "Crashed", "Cancelled"])
def test_a_bad_night_says_why_on_one_line(name):
    line = night_line(ended(name, "The disk\nis \x1b[31mfull."), [])
    assert line.startswith(f"Nightly run of 2026-07-01 04:00 CEST: {name.lower()}. The disk is ")
    assert "\n" not in line
    assert "\x1b" not in line


def test_a_night_without_a_word_is_named_all_the_same():
    assert night_line(ended("Crashed", None), []) == "Nightly run of 2026-07-01 04:00 CEST: crashed."
