"""The data of the explorer's pages, except questions and charts, as JSON."""

from collections.abc import Mapping
from typing import Any

import duckdb

from schemas.columns import Table
from schemas.licences import CONTENT, DATABASE, SENATE
from schemas.marts import views
from schemas.marts.small import small_tables
from schemas.package.words import KEYWORDS, TITLES, descriptions, in_languages
from schemas.tables import TABLES
from schemas.vocabulary import issue_kinds
from schemas.vocabulary.site_labels import LABEL_LANGUAGES, LabelLanguage, site_labels
from schemas.vocabulary.translations import translated
from tasks.present.explorer.queries import run_query
from tasks.release.checks.checks import checks
from tasks.release.made_by import files_address

_FORMATS = {"parquet": "application/vnd.apache.parquet", "duckdb": "application/vnd.duckdb"}
Files = Mapping[str, tuple[int, str]]
"""Size in bytes and SHA-256 of each file of a release, by its name."""


def summary(connection: duckdb.DuckDBPyConnection, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The data of the first page; the manifest has no files yet."""
    figures = run_query(connection, "summary")[0]
    fetched_at = figures.pop("fetched_at")
    return {
        "version": manifest["version"],
        "created": manifest["created"],
        "sources": manifest["sources"],
        "licence": {"title": DATABASE.title, "address": DATABASE.address},
        "last_day": figures.pop("last_day"),
        "fetched_at": fetched_at.isoformat() if fetched_at else None,
        "figures": figures,
        "newest": [
            *run_query(connection, "late"),
            *run_query(connection, "newest"),
            *({"what": "group", **row} for row in run_query(connection, "groups")),
        ],
    }


def quality(connection: duckdb.DuckDBPyConnection, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Quarantined pages, issues, gaps, and the checks that held."""
    meanings = issue_kinds()
    return {
        "figures": manifest["quality"],
        "issues": [
            {**row, "meaning": {one: translated(meanings[row["kind"]], one) for one in LABEL_LANGUAGES}}
            for row in run_query(connection, "issues")
        ],
        "quarantined": run_query(connection, "quarantined"),
        "unread": run_query(connection, "unread"),
        "legislatures": run_query(connection, "legislatures"),
        "gaps": run_query(connection, "gaps"),
        "known": run_query(connection, "known"),
        "checks": [{"name": check.name, "demand": check.demand} for check in checks()],
    }


def dictionary(language: LabelLanguage) -> dict[str, Any]:
    """Every table, column and view with its description in a language; views for analysis come first."""
    in_order = sorted(
        views(), key=lambda one: (one.name != "v_questions", not one.name.startswith("v_"), one.name)
    )
    return {
        "tables": [_described(table, language) for table in TABLES],
        "views": [
            {
                "name": view.name,
                "description": translated(view.comment, language),
                "columns": [
                    {"name": name, "description": translated(meaning, language)}
                    for name, meaning in view.columns
                ],
            }
            for view in in_order
        ],
    }


def _described(table: Table, language: LabelLanguage) -> dict[str, Any]:
    return {
        "name": table.name,
        "description": translated(table.description, language),
        "key": table.key,
        "references": [
            [list(reference.columns), reference.table, list(reference.target_columns)]
            for reference in table.references
        ],
        "columns": [
            {
                "name": column.name,
                "type": site_labels()[language][f"type.{column.type.words}"],
                "description": translated(column.description, language),
                "required": column.required,
                "codes": column.codes,
            }
            for column in table.columns
        ],
    }


def downloads(files: Files, counts: Mapping[str, int]) -> dict[str, Any]:
    """The files of a release for download, the database first, the small tables last, with descriptions."""
    texts: dict[str, tuple[str, ...]] = {f"{one.name}.parquet": (one.description,) for one in TABLES}
    texts |= {small.path: small.texts for small in small_tables()}
    descriptions = {
        name: {one: " ".join(translated(text, one) for text in some) for one in LABEL_LANGUAGES}
        for name, some in texts.items()
    }
    listed = (name for name in files if "/" not in name or name in texts)
    shown = sorted((not name.endswith("duckdb"), "/" in name, name) for name in listed)
    return {
        "files": [
            {
                "name": name,
                "bytes": files[name][0],
                "sha256": files[name][1],
                "rows": counts.get(name.removesuffix(".parquet")),
                "description": descriptions.get(name),
            }
            for *_, name in shown
        ]
    }


def _address_of(name: str, address: str) -> dict[str, str]:
    """The address of a file in the folder above the site; none where the site is at the root of its host."""
    above = files_address(address) if address else "../"
    return {"contentUrl": f"{above}{name}"} if above else {}


def dataset(
    manifest: Mapping[str, Any], summary: Mapping[str, Any], files: Files, address: str = ""
) -> dict[str, Any]:
    """The release as https://schema.org/Dataset, by its manifest and the summary of the first page.

    The address of the site makes those of files absolute; they lie in the folder above it.
    """
    figures = summary["figures"]
    span = f"{figures['asked_from']}/{figures['asked_to']}" if figures["asked_from"] else None
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": in_languages(TITLES),
        "description": in_languages(descriptions(manifest["sources"])),
        "keywords": [word for words in KEYWORDS.values() for word in words],
        **({"url": address} if address else {}),
        "version": manifest["version"],
        "dateModified": manifest["created"],
        "license": [DATABASE.address, CONTENT.address],
        "inLanguage": ["nl", "fr"],
        "isAccessibleForFree": True,
        "isBasedOn": SENATE,
        "temporalCoverage": span,
        "spatialCoverage": {"@type": "Country", "name": "Belgium"},
        "variableMeasured": [table.description for table in TABLES if not table.vocabulary],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": name,
                **_address_of(name, address),
                "encodingFormat": _FORMATS[name.rpartition(".")[2]],
                "contentSize": f"{size} B",
                "sha256": sha256,
            }
            for name, (size, sha256) in files.items()
            if name.rpartition(".")[2] in _FORMATS
        ],
    }
