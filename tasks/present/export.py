"""Exporting tables of a release as CSV or Parquet, with a Data Package that describes them."""

import csv
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import partial
from io import BufferedWriter, TextIOWrapper
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from schemas.columns import ColumnType, Table
from schemas.datasette import METADATA_FILE, datasette_metadata
from schemas.package.datapackage import CSV, PARQUET, FileForm, data_package
from schemas.package.portals import CROISSANT_FILE, DCAT_FILE, portal_files
from schemas.package.words import FileFacts
from schemas.search import SEARCH_FILE
from schemas.tables import TABLES
from tasks.common.errors import FileError, UsageError
from tasks.common.files import new_file, write_whole
from tasks.release.describe import PACKAGE_FILE, as_json, described
from tasks.release.published.manifest import MANIFEST_FILE, file_facts, read_manifest
from tasks.release.small_tables import no_formula

FORMS = {"csv": CSV, "parquet": PARQUET}
_DESCRIPTIONS = (PACKAGE_FILE, CROISSANT_FILE, DCAT_FILE, METADATA_FILE)
_BATCH = 10_000
_TEXTS = frozenset({ColumnType.TEXT, ColumnType.LONG_TEXT})
_ENCODING = "utf-8-sig"
"""UTF-8 with a byte order mark, without which Excel assumes Windows-1252."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What to export and how; no `tables` means all of them.

    `for_spreadsheets`, for CSV only, puts an apostrophe before texts that a spreadsheet would take for
    formulas, and a byte order mark into the file.
    """

    tables: Sequence[str] = ()
    form: str = "csv"
    for_spreadsheets: bool = False
    overwrite: bool = False

    @property
    def chosen(self) -> tuple[Table, ...]:
        """The tables, in the order of a release; raises UsageError for an unknown one."""
        known = {table.name: table for table in TABLES}
        unknown = [name for name in self.tables if name not in known]
        if unknown:
            raise UsageError(f"There is no table {', '.join(unknown)}. Available: {', '.join(known)}")
        return tuple(table for table in TABLES if not self.tables or table.name in self.tables)


def export(release: Path, folder: Path, options: ExportOptions, advance: Callable[[int], None]) -> list[Path]:
    """Write tables of a release into a folder, with what describes them; return the files.

    `advance` is called with the number of tables written since. Raises UsageError when the options do not fit
    the folder, and FileError when the release lacks a table.
    """
    form = FORMS[options.form]
    if options.for_spreadsheets and form is not CSV:
        raise UsageError("--for-spreadsheets works only with CSV; leave out --format.")
    paths = {table: folder / form.file(table) for table in options.chosen}
    _require_room([*paths.values(), *(folder / name for name in _DESCRIPTIONS)], options)
    files = {}
    for table, path in paths.items():
        source = release / PARQUET.file(table)
        if not source.is_file():
            raise FileError(
                f"The release {release.name} has no table {table.name}: an older version built it."
            )
        with new_file(path) as stream:
            if form is PARQUET:
                with source.open("rb") as stored:
                    shutil.copyfileobj(stored, stream)
            else:
                _write_csv(source, table, options, stream)
        files[path.name] = file_facts(path)
        advance(1)
    made = _descriptions(release, files, options, form)
    for name, content in made.items():
        write_whole(folder / name, as_json(content).encode())
    return [*paths.values(), *(folder / name for name in made)]


def _require_room(paths: Sequence[Path], options: ExportOptions) -> None:
    if (paths[0].parent / MANIFEST_FILE).exists():
        raise UsageError(f"{paths[0].parent} is a release and is never overwritten. Choose another folder.")
    there = [path.name for path in paths if path.exists()]
    if there and not options.overwrite:
        raise UsageError(
            f"{paths[0].parent} already has {there[0]}, and perhaps other files to be written. Choose "
            "another folder, or add --overwrite."
        )


def _descriptions(
    release: Path, files: dict[str, FileFacts], options: ExportOptions, form: FileForm
) -> dict[str, dict[str, Any]]:
    """What describes the exported files, and the search index of the release, if it has one."""
    manifest = read_manifest(release) or {}
    facts = described(
        {"coverage": {}, "created": "", "sources": (), **manifest, "version": release.name}, files
    )
    package = data_package(facts, options.chosen, form)
    if options.for_spreadsheets:
        note = "Made for spreadsheets: texts that look like a formula have an apostrophe before them."
        package["description"] = f"{package['description']} {note}"
        for resource in package["resources"]:
            resource["encoding"] = _ENCODING
    has_index = (release / SEARCH_FILE).is_file()
    index = {METADATA_FILE: datasette_metadata(facts)} if has_index else {}
    return {PACKAGE_FILE: package, **portal_files(facts, options.chosen, form), **index}


def _write_csv(source: Path, table: Table, options: ExportOptions, file: BufferedWriter) -> None:
    """Write a table by RFC 4180: commas, CRLF, quotes where needed."""
    encoding = _ENCODING if options.for_spreadsheets else "utf-8"
    with TextIOWrapper(file, encoding=encoding, newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(table.column_names)
        for rows in _rows(source, table, for_spreadsheets=options.for_spreadsheets):
            writer.writerows(rows)


def _rows(source: Path, table: Table, *, for_spreadsheets: bool) -> Iterator[Iterator[tuple[Any, ...]]]:
    """The rows of a table in batches, with values as in CSV."""
    forms = _CELLS | (dict.fromkeys(_TEXTS, no_formula) if for_spreadsheets else {})
    written = [forms.get(column.type) for column in table.columns]
    with pq.ParquetFile(source) as parquet:
        for batch in parquet.iter_batches(_BATCH, columns=list(table.column_names)):
            columns = (
                [value if value is None else write(value) for value in batch[name].to_pylist()]
                if write
                else batch[name].to_pylist()
                for name, write in zip(table.column_names, written, strict=True)
            )
            yield zip(*columns, strict=True)


_CELLS: dict[ColumnType, Callable[[Any], str]] = {
    ColumnType.BOOLEAN: lambda value: str(value).lower(),
    ColumnType.TIMESTAMP: lambda value: value.astimezone(UTC).isoformat().replace("+00:00", "Z"),
    # As JSON, which never begins like a formula.
    ColumnType.TEXT_LIST: partial(json.dumps, ensure_ascii=False),
}
"""What CSV has for the values of a type; others are as they are."""
