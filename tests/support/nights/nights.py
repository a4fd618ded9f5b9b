"""Nights against the stand-in site: letting one pass, killing it, and looking at what it left."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from tasks.raw import LogEntry, RawStore
from tests.support.environment import environment
from tests.support.runs import rows
from tests.support.site import Request, Site

BEGINS = time_of_day(4, 0, tzinfo=ZoneInfo("Europe/Brussels"))
SPEED = 50
"""Seconds of the night for each real one: one request a second is one in 20 ms."""
CONTACT = "nights@tests.internal"
PATIENCE = 240


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
    """Nights that pass one after the other over one data folder."""

    site: Site
    data: Path
    killed: int = 0
    codes: list[int] = field(default_factory=list)
    all: list[Night] = field(default_factory=list)

    def start(self, day: date, *more: str) -> subprocess.Popen[str]:
        moment = datetime.combine(day, BEGINS).isoformat()
        words = [sys.executable, "-m", "tests.support.nights", str(self.data), moment, str(SPEED), *more]
        env = environment(SENATE_SITE=self.site.url, SENATE_CONTACT=CONTACT)
        return subprocess.Popen(
            words,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
            cwd=Path(__file__).parents[3],
        )

    def night(self, day: date, deaths: Iterable[float] = (), *, faulty: bool = False) -> None:
        """Let a night pass that dies first, so many seconds after its first request each time."""
        requests, rows = len(self.site.requests), len(self.log())
        died = sum(self.dies(day, seconds) for seconds in deaths)
        self.passes(day)
        self.all.append(Night(faulty, died, self.site.requests[requests:], self.log()[rows:]))

    def passes(self, day: date, *more: str) -> str:
        """Let a night pass to its end; what it said."""
        process = self.start(day, *more)
        out, err = process.communicate(timeout=PATIENCE)
        self.codes.append(process.returncode)
        assert process.returncode in {0, 4}, out + err
        return out + err

    def dies(self, day: date, seconds: float) -> bool:
        """Start a night and kill it so many seconds after its first request; False when it ends before."""
        before = len(self.site.requests)
        process = self.start(day)
        while process.poll() is None and len(self.site.requests) == before:
            time.sleep(0.01)
        time.sleep(seconds)
        dies = process.poll() is None
        self.killed += dies
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return dies

    def log(self) -> list[LogEntry]:
        return list(RawStore(self.data / "raw").entries())

    def states(self) -> dict[str, str]:
        return dict(rows(self.data, "SELECT question_id, status FROM questions"))


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
