"""Whether a data folder needs a look: the last good run is too old, a check refused, something has jumped."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from schemas.codes import HealthKind, RunOutcome
from schemas.records import Row
from tasks.release.quality import quarantine_share

GOOD: frozenset[RunOutcome] = frozenset({"published", "unchanged"})
_FEW_UNKNOWN = 20
"""So many more unknown labels are no jump, whatever the share."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is still in order.

    Attributes:
        stale: How old the last good run may be.
        quarantine_rise: Share of all pages by which the quarantined ones may rise.
        unknown_rise: Share by which unknown labels may rise.
    """

    stale: timedelta
    quarantine_rise: float
    unknown_rise: float


@dataclass(frozen=True, slots=True)
class Concern:
    """What is not in order, and what to do."""

    kind: HealthKind
    sentence: str


def concerns(
    runs: Sequence[Row], manifest: Mapping[str, Any] | None, now: datetime, limits: Limits
) -> Iterator[Concern]:
    """Everything that is not in order.

    Args:
        runs: The run ledger, oldest first.
        manifest: That of the current release; None when there is none.
        now: The moment.
        limits: What is still in order.
    """
    yield from _age(runs, now, limits.stale)
    ended = [run for run in runs if run["ended_at"]]
    if ended and ended[-1]["outcome"] == "refused":
        yield Concern(
            "refused",
            f"The last run ({ended[-1]['run_id']}) was refused by the data checks; `status` and its entry in "
            "the folder ledger say which.",
        )
    yield from unknown_formats(manifest)
    yield from _jumps((manifest or {}).get("quality"), (manifest or {}).get("quality_before"), limits)


def unknown_formats(manifest: Mapping[str, Any] | None) -> Iterator[Concern]:
    """The kinds of pages of which a release, or a night, has set aside more than half."""
    for found in (manifest or {}).get("mostly_set_aside", ()):
        pages = "pages" if found["among"] == "all" else "new pages"
        yield Concern(
            "unknown_format",
            f"{found['quarantined']:,} of {found['pages']:,} {pages} of the {found['by']} {found['value']} "
            "are quarantined: their form is not known, or they show no question. `status` tells why.",
        )


def _age(runs: Sequence[Row], now: datetime, most: timedelta) -> Iterator[Concern]:
    good = [run["ended_at"] for run in runs if run["outcome"] in GOOD and run["ended_at"]]
    hours = most.total_seconds() / 3600
    if not good:
        yield Concern("stale", "No run has ended well yet. Run: senate-questions nightly")
    elif now - max(good) > most:
        age = (now - max(good)).total_seconds() / 3600
        last = runs[-1]
        yield Concern(
            "stale",
            f"The last good run ended {age:.0f} hours ago, more than {hours:.0f}. The last run, "
            f"{last['run_id']}, was {last['outcome']}: see its entry in the folder ledger.",
        )


def _jumps(
    now: Mapping[str, int] | None, before: Mapping[str, int] | None, limits: Limits
) -> Iterator[Concern]:
    if not now or not before:
        return
    share, earlier = quarantine_share(now), quarantine_share(before)
    if share - earlier > limits.quarantine_rise:
        yield Concern(
            "quarantine",
            f"{now['quarantined']:,} of {now['pages']:,} pages are quarantined ({share:.1%}), "
            f"{before['quarantined']:,} ({earlier:.1%}) in the release before: `status` lists them.",
        )
    more = now["unknown_labels"] - before["unknown_labels"]
    if more > max(_FEW_UNKNOWN, limits.unknown_rise * before["unknown_labels"]):
        yield Concern(
            "unknown_labels",
            f"{now['unknown_labels']:,} issues of unknown labels, {before['unknown_labels']:,} in the last "
            "release: the site may have changed its pages; see the table issues.",
        )
