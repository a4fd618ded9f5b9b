"""The pace of requests: a floor, and more when the site is slow or asks for it."""

from dataclasses import dataclass, replace

SENATE_PAUSE = 1.0
"""Least number of seconds before each request to a host of the Senate."""
SLOWEST = 60.0
"""Seconds; the client itself chooses no longer pause."""
_RECOVERY = 0.5
"""Share of an added pause that is left after each good response."""


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
