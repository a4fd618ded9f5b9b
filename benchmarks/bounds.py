"""What a folder of hostile pages takes: of every kind of thing as much as one page may have at most.

    python -m benchmarks.bounds [--pages N] [--work DIR]

The pages are those of `tests.support.fuzz.weighty`, 1.3 MB each. As many bytes of ordinary pages show what
hostility costs.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.common import command
from benchmarks.corpus import incoming, laid_out
from benchmarks.machine import Taken, described, senate_questions, shown
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


def ingested(pages: Path) -> Taken:
    """Return what it takes to bring pages in and to publish their release."""
    return senate_questions("ingest", "--from", pages, "--data", pages.with_name(f"{pages.name}-data"))


@command
def main(pages: int = 42, work: Path | None = None) -> Iterator[str]:
    size = pages * SIZE
    yield described()
    yield f"{pages} pages of {size / 1e6:.0f} MB together:"
    with tempfile.TemporaryDirectory(dir=work) as name:
        folder = Path(name)
        hostile = ingested(lay_out(folder / "hostile", dict(at_their_bounds(pages))))
        yield shown("hostile", hostile)
        usual = ingested(laid_out(folder / "ordinary", ordinary(size)))
        yield shown("ordinary", usual)
    yield f"hostile pages take {hostile.processor / usual.processor:.1f} times the processor"
