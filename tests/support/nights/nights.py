"""Nights against the stand-in site: letting one pass, killing it, and looking at what it left."""

import os
import random
import signal
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flows.start import start_nightly
from schemas.errors import SenateQuestionsError
from tasks.raw import LogEntry, RawStore
from tests.support.command import all_here
from tests.support.environment import environment
from tests.support.fast_clock import FastClock
from tests.support.processes import FORKS
from tests.support.runs import rows
from tests.support.site import Request, Site

BEGINS = time_of_day(4, 0, tzinfo=ZoneInfo("Europe/Brussels"))
SPEED = 50
"""Seconds of the night for each real one: one request a second is one in 20 ms."""
CONTACT = "nights@tests.internal"
FORKS.set_forkserver_preload(["pytest", __name__])  # nights to be killed begin with all modules


@dataclass(frozen=True)
class Night:
    """What happened in one night.

    faulty: whether the site went wrong. died: how often the night was killed. requests: as the site saw them.
    rows: of the fetch log.
    """

    faulty: bool
    died: int
    requests: list[Request]
    rows: list[LogEntry]


@dataclass
class Nights:
    """Nights that pass one after the other over one data folder.

    variables: of the environment, beside those that name the site. codes: the exit codes of all that passed
    to their end. reports: what each release gave the engine to show, its report and the rows of its tables.
    """

    site: Site
    data: Path
    variables: dict[str, str] = field(default_factory=dict)
    killed: int = 0
    codes: list[int] = field(default_factory=list)
    all: list[Night] = field(default_factory=list)
    reports: list[tuple[str, dict[str, int]]] = field(default_factory=list)

    @contextmanager
    def environment(self) -> Iterator[dict[str, str]]:
        """The variables of the nights, which this process has too in the block."""
        found = environment(SENATE_SITE=self.site.url, SENATE_CONTACT=CONTACT, **self.variables)
        with patch.dict(os.environ, found, clear=True):
            yield found

    def night(self, day: date, deaths: Iterable[float] = (), *, faulty: bool = False) -> None:
        """Let a night pass that dies first, so many seconds after its first request each time."""
        self.site.today = day
        requests, logged = len(self.site.requests), len(self.log())
        died = sum(self.dies(day, seconds) for seconds in deaths)
        self.passes(day)
        self.all.append(Night(faulty, died, self.site.requests[requests:], self.log()[logged:]))

    def passes(self, day: date) -> str:
        """Let a night of the schedule pass to its end in this process; what it said."""
        self.site.today = day
        with self.environment(), all_here(), patch("flows.build.show_report", self._keep):
            code, said = let_pass(self.data, day)
        self.codes.append(code)
        return said

    def dies(self, day: date, seconds: float) -> bool:
        """Start a night and kill it so many seconds after its first request; False when it ends before."""
        before = len(self.site.requests)
        with self.environment() as variables:
            process = FORKS.Process(target=_let_pass_apart, args=(self.data, day, variables))
            process.start()
        while process.is_alive() and len(self.site.requests) == before:
            time.sleep(0.01)
        time.sleep(seconds)
        dies = process.is_alive()
        self.killed += dies
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.join()
        return dies

    def log(self) -> list[LogEntry]:
        return list(RawStore(self.data / "raw").entries())

    def states(self) -> dict[str, str]:
        return dict(rows(self.data, "SELECT question_id, status FROM questions"))

    def _keep(self, report, counts) -> None:
        self.reports.append((report(), {row["table"]: row["rows"] for row in counts()}))


def let_pass(data: Path, day: date) -> tuple[int, str]:
    """Let the night of a day pass: the exit code of the command, and what there is to say."""
    try:
        report = start_nightly(data, clock=FastClock(datetime.combine(day, BEGINS), SPEED))
    except SenateQuestionsError as error:
        return error.ends.exit_code, str(error)
    return 0, f"{report.outcome}\n{report.counts}\n{report.problems}\n"


def _let_pass_apart(data: Path, day: date, variables: dict[str, str]) -> None:
    os.setsid()
    os.environ.clear()
    os.environ.update(variables)
    let_pass(data, day)


def moments_to_die(seed: int) -> Iterator[float]:
    """Seconds after the first request of a night, anywhere in it."""
    chance = random.Random(seed)
    while True:
        yield chance.uniform(0, 2)


def asked_too_often(log: list[LogEntry]) -> list[str]:
    """Addresses that were asked for more often than the plan's pauses allow."""
    times: dict[str, list[LogEntry]] = defaultdict(list)
    for entry in log:
        if entry.outcome != "robots":
            times[entry.canonical_url or ""].append(entry)
    return [url for url, entries in times.items() if too_often(entries)]


def too_often(entries: list[LogEntry]) -> bool:
    moments = sorted(entry.fetched_at for entry in entries if entry.reason != "spot_check")
    close = any(later - earlier < timedelta(hours=18) for earlier, later in pairwise(moments))
    came = Counter(entry.reason for entry in entries if entry.outcome in {"page", "unchanged"})
    once = ("new_number", "gap", "other_language", "bilingual", "answered_again")
    return close or any(came[reason] > 1 for reason in once)


def given_in_vain(night: Night) -> int:
    """Answers of the site in a night without faults that no row of the log tells of."""
    given = Counter(request.path for request in night.requests if request.question_id)
    logged = Counter(urlsplit(entry.url).query for entry in night.rows)
    return sum((Counter({urlsplit(path).query: count for path, count in given.items()}) - logged).values())
