"""What a folder of hostile pages takes: of every kind of thing as much as one page may have at most.

    python -m benchmarks.bounds [--pages N] [--work DIR]

The pages are those of `tests.support.fuzz.weighty`, 1.3 MB each. As many bytes of ordinary pages show what
hostility costs.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.common import run
from benchmarks.corpus import incoming, laid_out
from benchmarks.machine import Taken, described, memory, senate_questions
from benchmarks.pages import Page
from tests.support.fuzz.weighty import SIZE, at_their_bounds
from tests.support.sources import lay_out


def ordinary(size: int) -> Iterator[Page]:
    """Yield ordinary pages until they have that many bytes."""
    for page in incoming(size):
        yield page
        size -= len(page.content)
        if size <= 0:
            return


def ingested(what: str, pages: Path) -> Taken:
    """Bring pages in and publish their release; print and return what it takes."""
    used = senate_questions("ingest", "--from", pages, "--data", pages.with_name(f"{what}-data"))
    took = f"{what:<9} {used.seconds:6.0f} s {used.processor:6.0f} CPU s"
    print(f"{took}   {memory(used)}", flush=True)
    return used


def main(pages: int = 42, work: Path | None = None) -> None:
    size = pages * SIZE
    print(f"{described()}\n{pages} pages of {size / 1e6:.0f} MB together:", flush=True)
    with tempfile.TemporaryDirectory(dir=work) as name:
        folder = Path(name)
        hostile = ingested("hostile", lay_out(folder / "hostile", dict(at_their_bounds(pages))))
        usual = ingested("ordinary", laid_out(folder / "ordinary", ordinary(size)))
    print(f"hostile pages take {hostile.processor / usual.processor:.1f} times the processor")


if __name__ == "__main__":
    run(main)
