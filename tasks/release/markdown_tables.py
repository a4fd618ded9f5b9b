"""Lists and tables of Markdown whose cells are data and nothing else."""

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
    """A line of a table."""
    return f"| {' | '.join(shown(cell) for cell in cells)} |"


def shown(value: object) -> str:
    """A value that is data and nothing else: no markup, no end of a cell or line."""
    text = html.escape(" ".join(str("" if value is None else value).split()))
    return "".join(f"&#{ord(sign)};" if sign in "|`*_[]\\~#!" else sign for sign in text)
