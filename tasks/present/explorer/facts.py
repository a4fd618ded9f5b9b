"""What the pages of the explorer show beside questions and charts, as JSON."""

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

import duckdb

from schemas.columns import Table
from schemas.marts import View, views
from schemas.tables import TABLES
from schemas.vocabulary import issue_kinds
from tasks.present.explorer.queries import asked
from tasks.release.checks.checks import checks

Files = Mapping[str, tuple[int, str]]
"""Size in bytes and SHA-256 of each file of a release, by its name."""


def summary(connection: duckdb.DuckDBPyConnection, said: Mapping[str, Any]) -> dict[str, Any]:
    """What the first page shows; `said` is the manifest without the files."""
    figures = asked(connection, "summary")[0]
    fetched_at = figures.pop("fetched_at")
    return {
        "version": said["version"],
        "created": said["created"],
        "sources": said["sources"],
        "last_day": figures.pop("last_day"),
        "fetched_at": fetched_at.isoformat() if fetched_at else None,
        "figures": figures,
        "newest": asked(connection, "newest"),
    }


def quality(connection: duckdb.DuckDBPyConnection, said: Mapping[str, Any]) -> dict[str, Any]:
    """What was set aside, what is doubtful, what is missing, and which checks held."""
    meanings = issue_kinds()
    return {
        "figures": said["quality"],
        "issues": [{**row, "meaning": meanings[row["kind"]]} for row in asked(connection, "issues")],
        "quarantined": asked(connection, "quarantined"),
        "legislatures": asked(connection, "legislatures"),
        "gaps": asked(connection, "gaps"),
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
            for view in sorted(views(), key=_first_those_to_open)
        ],
    }


def _first_those_to_open(view: View) -> tuple[bool, bool, str]:
    """`v_questions`, then the other views for analysis, then what they are made of."""
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
    """The files of a release that can be taken, with what they hold."""
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
