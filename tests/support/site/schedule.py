"""Which request meets which fault."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
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
class Plan:
    """Faults for requests of a kind: for so many, or a share by seed and count, of those that are meant."""

    kinds: Sequence[Fault]
    where: Where
    left: float = inf
    share: float = 1.0
    seed: int = 0
    met: int = 0

    def draw(self, request: Request) -> Fault | None:
        if not self.left or not matches(self.where, request):
            return None
        self.met += 1
        chance = Random(f"{self.seed}/{self.met}")
        if chance.random() >= self.share:
            return None
        self.left -= 1
        return chance.choice(self.kinds)


class Faults:
    """The faults of a site. Those for the next requests come first, then standing ones, then random ones.

    `where` is a string that the path holds, or a function of the Request (without its status); without it
    every request is meant but that of robots.txt.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self.clear()

    def next(self, fault: Fault, times: int = 1, where: Where = None) -> None:
        """Let the next requests meet a fault; several calls queue up."""
        self._next.append(Plan([fault], where, times))

    def always(self, fault: Fault, where: Where = None) -> None:
        """Let all requests meet a fault until clear()."""
        self._always.append(Plan([fault], where))

    def at_random(self, share: float, kinds: Sequence[Fault], seed: int = 0, where: Where = None) -> None:
        """Let a share of the requests meet one of some faults: the same ones for the same seed."""
        self._random.append(Plan(kinds, where, share=share, seed=seed))

    def clear(self) -> None:
        """No faults from now on."""
        with self._lock:
            self._next, self._always, self._random = list[Plan](), list[Plan](), list[Plan]()

    def take(self, request: Request) -> Fault | None:
        """The fault that this request meets."""
        with self._lock:
            drawn = (plan.draw(request) for plan in (*self._next, *self._always, *self._random))
            return next((fault for fault in drawn if fault), None)
