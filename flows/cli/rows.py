"""Printing rows as a table, one value per line, as CSV, JSON or Markdown."""

import csv
import json
import math
import re
import sys
import textwrap
from collections.abc import Iterable, Sequence
from datetime import date, time
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Literal

from flows.console.letters import harmless
from tasks.common.errors import UsageError

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

OutputFormat = Literal["table", "vertical", "csv", "json", "markdown"]
_WIDTH_WITHOUT_TERMINAL = 160
_BORDERS = 3
"""Letters that the border of each column of a table takes."""
_READABLE = 20
"""No column is narrower than its longest word, or than this if the word is longer."""
_LONGEST_NAME = 24
"""Nor is it narrower than its name, up to this."""
_FEW_ROWS = 5
"""So many rows that are too wide for the terminal are printed with one value per line."""
_MARKUP = re.compile(r"[\\`*\[\]<>|&]|\b_\B|\B_\b")


def print_rows(names: Sequence[str], rows: Iterable[Sequence[Any]], output: OutputFormat) -> None:
    """Print rows on standard output; text of pages is printed literally, never as markup."""
    if output == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(map(_csv_value, row) for row in rows)
    elif output == "json":
        if len(set(names)) < len(names):
            raise UsageError("Two columns have the same name; rename one with AS.")
        objects = [dict(zip(names, map(_json_value, row), strict=True)) for row in rows]
        sys.stdout.write(json.dumps(objects, ensure_ascii=False, default=plain, indent=1) + "\n")
    elif output == "markdown":
        sys.stdout.write(markdown_table(names, rows))
    else:
        cells = [[harmless("" if value is None else str(value)) for value in row] for row in rows]
        _print_cells([harmless(name) for name in names], cells, is_vertical=output == "vertical")


def markdown_table(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as a table of Markdown; text of pages is literal, never markup."""
    lines = [[_markdown(name) for name in names], ["---"] * len(names)]
    lines += [["" if value is None else _markdown(str(value)) for value in row] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _markdown(text: str) -> str:
    """The text of a cell: one line, with Markdown and HTML escaped."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(harmless(text).split()))


def visible(value: Any) -> "Text":  # noqa: ANN401 - whatever a table holds
    """A value for the terminal: never as markup, control characters as pictures."""
    from rich.text import Text

    return Text("" if value is None else harmless(str(value)))


def plain(value: object) -> str:
    """What JSON has no type for, as text: days and times by ISO 8601."""
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _csv_value(value: Any) -> Any:  # noqa: ANN401 - whatever a query gives
    """A value as `export` writes it: booleans as words, lists as JSON."""
    if isinstance(value, bool | list | tuple | dict):
        return json.dumps(_json_value(value), ensure_ascii=False, default=plain, separators=(",", ":"))
    return value


def _json_value(value: Any) -> Any:  # noqa: ANN401 - whatever a query gives
    """A value for JSON: a number that is not finite is null, keys are text."""
    if isinstance(value, dict):
        keys = (key if isinstance(key, str | float | int) else plain(key) for key in value)
        return dict(zip(keys, map(_json_value, value.values()), strict=True))
    if isinstance(value, list | tuple):
        return [_json_value(its) for its in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _print_cells(names: Sequence[str], rows: Sequence[Sequence[str]], *, is_vertical: bool) -> None:
    """Print rows as a table if it fits; else a few of them with one value per line, or the first columns."""
    from rich.console import Console

    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = max(console.width, _WIDTH_WITHOUT_TERMINAL)
    if not rows:
        sys.stdout.write("0 rows\n")
        return
    bounds = [_bounds(name, cells) for name, cells in zip(names, zip(*rows, strict=True), strict=True)]
    ends = accumulate((least + _BORDERS for least, _ in bounds), initial=1)
    shown = max(sum(end <= console.width for end in ends) - 1, 1)
    if is_vertical or (shown < len(names) and len(rows) <= _FEW_ROWS):
        _print_vertical(names, rows, console.width if console.is_terminal else None)
        return
    console.print(_table(names, rows, _widths(bounds[:shown], console.width - _BORDERS * shown - 1)))
    if shown < len(names):
        sys.stdout.write(
            f"{shown} of {len(names)} columns; `--format csv` for all, `--format vertical` for one value per "
            "line (at the prompt: `.format csv`)\n"
        )


def _bounds(name: str, cells: Sequence[str]) -> tuple[int, int]:
    """The least width at which a column can be read, and the one that it needs."""
    longest = max(len(word) for cell in cells for word in cell.split() or ("",))
    most = max(len(line) for cell in (name, *cells) for line in cell.split("\n"))
    return max(min(len(name), _LONGEST_NAME), min(longest, _READABLE)), most


def _widths(bounds: Sequence[tuple[int, int]], room: int) -> list[int]:
    """Widths of columns that fill the room: what they need, or one that is the same for all wide ones."""

    def at(level: int) -> list[int]:
        return [min(most, max(least, level)) for least, most in bounds]

    return at(next((level for level in range(room, 0, -1) if sum(at(level)) <= room), room))


def _table(names: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]) -> "Table":
    from rich.table import Table
    from rich.text import Text

    table = Table()
    for name, width in zip(names, widths, strict=False):
        table.add_column(Text(name), width=width, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row[: len(widths)]))
    return table


def _print_vertical(names: Sequence[str], rows: Sequence[Sequence[str]], width: int | None) -> None:
    """Print one value per line, wrapped at spaces to a terminal's width: addresses stay in one piece."""
    margin = max(map(len, names)) + 2
    for number, row in enumerate(rows, 1):
        sys.stdout.write(f"── {number} of {len(rows)} ──\n")
        for name, value in zip(names, row, strict=True):
            lines = value.split("\n")
            if width:
                room = max(width - margin, _READABLE)
                lines = [
                    part
                    for line in lines
                    for part in textwrap.wrap(line, room, break_long_words=False, break_on_hyphens=False)
                    or [""]
                ]
            text = f"\n{' ' * margin}".join(lines)
            sys.stdout.write(f"{name:<{margin}}{text}".rstrip() + "\n")
