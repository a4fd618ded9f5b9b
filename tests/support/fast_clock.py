"""A clock that begins at a given moment and runs faster than the machine's."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tasks.common.clock import Clock


@dataclass(frozen=True)
class FastClock(Clock):
    """Tells the time from `begins` on, `speed` seconds for each real one."""

    begins: datetime
    speed: float
    _started: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        return self.begins.astimezone(UTC) + timedelta(seconds=self.monotonic())

    def monotonic(self) -> float:
        return (time.monotonic() - self._started) * self.speed

    def sleep(self, seconds: float) -> None:
        if seconds > 0:
            time.sleep(seconds / self.speed)
