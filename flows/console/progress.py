"""What a person sees while a flow works: steps and counts on standard error, when it is a terminal."""

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
"""The rate and the time left are those of the last ten minutes."""


class _RateColumn(ProgressColumn):
    """Pages a second; 0.5/s is one every two seconds."""

    def render(self, task: Task) -> Text:
        """The rate, once there is one."""
        return Text(f"{task.speed:.2f}/s" if task.speed else "", style="cyan")


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step whose end becomes known only as it goes."""

    shown: Progress
    task: TaskID

    def advance(self, count: int = 1) -> None:
        """Say that so many more are done."""
        self.shown.advance(self.task, count)

    def expect(self, left: int) -> None:
        """Say how many are still to come, as far as is known."""
        (task,) = (task for task in self.shown.tasks if task.id == self.task)
        self.shown.update(self.task, total=task.completed + left)


@contextmanager
def open_step(title: str) -> Iterator[OpenStep]:
    """Show a step that takes hours while it lasts: its rate, the time it has taken and the time left.

    Args:
        title: What is done.

    Yields:
        What is told how far it is, and how much is left.
    """
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
    ) as shown:
        yield OpenStep(shown, shown.add_task(title, total=None))


@contextmanager
def step(title: str, total: int | None = None) -> Iterator[Advance]:
    """Show one step of the road while it lasts.

    Args:
        title: What is done.
        total: How many pages, when it is known.

    Yields:
        A function that is told how many more are done.
    """
    log.info("%s%s", title, f": {total:,}" if total else "")
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task(title, total=total)
        yield lambda count: shown.advance(task, count)
