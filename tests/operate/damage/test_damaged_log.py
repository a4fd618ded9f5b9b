"""A damaged fetch log is told by `status` in a sentence; `status --check` and `raw verify` end with 1."""

import json

import pytest

from tests.support.command import is_clear, output_of, run


@pytest.fixture
def torn(data):
    """A data folder of whose log one segment is cut."""
    segment = min((data / "raw/log").glob("*.parquet"))
    content = segment.read_bytes()
    segment.unlink()
    segment.write_bytes(content[:-40])
    return data, segment


def test_status_shows_what_it_can_and_names_the_file(torn):
    data, segment = torn
    shown = output_of("status", "--data", data)
    first, *_ = shown.splitlines()
    assert "damaged segment" in first
    assert segment.name in first
    assert "questions" in shown
    (concern,) = json.loads(run("status", "--json", "--data", data).stdout)["concerns"]
    assert concern["kind"] == "damaged_log"
    assert first == f"{concern['sentence']} Run: {concern['mend']}"
    assert "raw verify" in concern["mend"]


def test_status_of_a_complete_log_says_nothing_of_it(sample_data):
    assert "damaged segment" not in run("status", "--data", sample_data).stdout
    assert json.loads(run("status", "--json", "--data", sample_data).stdout)["concerns"] == []


def test_the_check_and_the_verification_end_with_1(torn):
    data, segment = torn
    done = run("status", "--check", "--data", data)
    assert done.returncode == 1
    assert segment.name in done.stdout
    verified = run("raw", "verify", "--data", data)
    assert verified.returncode == 1
    assert is_clear(verified)
