"""What the benchmarks share: their command line, times, and rows of files."""

import csv
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial, wraps
from itertools import islice
from pathlib import Path
from typing import Annotated, TypeVar

import typer

Result = TypeVar("Result")
OptionalPath = Annotated[Path | None, typer.Argument()]  # an argument that may be left out


def command(main: Callable[..., Iterable[str]]) -> None:
    """Let a module be run: print each line of what `main` makes of the command line, once it is known."""
    if main.__module__ != "__main__":
        return

    @wraps(main)
    def printed(**given: object) -> None:
        for line in main(**given):
            print(line, flush=True)

    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    described = sys.modules["__main__"].__doc__ or ""
    app.command(help="\b\n" + described.replace("\n\n", "\n\n\b\n"))(printed)
    app()


def faults_shown(faults: Iterable[Iterable[object]], most: int) -> Iterator[str]:
    """Yield a line for each of the first words, or the like, that are not as they should be."""
    for fault in islice(faults, most):
        yield " ".join(["   ", *map(repr, fault)])


def best(
    work: Callable[[], Result], times: int = 1, clock: Callable[[], float] = time.perf_counter
) -> tuple[float, Result]:
    """Return the least seconds that work takes, of several times, and its last result."""
    taken = []
    for _ in range(times):
        began = clock()
        result = work()
        taken.append(clock() - began)
    return min(taken), result


best_cpu = partial(best, clock=time.process_time)
"""The same in seconds of processor time."""


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a file with tabs between its cells and a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
