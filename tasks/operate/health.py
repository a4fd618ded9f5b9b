"""Whether the runs and the release of a data folder need a look, each concern with its remedy."""

import json
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from schemas.codes import HealthKind
from schemas.records import Row
from tasks.common.clock import CLOCK_TOLERANCE, HOME, next_night
from tasks.operate.ledger import GOOD

CANARY = "canary"
"""The entry of a run's counts that says how its first page differs from the stored copy, '' if not at all."""
NIGHTLY = "nightly"
"""The scheduled flow, as the ledger names it."""
_FEW_UNKNOWN = 20
"""A rise of so few unknown labels is no jump, whatever the share."""
_LATE = timedelta(hours=2)
"""A night that begins later than this is late."""
_DAY = timedelta(days=1)
_MOST_LETTERS = 300
_ACCEPTING = "If the losses are intended, run {what} with --accept-drop REASON."
_ENDS: Mapping[str | None, tuple[str, HealthKind]] = {
    None: ("was killed before it finished.", "interrupted"),
    "interrupted": ("was interrupted before it published anything.", "interrupted"),
    "unavailable": ("could not finish fetching from the site: {why}", "unavailable"),
    "refused": (f"was refused by the data checks: {{why}} {_ACCEPTING}", "refused"),
}
"""What is said of a run by its outcome, None for one that has not ended."""
_COMMANDS = frozenset({"ingest", NIGHTLY, "backfill", "rebuild"})


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of what is normal.

    `stale` is the age of the last good run; `quarantine_rise` a share of all pages; `unknown_rise` a share of
    the unknown labels before.
    """

    stale: timedelta
    quarantine_rise: float
    unknown_rise: float


@dataclass(frozen=True, slots=True)
class Concern:
    """What is wrong, and what to do.

    `mend` holds the words behind the program's name of the command that repairs it or shows more; without
    one, the sentence says what to do.
    """

    kind: HealthKind
    sentence: str
    mend: str | None = None


def concerns(
    runs: Sequence[Row], manifest: Mapping[str, Any] | None, now: datetime, limits: Limits, *, at_work: bool
) -> Iterator[Concern]:
    """What is wrong by the ledger, oldest run first, and the manifest; `at_work` while a run goes on."""
    begun = [run for run in runs if run["started_at"] <= now + CLOCK_TOLERANCE]
    yield from (_yet_to_begin(run) for run in runs if run not in begun)
    runs = begun
    over = runs[:-1] if at_work and runs and not runs[-1]["ended_at"] else runs
    yield from _last_run(over)
    yield from _missed_night(runs, now)
    yield from _age(over, now, limits.stale)
    canaries = [counts[CANARY] for run in over if CANARY in (counts := json.loads(run["counts"]))]
    yield from unknown_formats(manifest, canaries[-1] if canaries else None)
    yield from _jumps((manifest or {}).get("quality"), (manifest or {}).get("quality_before"), limits)


def _yet_to_begin(run: Row) -> Concern:
    return Concern(
        "damaged_ledger",
        f"The run {run['run_id']} starts in the future, at {run['started_at']:%Y-%m-%d %H:%M} UTC: the clock "
        "was wrong. Move its entry out of the folder ledger.",
    )


def unknown_formats(manifest: Mapping[str, Any] | None, canary: str | None = None) -> Iterator[Concern]:
    """Signs that the site has changed its pages: of a release, and what the last night says of its canary."""
    if canary:
        yield Concern("unknown_format", canary)
    for sentence in (manifest or {}).get("changed_pages", ()):
        yield Concern("unknown_format", sentence, "status")


def _last_run(runs: Sequence[Row]) -> Iterator[Concern]:
    """The last run, unless it ended well."""
    if not runs or (runs[-1]["outcome"] in GOOD and runs[-1]["ended_at"]):
        return
    last = runs[-1]
    named = f"The last run, {last['run_id']} ({last['flow']}),"
    why = _failure_reason(last["counts"])
    words = shlex.split(json.loads(last["counts"]).get("command") or last["flow"])
    again = shlex.join(words) if words[:1] and words[0] in _COMMANDS else "status"
    says, kind = _ENDS.get(last["outcome"] if last["ended_at"] else None, ("failed: {why}", "failed"))
    what = "rebuild" if last["flow"] == NIGHTLY else "it again"  # nightly has no such option
    yield Concern(kind, f"{named} {says.format(why=why, what=what)}", again)


def _failure_reason(counts: str) -> str:
    """Why a run failed, on one line: the last line of a traceback."""
    lines = [line.strip() for line in str(json.loads(counts).get("error") or "").splitlines() if line.strip()]
    if not lines:
        return "its entry in the folder ledger does not say why."
    found = lines[-1] if lines[0].startswith("Traceback") else " ".join(lines)
    return found if len(found) <= _MOST_LETTERS else f"{found[:_MOST_LETTERS]}…"


def _missed_night(runs: Sequence[Row], now: datetime) -> Iterator[Concern]:
    """A night that was due and did not begin, if there ever was one.

    After a night on time, the next one of the schedule is due; after any other, as by the user's own
    schedule, one a day later.
    """
    last = next((run["started_at"] for run in reversed(runs) if run["flow"] == NIGHTLY), None)
    if last is None:
        return
    due = next_night(last)
    if last + _DAY - due > _LATE:
        due = last + _DAY
    if now > due + _LATE:
        yield Concern(
            "missed_night",
            f"The nightly run due at {due.astimezone(HOME):%Y-%m-%d %H:%M %Z} did not start; the last one "
            f"started at {last.astimezone(HOME):%Y-%m-%d %H:%M %Z}. Check that the scheduler is running.",
            "serve",
        )


def _age(runs: Sequence[Row], now: datetime, most: timedelta) -> Iterator[Concern]:
    good = [run["ended_at"] for run in runs if run["outcome"] in GOOD and run["ended_at"]]
    hours = most.total_seconds() / 3600
    if not good:
        yield Concern("stale", "No run has ended well yet.", "nightly")
    elif now - max(good) > most:
        age = (now - max(good)).total_seconds() / 3600
        yield Concern(
            "stale", f"The last good run ended {age:.0f} hours ago, more than {hours:.0f}.", "nightly"
        )


def _jumps(
    now: Mapping[str, int] | None, before: Mapping[str, int] | None, limits: Limits
) -> Iterator[Concern]:
    if not now or not before:
        return
    share, earlier = (one["quarantined"] / max(one["pages"], 1) for one in (now, before))
    if share - earlier > limits.quarantine_rise:
        yield Concern(
            "quarantine",
            f"{now['quarantined']:,} of {now['pages']:,} pages are quarantined ({share:.1%}), "
            f"compared with {before['quarantined']:,} ({earlier:.1%}) in the previous release.",
            "status",
        )
    more = now["unknown_labels"] - before["unknown_labels"]
    if more > max(_FEW_UNKNOWN, limits.unknown_rise * before["unknown_labels"]):
        yield Concern(
            "unknown_labels",
            f"{now['unknown_labels']:,} issues about unknown labels, up from {before['unknown_labels']:,} in "
            "the previous release: the site may have changed its pages.",
            "status",
        )
