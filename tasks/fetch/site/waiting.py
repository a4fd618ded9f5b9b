"""How long to wait before a try is made again."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from random import Random

TRIES = 4
"""Times that one address is asked before it is given up for this run."""
TRIES_WHEN_BLOCKED = 2
"""The same, of a site that blocks us: whoever is sent away asks once more at most."""
FIRST_WAIT = 2.0
"""Seconds before the second try; doubled for each further one."""
LONGEST_WAIT = 600.0
"""Seconds; a site that asks for more is left alone until the next run."""


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, in either of its forms (RFC 9110, 10.2.3).

    Returns:
        None when there is no such header, or it cannot be read.
    """
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
    """Seconds to wait after so many failed tries: doubled each time, half of it left to chance.

    Chance keeps several clients that failed together from coming back together.
    """
    longest = FIRST_WAIT * float(2 ** (tries - 1))
    return longest / 2 + random.uniform(0, longest / 2)
