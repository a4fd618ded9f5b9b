"""DuckDB statements that create and explain the tables.

Names and descriptions come from `schemas.tables` only; no text of a page ever enters these statements.
"""

from collections.abc import Iterator

from schemas.columns import Column, ColumnType, Table


def quoted(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def identifier(name: str) -> str:
    """A SQL identifier in double quotes."""
    return '"' + name.replace('"', '""') + '"'


def _column_definition(column: Column) -> str:
    parts = [identifier(column.name), column.type.duckdb]
    if column.required:
        parts.append("NOT NULL")
    if column.type is ColumnType.LONG_TEXT:
        parts.append("USING COMPRESSION zstd")
    return " ".join(parts)


def create_table(table: Table) -> str:
    """The CREATE TABLE statement; long texts are compressed, keys and references are tested by query."""
    columns = ",\n  ".join(_column_definition(column) for column in table.columns)
    return f"CREATE OR REPLACE TABLE {identifier(table.name)} (\n  {columns}\n)"


def comments(table: Table) -> Iterator[str]:
    """COMMENT statements for the table and its columns."""
    name = identifier(table.name)
    yield f"COMMENT ON TABLE {name} IS {quoted(table.description)}"
    for column in table.columns:
        yield f"COMMENT ON COLUMN {name}.{identifier(column.name)} IS {quoted(column.description)}"
