"""A month of nights over one data folder: a week of what may happen, faults and kills, quiet days."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count, islice, pairwise
from pathlib import Path

import pyarrow.parquet as pq

from schemas.records import Capture
from tasks.common.address import QuestionAddress, parse_address
from tasks.pipeline.shards import QUESTIONS
from tasks.raw import RawStore, captures
from tests.support.check_at import check_at
from tests.support.listener import Heard, listening
from tests.support.nights.nights import BEGINS, Nights, moments_to_die
from tests.support.runs import rows
from tests.support.site import (
    BrokenGzip,
    Challenge,
    EmptyPage,
    Huge,
    RedirectLoop,
    Reset,
    ServerError,
    Site,
    Stall,
    TooMany,
    Truncated,
    World,
    WrongCharset,
    WrongLength,
    http_date,
)

FIRST = date(2026, 5, 8)
_FIRST_SEED = 10_100
"""Few worlds suit; this is close before one of them."""
WEEK = ("first", "quiet", "blocked", "news", "faulty", "torn", "mended")
PASSING = (ServerError(503), Truncated(0.5), Stall(0.2), ServerError(503, retry_after=1))
NIGHTS, KILLS = 11, 12
FAULTS = [
    *(BrokenGzip(), Challenge(), EmptyPage(), Huge(50), RedirectLoop(), Reset(), Reset(0.5), Stall(0.3)),
    *(ServerError(500), ServerError(503), TooMany(1), TooMany(http_date(1)), Truncated(0.5)),
    *(Truncated(0.7, chunked=True), WrongCharset("utf-8"), WrongCharset("iso-8859-2"), WrongLength(300)),
]
QUIET = (1, 2, 4, 8, 15, 16)
"""Days behind the last fault: two weeks, in which what is due only weekly is seen."""
KEPT_NIGHTS = 3
TELLS = "import sys; open(sys.argv[1], 'a', encoding='utf-8').write(sys.stdin.read() + '\\n')"
"""An alarm command that appends its message to a file."""


@dataclass(frozen=True)
class Morning:
    """What a night of the week left.

    release: the current one. releases: all on the disk. feed: the bytes. states: of all questions.
    latest: their states by their history. changes: the rows of that table. reports: how many so far.
    health: the exit codes of `status --check` at nine and at eighteen.
    """

    release: str
    releases: tuple[str, ...]
    feed: bytes
    states: dict[str, str]
    latest: dict[str, str]
    changes: list[dict]
    reports: int
    health: tuple[int, int]


@dataclass
class Month(Nights):
    """The nights of a month, and the mornings of its first week."""

    mornings: dict[str, Morning] = field(default_factory=dict)
    posted: Heard = field(default_factory=Heard)
    told: Path = Path()

    @property
    def world(self) -> World:
        (found,) = self.site.worlds.values()
        return found

    def passes_as(self, name: str, *, faulty: bool = False) -> None:
        """Let a night of the week pass."""
        self.night(self.day(name), faulty=faulty)
        current = self.data / "current"
        latest = "SELECT question_id, arg_max(status, position) FROM status_history GROUP BY question_id"
        self.mornings[name] = Morning(
            current.readlink().name,
            tuple(sorted(path.name for path in (self.data / "releases").iterdir())),
            (current / "feed.xml").read_bytes(),
            self.states(),
            dict(rows(self.data, latest)),
            pq.read_table(current / "changes.parquet").to_pylist(),
            len(self.reports),
            (self._health(name, 9), self._health(name, 18)),
        )

    def day(self, name: str) -> date:
        return self.world.first_day + timedelta(WEEK.index(name))

    def messages(self) -> list[dict]:
        """What the alarm command was told."""
        return [json.loads(line) for line in self.told.read_text("utf-8").splitlines()]

    def _health(self, name: str, hour: int) -> int:
        now = datetime.combine(self.day(name), BEGINS.replace(hour=hour)).astimezone(UTC)
        with self.environment():
            return check_at(self.data, now)


@contextmanager
def passed_month(folder: Path) -> Iterator[Month]:
    """The month, over a data folder below a folder."""
    with Site(suitable_world(FIRST)) as site, listening() as posted:
        site.gzip = site.conditional = True
        told, data = folder / "told.jsonl", folder / "data"
        told.touch()
        data.mkdir()
        (data / "senate-questions.toml").write_text(
            f"keep_nights = {KEPT_NIGHTS}\nkeep_months = 0\n", "utf-8"
        )
        alarms = {
            "SENATE_ALARM_COMMAND": f"'{sys.executable}' -c \"{TELLS}\" '{told}'",
            "SENATE_ALARM_URL": posted.address,
        }
        month = Month(site, data, alarms, posted=posted, told=told)
        pass_week(month)
        _pass_faults_and_kills(month)
        for later in QUIET:
            month.night(FIRST + timedelta(len(WEEK) + NIGHTS - 1 + later))
        yield month


def pass_week(month: Month) -> None:
    """Seven nights: a first one, a quiet one, a block, news, faults, torn pages, and all well again."""
    faults = month.site.faults
    month.passes_as("first")
    month.passes_as("quiet")
    faults.always(Challenge())
    month.passes_as("blocked", faulty=True)
    faults.clear()
    month.passes_as("news")
    faults.at_random(0.2, PASSING, seed=1)
    month.passes_as("faulty", faulty=True)
    faults.clear()
    torn = _tear(month.data, to_tear(month.world))
    month.passes_as("torn")
    for path, content in torn.items():
        path.write_bytes(content)
    month.passes_as("mended")


def _pass_faults_and_kills(month: Month) -> None:
    """Nights that die, every other one of a site that goes wrong in all ways."""
    moments = moments_to_die(2)
    for number in range(NIGHTS):
        faulty = number % 2 == 1
        if faulty:
            month.site.faults.at_random(0.06, FAULTS, seed=number)
        deaths = max(0, round(KILLS * (number + 1) / NIGHTS) - month.killed)
        month.night(FIRST + timedelta(len(WEEK) + number), islice(moments, deaths), faulty=faulty)
        month.site.faults.clear()


def suitable_world(first: date) -> World:
    """A world in which a week from that day on, a Friday, brings what the nights are to show."""
    make = partial(World, numbers_a_week=8, already=26, first_day=first)
    return next(world for world in (make(seed=seed) for seed in count(_FIRST_SEED)) if _suits(world))


def _suits(world: World) -> bool:
    """Whether the second night brings nothing, the fourth both, and the torn one news for the torn shard."""
    days = [world.first_day + timedelta(number) for number in range(len(WEEK))]
    new = [len(world.numbers(later)) - len(world.numbers(day)) for day, later in pairwise(days)]
    quiet, news, torn = (_changed(world, *days[at : at + 2]) for at in (0, 2, 4))
    answered = [number for number in news if world.status(number, days[3]) == "answered"]
    in_shard = [number for number in torn if number < QUESTIONS]
    enough = len(to_tear(world)) > new[4] + 1
    is_quiet = not new[0] and not quiet and not _becomes_late(world, days[1])
    return bool(is_quiet and new[2] and answered and new[4] and in_shard and enough)


def _becomes_late(world: World, day: date) -> bool:
    """Whether the deadline of a question without an answer was the day before: that is news by itself."""
    waiting = [number for number in world.numbers(day) if world.status(number, day) == "open"]
    events = (event for number in waiting for event in world.facts(number, day, "nl").events)
    return any(event.deadline_on == day - timedelta(1) for event in events)


def _changed(world: World, day: date, later: date) -> list[int]:
    """Numbers of which a page is another on the later day."""
    return [
        number
        for number in world.numbers(day)
        if any(world.facts(number, day, code) != world.facts(number, later, code) for code in ("nl", "fr"))
    ]


def to_tear(world: World) -> set[int]:
    """Questions of the first shard that were answered before the week: nobody asks for them again in it."""
    return {
        number
        for number in world.numbers(world.first_day)
        if number < QUESTIONS and world.status(number, world.first_day) == "answered"
    }


def _tear(data: Path, numbers: set[int]) -> dict[Path, bytes]:
    """Cut the files of the pages of questions, as a power cut may; what they were, as a backup has it."""
    store = RawStore(data / "raw")
    torn = {capture.sha256 for capture in captures(store.entries()) if _number_of(capture) in numbers}
    whole = {path: path.read_bytes() for name in torn for path in (data / "raw/pages").rglob(f"{name}*")}
    for path, content in whole.items():
        path.write_bytes(content[: len(content) // 2])
    return whole


def _number_of(capture: Capture) -> int | None:
    """The number of the question whose page it is."""
    address = parse_address(str(capture.url))
    return address.number if isinstance(address, QuestionAddress) else None
