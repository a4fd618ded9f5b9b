"""Time as the tasks see it, so that a test can let a month pass in a minute."""

import time
from datetime import UTC, datetime
from typing import Protocol, runtime_checkable
from zoneinfo import ZoneInfo

HOME = ZoneInfo("Europe/Brussels")
"""Nights and months are those of the Senate."""


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
