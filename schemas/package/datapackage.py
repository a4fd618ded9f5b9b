"""The description of a release as a Data Package (datapackage.org, version 2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from schemas.columns import Column, Table
from schemas.licences import DATABASE, PRODUCT, contents, sources_of
from schemas.marts.small import small_tables
from schemas.package.words import IDENTIFIER, Described, descriptions, keywords, texts
from schemas.tables import SCHEMA_VERSION, TABLES


@dataclass(frozen=True, slots=True)
class FileForm:
    """A file format of tables.

    `ending` is its name and the suffix of files; `more` are properties of a resource; in a text format, a
    missing value looks like an empty text.
    """

    ending: str
    media_type: str
    more: tuple[tuple[str, str], ...] = ()
    is_text: bool = False

    def file(self, table: Table) -> str:
        """The name of a table's file."""
        return f"{table.name}.{self.ending}"


PARQUET = FileForm("parquet", "application/vnd.apache.parquet")
CSV = FileForm("csv", "text/csv", (("encoding", "utf-8"),), is_text=True)


def _field(column: Column, form: FileForm) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.codes:
        constraints["enum"] = list(column.codes)
    field: dict[str, Any] = {
        "name": column.name,
        "title": column.heading,
        "type": column.type.data_package,
        "description": column.description,
    }
    field |= {"unit": column.unit} if column.unit else {}
    if form.is_text and column.required:
        field["missingValues"] = []
    return field | ({"constraints": constraints} if constraints else {})


def _table_schema(table: Table, form: FileForm, present: frozenset[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column, form) for column in table.columns]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    references = [
        {
            "fields": list(one.columns),
            "reference": {"resource": one.table, "fields": list(one.target_columns)},
        }
        for one in table.references
        if one.table in present
    ]
    return schema | ({"foreignKeys": references} if references else {})


def data_package(
    described: Described, tables: Iterable[Table] = TABLES, form: FileForm = PARQUET
) -> dict[str, Any]:
    """The content of datapackage.json for a release, or for tables exported from one."""
    tables = tuple(tables)
    present, given = frozenset(table.name for table in tables), described.houses
    resources = {form.file(table): (table, form) for table in tables}
    resources |= {one.path: (one.table, CSV) for one in small_tables() if one.path in described.files}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": PRODUCT,
        "id": f"{IDENTIFIER}:release:{described.version}",
        "title": texts("title", given)["en"],
        "description": descriptions(described.sources, given)["en"],
        "version": described.version,
        "created": described.created,
        "schemaVersion": SCHEMA_VERSION,
        "keywords": keywords(given)["en"],
        "licenses": [
            {"name": one.name, "path": one.address, "title": one.title, "description": one.covers}
            for one in (DATABASE, *contents(given))
        ],
        "sources": [{"title": one.title, "path": one.address} for one in sources_of(given)],
        "resources": [_resource(*one, path, described, present) for path, one in resources.items()],
    }


def _resource(
    table: Table, form: FileForm, path: str, described: Described, present: frozenset[str]
) -> dict[str, Any]:
    facts = described.files[path]
    return {
        "name": table.name,
        "path": path,
        "format": form.ending,
        "mediatype": form.media_type,
        **dict(form.more),
        "description": table.description,
        "bytes": facts.size,
        "hash": f"sha256:{facts.sha256}",
        "schema": _table_schema(table, form, present),
    }
