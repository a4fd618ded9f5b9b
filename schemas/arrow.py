"""Arrow schemas of the tables."""

from functools import cache

import pyarrow as pa

from schemas.columns import Column, ColumnType, Table

_ARROW_TYPES: dict[ColumnType, pa.DataType] = {
    ColumnType.TEXT: pa.string(),
    ColumnType.LONG_TEXT: pa.string(),
    ColumnType.INTEGER: pa.int32(),
    ColumnType.NUMBER: pa.float64(),
    ColumnType.BOOLEAN: pa.bool_(),
    ColumnType.DATE: pa.date32(),
    ColumnType.TIMESTAMP: pa.timestamp("us", tz="UTC"),
    ColumnType.TEXT_LIST: pa.list_(pa.string()),
}


def arrow_field(column: Column) -> "pa.Field[pa.DataType]":
    """The Arrow field of a column, with its description as metadata."""
    return pa.field(
        column.name,
        _ARROW_TYPES[column.type],
        nullable=not column.required,
        metadata={"description": column.description},
    )


@cache
def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema of a table, with descriptions as metadata."""
    return pa.schema(
        [arrow_field(column) for column in table.columns], metadata={"description": table.description}
    )
