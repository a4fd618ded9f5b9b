"""Queries to begin with: one file each, its first line the matter as a person asks it, then what to know."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_COMMENT = "-- "


@dataclass(frozen=True, slots=True)
class Example:
    """One query.

    Attributes:
        name: The name of its file.
        question: The matter, as a person asks it.
        note: What one should know to read the rows.
        query: One statement, without semicolon.
    """

    name: str
    question: str
    note: str
    query: str


@cache
def examples() -> tuple[Example, ...]:
    """Every query, in the order of the files; the first shows what is there, each other takes one matter."""
    paths = (path for path in files(__name__).iterdir() if path.name.endswith(".sql"))
    return tuple(_example(path.name, path.read_text("utf-8")) for path in sorted(paths, key=lambda p: p.name))


def _example(file: str, text: str) -> Example:
    question, note, query = text.split("\n", 2)
    return Example(
        file.removesuffix(".sql"),
        question.removeprefix(_COMMENT),
        note.removeprefix(_COMMENT),
        query.strip(),
    )
