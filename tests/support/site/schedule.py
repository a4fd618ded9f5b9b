"""Which request meets which fault."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from threading import Lock
from typing import TypeAlias
from urllib.parse import unquote

from .faults import Fault
from .pages import ROBOTS, loop_step


@dataclass(frozen=True)
class Request:
    """A request as it arrived.

    at: monotonic seconds. path: with its query, as sent. question_id, variant and language: None unless the
    path is that of a question page. status: of the answer, None when none was sent. headers: by small name.
    """

    at: float
    path: str
    question_id: str | None = None
    variant: str | None = None
    language: str | None = None
    status: int | None = None
    user_agent: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


Where: TypeAlias = str | Callable[[Request], bool] | None


def matches(where: Where, request: Request) -> bool:
    """Whether a request is meant: its path holds a string, or a function says so; None is every page."""
    if where is None:
        return request.path != ROBOTS and loop_step(request.path) is None
    return where in unquote(request.path) if isinstance(where, str) else where(request)


@dataclass
class Planned:
    """A fault for the next requests of a kind; `left` None is without end."""

    fault: Fault
    left: int | None
    where: Where


@dataclass
class Chance:
    """Faults of some kinds on a share of all requests of a kind, by seed and count of those requests."""

    share: float
    kinds: Sequence[Fault]
    seed: int
    where: Where = None
    met: int = 0

    def draw(self) -> Fault | None:
        self.met += 1
        chance = Random(f"{self.seed}/{self.met}")
        return chance.choice(self.kinds) if chance.random() < self.share else None


class Faults:
    """The faults of a site. Those for the next requests come first, then standing ones, then random ones.

    `where` is a string that the path holds, or a function of the Request (without its status); without it
    every request is meant but that of robots.txt.
    """

    def __init__(self) -> None:
        self._next: list[Planned] = []
        self._always: list[Planned] = []
        self._chances: list[Chance] = []
        self._lock = Lock()

    def next(self, fault: Fault, times: int = 1, where: Where = None) -> None:
        """Let the next requests meet a fault; several calls queue up."""
        self._next.append(Planned(fault, times, where))

    def always(self, fault: Fault, where: Where = None) -> None:
        """Let all requests meet a fault until clear()."""
        self._always.append(Planned(fault, None, where))

    def at_random(self, share: float, kinds: Sequence[Fault], seed: int = 0, where: Where = None) -> None:
        """Let a share of the requests meet one of some faults: the same ones for the same seed."""
        self._chances.append(Chance(share, tuple(kinds), seed, where))

    def clear(self) -> None:
        """No faults from now on."""
        with self._lock:
            self._next, self._always, self._chances = [], [], []

    def take(self, request: Request) -> Fault | None:
        """The fault that this request meets."""
        with self._lock:
            return self._take_next(request) or self._take_standing(request)

    def _take_next(self, request: Request) -> Fault | None:
        planned = next((one for one in self._next if one.left and matches(one.where, request)), None)
        if planned is None:
            return None
        planned.left -= 1
        return planned.fault

    def _take_standing(self, request: Request) -> Fault | None:
        for planned in self._always:
            if matches(planned.where, request):
                return planned.fault
        drawn = [chance.draw() for chance in self._chances if matches(chance.where, request)]
        return next((fault for fault in drawn if fault), None)
