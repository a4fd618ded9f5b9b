"""The description of a release as a Data Package (datapackage.org, version 2)."""

from collections.abc import Mapping
from typing import Any

from schemas.columns import Column, ColumnType, Table
from schemas.tables import SCHEMA_VERSION, TABLES

_FIELD_TYPES = {
    ColumnType.TEXT: "string",
    ColumnType.LONG_TEXT: "string",
    ColumnType.INTEGER: "integer",
    ColumnType.NUMBER: "number",
    ColumnType.BOOLEAN: "boolean",
    ColumnType.DATE: "date",
    ColumnType.TIMESTAMP: "datetime",
    ColumnType.TEXT_LIST: "array",
}


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.codes:
        constraints["enum"] = list(column.codes)
    field = {"name": column.name, "type": _FIELD_TYPES[column.type], "description": column.description}
    return field | ({"constraints": constraints} if constraints else {})


def _table_schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.references:
        schema["foreignKeys"] = [
            {
                "fields": list(reference.columns),
                "reference": {"resource": reference.table, "fields": list(reference.target_columns)},
            }
            for reference in table.references
        ]
    return schema


def data_package(version: str, created: str, files: Mapping[str, tuple[int, str]]) -> dict[str, Any]:
    """The data package of a release.

    Args:
        version: Version of the release.
        created: When it was built, ISO 8601.
        files: For each file name its size in bytes and its SHA-256 in hexadecimal.

    Returns:
        The content of datapackage.json.
    """
    resources = [
        {
            "name": table.name,
            "path": f"{table.name}.parquet",
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            "description": table.description,
            "bytes": files[f"{table.name}.parquet"][0],
            "hash": f"sha256:{files[f'{table.name}.parquet'][1]}",
            "schema": _table_schema(table),
        }
        for table in TABLES
    ]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "senate-questions",
        "title": "Written questions of the Belgian Senate",
        "version": version,
        "created": created,
        "schemaVersion": SCHEMA_VERSION,
        "resources": resources,
    }
