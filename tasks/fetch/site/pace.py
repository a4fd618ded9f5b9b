"""How fast the site may be asked: a floor, more when it is slow or asks for it."""

from dataclasses import dataclass, replace

SENATE_PAUSE = 1.0
"""Seconds before each request to a host of the Senate, at least."""
SLOWEST = 60.0
"""Seconds; no pause that we choose ourselves is longer."""
_RECOVERY = 0.5
"""The share of an added pause that is left after each good answer."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The pause between two requests.

    Attributes:
        floor: Seconds to leave between two requests, at least.
        added: Seconds added because the site was in trouble; they shrink with each good answer.
        latency: Seconds that the last answer took.
    """

    floor: float
    added: float = 0.0
    latency: float = 0.0

    def pause(self) -> float:
        """Seconds to leave between the end of an answer and the next request.

        Counted from the end, no server ever sees two requests closer together than the floor. Never less than
        the answer took, so that the site works for us half of the time at most.
        """
        return max(self.floor, min(self.latency, SLOWEST)) + self.added

    def after(self, latency: float, *, well: bool) -> "Pace":
        """The pace after one more answer.

        Args:
            latency: Seconds it took.
            well: False for an answer, or none, that says the site is in trouble.
        """
        added = self.added * _RECOVERY if well else min(max(self.added * 2, self.floor), SLOWEST)
        return replace(self, added=added if added > self.floor / 100 else 0.0, latency=latency)
