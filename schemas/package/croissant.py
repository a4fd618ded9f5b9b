"""The description of a release as Croissant 1.0 (MLCommons): JSON-LD for data set search engines."""

import json
from importlib.resources import files
from typing import Any

from schemas.columns import Column, ColumnType, Table
from schemas.licences import CONTENT, DATABASE, PRODUCT, SENATE, SOURCES
from schemas.package.datapackage import PARQUET
from schemas.package.words import IDENTIFIER, KEYWORDS, TITLES, Described, descriptions
from schemas.tables import SCHEMA_VERSION, TABLES

CROISSANT_FILE = "croissant.json"
_CONTEXT = json.loads(files(__package__).joinpath("croissant_context.txt").read_text("utf-8"))
"""The JSON-LD context that the specification of Croissant 1.0 gives."""


def croissant(described: Described) -> dict[str, Any]:
    """The content of croissant.json, next to the files.

    The version is that of the schema with the release after a '+', as in Semantic Versioning.
    """
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "@id": f"{IDENTIFIER}:release:{described.version}",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": PRODUCT,
        "alternateName": list(TITLES.values()),
        "description": descriptions(described.sources)["en"],
        "url": SENATE,
        "version": f"{SCHEMA_VERSION}.0+{described.version}",
        "datePublished": described.created,
        "isLiveDataset": True,
        "inLanguage": ["nl", "fr"],
        "keywords": list(KEYWORDS["en"]),
        "license": [DATABASE.address, CONTENT.address],
        "creator": {"@type": "sc:Organization", "name": PRODUCT},
        "publisher": {"@type": "sc:Organization", "name": PRODUCT},
        "isBasedOn": [one.address for one in SOURCES],
        "citeAs": f"{PRODUCT}, release {described.version}. {TITLES['en']}.",
        "distribution": [_file(table, described) for table in TABLES],
        "recordSet": [_record_set(table) for table in TABLES],
    }


def _file(table: Table, described: Described) -> dict[str, Any]:
    name = f"{table.name}.{PARQUET.ending}"
    facts = described.files[name]
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "description": table.description,
        "contentUrl": name,
        "contentSize": f"{facts.size} B",
        "encodingFormat": "application/x-parquet",
        "sha256": facts.sha256,
    }


def _record_set(table: Table) -> dict[str, Any]:
    record_set: dict[str, Any] = {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "field": [_field(table, column) for column in table.columns],
    }
    if table.key:
        record_set["key"] = [{"@id": f"{table.name}/{name}"} for name in table.key]
    return record_set


def _field(table: Table, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": f"{column.heading}. {column.description}",
        "dataType": column.type.croissant,
        "source": {
            "fileObject": {"@id": f"{table.name}.{PARQUET.ending}"},
            "extract": {"column": column.name},
        },
    }
    field |= {"repeated": True} if column.type is ColumnType.TEXT_LIST else {}
    # Croissant has no references of several columns.
    for reference in table.references:
        if reference.columns == (column.name,):
            target = f"{reference.table}/{reference.target_columns[0]}"
            return field | {"references": {"field": {"@id": target}}}
    return field
