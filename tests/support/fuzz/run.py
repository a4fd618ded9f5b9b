"""Read cases, check what holds of their records, and gather what a report tells."""

import re
import signal
import sys
import tempfile
import time
import warnings
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from schemas.records import PageRecord
from tasks.read import read_capture
from tests.support.reading import SIMPLE, capture
from tests.support.render import LANGUAGES, Form, render

from .cases import Case, make_case
from .invariants import faults

ALLOWANCE = 100_000  # bytes that each page is charged beside its own: a tenth of a second
MOST_SECONDS = 1.0  # of CPU for a megabyte
TIMINGS = 3  # a page over the limit is read so often; the best counts
HANGING = 60.0  # seconds of CPU behind which a page is given up
CHUNK = 50
AHEAD = 2  # chunks of each process that wait or are read
SLOWEST = 5
LONGEST = 160  # letters of a pattern of sentences


class HangingError(BaseException):
    """A page that takes too long; not an Exception, so that the reader does not catch it."""


@dataclass(frozen=True, order=True)
class Cost:
    """CPU seconds a megabyte of one case."""

    relative: float
    number: int
    size: int
    seconds: float

    def __str__(self) -> str:
        return f"case {self.number}: {self.relative:.2f} s/MB ({self.seconds:.3f} s, {self.size:,} bytes)"


@dataclass(frozen=True)
class Fault:
    """Something that does not hold of one case."""

    number: int
    what: str


@dataclass
class Tally:
    """What a report tells of many cases."""

    pages: int = 0
    size: int = 0
    seconds: float = 0.0
    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    slowest: list[Cost] = field(default_factory=list)
    too_slow: list[Cost] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def add(self, record: PageRecord, cost: Cost) -> None:
        self.pages += 1
        self.size += cost.size
        self.seconds += cost.seconds
        self.outcomes[record.outcome] += 1
        self.kinds.update({issue.kind for issue in record.issues})
        if record.reason:
            self.reasons[pattern_of(record.reason)] += 1
        self._rank([cost])

    def merge(self, other: "Tally") -> None:
        self.pages += other.pages
        self.size += other.size
        self.seconds += other.seconds
        self.outcomes += other.outcomes
        self.reasons += other.reasons
        self.kinds += other.kinds
        self.faults += other.faults
        self.too_slow += other.too_slow
        self._rank(other.slowest)

    def _rank(self, costs: list[Cost]) -> None:
        self.slowest = sorted([*self.slowest, *costs], reverse=True)[:SLOWEST]


def pattern_of(sentence: str) -> str:
    """A sentence without the numbers and the pieces of the page in it."""
    return re.sub(r"\d[\d,.-]*\d|\d", "#", re.sub(r'"[^"]*"', '"…"', sentence))[:LONGEST]


@contextmanager
def strict() -> Iterator[None]:
    """A warning is an error, and a page that hangs is given up."""

    def give_up(*_: object) -> None:
        raise HangingError

    before = signal.signal(signal.SIGPROF, give_up)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield
    signal.signal(signal.SIGPROF, before)


def timed_read(case: Case) -> tuple[PageRecord, Cost]:
    """Read a case and tell what it cost; HangingError when it took too long."""
    signal.setitimer(signal.ITIMER_PROF, HANGING)
    started = time.process_time()
    try:
        record = read_capture(capture(case.address), case.content)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    seconds = time.process_time() - started
    size = len(case.content)
    return record, Cost(seconds / (size + ALLOWANCE) * 1e6, case.number, size, seconds)


def page_file(case: Case) -> Path:
    """The page of a case, written into the system's temporary folder."""
    path = Path(tempfile.gettempdir()) / f"fuzz-{re.sub(r'[^0-9A-Za-z]', '_', case.seed)}-{case.number}.page"
    path.write_bytes(case.content)
    return path


def forget() -> None:
    """Empty what remembers words of earlier pages, so that a page read again costs what it cost at first."""
    for name, module in list(sys.modules.items()):
        for each in vars(module).values() if name.startswith("tasks.") else ():
            if hasattr(each, "cache_parameters") and each.cache_parameters()["maxsize"] is not None:
                each.cache_clear()


def best_cost(case: Case, first: Cost) -> Cost:
    """The cost of a page; one over the limit is read again, for a busy machine charges more."""
    best = first
    for _ in range(TIMINGS - 1):
        if best.relative > MOST_SECONDS:
            forget()
            best = min(best, timed_read(case)[1])
    return best


def run_case(case: Case, tally: Tally, *, timed: bool = True) -> PageRecord | None:
    """Read one case, check its record and add it; None when no record came out."""
    try:
        record, cost = timed_read(case)
        cost = best_cost(case, cost) if timed else cost
        wrong = faults(record, case.content)
    except (Exception, HangingError) as error:  # noqa: BLE001 - that none leaves the reader is what is tested
        tally.faults.append(Fault(case.number, f"left the reader: {error!r}"))
        return None
    tally.add(record, cost)
    tally.faults += [Fault(case.number, what) for what in wrong]
    tally.too_slow += [cost] * (timed and cost.relative > MOST_SECONDS)
    return record


def warm_up() -> None:
    """Load the statistics, which no case shall pay for."""
    for language in LANGUAGES:
        timed_read(Case("", 0, render(SIMPLE, "main", language, Form(damage="mac_latin2")), None, ()))


def run_cases(seed: str, numbers: range, *, timed: bool = True) -> Tally:
    tally = Tally()
    with strict():
        warm_up()
        for number in numbers:
            run_case(make_case(seed, number), tally, timed=timed)
    return tally


def run_all(seed: str, first: int, processes: int, until: float) -> Iterator[Tally]:
    """The tally of each chunk of cases, in order, until the time is up or a process dies."""
    starts, waiting = count(first, CHUNK), deque()
    with ProcessPoolExecutor(processes) as pool:
        try:
            while waiting or time.time() < until:
                while len(waiting) < AHEAD * processes and time.time() < until:
                    start = next(starts)
                    waiting.append((start, pool.submit(run_cases, seed, range(start, start + CHUNK))))
                yield waiting[0][1].result()
                waiting.popleft()
        except BrokenProcessPool as error:
            yield Tally(
                faults=[
                    Fault(start, f"not read in the end, nor others near: {error}") for start, _ in waiting
                ]
            )
