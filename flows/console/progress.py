"""Progress of a flow: steps and counts on standard error, if it is a terminal."""

from collections.abc import Iterator
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

_SECONDS_OF_SPEED = 600.0
"""The rate and the time left follow from the last ten minutes."""


class _RateColumn(ProgressColumn):
    """Pages per second; 0.5/s is one every two seconds."""

    def render(self, task: Task) -> Text:
        """The rate, once there is one."""
        return Text(f"{task.speed:.2f}/s" if task.speed else "", style="cyan")


@dataclass(frozen=True, slots=True)
class Step:
    """A step on the screen; it is called with what is done."""

    progress: Progress
    task: TaskID

    def __call__(self, count: int = 1) -> None:
        """Add to the count of what is done."""
        self.progress.advance(self.task, count)

    def expect(self, left: int) -> None:
        """Set how much is left, as far as is known."""
        (task,) = (task for task in self.progress.tasks if task.id == self.task)
        self.progress.update(self.task, total=task.completed + left)


@contextmanager
def step(title: str, total: int | None = None, *, takes_hours: bool = False) -> Iterator[Step]:
    """Show a step while it lasts; one that takes hours with its rate, its time and the time left."""
    log.info("%s%s", title, f": {total:,}" if total else "")
    times = (_RateColumn(), TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn())
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns,
        *(times if takes_hours else ()),
        console=console,
        transient=True,
        disable=not console.is_terminal,
        speed_estimate_period=_SECONDS_OF_SPEED,
    ) as progress:
        yield Step(progress, progress.add_task(title, total=total))
