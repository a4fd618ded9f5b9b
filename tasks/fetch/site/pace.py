"""The pace of requests, more when the site is slow or asks for it, and the wait before another try."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from random import Random

SENATE_PAUSE = 1.0
"""Least number of seconds before each request to a host of the Senate."""
SLOWEST = 60.0
"""Seconds; the client itself chooses no longer pause."""
_RECOVERY = 0.5
"""Share of an added pause that is left after each good response."""
TRIES = 4
"""Tries of one address before it is given up for this run."""
TRIES_WHEN_BLOCKED = 2
"""The same for a site that blocks the client: at most one more try."""
FIRST_WAIT = 2.0
"""Seconds before the second try; doubled for each further one."""
LONGEST_WAIT = 600.0
"""Seconds; a site that asks for more is left alone until the next run."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The pause between two requests."""

    floor: float  # least number of seconds between two requests
    added: float = 0.0  # seconds added because the site was in trouble; they shrink with each good response
    latency: float = 0.0  # seconds that the last response took

    def pause(self) -> float:
        """Seconds between the end of a response and the next request.

        Counted from the end, so that no server ever sees two requests closer together than the floor. Never
        less than the response took, so that the site works for the client at most half of the time.
        """
        return max(self.floor, min(self.latency, SLOWEST)) + self.added

    def after(self, latency: float, *, well: bool) -> "Pace":
        """The pace after one more response; `well` is False when the site is in trouble."""
        added = self.added * _RECOVERY if well else min(max(self.added * 2, self.floor), SLOWEST)
        return replace(self, added=added if added > self.floor / 100 else 0.0, latency=latency)


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds of a Retry-After header in either form (RFC 9110, 10.2.3); None without a readable one."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(float((moment - now).total_seconds()), 0.0)


def backoff(tries: int, random: Random) -> float:
    """Seconds to wait, doubled each time; half is random, so that clients do not come back together."""
    longest = FIRST_WAIT * float(2 ** (tries - 1))
    return longest / 2 + random.uniform(0, longest / 2)
