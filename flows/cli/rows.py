"""Printing rows as a table, as CSV or as JSON."""

import csv
import json
import math
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any, Literal

from tasks.common.errors import UsageError

if TYPE_CHECKING:
    from rich.text import Text

OutputFormat = Literal["table", "csv", "json", "markdown"]
_WIDTH_WITHOUT_TERMINAL = 160
_MARKUP = re.compile(r"[\\`*\[\]<>|&]|\b_\B|\B_\b")
_VISIBLE = (
    {code: 0x2400 + code for code in range(32) if chr(code) not in "\n\t"}
    | {0x7F: 0x2421}
    | dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
)
"""Control characters by their pictures, or � for none: text of pages must not drive a terminal."""


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
        _print_table(names, rows)


def markdown_table(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as a table of Markdown; text of pages is literal, never markup."""
    lines = [[_markdown(name) for name in names], ["---"] * len(names)]
    lines += [["" if value is None else _markdown(str(value)) for value in row] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _markdown(text: str) -> str:
    """The text of a cell: one line, with Markdown and HTML escaped."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(harmless(text).split()))


def harmless(text: str) -> str:
    """Text without control characters, which could drive a terminal: they become visible pictures.

    Bytes of file names that are no letters are escaped, so that every output accepts them.
    """
    return text.translate(_VISIBLE).encode("utf-8", "backslashreplace").decode("utf-8")


def visible(value: Any) -> "Text":  # noqa: ANN401 - whatever a table holds
    """A value for the terminal: never as markup, control characters as pictures."""
    from rich.text import Text

    return Text("" if value is None else harmless(str(value)))


def plain(value: object) -> str:
    """What JSON has no type for, as text: days and times by ISO 8601."""
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _csv_value(value: Any) -> Any:  # noqa: ANN401 - whatever a query gives
    """A value as `export` writes it: booleans as words, lists as JSON."""
    if isinstance(value, bool | list | dict):
        return json.dumps(value, ensure_ascii=False, default=str, separators=(",", ":"))
    return value


def _json_value(value: Any) -> Any:  # noqa: ANN401 - whatever a query gives
    """A value for JSON: a number that is not finite is null."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _print_table(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = max(console.width, _WIDTH_WITHOUT_TERMINAL)
    table = Table()
    for name in names:
        table.add_column(visible(name))
    for row in rows:
        table.add_row(*map(visible, row))
    console.print(table)
