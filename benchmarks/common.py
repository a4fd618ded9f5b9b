"""What the benchmarks share: their command line, times, rows of files, and what a command takes."""

import csv
import os
import platform
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial, wraps
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from threading import Event, Thread
from typing import Annotated, NamedTuple, TypeVar

import typer

Result = TypeVar("Result")
_EVERY = 0.5  # seconds between two looks at the memory
_KIB = 1024
_COMMAND = "from flows.cli.entry import main; main()"
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
    """Return a line for each of the first words, or the like, that are not as they should be."""
    return (" ".join(["   ", *map(repr, fault)]) for fault in islice(faults, most))


def best(
    work: Callable[[], Result], times: int = 1, clock: Callable[[], float] = time.perf_counter
) -> tuple[float, Result]:
    """Return the least seconds that work takes, of several times, and its result."""
    found = []
    for _ in range(times):
        began, result = clock(), work()
        found.append((clock() - began, result))
    return min(found, key=lambda one: one[0])


best_cpu = partial(best, clock=time.process_time)
"""The same in seconds of processor time."""


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a file with tabs between its cells and a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


class Taken(NamedTuple):
    """What a command took, with all of its processes."""

    seconds: float  # from its start to its end
    processor: float  # seconds of processor time
    memory: int  # most bytes at once, what processes share counted once
    mapped: int  # of which files mapped into memory, which the system takes back when it needs to


def described() -> str:
    """Return the machine and the versions in a line."""
    named = re.search(r"^model name\s*: (.*)", Path("/proc/cpuinfo").read_text("utf-8"), re.MULTILINE)
    model = named[1].strip() if named else platform.machine()
    size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    machine = f"{len(os.sched_getaffinity(0))} processors ({model}), {size:.0f} GiB"
    versions = [f"{name} {version(name)}" for name in ("prefect", "duckdb", "pyarrow")]
    return ", ".join([machine, f"Python {platform.python_version()}", *versions])


def taken(command: Sequence[str]) -> Taken:
    """Run a command to its end and return what it took.

    Raises:
        SystemExit: When it fails, with what it said.
    """
    before, began = os.times(), time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        over, peak = Event(), [(0, 0)]
        looking = Thread(target=_look, args=(process.pid, over, peak))
        looking.start()
        said, _ = process.communicate()
        over.set()
        looking.join()
    after = os.times()
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}: {said.decode()[-2000:]}")
    processor = sum(after[2:4]) - sum(before[2:4])
    return Taken(time.monotonic() - began, processor, *max(peak))


def shown(name: str, used: Taken) -> str:
    """Return what a command took, in a line."""
    took = f"{name:<28} {used.seconds:7.1f} s, {used.processor:7.1f} s of processors"
    return f"{took}, {used.memory / 2**30:.2f} GiB, of which {used.mapped / 2**30:.2f} are mapped files"


def peak() -> int:
    """Return the most bytes that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIB


def started(*words: object) -> list[str]:
    """Return what starts a command of the product, with the code of this folder."""
    return [sys.executable, "-c", _COMMAND, *map(str, words)]


def senate_questions(*words: object) -> Taken:
    """Run a command of the product to its end."""
    return taken(started(*words))


def _look(process: int, over: Event, peak: list[tuple[int, int]]) -> None:
    while not over.wait(_EVERY):
        total, mapped = map(sum, zip(*map(_memory, _tree(process)), strict=True))
        peak.append((total, mapped))


def _tree(process: int) -> Iterator[int]:
    """Yield a process and all that it has started."""
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            for child in children.read_text("utf-8").split():
                yield from _tree(int(child))


def _memory(process: int) -> tuple[int, int]:
    """Return the memory of a process, with its part of what it shares, and how much of that is mapped."""
    found = {"Pss": 0, "Pss_File": 0}
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text("utf-8").splitlines()[1:]:
            name, size, _ = line.split()
            found[name.rstrip(":")] = int(size) * _KIB
    return found["Pss"], found["Pss_File"]
