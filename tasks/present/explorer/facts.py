"""The data of the explorer's pages, except questions and charts, as JSON."""

from collections.abc import Iterable, Mapping
from typing import Any

import duckdb

from schemas.columns import Table
from schemas.licences import DATABASE, contents
from schemas.marts import views
from schemas.marts.small import small_tables
from schemas.package.words import descriptions, in_languages, keywords, texts
from schemas.tables import TABLES
from schemas.templates import filled
from schemas.vocabulary import issue_kinds
from schemas.vocabulary.houses import houses, houses_of
from schemas.vocabulary.site_labels import LABEL_LANGUAGES, LabelLanguage, site_labels, translated
from tasks.present.explorer.queries import run_query
from tasks.release.checks.checks import checks
from tasks.release.made_by import files_address

_FORMATS = {"parquet": "application/vnd.apache.parquet", "duckdb": "application/vnd.duckdb"}
_QUALITY = ("issues", "quarantined", "unread", "legislatures", "gaps", "known")
"""The queries of the page on quality."""
_DATASET = (__package__, "dataset.txt")
Files = Mapping[str, tuple[int, str]]
"""Size in bytes and SHA-256 of each file of a release, by its name."""


def summary(connection: duckdb.DuckDBPyConnection, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The data of the first page; the manifest has no files yet. Of several houses each has its figures."""
    figures, *of_houses = run_query(connection, "summary")
    day, fetched_at, *_ = (figures.pop(name) for name in ("last_day", "fetched_at", "code"))
    numbers = {one.code: {"first": one.first, "last": one.last, "ahead": one.ahead} for one in houses()}
    each = [numbers[one["code"]] | one | {"fetched_at": None, "pages": None} for one in of_houses]
    return {
        **({"houses": each} if len(each) > 1 else {}),
        **{name: manifest[name] for name in ("version", "created", "sources")},
        "licence": {"title": DATABASE.title, "address": DATABASE.address},
        "last_day": day,
        "fetched_at": fetched_at and fetched_at.isoformat(),
        "figures": figures,
        "newest": [row for name in ("late", "newest", "groups") for row in run_query(connection, name)],
    }


def quality(connection: duckdb.DuckDBPyConnection, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Quarantined pages, issues, gaps, and the checks that held."""
    rows = {name: run_query(connection, name) for name in _QUALITY}
    meanings = issue_kinds()
    for row in rows["issues"]:
        row["meaning"] = _in_each((meanings[row["kind"]],))
    held = [{"name": check.name, "demand": check.demand} for check in checks()]
    return {"figures": manifest["quality"], **rows, "checks": held}


def _in_each(texts: Iterable[str]) -> dict[LabelLanguage, str]:
    return {one: " ".join(translated(text, one) for text in texts) for one in LABEL_LANGUAGES}


def dictionary(language: LabelLanguage) -> dict[str, Any]:
    """Every table, column and view with its description in a language; views for analysis come first."""
    in_order = sorted(
        views(), key=lambda one: (one.name != "v_questions", not one.name.startswith("v_"), one.name)
    )
    shown = [
        {
            **_named(view.name, view.comment, language),
            "columns": [_named(*one, language) for one in view.columns],
        }
        for view in in_order
    ]
    return {"tables": [_described(table, language) for table in TABLES], "views": shown}


def _named(name: str, description: str, language: LabelLanguage) -> dict[str, Any]:
    return {"name": name, "description": translated(description, language)}


def _described(table: Table, language: LabelLanguage) -> dict[str, Any]:
    return {
        **_named(table.name, table.description, language),
        "key": table.key,
        "references": [[one.columns, one.table, one.target_columns] for one in table.references],
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
    listed = (name for name in files if "/" not in name or name in texts)
    return {
        "files": [
            {
                "name": name,
                "bytes": files[name][0],
                "sha256": files[name][1],
                "rows": counts.get(name.removesuffix(".parquet")),
                "description": _in_each(texts[name]) if name in texts else None,
            }
            for name in sorted(listed, key=lambda name: (not name.endswith("duckdb"), "/" in name, name))
        ]
    }


def dataset(
    manifest: Mapping[str, Any], summary: Mapping[str, Any], files: Files, address: str = ""
) -> dict[str, Any]:
    """The release as https://schema.org/Dataset, by its manifest and the summary of the first page.

    The address of the site makes those of files absolute; they lie in the folder above it, and have none
    where the site is at the root of its host. What is not known is left out.
    """
    given = houses_of(manifest["coverage"])
    figures, above = summary["figures"], files_address(address) if address else "../"
    words = {
        **manifest,
        "names": in_languages(texts("title", given)),
        "descriptions": in_languages(descriptions(manifest["sources"], given)),
        "keywords": [word for words in keywords(given).values() for word in words],
        "address": address,
        "licences": [DATABASE.address, *(one.address for one in contents(given))],
        "span": figures["asked_from"] and f"{figures['asked_from']}/{figures['asked_to']}",
        "tables": [table.description for table in TABLES if not table.vocabulary],
        "files": [_file(name, *facts, above) for name, facts in files.items() if _format(name)],
    }
    return _known(filled(*_DATASET, "dataset", words))


def _file(name: str, size: int, sha256: str, above: str) -> dict[str, Any]:
    words = {"name": name, "format": _format(name), "size": f"{size} B", "sha256": sha256}
    return _known(filled(*_DATASET, "file", words | {"address": above and f"{above}{name}"}))


def _known(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value not in (None, "")}


def _format(name: str) -> str | None:
    return _FORMATS.get(name.rpartition(".")[2])
