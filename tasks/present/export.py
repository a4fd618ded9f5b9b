"""Tables of a release as files for other tools: CSV or Parquet, with a Data Package that describes them."""

import csv
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from schemas.columns import ColumnType, Table
from schemas.package.datapackage import CSV, PARQUET, FileForm, data_package
from schemas.package.words import Described, FileFacts
from schemas.tables import TABLES
from tasks.common.errors import FileError, UsageError
from tasks.common.files import storage_errors, write_whole
from tasks.release.describe import PACKAGE_FILE, as_json
from tasks.release.published.manifest import MANIFEST_FILE, file_facts, read_manifest

FORMS = {"csv": CSV, "parquet": PARQUET}
_BATCH = 10_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A text that begins so is a formula to a spreadsheet (OWASP, CSV injection)."""
_TEXTS = frozenset({ColumnType.TEXT, ColumnType.LONG_TEXT})
_ENCODING = "utf-8-sig"
"""UTF-8 with a byte order mark, without which Excel takes a file for Windows-1252."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What shall be exported, and how.

    Attributes:
        tables: Names of tables; all when empty.
        form: 'csv' or 'parquet'.
        for_spreadsheets: Whether texts that a spreadsheet would take for formulas get an apostrophe before
            them, and the file a byte order mark; for CSV alone.
        overwrite: Whether files that are there may be replaced.
    """

    tables: Sequence[str] = ()
    form: str = "csv"
    for_spreadsheets: bool = False
    overwrite: bool = False

    @property
    def chosen(self) -> tuple[Table, ...]:
        """The tables, in the order of a release.

        Raises:
            UsageError: When a release has no table of such a name.
        """
        known = {table.name: table for table in TABLES}
        unknown = [name for name in self.tables if name not in known]
        if unknown:
            raise UsageError(f"There is no table {', '.join(unknown)}. There are: {', '.join(known)}")
        return tuple(table for table in TABLES if not self.tables or table.name in self.tables)


def export(release: Path, folder: Path, wish: Wish, advance: Callable[[int], None]) -> list[Path]:
    """Write tables of a release into a folder, and the Data Package that describes them.

    Args:
        release: The folder of the release.
        folder: Where to; it is made when it is not there.
        wish: What, and how.
        advance: Called when so many more tables are written.

    Returns:
        The files.

    Raises:
        UsageError: When a table is not known, a file is there already, the folder is a release, or Parquet is
            wanted for spreadsheets.
        FileError: When the release does not hold a table, or a file cannot be written.
    """
    form = FORMS[wish.form]
    if wish.for_spreadsheets and form is not CSV:
        raise UsageError("Only CSV is made --for-spreadsheets; leave --format out.")
    paths = {table: folder / f"{table.name}.{form.ending}" for table in wish.chosen}
    _require_room([*paths.values(), folder / PACKAGE_FILE], wish)
    files = {}
    for table, path in paths.items():
        source = release / f"{table.name}.{PARQUET.ending}"
        if not source.is_file():
            raise FileError(
                f"The release {release.name} holds no table {table.name}; an older version made it."
            )
        write = (
            partial(shutil.copyfile, source) if form is PARQUET else partial(_write_csv, source, table, wish)
        )
        _write_beside(path, write)
        files[path.name] = FileFacts(*file_facts(path))
        advance(1)
    write_whole(folder / PACKAGE_FILE, as_json(_package(release, files, wish, form)).encode())
    return [*paths.values(), folder / PACKAGE_FILE]


def _require_room(paths: Sequence[Path], wish: Wish) -> None:
    if (paths[0].parent / MANIFEST_FILE).exists():
        raise UsageError(f"{paths[0].parent} is a release, and stays as it is. Name another folder.")
    there = [path.name for path in paths if path.exists()]
    if there and not wish.overwrite:
        raise UsageError(
            f"{paths[0].parent} holds {there[0]} and perhaps others already. Name another folder, or say "
            "--overwrite."
        )


def _package(release: Path, files: dict[str, FileFacts], wish: Wish, form: FileForm) -> dict[str, Any]:
    said = read_manifest(release) or {}
    described = Described(
        release.name, said.get("created", ""), files, sources=tuple(said.get("sources", ()))
    )
    package = data_package(described, wish.chosen, form)
    if wish.for_spreadsheets:
        note = "Made for spreadsheets: texts that begin like a formula have an apostrophe before them."
        package["description"] = f"{package['description']} {note}"
        for resource in package["resources"]:
            resource["encoding"] = _ENCODING
    return package


def _write_beside(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file under another name first, so that it is there whole or not at all."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with storage_errors(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            write(temporary)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


def _write_csv(source: Path, table: Table, wish: Wish, path: Path) -> None:
    """Write a table as RFC 4180 has it: commas, CRLF, quotes where they are needed."""
    encoding = _ENCODING if wish.for_spreadsheets else "utf-8"
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(table.column_names)
        for rows in _rows(source, table, for_spreadsheets=wish.for_spreadsheets):
            writer.writerows(rows)


def _rows(source: Path, table: Table, *, for_spreadsheets: bool) -> Iterator[Iterator[tuple[Any, ...]]]:
    """The rows of a table in batches, each value as CSV holds it."""
    written = [_cell(column.type, for_spreadsheets=for_spreadsheets) for column in table.columns]
    with pq.ParquetFile(source) as parquet:
        for batch in parquet.iter_batches(_BATCH, columns=list(table.column_names)):
            columns = (
                map(write, batch[name].to_pylist()) if write else batch[name].to_pylist()
                for name, write in zip(table.column_names, written, strict=True)
            )
            yield zip(*columns, strict=True)


def _cell(kind: ColumnType, *, for_spreadsheets: bool) -> Callable[[Any], Any] | None:
    """What makes a value of a column that which CSV holds; None where it may stay."""
    if kind is ColumnType.BOOLEAN:
        return _boolean
    if kind is ColumnType.TIMESTAMP:
        return _moment
    if kind is ColumnType.TEXT_LIST:
        return _list
    return _no_formula if for_spreadsheets and kind in _TEXTS else None


def _boolean(value: bool | None) -> str | None:  # noqa: FBT001 - the value of a cell
    return None if value is None else str(value).lower()


def _moment(value: datetime | None) -> str | None:
    return None if value is None else value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _list(value: list[str] | None) -> str | None:
    """A list as JSON, which never begins like a formula."""
    return None if value is None else json.dumps(value, ensure_ascii=False)


def _no_formula(value: str | None) -> str | None:
    return f"'{value}" if value and value.startswith(_FORMULA) else value
