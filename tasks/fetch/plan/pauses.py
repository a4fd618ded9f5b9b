"""How long an address is left alone before it is asked for again."""

from datetime import datetime, timedelta

_DAY = timedelta(days=1)
COOLING = ((60, 1), (240, 7), (None, 30))
"""Age of a question in days, up to which it is asked for again after so many days: daily, weekly, monthly."""
LONGEST_GAP_PAUSE = 180
"""Days after which a number that does not exist is asked for again, at most."""
LONGEST_FAILED_PAUSE = 8
"""Days after which a page that did not come is asked for again, at most."""
TOLERANCE = timedelta(hours=6)
"""A night that begins earlier than the last one still asks for what is due that day."""


def cooling_pause(age: int | None) -> timedelta:
    """The pause between two looks at something of that age.

    Args:
        age: Days; None when it is not known, which is as old as can be.
    """
    for oldest, pause in COOLING:
        if oldest is None or (age is not None and age <= oldest):
            return pause * _DAY
    raise AssertionError("the last step of COOLING has no end")


def growing_pause(vain: int, longest: int) -> timedelta:
    """The pause after so many vain tries in a row: a day, then twice as long each time.

    Args:
        vain: Vain tries, from 0.
        longest: Days, at most.
    """
    return min(2 ** min(max(vain - 1, 0), longest.bit_length()), longest) * _DAY if vain else timedelta(0)


def is_due(tried_at: datetime | None, pause: timedelta, now: datetime) -> bool:
    """Whether the pause since the last try is over."""
    return tried_at is None or now - tried_at >= pause - TOLERANCE
