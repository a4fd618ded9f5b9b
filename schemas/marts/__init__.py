"""The views for analysis: one SQL file each, which begins with comments on its content.

    -- What it shows, and what one row is.
    -- stored                  (or `macro: day`, or nothing)
    -- column: What it is.
    SELECT …

`{url_nl}` and `{url_fr}` are the addresses of a question q, as houses.tsv has them.

A view is computed for each query. A stored one is computed once, when a release is built, and is a table of
the DuckDB file. A macro is a view with an argument.
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
from schemas.vocabulary.houses import houses

Kind = Literal["view", "stored", "macro"]

_COMMENT = "-- "
_MACRO = "macro: "
_STORED = "stored"
_COLUMN = re.compile(r"\{(\w+)\}")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class View:
    """One view of a release; the comment says what it shows, and what one row is.

    `columns` are names and meanings, in order; `argument` is that of a macro, or ''.
    """

    name: str
    comment: str
    columns: tuple[tuple[str, str], ...]
    query: str
    kind: Kind = "view"
    argument: str = ""

    @property
    def words(self) -> frozenset[str]:
        """The words of its query, which include the names of what it reads."""
        return frozenset(_WORD.findall(self.query))


@cache
def views() -> tuple[View, ...]:
    """Every view, after those that it reads."""
    paths = (path for path in files(__name__).iterdir() if path.name.endswith(".sql"))
    known = {(one := _view(path.name, path.read_text("utf-8"))).name: one for path in paths}
    reads = {name: sorted(known[name].words & (known.keys() - {name})) for name in sorted(known)}
    return tuple(known[name] for name in TopologicalSorter(reads).static_order())


def statements(view: View) -> Iterator[str]:
    """The statements that create a view and its comments."""
    name = identifier(view.name)
    if view.kind == "macro":
        yield f"CREATE OR REPLACE MACRO {name}({identifier(view.argument)}) AS TABLE {view.query}"
        yield f"COMMENT ON MACRO TABLE {name} IS {quoted(view.comment)}"
        return
    made = "TABLE" if view.kind == "stored" else "VIEW"
    yield f"CREATE OR REPLACE {made} {name} AS {view.query}"
    yield f"COMMENT ON {made} {name} IS {quoted(view.comment)}"
    for column, meaning in view.columns:
        yield f"COMMENT ON COLUMN {name}.{identifier(column)} IS {quoted(meaning)}"


def _view(file: str, text: str) -> View:
    lines = text.split("\n")
    head = [line.removeprefix(_COMMENT) for line in takewhile(lambda line: line.startswith(_COMMENT), lines)]
    query = "\n".join(lines[len(head) :]).strip()
    for place in ("url_nl", "url_fr"):
        query = query.replace(f"{{{place}}}", _addresses(place))
    comment, *others = head
    kind, argument, columns = _directive(others)
    pairs = tuple((name, meaning) for name, _, meaning in (line.partition(": ") for line in columns))
    return View(file.removesuffix(".sql"), comment, pairs, query, kind, argument)


def _addresses(column: str) -> str:
    """The SQL for the address of a question in each house."""
    cases = ((quoted(one.code), quoted(getattr(one, column))) for one in houses())
    return f"CASE q.house {' '.join(f'WHEN {code} THEN {_filled(url)}' for code, url in cases)} END"


def _filled(template: str) -> str:
    """The SQL for a quoted text with columns of q in braces."""
    return _COLUMN.sub(r"' || q.\1 || '", template).replace(" || ''", "")


def _directive(lines: Sequence[str]) -> tuple[Kind, str, Sequence[str]]:
    """The kind of a view, its argument, and the remaining lines."""
    first = lines[0] if lines else ""
    if first == _STORED:
        return "stored", "", lines[1:]
    if first.startswith(_MACRO):
        return "macro", first.removeprefix(_MACRO), lines[1:]
    return "view", "", lines
