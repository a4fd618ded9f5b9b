"""What `status --check` objects to."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from tasks.common.clock import HOME
from tasks.operate.health import NIGHTLY, Limits, concerns
from tasks.operate.ledger import GOOD
from tests.support.each_case import each_case

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
ERROR = "table texts: 12 rows fewer"
LIMITS = Limits(timedelta(hours=36), quarantine_rise=0.02, unknown_rise=0.5)
CALM = {"pages": 1000, "quarantined": 10, "unknown_labels": 100}


def run(outcome, hours_ago, *, ended=True, flow="ingest"):
    at = NOW - timedelta(hours=hours_ago)
    return {
        "run_id": f"run-{hours_ago}",
        "flow": flow,
        "counts": json.dumps({"error": ERROR} if outcome not in GOOD else {}),
        "started_at": at,
        "ended_at": at if ended else None,
        "outcome": outcome,
    }


def kinds(runs, now=None, before=None, *, at_work=False):
    manifest = {"quality": now, "quality_before": before}
    return [concern.kind for concern in concerns(runs, manifest, NOW, LIMITS, at_work=at_work)]


@each_case(
    ("runs", "found"),
    [
        ([], ["stale"]),
        ([run("published", 35)], []),
        ([run("published", 37)], ["stale"]),
        ([run("published", 50), run("unchanged", 26)], []),
        ([run("published", 50), run("unavailable", 26), run("failed", 2)], ["failed", "stale"]),
        ([run("published", 26), run("failed", 2)], ["failed"]),
        ([run("published", 26), run("unavailable", 2)], ["unavailable"]),
        ([run("published", 26), run("interrupted", 2)], ["interrupted"]),
        ([run("failed", 26), run("unchanged", 2)], []),
        ([run("published", 26), run("refused", 2)], ["refused"]),
        ([run("refused", 26), run("published", 2)], []),
        ([run("published", 26), run("failed", 0, ended=False)], ["interrupted"]),
        ([run("failed", 0, ended=False)], ["interrupted", "stale"]),
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


def test_a_few_unknown_labels_more_are_no_jump_nor_are_those_of_a_first_release():
    few = CALM | {"unknown_labels": 2}
    assert kinds([run("published", 1)], few | {"unknown_labels": 20}, few) == []
    assert kinds([run("published", 1)], few | {"unknown_labels": 23}, few) == ["unknown_labels"]
    assert kinds([run("published", 1)], CALM, None) == []


def test_a_run_that_is_at_work_is_no_concern():
    assert kinds([run("published", 26), run("failed", 0, ended=False)], at_work=True) == []
    assert kinds([run("refused", 26), run("failed", 0, ended=False)], at_work=True) == ["refused", "stale"]


def night(began):
    """A good night that began at this moment and took minutes."""
    return run("published", 0, flow=NIGHTLY) | {"started_at": began, "ended_at": began + timedelta(minutes=9)}


@pytest.mark.parametrize(
    ("began", "looked", "missed"),
    [
        ("2026-05-03 04:00:02", "2026-05-04 05:59", False),
        ("2026-05-03 04:00:02", "2026-05-04 06:01", True),
        ("2026-05-03 05:58", "2026-05-04 06:01", True),
        # at an hour of the user's own
        ("2026-05-03 22:30", "2026-05-05 00:29", False),
        ("2026-05-03 22:30", "2026-05-05 00:31", True),
        # the clocks go forward and back
        ("2026-03-28 04:00:02", "2026-03-29 05:59", False),
        ("2026-03-28 04:00:02", "2026-03-29 06:01", True),
        ("2026-10-24 04:00:02", "2026-10-25 05:59", False),
        ("2026-10-24 04:00:02", "2026-10-25 06:01", True),
    ],
)
def test_a_night_that_was_due_and_did_not_begin_is_a_concern(began, looked, missed):
    began, looked = (datetime.fromisoformat(text).replace(tzinfo=HOME) for text in (began, looked))
    found = concerns([night(began.astimezone(UTC))], None, looked.astimezone(UTC), LIMITS, at_work=False)
    assert [concern.kind for concern in found] == ["missed_night"] * missed


def test_a_concern_says_what_happened_and_which_command_mends_it():
    refused, stale = concerns([run("published", 40), run("refused", 3)], None, NOW, LIMITS, at_work=False)
    assert refused.sentence == (
        f"The last run, run-3 (ingest), was refused by the data checks: {ERROR} "
        "If the losses are intended, run it again with --accept-drop REASON."
    )
    assert "40 hours" in stale.sentence
    assert (refused.mend, stale.mend) == ("ingest", "nightly")


TRACE = "Traceback (most recent call last):\n  File …, line 1\nValueError: no such day\n"
FAILED = "does not say why."


@each_case(
    ("run_of", "counts", "said", "mend"),
    [
        *(
            (("failed", command.split()[0]), {"error": None, "command": command}, FAILED, mend)
            for command, mend in {
                "backfill --legislature 5 --first 1": "backfill --legislature 5 --first 1",
                "ingest --from 'a folder'": "ingest --from 'a folder'",
                "ingest --from x; rm -rf /": "ingest --from 'x;' rm -rf /",
                "rm -rf /": "status",
            }.items()
        ),
        (("failed", "nightly"), {"error": None}, FAILED, "nightly"),
        # of a fault of ours, the last line of its trace
        (("failed", "rebuild"), {"error": TRACE}, "failed: ValueError: no such day", "rebuild"),
        # `nightly` has no option --accept-drop
        (("refused", NIGHTLY), {"error": ERROR}, "run rebuild with --accept-drop REASON.", NIGHTLY),
    ],
)
def test_a_run_that_ended_badly_says_why_and_the_command_that_it_was(run_of, counts, said, mend):
    outcome, flow = run_of
    ended = run(outcome, 1, flow=flow) | {"counts": json.dumps(counts)}
    (concern,) = concerns([run("published", 2), ended], None, NOW, LIMITS, at_work=False)
    assert concern.sentence.endswith(said)
    assert concern.mend == mend


def test_a_run_that_a_wrong_clock_noted_is_named_and_hides_no_other():
    later = run("published", -10 * 365 * 24)
    found = list(concerns([run("published", 50), run("failed", 40), later], None, NOW, LIMITS, at_work=False))
    assert [concern.kind for concern in found] == ["damaged_ledger", "failed", "stale"]
    assert later["run_id"] in found[0].sentence
