"""Descriptions of exported tables for data set search engines and open data portals, by templates.

`croissant.json` is Croissant 1.0. `dcat.jsonld` conforms to DCAT-AP 3.0 and to the Belgian federal profile,
also where only one of two forms does: sizes are texts, since the two demand different types of
`dcat:byteSize`, and the algorithm of checksums has https. File names are relative to the address of the file.
"""

from collections.abc import Sequence
from typing import Any

from schemas.columns import Column, ColumnType, Table
from schemas.licences import PRODUCT, contents, sources_of
from schemas.package.datapackage import FileForm
from schemas.package.words import IDENTIFIER, Described, release_words
from schemas.tables import SCHEMA_VERSION
from schemas.templates import filled

CROISSANT_FILE, DCAT_FILE = "croissant.json", "dcat.jsonld"
_TEMPLATES = {CROISSANT_FILE: ("croissant.txt", "croissant"), DCAT_FILE: ("dcat.txt", "dcat")}
_FILE_TYPES = "http://publications.europa.eu/resource/authority/file-type"
_MEDIA = "https://www.iana.org/assignments/media-types"
_CROISSANT_FORMS = {"parquet": "application/x-parquet", "csv": "text/csv"}


def portal_files(described: Described, tables: Sequence[Table], form: FileForm) -> dict[str, dict[str, Any]]:
    """The content of `croissant.json` and `dcat.jsonld` for tables that were exported in a form."""
    words = _words(described) | {"record_sets": [_record_set(table, tables, form) for table in tables]}
    own = [words | _file(table, described, form) for table in tables]
    made = {}
    for file, (template, section) in _TEMPLATES.items():
        distributions = [filled(__package__, template, "file", one) for one in own]
        made[file] = filled(__package__, template, section, words | {"distributions": distributions})
    return made


def _words(described: Described) -> dict[str, Any]:
    release, sources = (
        f"{IDENTIFIER}:release:{described.version}",
        [one.address for one in sources_of(described.houses)],
    )
    days = {"dcat:startDate": described.asked_from, "dcat:endDate": described.asked_to}
    period: dict[str, Any] = {"@id": f"{release}:period", "@type": "dct:PeriodOfTime"}
    period |= {name: {"@type": "xsd:date", "@value": day} for name, day in days.items()}
    words = release_words(described)
    return words | {
        "release": release,
        "catalogue": f"{release}:catalogue",
        "semantic_version": f"{SCHEMA_VERSION}.0+{described.version}",  # the release is build metadata
        "period": period if all(days.values()) else [],
        "names": list(words["titles"].values()),
        "citation": f"{PRODUCT}, release {described.version}. {words['title']}.",
        "sources": sources,
        "linked_sources": [{"@id": address} for address in sources],
        "all_rights": " ".join(f"{one.title}. {one.covers}" for one in contents(described.houses)),
    }


def _file(table: Table, described: Described, form: FileForm) -> dict[str, str]:
    name = form.file(table)
    facts = described.files[name]
    return {
        "file": name,
        "description": table.description,
        "file_type": f"{_FILE_TYPES}/{form.ending.upper()}",
        "media_type": f"{_MEDIA}/{form.media_type}",
        "form": _CROISSANT_FORMS[form.ending],
        "size": f"{facts.size} bytes",
        "bytes": f"{facts.size} B",
        "sha256": facts.sha256,
    }


def _record_set(table: Table, tables: Sequence[Table], form: FileForm) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": table.description,
        "field": [_field(table, column, tables, form) for column in table.columns],
        **({"key": [{"@id": f"{table.name}/{name}"} for name in table.key]} if table.key else {}),
    }


def _field(table: Table, column: Column, tables: Sequence[Table], form: FileForm) -> dict[str, Any]:
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{table.name}/{column.name}",
        "name": column.name,
        "description": f"{column.heading}. {column.description}",
        "dataType": column.type.croissant,
        "source": {"fileObject": {"@id": form.file(table)}, "extract": {"column": column.name}},
    }
    field |= {"repeated": True} if column.type is ColumnType.TEXT_LIST and not form.is_text else {}
    names = {one.name for one in tables}
    for one in table.references:  # Croissant has none of several columns
        if one.columns == (column.name,) and one.table in names:
            return field | {"references": {"field": {"@id": f"{one.table}/{one.target_columns[0]}"}}}
    return field
