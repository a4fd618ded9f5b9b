"""Time as the tasks see it, so that a test can let a month pass in a minute."""

import time
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from typing import Protocol, runtime_checkable
from zoneinfo import ZoneInfo

HOME = ZoneInfo("Europe/Brussels")
"""Nights and months are those of the Senate."""
CLOCK_TOLERANCE = timedelta(days=1)
"""A time so far ahead of ours is that of a wrong clock."""
NIGHT = time_of_day(4)
"""When a night is due there: between two and three an autumn night comes twice, a spring night not at all."""
_YEARS = range(2000, 2200)


def next_night(moment: datetime) -> datetime:
    """The first time after a moment at which a night is due."""
    here = moment.astimezone(HOME)
    due = datetime.combine(here.date(), NIGHT, HOME)
    return due if due > here else datetime.combine(here.date() + timedelta(days=1), NIGHT, HOME)


def recorded_moment(text: str) -> datetime:
    """A moment that we wrote down in ISO 8601.

    Raises:
        ValueError: When it is none, has no zone, or is of no year in which we write.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or moment.year not in _YEARS:
        raise ValueError(f"{text} has no time zone, or a year that cannot be")
    return moment


@runtime_checkable  # the engine looks at the types of a flow's parameters
class Clock(Protocol):
    """What tells the time and waits."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds on a clock that never goes back."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds on a clock that never goes back."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait; nothing for no or negative seconds."""
        if seconds > 0:
            time.sleep(seconds)
