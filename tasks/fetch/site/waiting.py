"""How long to wait before another try."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from random import Random

TRIES = 4
"""Tries of one address before it is given up for this run."""
TRIES_WHEN_BLOCKED = 2
"""The same for a site that blocks the client: at most one more try."""
FIRST_WAIT = 2.0
"""Seconds before the second try; doubled for each further one."""
LONGEST_WAIT = 600.0
"""Seconds; a site that asks for more is left alone until the next run."""


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
    """Seconds to wait after failed tries: doubled each time, half of it random.

    Randomness keeps several clients that failed together from coming back together.
    """
    longest = FIRST_WAIT * float(2 ** (tries - 1))
    return longest / 2 + random.uniform(0, longest / 2)
