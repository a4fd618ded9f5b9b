"""What `status --check` objects to."""

from datetime import UTC, datetime, timedelta

import pytest

from tasks.health import Limits, concerns

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
LIMITS = Limits(timedelta(hours=36), quarantine_rise=0.02, unknown_rise=0.5)
CALM = {"pages": 1000, "quarantined": 10, "unknown_labels": 100}


def run(outcome, hours_ago, *, ended=True):
    at = NOW - timedelta(hours=hours_ago)
    return {
        "run_id": f"run-{hours_ago}",
        "started_at": at,
        "ended_at": at if ended else None,
        "outcome": outcome,
    }


def kinds(runs, now=None, before=None):
    manifest = {"quality": now, "quality_before": before}
    return [concern.kind for concern in concerns(runs, manifest, NOW, LIMITS)]


@pytest.mark.parametrize(
    ("runs", "found"),
    [
        ([], ["stale"]),
        ([run("published", 35)], []),
        ([run("published", 37)], ["stale"]),
        ([run("published", 50), run("unchanged", 26)], []),
        ([run("published", 50), run("unavailable", 26), run("failed", 2)], ["stale"]),
        ([run("published", 26), run("failed", 2)], []),
        ([run("published", 26), run("refused", 2)], ["refused"]),
        ([run("refused", 26), run("published", 2)], []),
        ([run("published", 26), run("failed", 0, ended=False)], []),
        ([run("failed", 0, ended=False)], ["stale"]),
    ],
)
def test_the_last_good_run_must_be_young_and_the_last_one_not_refused(runs, found):
    assert kinds(runs) == found


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []),
        ({"quarantined": 29}, []),
        ({"quarantined": 31}, ["quarantine"]),
        ({"quarantined": 0}, []),
        ({"unknown_labels": 150}, []),
        ({"unknown_labels": 151}, ["unknown_labels"]),
        ({"quarantined": 500, "unknown_labels": 900}, ["quarantine", "unknown_labels"]),
    ],
)
def test_a_jump_from_one_release_to_the_next_is_a_concern(changed, found):
    assert kinds([run("published", 1)], CALM | changed, CALM) == found


def test_a_few_unknown_labels_more_are_no_jump():
    few = CALM | {"unknown_labels": 2}
    assert kinds([run("published", 1)], few | {"unknown_labels": 20}, few) == []
    assert kinds([run("published", 1)], few | {"unknown_labels": 23}, few) == ["unknown_labels"]


def test_a_first_release_has_nothing_to_be_compared_with():
    assert kinds([run("published", 1)], CALM, None) == []


def test_a_concern_says_what_to_do():
    (stale,) = concerns([run("published", 40), run("refused", 3, ended=False)], None, NOW, LIMITS)
    assert "40 hours" in stale.sentence
    assert "run-3" in stale.sentence
