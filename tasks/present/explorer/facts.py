"""The data of the explorer's pages, except questions and charts, as JSON."""

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

import duckdb

from schemas.columns import Table
from schemas.marts import View, views
from schemas.tables import TABLES
from schemas.vocabulary import issue_kinds
from tasks.present.explorer.queries import run_query
from tasks.release.checks.checks import checks

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
        "last_day": figures.pop("last_day"),
        "fetched_at": fetched_at.isoformat() if fetched_at else None,
        "figures": figures,
        "newest": run_query(connection, "newest"),
    }


def quality(connection: duckdb.DuckDBPyConnection, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """Quarantined pages, issues, gaps, and the checks that held."""
    meanings = issue_kinds()
    return {
        "figures": manifest["quality"],
        "issues": [{**row, "meaning": meanings[row["kind"]]} for row in run_query(connection, "issues")],
        "quarantined": run_query(connection, "quarantined"),
        "legislatures": run_query(connection, "legislatures"),
        "gaps": run_query(connection, "gaps"),
        "checks": [{"name": check.name, "demand": check.demand} for check in checks()],
    }


def dictionary() -> dict[str, Any]:
    """Every table, column and view with its description."""
    return {
        "tables": [_described(table) for table in TABLES],
        "views": [
            {
                "name": view.name,
                "description": view.comment,
                "columns": [{"name": name, "description": meaning} for name, meaning in view.columns],
            }
            for view in sorted(views(), key=_view_order)
        ],
    }


def _view_order(view: View) -> tuple[bool, bool, str]:
    """Sort key: `v_questions`, then the other views for analysis, then the rest."""
    return view.name != "v_questions", not view.name.startswith("v_"), view.name


def _described(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "description": table.description,
        "key": table.key,
        "references": [
            [list(reference.columns), reference.table, list(reference.target_columns)]
            for reference in table.references
        ],
        "columns": [
            {
                "name": column.name,
                "type": column.type.value,
                "description": column.description,
                "required": column.required,
                "codes": column.codes,
            }
            for column in table.columns
        ],
    }


def downloads(files: Files, counts: Mapping[str, int]) -> dict[str, Any]:
    """The files of a release for download, with their descriptions."""
    return {"files": list(_files(files, counts))}


def _files(files: Files, counts: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    descriptions = {f"{table.name}.parquet": table.description for table in TABLES}
    for name, (size, sha256) in sorted(
        files.items(), key=lambda item: (not item[0].endswith("duckdb"), item[0])
    ):
        if len(PurePath(name).parts) == 1:
            rows = counts.get(name.removesuffix(".parquet"))
            yield {
                "name": name,
                "bytes": size,
                "sha256": sha256,
                "rows": rows,
                "description": descriptions.get(name),
            }
