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

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from benchmarks.corpus import MAIN, write
from benchmarks.machine import described
from benchmarks.scale import senate_questions
from tasks.present.explorer import SITE
from tasks.release.published.folders import current_release
from tasks.release.query import open_release
from tests.present.explorer.support import DRAWN, READY, served
from tests.present.explorer.test_telephone import COVERED, HEIGHT
from tests.support.chromium import Browser, browser

TIMES = 3
WIDTHS = (390, 1280)
REFERENCE = "data/summary.json"
EMPTY = "document.readyState === 'complete'"
LOADED = """
(() => {
  const [shown] = %s ? performance.getEntriesByName('listed') : [];
  const files = performance.getEntries().filter((one) => !shown || one.responseEnd <= shown.startTime);
  return files.reduce((sum, one) => sum + (one.encodedBodySize || 0), 0);
})()
"""
"""Bytes of files, those alone that came before the page was shown, or all."""
AFTER_LOADING = """
(() => {
  const [shown] = performance.getEntriesByName('listed');
  const ends = performance.getEntriesByType('resource').map((one) => one.responseEnd);
  return shown.startTime - Math.max(...ends.filter((end) => end <= shown.startTime));
})()
"""
LISTED = "document.querySelectorAll('#list > li').length"
TAKE = """
(() => {
  const real = URL.createObjectURL;
  URL.createObjectURL = (blob) => { window.takenBytes = blob.size; return real(blob); };
  document.querySelector('%s').click();
})()
"""
CHOOSE = """
(() => {
  const field = document.getElementById('%s');
  field.value = '%s';
  field.dispatchEvent(new Event('input', { bubbles: true }));
})()
"""


class Task(NamedTuple):
    """Something that somebody does: a page, when it is there, and what is done on it until something is true.

    `lists` says that it ends with a list of questions.
    """

    name: str
    page: str
    ready: str = READY
    steps: tuple[tuple[str, str], ...] = ()
    lists: bool = False


class Measured(NamedTuple):
    """Milliseconds until a task was done, kilobytes, and milliseconds from the last of them to the list."""

    taken: float
    loaded: float
    after: float


QUERIES = {
    "member": "SELECT mode(member_id) FROM questions",
    "party": "SELECT mode(party_id) FROM questions",
    "minister": "SELECT mode(minister_id) FROM questions",
    "office": "SELECT mode(office_id) FROM questions",
    "topic": "SELECT mode(topic) FROM question_topics",
    "group": "SELECT min(group_id) FROM v_same_question",
    "question": "SELECT max_by(question_id, len(text)) FROM texts WHERE len(text) < 20000",
}
WORDS = ("politie", "minister", "jaar", "cijfers")
"""Of which the sample has questions with all."""
MISTYPED = "politei"


def page(name: str, /, **parameters: str) -> str:
    """Return the address of a page, in English unless the parameters say otherwise."""
    return f"{name}.html?{urlencode({'lang': 'en', **parameters})}"


def listing(name: str, /, **parameters: str) -> Task:
    """Return the task of listing questions."""
    return Task(name, page("questions", **parameters), f"{READY} && {LISTED} > 0", lists=True)


def tasks(release: Path) -> Iterator[Task]:
    """Yield what is done; names and numbers are those of the release that have most."""
    with open_release(release) as connection:
        found = {name: connection.execute(query).fetchall()[0][0] for name, query in QUERIES.items()}
    yield Task("read the first page", page("index"), f"{DRAWN} && document.querySelector('#question li')")
    yield from of_search(found)
    yield from of_lists(found)
    yield from of_names(found)
    yield from of_charts()
    yield Task(
        "see what is missing, in Dutch",
        page("quality", lang="nl"),
        f"{DRAWN} && document.querySelector('#issues td')",
    )
    yield Task(
        "look a column up, in French",
        page("dictionary", lang="fr"),
        f"{READY} && document.querySelector('#tables td')",
    )
    yield Task(
        "cite the release", page("about"), f"{READY} && document.getElementById('citation').textContent"
    )


def of_search(found: Mapping[str, str]) -> Iterator[Task]:
    """Yield the tasks of searching."""
    yield Task(
        "find words while typing",
        page("index"),
        READY,
        (
            (CHOOSE % ("words", WORDS[0]), "document.querySelector('#found li')"),
            ("document.getElementById('search').requestSubmit()", f"{READY} && {LISTED} > 0"),
        ),
    )
    for count in range(1, len(WORDS) + 1):
        yield listing(f"search {count} word{'s' * (count > 1)}", q=" ".join(WORDS[:count]))
    yield Task(
        "read the sentence that was found",
        page("questions", q=" ".join(WORDS)),
        f"{READY} && document.querySelector('#list .passage b')",
    )
    yield listing("search a number", q=found["question"])
    yield Task(
        "get near words", page("questions", q=MISTYPED), f"{READY} && document.querySelector('#count a')"
    )


def of_lists(found: Mapping[str, str]) -> Iterator[Task]:
    """Yield the tasks of filtering and saving lists."""
    yield listing("list what a member asked", member=found["member"])
    yield listing("list a topic", topic=found["topic"])
    some = {"status": "answered", "kind": "substance", "from": "2008-01-01", "original": "nl"}
    yield listing("search with four filters", q=WORDS[0], **some)
    yield listing("list the slowest answers", status="answered", order="slowest")
    all_listed = f"{READY} && {LISTED} > 0"
    back = (
        (CHOOSE % ("status", "answered"), "location.search.includes('status=answered')"),
        ("history.back()", "!location.search.includes('status')"),
    )
    yield Task("filter, and go back", page("questions"), all_listed, back)
    of_party = page("questions", party=found["party"], status="answered")
    yield Task("save a list as CSV", of_party, all_listed, ((TAKE % "#take-csv", "window.takenBytes > 100"),))


def of_names(found: Mapping[str, str]) -> Iterator[Task]:
    """Yield the tasks of reading the pages of names, groups and questions."""
    for kind in ("member", "party", "minister", "office", "topic"):
        ready = f"{READY} && document.querySelector('.listed li')"
        yield Task(f"read the page of one {kind}", page(kind, id=found[kind]), ready)
    answers = f"{READY} && document.querySelector('.answer')"
    yield Task("compare the ministers of a group", page("group", id=found["group"]), answers)
    marks = ("document.querySelector('input[name=marks]').click()", "document.querySelector('.mention')")
    yield Task("mark the names in a question", page("question", id=found["question"]), READY, (marks,))


def of_charts() -> Iterator[Task]:
    """Yield the tasks of following and saving charts."""
    click = "dispatchEvent(new MouseEvent('click', { bubbles: true }))"
    to_list = (
        f"document.querySelector('.mark-rect path').{click}",
        f"location.pathname.endsWith('/questions.html') && {READY} && {LISTED} > 0",
    )
    yield Task("follow the bar of a chart", page("chart", name="members"), DRAWN, (to_list,))
    save = (TAKE % ".takes button ~ button", "window.takenBytes > 1000")
    yield Task("save a chart as SVG", page("chart", name="parties"), DRAWN, (save,))


def done(tab: Browser, address: str, task: Task, width: int) -> Measured:
    """Do a task as a new visitor."""
    tab.size(width, HEIGHT)
    tab.open("about:blank", EMPTY)
    began = time.perf_counter()
    tab.open(f"{address}{task.page}", task.ready)
    for act, until in task.steps:
        tab.evaluate(act)
        tab.wait(until)
    taken = 1000 * (time.perf_counter() - began)
    after = float(tab.evaluate(AFTER_LOADING)) if task.lists else 0.0
    loaded = tab.evaluate(LOADED % json.dumps(task.lists))
    return Measured(taken, int(loaded) / 1000, after)


def covered(tab: Browser) -> list[str]:
    """The words of the page shown that something lies over, wherever one has scrolled to."""
    found: list[str] = []
    for top in range(0, min(int(tab.evaluate("document.documentElement.scrollHeight")), 6_000), HEIGHT // 2):
        tab.evaluate(f"scrollTo({{ top: {top}, behavior: 'instant' }})")
        found += tab.evaluate(COVERED)
    return found


def middle(several: list[Measured]) -> Measured:
    """The middle of each figure."""
    return Measured(*(statistics.median(figures) for figures in zip(*several, strict=True)))


def reference(tab: Browser, address: str) -> float:
    """Return the milliseconds in which a plain file is there."""
    taken = []
    for _ in range(TIMES):
        tab.open("about:blank", EMPTY)
        began = time.perf_counter()
        tab.open(f"{address}{REFERENCE}", EMPTY)
        taken.append(1000 * (time.perf_counter() - began))
    tab.complaints.clear()  # it names no icon, and the browser looks for one
    return statistics.median(taken)


def report(data: Path) -> Iterator[str]:
    """Yield a line for each task and width, then what pages complain of, and words that are covered."""
    release = current_release(data)
    if release is None:
        raise SystemExit(f"There is no release in {data}.")
    with served(release / SITE) as address, browser() as tab:
        plain = reference(tab, address)
        yield f"{'a plain file':<36}{'':>6}{plain:>8.0f} ms    1.0 x"
        for task in tasks(release):
            for width in WIDTHS:
                found = middle([done(tab, address, task, width) for _ in range(TIMES)])
                after = f", list {found.after:.0f} ms after the last byte" if task.lists else ""
                yield (
                    f"{task.name:<36}{width:>6}{found.taken:>8.0f} ms{found.taken / plain:>7.1f} x"
                    f"{found.loaded:>8,.0f} kB{after}"
                )
                yield from (f"  covered: {one}" for one in covered(tab))
        yield from (f"  complaint: {one}" for one in tab.complaints)


def main() -> int:
    """Print the report; 1 when a page complains or covers words."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--questions", type=int, default=27_000)
    given = parser.parse_args()
    print(described())
    is_well = True
    with tempfile.TemporaryDirectory() as folder:
        data = given.data or Path(folder) / "data"
        if not given.data:
            write(data, given.questions, 0, MAIN)
            senate_questions("rebuild", "--data", str(data))
        for line in report(data):
            print(line, flush=True)
            is_well = is_well and not line.startswith("  ")
    return not is_well


if __name__ == "__main__":
    sys.exit(main())
