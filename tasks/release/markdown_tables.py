"""Lists and tables of Markdown whose cells can hold no markup."""

import html
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

MOST_LISTED = 50
"""Rows of a list; the others are counted."""


def section(title: str, head: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> Iterator[str]:
    """A heading with the number of rows, and the first of them as a table."""
    yield from ("", f"## {title}: {len(rows):,}")
    if rows:
        yield from ("", line(head), line("---" for _ in head))
        yield from (line(row) for row in rows[:MOST_LISTED])
    if len(rows) > MOST_LISTED:
        yield from ("", f"and {len(rows) - MOST_LISTED:,} more")


def line(cells: Iterable[Any]) -> str:
    """A row of a table."""
    return f"| {' | '.join(escaped(cell) for cell in cells)} |"


def escaped(value: object) -> str:
    """A value without effect as markup, on one line."""
    text = html.escape(" ".join(str("" if value is None else value).split()), quote=False)
    return "".join(f"&#{ord(sign)};" if sign in "|`*_[]\\~#!" else sign for sign in text)
