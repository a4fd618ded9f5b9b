"""The record of what a client did: which requests, how far apart, how many at once."""

from dataclasses import dataclass, field
from itertools import pairwise
from threading import Lock
from time import monotonic

from .schedule import Request

NOTICED_LATE = 0.005
"""Seconds by which the site may learn late that a client gave a request up."""


@dataclass
class Traffic:
    """Requests in the order of their arrival, and when each was in flight."""

    requests: list[Request] = field(default_factory=list)
    _flights: dict[int, list[float]] = field(default_factory=dict)
    _taken_off: int = 0
    _lock: Lock = field(default_factory=Lock)

    def note(self, request: Request) -> int:
        """Keep a request, which is in flight from its arrival on; the name of its flight."""
        with self._lock:
            self.requests.append(request)
            self._taken_off += 1
            self._flights[self._taken_off] = [request.at, float("inf")]
            return self._taken_off

    def land(self, flight: int, *, given_up: bool = False) -> None:
        """The flight is over: right before the last bytes of the answer, or when the client gave it up."""
        with self._lock:
            if flight in self._flights:
                times = self._flights[flight]
                times[1] = min(times[1], monotonic() - (NOTICED_LATE if given_up else 0))

    def forget(self) -> None:
        with self._lock:
            self.requests.clear()
            self._flights.clear()

    def shortest_gap(self) -> float:
        """Seconds between the two arrivals that were closest; infinite for less than two."""
        with self._lock:
            arrivals = sorted(request.at for request in self.requests)
        return min((later - earlier for earlier, later in pairwise(arrivals)), default=float("inf"))

    def most_at_once(self) -> int:
        """The most requests that were in flight at one moment; each has a connection of its own."""
        with self._lock:
            flights = list(self._flights.values())
        changes = [(start, 1) for start, end in flights if start < end]
        changes += [(end, -1) for start, end in flights if start < end]
        most = at_once = 0
        for _, change in sorted(changes):
            at_once += change
            most = max(most, at_once)
        return most
