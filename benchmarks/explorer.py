"""What people do in the explorer, done in a real browser: what it loads, and how long it takes.

    python -m benchmarks.explorer [DATA] [--questions N]

DATA is a data folder with a release; without one, a release of generated questions is built first, which
takes ten minutes for the 27,000 of the whole corpus. Each task is done in Chromium as by a new visitor at the
width of a telephone and of a desk, three times; the middle one counts. Times are from the request of a page
until it shows what the task wants, beside those of a plain file of the same server. Of tasks that list
questions, the bytes are those until the list shows, and the last figure is how long it took to show after
the last of them. A task that does not come to its end, words that something lies over, and a page that
complains on the console, end the benchmark with 1.
"""

import json
import statistics
import sys
import time
import tomllib
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from string import Template
from typing import NamedTuple
from urllib.parse import quote_plus

from benchmarks.common import OptionalPath, command, described
from benchmarks.corpus import QUESTIONS, with_release
from tasks.present.explorer import SITE
from tasks.release.published.folders import release_folder
from tasks.release.query import open_release
from tests.present.explorer.layout import HEIGHT, covered
from tests.present.explorer.support import DRAWN, READY, served
from tests.support.chromium import Browser, browser

TASKS, SCRIPT = (Path(__file__).with_suffix(ending).read_text("utf-8") for ending in (".toml", ".js"))
TIMES = 3
WIDTHS = (390, 1280)
REFERENCE = "data/summary.json"
EMPTY = "document.readyState === 'complete'"
NAMES = {
    "ready": READY,
    "drawn": DRAWN,
    "listed": f"{READY} && document.querySelectorAll('#list > li').length > 0",
    "click": "dispatchEvent(new MouseEvent('click', { bubbles: true }))",
}


class Task(NamedTuple):
    """What somebody does: a page, when it is there, and what is done on it until something is true."""

    name: str
    page: str
    until: str = NAMES["listed"]
    steps: Sequence[Sequence[str]] = ()
    lists: bool = False  # whether it ends with a list of questions


class Measured(NamedTuple):
    """Milliseconds until a task was done, kilobytes, and milliseconds from the last of them to the list."""

    taken: float
    loaded: float
    after: float


def tasks(release: Path) -> Iterator[Task]:
    """Yield what is done; names and numbers are those of the release that have most."""
    queries = tomllib.loads(TASKS)["queries"].items()
    with open_release(release) as connection:
        found = {name: quote_plus(connection.execute(query).fetchall()[0][0]) for name, query in queries}
    for task in tomllib.loads(Template(TASKS).substitute(NAMES | found))["tasks"]:
        yield Task(**task)


def done(tab: Browser, address: str, task: Task, width: int) -> Measured:
    """Do a task as a new visitor."""
    tab.size(width, HEIGHT)
    tab.open("about:blank", EMPTY)
    began = time.perf_counter()
    tab.open(f"{address}{task.page}", task.until)
    for act, until in task.steps:
        tab.evaluate(f"{SCRIPT}{act}")
        tab.wait(until)
    taken = 1000 * (time.perf_counter() - began)
    after = float(tab.evaluate(f"{SCRIPT}afterLoading()")) if task.lists else 0.0
    loaded = tab.evaluate(f"{SCRIPT}loadedBytes({json.dumps(task.lists)})")
    return Measured(taken, int(loaded) / 1000, after)


def middle(tab: Browser, address: str, task: Task, width: int) -> Measured:
    """Do a task several times; return the middle of each figure."""
    several = (done(tab, address, task, width) for _ in range(TIMES))
    return Measured(*map(statistics.median, zip(*several, strict=True)))


def report(data: Path) -> Iterator[str]:
    """Yield a line for each task and width, then what pages complain of, and words that are covered."""
    release = release_folder(data, None)
    with served(release / SITE) as address, browser() as tab:
        plain = middle(tab, address, Task("", REFERENCE, EMPTY), WIDTHS[0]).taken
        tab.complaints.clear()  # a plain file names no icon, and the browser looks for one
        yield f"{'a plain file':<36}{'':>6}{plain:>8.0f} ms    1.0 x"
        for task, width in product(tasks(release), WIDTHS):
            found = middle(tab, address, task, width)
            after = f", list {found.after:.0f} ms after the last byte" if task.lists else ""
            took = f"{found.taken:>8.0f} ms{found.taken / plain:>7.1f} x{found.loaded:>8,.0f} kB{after}"
            yield f"{task.name:<36}{width:>6}{took}"
            yield from (f"  covered: {one}" for one in covered(tab, HEIGHT // 2))
        yield from (f"  complaint: {one}" for one in tab.complaints)


@command
def main(data: OptionalPath = None, questions: int = QUESTIONS) -> Iterator[str]:
    yield described()
    faults = 0
    with with_release(data, questions) as (found, _):
        for line in report(found):
            yield line
            faults += line.startswith("  ")
    sys.exit(faults > 0)
