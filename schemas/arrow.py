"""Arrow schemas of the tables."""

from functools import cache

import pyarrow as pa

from schemas.columns import ColumnType, Table

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


@cache
def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema of a table, with descriptions as metadata."""
    fields = [
        pa.field(one.name, _ARROW_TYPES[one.type], not one.required, {"description": one.description})
        for one in table.columns
    ]
    return pa.schema(fields, metadata={"description": table.description})
