"""How long to wait before an address is requested again."""

from datetime import datetime, timedelta

_DAY = timedelta(days=1)
COOLING = ((60, 1), (240, 7), (None, 30))
"""Largest age of a question in days, and the days between two requests: daily, weekly, monthly."""
LONGEST_GAP_PAUSE = 180
"""Most days between two requests for a number that does not exist."""
LONGEST_FAILED_PAUSE = 8
"""Most days between two requests for a page that failed."""
TOLERANCE = timedelta(hours=6)
"""A night that begins earlier than the last one still requests what is due that day."""


def cooling_pause(age: int | None) -> timedelta:
    """The pause between two requests for something of an age in days; unknown counts as oldest."""
    for oldest, pause in COOLING:
        if oldest is None or (age is not None and age <= oldest):
            return pause * _DAY
    raise AssertionError("the last step of COOLING has no end")


def growing_pause(failures: int, longest: int) -> timedelta:
    """The pause after failures in a row: a day, then twice as long each time, up to `longest` days."""
    return (
        min(2 ** min(max(failures - 1, 0), longest.bit_length()), longest) * _DAY
        if failures
        else timedelta(0)
    )


def is_due(tried_at: datetime | None, pause: timedelta, now: datetime) -> bool:
    """Whether the pause since the last try is over."""
    return tried_at is None or now - tried_at >= pause - TOLERANCE
