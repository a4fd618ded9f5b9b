"""The data dictionary as a Markdown page."""

import re
from collections.abc import Iterator, Sequence

from schemas.columns import Column, ColumnType, Join, Table
from schemas.marts import View, views
from schemas.tables import SCHEMA_VERSION, TABLES

_ONE_WORD = {ColumnType.LONG_TEXT: "text", ColumnType.TIMESTAMP: "timestamp", ColumnType.TEXT_LIST: "list"}
"""What a diagram calls types with a name of several words, which Mermaid does not read."""


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
        rows = "several rows" if join.multiplies else "at most one row"
        yield from ("", f"→ `{join.table}`, {rows}: {join.note}")
        yield from ("", f"    JOIN {join.table} ON {join.condition}")
    yield ""


_KINDS = {
    "view": "A view, computed when it is queried.",
    "stored": "Computed once, when the release was built: tools list it among the tables.",
    "macro": "A view with an argument: `{name}({argument})`.",
}


def _view_section(view: View) -> Iterator[str]:
    yield from (f"## {view.name}", "", view.comment, "")
    yield from (_KINDS[view.kind].format(name=view.name, argument=view.argument), "")
    yield from ("| column | meaning |", "|---|---|")
    yield from (f"| `{name}` | {_cell(meaning)} |" for name, meaning in view.columns)
    yield ""


def _shown(table: Table, join: Join) -> str:
    """The columns that a join looks at, with the codes that they must have: 'entity_id, kind (place)'."""
    columns = dict.fromkeys(re.findall(rf"\b{table.name}\.(\w+)", join.condition))
    codes = re.findall(r"'(\w+)'", join.condition)
    return ", ".join(columns) + (f" ({', '.join(codes)})" if codes else "")


def table_picture(tables: Sequence[Table] = TABLES, *, columns: bool = True) -> str:
    """Tables with the references and joins between them as a Mermaid diagram."""
    shown = {table.name for table in tables}
    lines = ["```mermaid", "erDiagram"]
    for table in tables if columns else ():
        lines.append(f"  {table.name} {{")
        lines += (f"    {_ONE_WORD.get(one.type, one.type.words)} {one.name}" for one in table.columns)
        lines.append("  }")
    for table in tables:
        for reference in table.references:
            required = {column.name for column in table.columns if column.required}
            one = "||" if required.issuperset(reference.columns) else "|o"
            if reference.table in shown:
                named = ", ".join(reference.columns)
                lines.append(f'  {reference.table} {one}--o{{ {table.name} : "{named}"')
        for join in table.joins:
            other = "}o--o{" if join.multiplies else "|o--o{"
            if join.table in shown:
                lines.append(f'  {join.table} {other} {table.name} : "{_shown(table, join)}"')
    lines.append("```")
    return "\n".join(lines)


def dictionary(tables: Sequence[Table] = TABLES, notice: str | None = None) -> str:
    """The data dictionary: all columns with type, rules and meaning, and the views, below a notice."""
    lines = [
        "# Data dictionary",
        *(("", f"**{notice}**") if notice else ()),
        "",
        f"Schema version {SCHEMA_VERSION}. Generated from `schemas/columns.tsv`.",
        "",
    ]
    for table in tables:
        lines += _section(table)
    lines += ["# Views", "", "Views are only in `senate.duckdb`. Generated from `schemas/marts/`.", ""]
    for view in sorted(views(), key=lambda view: view.name):
        lines += _view_section(view)
    lines += ["# All tables and their references", "", table_picture(tables)]
    return "\n".join(lines) + "\n"
