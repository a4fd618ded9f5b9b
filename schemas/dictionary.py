"""The data dictionary as a Markdown page."""

from collections.abc import Iterable, Iterator

from schemas.columns import Column, Table
from schemas.marts import View, views
from schemas.tables import SCHEMA_VERSION, TABLES


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _row(table: Table, column: Column) -> str:
    notes = ["key"] if column.name in table.key else []
    notes += ["never null"] if column.required else []
    notes += [column.unit] if column.unit else []
    description = column.description
    if column.codes:
        description += " One of: " + ", ".join(f"`{code}`" for code in column.codes) + "."
    return (
        f"| `{column.name}` | {column.type.words} | {', '.join(notes)} | "
        f"{column.heading} | {_cell(description)} |"
    )


def _section(table: Table) -> Iterator[str]:
    yield from (f"## {table.name}", "", table.description, "")
    yield from ("| column | type | | title | meaning |", "|---|---|---|---|---|")
    yield from (_row(table, column) for column in table.columns)
    for reference in table.references:
        columns = ", ".join(f"`{name}`" for name in reference.columns)
        yield from ("", f"{columns} → `{reference.table}`")
    for join in table.joins:
        rows = "several rows" if join.multiplies else "one row at most"
        yield from ("", f"→ `{join.table}`, {rows}: {join.note}")
        yield from ("", f"    JOIN {join.table} ON {join.condition}")
    yield ""


_KINDS = {
    "view": "A view, worked out when it is asked.",
    "stored": "Worked out once, when the release was built.",
    "macro": "A view with an argument: `{name}({argument})`.",
}


def _view_section(view: View) -> Iterator[str]:
    yield from (f"## {view.name}", "", view.comment, "")
    yield from (_KINDS[view.kind].format(name=view.name, argument=view.argument), "")
    yield from ("| column | meaning |", "|---|---|")
    yield from (f"| `{name}` | {_cell(meaning)} |" for name, meaning in view.columns)
    yield ""


def dictionary(tables: Iterable[Table] = TABLES, notice: str | None = None) -> str:
    """The data dictionary: all columns with type, rules and meaning, and the views, below a notice."""
    lines = [
        "# Data dictionary",
        *(("", f"**{notice}**") if notice else ()),
        "",
        f"Schema version {SCHEMA_VERSION}. Generated from `schemas/tables.py`.",
        "",
    ]
    for table in tables:
        lines += _section(table)
    lines += ["# Views", "", "They are in `senate.duckdb` alone. Generated from `schemas/marts/`.", ""]
    for view in sorted(views(), key=lambda view: view.name):
        lines += _view_section(view)
    return "\n".join(lines).rstrip() + "\n"
