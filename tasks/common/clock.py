"""The clock of the tasks, which tests replace so that a month passes in a minute."""

import time
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from zoneinfo import ZoneInfo

HOME = ZoneInfo("Europe/Brussels")
"""The Senate's time zone, which decides nights and months."""
CLOCK_TOLERANCE = timedelta(days=1)
"""A time further ahead than this comes from a wrong clock."""
NIGHT = time_of_day(4)
"""When a night is due there: the hour from two to three happens twice in autumn, never in spring."""
_YEARS = range(2000, 2200)


def next_night(moment: datetime) -> datetime:
    """The first time after a moment at which a night is due."""
    here = moment.astimezone(HOME)
    due = datetime.combine(here.date(), NIGHT, HOME)
    return due if due > here else datetime.combine(here.date() + timedelta(days=1), NIGHT, HOME)


def recorded_moment(text: str) -> datetime:
    """Parse a moment that we wrote in ISO 8601; ValueError without a zone, or with an impossible year."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or moment.year not in _YEARS:
        raise ValueError(f"{text} has no time zone, or a year that cannot be")
    return moment


class Clock:
    """The clock of the machine, which can also wait; others inherit from it."""

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
