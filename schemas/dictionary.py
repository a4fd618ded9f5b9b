"""The data dictionary as a Markdown page."""

from collections.abc import Iterable, Iterator

from schemas.columns import Column, Table
from schemas.tables import SCHEMA_VERSION, TABLES


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _row(table: Table, column: Column) -> str:
    notes = ["key"] if column.name in table.key else []
    notes += ["never null"] if column.required else []
    description = column.description
    if column.codes:
        description += " One of: " + ", ".join(f"`{code}`" for code in column.codes) + "."
    return f"| `{column.name}` | {column.type.value} | {', '.join(notes)} | {_cell(description)} |"


def _section(table: Table) -> Iterator[str]:
    yield f"## {table.name}"
    yield ""
    yield table.description
    yield ""
    yield "| column | type | | meaning |"
    yield "|---|---|---|---|"
    yield from (_row(table, column) for column in table.columns)
    for reference in table.references:
        columns = ", ".join(f"`{name}`" for name in reference.columns)
        yield ""
        yield f"{columns} → `{reference.table}`"
    yield ""


def dictionary(tables: Iterable[Table] = TABLES) -> str:
    """The data dictionary of the tables: every column with type, rules and meaning."""
    lines = [
        "# Data dictionary",
        "",
        f"Schema version {SCHEMA_VERSION}. Generated from `schemas/tables.py`.",
        "",
    ]
    for table in tables:
        lines += _section(table)
    return "\n".join(lines).rstrip() + "\n"
