"""How a run ends in the engine: the state of its flow run, and when that was due in its name."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from flows.ingest import ended, run_name
from flows.run import Report
from tasks.common.errors import RefusedError, SourceUnavailableError
from tasks.operate.ledger import RunStart


@pytest.mark.parametrize(
    ("error", "name"), [(SourceUnavailableError, "Source unavailable"), (RefusedError, "Refused")]
)
def test_an_error_is_a_state_that_failed_and_says_why(error, name):
    def start():
        raise error("Because.")

    state = ended(start)
    assert (state.name, state.type, state.message) == (name, "FAILED", "Because.")


@pytest.mark.parametrize("outcome", ["published", "unchanged"])
@pytest.mark.parametrize("version", ["20260508T020000Z-1a2b3c4d", None])
def test_a_good_run_is_completed_and_names_its_release(outcome, version, tmp_path):
    report = Report(
        RunStart("1", datetime.now(UTC), "nightly"), outcome, release=version and tmp_path / version
    )
    state = ended(lambda: report)
    assert (state.name, state.type) == (outcome.capitalize(), "COMPLETED")
    assert state.message == (f"Release {version}" if version else "Nothing is published yet.")


def test_a_night_is_called_by_the_time_of_brussels_at_which_it_was_due(monkeypatch):
    run = SimpleNamespace(flow_name="nightly", scheduled_start_time=datetime(2026, 5, 8, 2, tzinfo=UTC))
    monkeypatch.setattr("flows.ingest.runtime", SimpleNamespace(flow_run=run))
    assert run_name() == "nightly-2026-05-08-0400"
