"""A clock whose waits take no time."""

from datetime import UTC, datetime, timedelta

from tasks.common.clock import Clock

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


class QuickClock(Clock):
    """Time passes only while somebody waits."""

    def __init__(self) -> None:
        self.waited: list[float] = []
        self.passed = 0.0

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        return self.passed

    def sleep(self, seconds: float) -> None:
        if seconds > 0:
            self.waited.append(seconds)
            self.passed += seconds
