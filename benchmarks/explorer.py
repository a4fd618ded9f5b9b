"""How long the pages of the explorer take in a real browser, beside a plain file of the same server.

    python -m benchmarks.explorer DATA

DATA is a data folder with a release, best of the whole corpus' size. Each page is opened in Chromium
as by a new visitor, three times; the middle one counts. A page that complains on the console is named.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tasks.present.explorer import SITE
from tasks.release.published.folders import current_release, release_folder
from tasks.release.query import open_release
from tests.present.explorer.support import served
from tests.support.chromium import Browser, browser

TIMES = 3
REFERENCE = "data/summary.json"
READY = "document.documentElement.dataset.ready"
EMPTY = "document.readyState === 'complete'"
LOADED = "performance.getEntries().reduce((sum, one) => sum + (one.encodedBodySize || 0), 0)"


def pages(data: Path) -> Iterator[tuple[str, str]]:
    """Each page with what is true on it once it shows what it has; one question stands for all."""
    with open_release(release_folder(data, None)) as connection:
        (question,) = connection.execute("SELECT max(question_id) FROM questions").fetchall()[0]
    yield REFERENCE, EMPTY
    yield "index.html", f"{READY} && document.documentElement.dataset.drawn"
    for name in ("questions", "quality", "dictionary", "downloads"):
        yield f"{name}.html", READY
    yield f"question.html?id={question}", READY


def opened(tab: Browser, address: str, ready: str) -> tuple[float, int]:
    """Return the seconds until a page is ready, and the bytes that it loaded."""
    taken = []
    for _ in range(TIMES):
        tab.open("about:blank", EMPTY)
        began = time.perf_counter()
        tab.open(address, ready)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken), int(tab.evaluate(LOADED))


def main() -> int:
    """Print a line for each page; 1 when one complains."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    release = current_release(data)
    if release is None:
        parser.error(f"There is no release in {data}.")
    reference = 0.0
    with served(release / SITE) as address, browser() as tab:
        for name, ready in pages(data):
            seconds, loaded = opened(tab, f"{address}{name}", ready)
            reference = reference or seconds
            sys.stdout.write(
                f"{name:<30}{1000 * seconds:>8.0f} ms{seconds / reference:>7.1f} x{loaded / 1e3:>9,.0f} kB\n"
            )
            if name == REFERENCE:
                tab.complaints.clear()  # it names no icon, and the browser looks for one
    sys.stdout.write("".join(f"complaint: {one}\n" for one in tab.complaints))
    return bool(tab.complaints)


if __name__ == "__main__":
    sys.exit(main())
