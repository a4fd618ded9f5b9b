"""The views for analysis: one SQL file each, which begins with comments that say what is in it.

    -- What it shows, and what one row is.
    -- stored                  (or `macro: day`, or nothing)
    -- column: What it is.
    SELECT …

A view is worked out whenever it is asked. One that is stored is worked out once, when a release is built, and
is a table of the DuckDB file. A macro is a view with an argument.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from importlib.resources import files
from itertools import takewhile
from typing import Literal

from schemas.ddl import identifier, quoted

Kind = Literal["view", "stored", "macro"]

_COMMENT = "-- "
_MACRO = "macro: "
_STORED = "stored"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class View:
    """One view of a release.

    Attributes:
        name: Its name, that of its file.
        comment: What it shows, and what one row is.
        columns: Name and meaning of each column, in order.
        query: The SELECT that it stands for.
        kind: Whether it is worked out when it is asked, when a release is built, or for an argument.
        argument: The name of the argument of a macro; '' for others.
    """

    name: str
    comment: str
    columns: tuple[tuple[str, str], ...]
    query: str
    kind: Kind = "view"
    argument: str = ""

    @property
    def words(self) -> frozenset[str]:
        """The words of its query, among them the names of what it reads."""
        return frozenset(_WORD.findall(self.query))


@cache
def views() -> tuple[View, ...]:
    """Every view, each behind those that it reads."""
    paths = (path for path in files(__name__).iterdir() if path.name.endswith(".sql"))
    known = {(one := _view(path.name, path.read_text("utf-8"))).name: one for path in paths}
    reads = {name: sorted(known[name].words & (known.keys() - {name})) for name in sorted(known)}
    return tuple(known[name] for name in TopologicalSorter(reads).static_order())


def statements(view: View) -> Iterator[str]:
    """The statements that make a view and explain it."""
    name = identifier(view.name)
    if view.kind == "macro":
        yield f"CREATE MACRO {name}({identifier(view.argument)}) AS TABLE {view.query}"
        yield f"COMMENT ON MACRO TABLE {name} IS {quoted(view.comment)}"
        return
    made = "TABLE" if view.kind == "stored" else "VIEW"
    yield f"CREATE {made} {name} AS {view.query}"
    yield f"COMMENT ON {made} {name} IS {quoted(view.comment)}"
    for column, meaning in view.columns:
        yield f"COMMENT ON COLUMN {name}.{identifier(column)} IS {quoted(meaning)}"


def _view(file: str, text: str) -> View:
    lines = text.split("\n")
    head = [line.removeprefix(_COMMENT) for line in takewhile(lambda line: line.startswith(_COMMENT), lines)]
    query = "\n".join(lines[len(head) :]).strip()
    comment, *others = head
    kind, argument, columns = _directive(others)
    pairs = tuple((name, meaning) for name, _, meaning in (line.partition(": ") for line in columns))
    return View(file.removesuffix(".sql"), comment, pairs, query, kind, argument)


def _directive(lines: Sequence[str]) -> tuple[Kind, str, Sequence[str]]:
    """What a view is, its argument, and the lines that are left."""
    first = lines[0] if lines else ""
    if first == _STORED:
        return "stored", "", lines[1:]
    if first.startswith(_MACRO):
        return "macro", first.removeprefix(_MACRO), lines[1:]
    return "view", "", lines
