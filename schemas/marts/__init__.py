"""The views for analysis: one SQL file each, its first line a comment that says what a row is."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_COMMENT = "-- "


@dataclass(frozen=True, slots=True)
class View:
    """One view of a release.

    Attributes:
        name: Its name, that of its file.
        comment: What it shows, and what one row is.
        query: The SELECT that it stands for.
    """

    name: str
    comment: str
    query: str


@cache
def views() -> tuple[View, ...]:
    """Every view, by name."""
    found = (path for path in files(__name__).iterdir() if path.name.endswith(".sql"))
    return tuple(
        _view(path.name, path.read_text("utf-8")) for path in sorted(found, key=lambda path: path.name)
    )


def _view(file: str, text: str) -> View:
    comment, query = text.split("\n", 1)
    return View(file.removesuffix(".sql"), comment.removeprefix(_COMMENT), query.strip())
