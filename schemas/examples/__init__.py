"""Example queries: one file each, with the user's question and a note in its first lines."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_COMMENT = "-- "


@dataclass(frozen=True, slots=True)
class Example:
    """One query, without semicolon; the note helps to read its rows."""

    name: str
    question: str
    note: str
    query: str


@cache
def examples() -> tuple[Example, ...]:
    """Every query, in the order of the files; the first shows what is there."""
    paths = (path for path in files(__name__).iterdir() if path.name.endswith(".sql"))
    return tuple(_example(path.name, path.read_text("utf-8")) for path in sorted(paths, key=lambda p: p.name))


def _example(file: str, text: str) -> Example:
    question, note, query = text.split("\n", 2)
    return Example(
        file.removesuffix(".sql"), question.removeprefix(_COMMENT), note.removeprefix(_COMMENT), query.strip()
    )
