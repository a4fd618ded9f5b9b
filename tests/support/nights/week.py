"""A week of nights on a real server: the deployment, the stand-in site, alarms that are heard."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count, pairwise
from pathlib import Path
from unittest.mock import patch

from schemas.records import Capture
from tasks.common.address import QuestionAddress, parse_address
from tasks.operate.health import NIGHTLY
from tasks.pipeline.shards import QUESTIONS
from tasks.raw import RawStore, captures
from tests.support import PROJECT
from tests.support.check_at import check_at
from tests.support.engine import PATIENCE, ask, free_port, wait_for
from tests.support.environment import environment
from tests.support.listener import Heard, listening
from tests.support.nights.nights import BEGINS, CONTACT
from tests.support.site import Challenge, ServerError, Site, Stall, Truncated, World

FIRST = date(2026, 5, 8)
_FIRST_SEED = 10_100
"""Few worlds suit; this is close before one of them."""
NIGHTS = ("first", "quiet", "blocked", "news", "faulty", "torn", "mended")
FAULTS = (ServerError(503), Truncated(0.5), Stall(0.2), ServerError(503, retry_after=1))
KEPT_NIGHTS = 3
TELLS = "import sys; open(sys.argv[1], 'a', encoding='utf-8').write(sys.stdin.read() + '\\n')"
"""An alarm command that appends its message to a file."""


@dataclass(frozen=True)
class Night:
    """What a night left, as it was in the morning.

    run: as the engine tells it. release: the current one. releases: all on the disk. feed: the bytes.
    health: the exit codes of `status --check` at nine and at eighteen.
    """

    day: date
    run: dict
    release: str | None
    releases: tuple[str, ...]
    feed: bytes
    health: tuple[int, int]


@dataclass
class Week:
    """Nights of one deployment that pass one after the other."""

    world: World
    first: date
    site: Site
    data: Path
    api: str
    posted: Heard
    told: Path
    nights: dict[str, Night] = field(default_factory=dict)

    @property
    def deployment(self) -> dict:
        return wait_for(lambda: ask(self.api, f"deployments/name/{NIGHTLY}/{NIGHTLY}"), "the deployment")

    def passes(self, name: str) -> None:
        """Let a night pass that was due at four on that day."""
        day = self.day(name)
        self.site.today = day
        due = datetime.combine(day, BEGINS).astimezone(UTC).isoformat()
        state = {"type": "SCHEDULED", "state_details": {"scheduled_time": due}}
        wanted = {"state": state, "idempotency_key": name}
        creating = f"deployments/{self.deployment['id']}/create_flow_run"
        created = wait_for(lambda: ask(self.api, creating, wanted), "the run")
        run = wait_for(lambda: self._ended(created["id"]), f"the end of {name}")
        current = self.data / "current"
        self.nights[name] = Night(
            day,
            run,
            current.readlink().name if current.is_symlink() else None,
            tuple(sorted(path.name for path in (self.data / "releases").iterdir())),
            (current / "feed.xml").read_bytes() if current.is_symlink() else b"",
            (self.health(day, 9), self.health(day, 18)),
        )

    def day(self, name: str) -> date:
        return self.first + timedelta(NIGHTS.index(name))

    def _ended(self, run_id: str) -> dict | None:
        run = ask(self.api, f"flow_runs/{run_id}")
        return run if run and run["state_type"] in {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"} else None

    def health(self, day: date, hour: int) -> int:
        """The exit code of `status --check` at an hour of that day."""
        now = datetime.combine(day, BEGINS.replace(hour=hour)).astimezone(UTC)
        return check_at(self.data, now)

    def messages(self) -> list[dict]:
        """What the alarm command was told."""
        return [json.loads(line) for line in self.told.read_text("utf-8").splitlines()]

    def artifacts(self, name: str) -> dict[str, dict]:
        """What the run of a night left in the engine, by key."""
        mine = {"artifacts": {"flow_run_id": {"any_": [self.nights[name].run["id"]]}}}
        return {artifact["key"]: artifact for artifact in ask(self.api, "artifacts/filter", mine)}


@contextmanager
def served_week(folder: Path, first: date = FIRST) -> Iterator[Week]:
    """The deployment, served over a data folder below a folder, before the first night."""
    world = suitable_world(first)
    with Site(world) as site, listening() as posted:
        site.gzip = site.conditional = True
        data, told = folder / "data", folder / "told.jsonl"
        told.touch()
        data.mkdir()
        settings = {"site": site.url, "contact": CONTACT, "keep_nights": KEPT_NIGHTS, "keep_months": 0}
        alarms = {
            "SENATE_ALARM_COMMAND": f"'{sys.executable}' -c \"{TELLS}\" '{told}'",
            "SENATE_ALARM_URL": posted.address,
        }
        lines = [f"{name} = {json.dumps(value)}\n" for name, value in settings.items()]
        (data / "senate-questions.toml").write_text("".join(lines), "utf-8")
        with patch.dict(os.environ, alarms), _serving(folder, data, alarms) as api:
            yield Week(world, first, site, data, api, posted, told)


@contextmanager
def _serving(folder: Path, data: Path, alarms: dict[str, str]) -> Iterator[str]:
    """The address of the server of a process that serves the nights of a data folder."""
    port = free_port()
    env = environment(**alarms, PREFECT_HOME=str(folder / "engine"), PYTHONPATH=str(PROJECT))
    words = [sys.executable, "-m", "tests.support.nights.serve", data, str(port)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(words, env=env, stdout=log, stderr=log, cwd=folder)
        try:
            yield f"http://127.0.0.1:{port}/api"
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)


def let_pass(week: Week) -> None:
    """The seven nights: a first one, a quiet one, a block, news, faults, torn pages, and all well again."""
    week.passes("first")
    week.passes("quiet")
    week.site.faults.always(Challenge())
    week.passes("blocked")
    week.site.faults.clear()
    week.passes("news")
    week.site.faults.at_random(0.2, FAULTS, seed=1)
    week.passes("faulty")
    week.site.faults.clear()
    torn = tear(week.data, to_tear(week.world, week.first))
    week.passes("torn")
    for path, content in torn.items():
        path.write_bytes(content)
    week.passes("mended")


def suitable_world(first: date) -> World:
    """A world in which a week from that day on, a Friday, brings what the nights are to show."""
    worlds = (World(seed=seed, numbers_a_week=8, already=26, first_day=first) for seed in count(_FIRST_SEED))
    return next(world for world in worlds if _suits(world, first))


def _suits(world: World, first: date) -> bool:
    """Whether the second night brings nothing, the fourth both, and the torn one news for the torn shard."""
    days = [first + timedelta(number) for number in range(len(NIGHTS))]
    new = [len(world.numbers(later)) - len(world.numbers(day)) for day, later in pairwise(days)]
    quiet, news, torn = (_changed(world, *days[at : at + 2]) for at in (0, 2, 4))
    answered = [number for number in news if world.status(number, days[3]) == "answered"]
    in_shard = [number for number in torn if number < QUESTIONS]
    enough = len(to_tear(world, first)) > new[4] + 1
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


def to_tear(world: World, first: date) -> set[int]:
    """Questions of the first shard that were answered before the week: nobody asks for them again in it."""
    return {
        number
        for number in world.numbers(first)
        if number < QUESTIONS and world.status(number, first) == "answered"
    }


def tear(data: Path, numbers: set[int]) -> dict[Path, bytes]:
    """Cut the files of the pages of questions, as a power cut may; what they were, as a backup has it."""
    store = RawStore(data / "raw")
    torn = {capture.sha256 for capture in captures(store.entries()) if number_of(capture) in numbers}
    whole = {path: path.read_bytes() for name in torn for path in (data / "raw/pages").rglob(f"{name}*")}
    for path, content in whole.items():
        path.write_bytes(content[: len(content) // 2])
    return whole


def number_of(capture: Capture) -> int | None:
    """The number of the question whose page it is."""
    address = parse_address(str(capture.url))
    return address.number if isinstance(address, QuestionAddress) else None
