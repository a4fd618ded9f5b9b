"""What a folder of hostile pages takes: of every kind of thing as much as one page may have at most.

    python -m benchmarks.bounds [--pages N] [--work DIR]

The pages are those of `tests.support.fuzz.weighty`, 1.3 MB each. Beside them stand as many bytes of ordinary
pages, so that it is seen what hostility costs.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.corpus import MAIN, incoming
from benchmarks.machine import Taken, described, taken
from tests.support.fuzz.weighty import SIZE, at_their_bounds
from tests.support.sources import lay_out

PAGES = 42
COMMAND = "from flows.cli.entry import main; main()"


def ordinary(size: int) -> Iterator[tuple[str, bytes]]:
    """Yield ordinary pages, each with the file that tells its address, until they have that many bytes."""
    for number, page in enumerate(incoming(size, 0, MAIN)):
        yield f"{number:05}.html", page.content
        yield f"{number:05}.html.url", page.url.encode()
        size -= len(page.content)
        if size <= 0:
            return


def ingested(folder: Path, pages: Iterable[tuple[str, bytes]]) -> Taken:
    """Return what it takes to bring in pages and to publish their release."""
    source = lay_out(folder / "pages", dict(pages))
    command = [sys.executable, "-c", COMMAND, "ingest", "--from", str(source), "--data", str(folder / "data")]
    return taken(command)


def line(what: str, used: Taken) -> str:
    """Return a line of the result."""
    whole, mapped = used.memory / 2**30, used.mapped / 2**30
    took = f"{what:<9} {used.seconds:6.0f} s {used.processor:6.0f} CPU s"
    return f"{took} {whole:6.2f} GiB, of which {mapped:.2f} are mapped files\n"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--work", type=Path)
    given = parser.parse_args()
    size = given.pages * SIZE
    sys.stdout.write(f"{described()}\n{given.pages} pages of {size / 1e6:.0f} MB together:\n")
    with tempfile.TemporaryDirectory(dir=given.work) as work:
        hostile = ingested(Path(work) / "hostile", at_their_bounds(given.pages))
        sys.stdout.write(line("hostile", hostile))
        usual = ingested(Path(work) / "ordinary", ordinary(size))
        sys.stdout.write(line("ordinary", usual))
    sys.stdout.write(f"hostile pages take {hostile.processor / usual.processor:.1f} times the processor\n")


if __name__ == "__main__":
    main()
