"""What a person sees while a flow works: steps and counts on standard error, when it is a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

Advance = Callable[[int], None]


@contextmanager
def step(title: str, total: int | None = None) -> Iterator[Advance]:
    """Show one step of the road while it lasts.

    Args:
        title: What is done.
        total: How many pages, when it is known.

    Yields:
        A function that is told how many more are done.
    """
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task(title, total=total)
        yield lambda count: shown.advance(task, count)
