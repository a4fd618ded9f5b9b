"""Progress of a flow: steps and counts on standard error, if it is a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from tasks.common.logger import log

Advance = Callable[[int], None]
_SECONDS_OF_SPEED = 600.0
"""The rate and the time left follow from the last ten minutes."""


class _RateColumn(ProgressColumn):
    """Pages per second; 0.5/s is one every two seconds."""

    def render(self, task: Task) -> Text:
        """The rate, once there is one."""
        return Text(f"{task.speed:.2f}/s" if task.speed else "", style="cyan")


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step whose total is not known at the start."""

    progress: Progress
    task: TaskID

    def advance(self, count: int = 1) -> None:
        """Add to the count of what is done."""
        self.progress.advance(self.task, count)

    def expect(self, left: int) -> None:
        """Set how much is left, as far as is known."""
        (task,) = (task for task in self.progress.tasks if task.id == self.task)
        self.progress.update(self.task, total=task.completed + left)


@contextmanager
def open_step(title: str) -> Iterator[OpenStep]:
    """Show a step of hours while it lasts: its rate, the time it has taken and the time left."""
    log.info(title)
    console = Console(stderr=True)
    columns = (
        *(SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()),
        *(_RateColumn(), TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn()),
    )
    with Progress(
        *columns,
        console=console,
        transient=True,
        disable=not console.is_terminal,
        speed_estimate_period=_SECONDS_OF_SPEED,
    ) as progress:
        yield OpenStep(progress, progress.add_task(title, total=None))


@contextmanager
def step(title: str, total: int | None = None) -> Iterator[Advance]:
    """Show a step of the pipeline while it lasts; the function yielded adds to the count of what is done."""
    log.info("%s%s", title, f": {total:,}" if total else "")
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(title, total=total)
        yield lambda count: progress.advance(task, count)
