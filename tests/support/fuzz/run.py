"""Read cases, and say what does not hold of their records."""

import re
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from schemas.records import PageRecord
from tasks.read import read_capture
from tests.support.reading import SIMPLE, capture
from tests.support.render import LANGUAGES, Form, render

from .cases import Case
from .invariants import faults

ALLOWANCE = 100_000  # bytes that each page is charged beside its own: a tenth of a second
MOST_SECONDS = 1.0  # of CPU for a megabyte
TIMINGS = 3  # a page over the limit is read so often; the best counts, for a busy machine charges more
HANGING = 60.0  # seconds of CPU behind which a page is given up


class HangingError(BaseException):
    """A page that takes too long; not an Exception, so that the reader does not catch it."""


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


def forget() -> None:
    """Empty what remembers words of earlier pages, so that a page read again costs what it cost at first."""
    for name, module in list(sys.modules.items()):
        for each in vars(module).values() if name.startswith("tasks.") else ():
            if hasattr(each, "cache_parameters") and each.cache_parameters()["maxsize"] is not None:
                each.cache_clear()


@contextmanager
def not_hanging() -> Iterator[None]:
    """Give the block up with a HangingError when it takes too long."""
    signal.setitimer(signal.ITIMER_PROF, HANGING)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def timed_read(case: Case) -> tuple[PageRecord, float]:
    """The record of a case, and CPU seconds a megabyte; HangingError when it took too long."""
    started = time.process_time()
    with not_hanging():
        record = read_capture(capture(case.address), case.content)
    return record, (time.process_time() - started) / (len(case.content) + ALLOWANCE) * 1e6


@cache
def warm_up() -> None:
    """Load the statistics, which no case shall pay for."""
    for language in LANGUAGES:
        read_capture(capture(), render(SIMPLE, "main", language, Form(damage="mac_latin2")))


def page_file(case: Case) -> Path:
    """The page of a case, written into the system's temporary folder."""
    path = Path(tempfile.gettempdir()) / f"fuzz-{re.sub(r'[^0-9A-Za-z]', '_', case.seed)}-{case.number}.page"
    path.write_bytes(case.content)
    return path


def faults_of(case: Case, *, timed: bool = False) -> list[str]:
    """What does not hold of the record of a case; that it took too long only where that is timed."""
    warm_up()
    with strict():
        try:
            record, cost = timed_read(case)
            for _ in range((TIMINGS - 1) * timed):
                if cost > MOST_SECONDS:
                    forget()
                    cost = min(cost, timed_read(case)[1])
        except (Exception, HangingError) as error:  # noqa: BLE001 - that none leaves the reader is what is tested
            return [f"left the reader: {error!r}"]
    slow = [f"{cost:.2f} s/MB"] if timed and cost > MOST_SECONDS else []
    return [*faults(record, case.content), *slow]
