"""The files in which a release describes itself, for people and for machines; the manifest comes last."""

import json
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from schemas.dictionary import dictionary
from schemas.package.attach import ATTACH_FILE, Stored, attach_sql
from schemas.package.datapackage import data_package
from schemas.package.index_page import CARD_FILE, INDEX_FILE, card, index_page
from schemas.package.words import Described, FileFacts, banner
from schemas.vocabulary import issue_tells_of
from schemas.vocabulary.houses import houses_of
from tasks.common.files import files_below, write_whole
from tasks.release.change_log import CHANGE_LOG_FILE, change_log
from tasks.release.made_by import explorer_extras, files_address
from tasks.release.published.manifest import MANIFEST_FILE, file_facts, sealed
from tasks.release.query import open_release
from tasks.tables.arrow_tables import ArrowTables

PACKAGE_FILE = "datapackage.json"
SUMS_FILE = "SHA256SUMS"
_STORED = """SELECT t.table_name, estimated_size, list(column_name ORDER BY column_index),
  list(data_type ORDER BY column_index)
FROM duckdb_tables() t JOIN duckdb_columns() c USING (table_oid) GROUP BY ALL"""
_NEWEST = (("fetched_at", "pages"), ("asked_on", "questions"), ("answered_on", "questions"))


def describe(folder: Path, manifest: Mapping[str, Any], apart: Collection[str] = ()) -> dict[str, FileFacts]:
    """Write what describes a release, complete but for the explorer; facts on all files but those `apart`."""
    _write(folder, CHANGE_LOG_FILE, change_log(folder, manifest))
    notice = banner(manifest["sources"])
    _write(folder, "dictionary.md", dictionary(notice=notice))
    address = files_address(explorer_extras(manifest).public_url)
    facts = described(manifest, {})
    _write(folder, ATTACH_FILE, attach_sql(facts, address, stored(folder), notice))
    _write(folder, CARD_FILE, card(facts, manifest["counts"]))
    files = {name: file_facts(folder / name) for name in files_below(folder) if name not in apart}
    facts = described(manifest, files)
    made = {PACKAGE_FILE: as_json(data_package(facts)), INDEX_FILE: index_page(facts)}
    for name, content in made.items():
        _write(folder, name, content)
    return files | {name: file_facts(folder / name) for name in made}


def described(manifest: Mapping[str, Any], files: Mapping[str, FileFacts]) -> Described:
    """The facts of a release for descriptions of some of its files."""
    covered = manifest["coverage"].values()
    first = min(filter(None, (part["asked_from"] for part in covered)), default=None)
    last = max(filter(None, (part["asked_to"] for part in covered)), default=None)
    version, created, sources = manifest["version"], manifest["created"], tuple(manifest["sources"])
    return Described(version, created, files, first, last, sources, houses_of(manifest["coverage"]))


def seal(folder: Path, manifest: Mapping[str, Any], files: Mapping[str, FileFacts]) -> None:
    """Write the sums of all files, then the manifest; `files` are the facts that are already known."""
    more = (name for name in files_below(folder) if name not in files)
    files = {**files, **{name: file_facts(folder / name) for name in more}}
    _write(folder, SUMS_FILE, sums(files))
    files[SUMS_FILE] = file_facts(folder / SUMS_FILE)
    sizes = {name: {"bytes": facts.size, "sha256": facts.sha256} for name, facts in sorted(files.items())}
    _write(folder, MANIFEST_FILE, sealed(as_json({**manifest, "files": sizes})))


def stored(folder: Path) -> dict[str, Stored]:
    """What is stored in the DuckDB file of a release."""
    with open_release(folder) as connection:
        rows = connection.execute(_STORED).fetchall()
    return {
        name: Stored(count, dict(zip(columns, types, strict=True))) for name, count, columns, types in rows
    }


def freshness(tables: ArrowTables) -> dict[str, str | None]:
    """When the newest page was fetched, and the dates of the newest question and answer, in ISO 8601."""
    newest = ((name, pc.max(tables[table][name]).as_py()) for name, table in _NEWEST)
    return {name: value.isoformat() if value else None for name, value in newest}


def quality(tables: ArrowTables) -> dict[str, int]:
    """What shows that something is wrong at the source or in reading: pages, quarantined, unknown labels.

    Pages of a kind that is no longer read are none.
    """
    reasons = tables["pages"]["reason_code"].to_pylist()
    aside = sum(reason not in {None, "no_longer_read"} for reason in reasons)
    unknown = sum(issue_tells_of()[str(kind)] == "label" for kind in tables["issues"]["kind"].to_pylist())
    return {"pages": len(reasons), "quarantined": aside, "unknown_labels": unknown}


def coverage(questions: pa.Table) -> dict[str, dict[str, Any]]:
    """For each legislature: the number of questions, first and last number, first and last date."""
    found = questions.group_by("legislature").aggregate(
        [("question_id", "count"), ("number", "min_max"), ("asked_on", "min_max")]
    )
    return {
        str(row["legislature"]): {
            "questions": row["question_id_count"],
            "first_number": row["number_min_max"]["min"],
            "last_number": row["number_min_max"]["max"],
            "asked_from": _iso(row["asked_on_min_max"]["min"]),
            "asked_to": _iso(row["asked_on_min_max"]["max"]),
        }
        for row in found.sort_by("legislature").to_pylist()
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def sums(files: Mapping[str, FileFacts]) -> str:
    """A list of files for `sha256sum --check`."""
    return "".join(f"{facts.sha256}  {name}\n" for name, facts in sorted(files.items()))


def as_json(content: Mapping[str, Any]) -> str:
    """JSON that people can read too."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _write(folder: Path, name: str, content: str) -> None:
    write_whole(folder / name, content.encode())
