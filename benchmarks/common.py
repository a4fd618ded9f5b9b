"""What the benchmarks share: their command line, times, and rows of files."""

import csv
import sys
import time
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from typing import Annotated, TypeVar

import typer

Result = TypeVar("Result")
OptionalPath = Annotated[Path | None, typer.Argument()]  # an argument that may be left out


def run(main: Callable[..., None]) -> None:
    """Run a benchmark with what the command line says; its help is the docstring of its module."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    described = sys.modules["__main__"].__doc__ or ""
    app.command(help="\b\n" + described.replace("\n\n", "\n\n\b\n"))(main)
    app()


def show_lines(lines: Iterable[str]) -> None:
    """Print each line as soon as it is known."""
    for line in lines:
        print(line, flush=True)


def show_faults(faults: Iterable[Iterable[object]], most: int) -> None:
    """Print the first of what is not as it should be."""
    for fault in islice(faults, most):
        print("   ", *map(repr, fault))


def best(
    work: Callable[[], Result], times: int = 1, clock: Callable[[], float] = time.perf_counter
) -> tuple[float, Result]:
    """Return the least seconds that work takes, of several times, and its result."""

    def once() -> tuple[float, Result]:
        began = clock()
        result = work()
        return clock() - began, result

    return min((once() for _ in range(times)), key=lambda found: found[0])


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a file with tabs between its cells and a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
