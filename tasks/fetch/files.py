"""Pages from files and folders; a sidecar `page.html.url` may name the address."""

import os
from collections.abc import Iterator
from pathlib import Path

from schemas.records import IncomingPage
from tasks.fetch.report import SourceReport

SIDECAR = ".url"
LARGEST_FILE = 64_000_000
"""Bytes; a larger file is no page and is not taken into memory."""


def files_below(folder: Path, report: SourceReport) -> Iterator[Path]:
    """Every file below a folder but sidecars, hidden ones and data folders, in the order of their names."""
    for parent, folders, names in os.walk(folder, onerror=lambda error: _note(report, error)):
        if is_data_folder(Path(parent)):
            report.notes.append(
                f"{_in_unicode(parent)} is a data folder of this product; it was passed over."
            )
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and not name.endswith(SIDECAR):
                yield Path(parent, name)


def is_data_folder(folder: Path) -> bool:
    """Whether a folder is one that runs of this product write into: a source must never hold itself."""
    return (folder / "lock").is_file() and (folder / "ledger").is_dir()


def page_of_file(path: Path, origin: str, report: SourceReport) -> Iterator[IncomingPage]:
    """The page in a file; none, and a sentence in the report, when it cannot be read."""
    try:
        if not path.is_file():
            report.problems.append(f"{path} is not a file; it was passed over.")
            return
        if path.stat().st_size > LARGEST_FILE:
            report.problems.append(f"{path} is larger than {LARGEST_FILE:,} bytes, which no page is.")
            return
        content = path.read_bytes()
    except OSError as error:
        _note(report, error, path)
        return
    yield IncomingPage(content, _in_unicode(origin), _address_beside(path, report))


def _in_unicode(name: str) -> str:
    """A file name as text; bytes of it that are no UTF-8 become replacement characters."""
    return os.fsencode(name).decode(errors="replace")


def _address_beside(path: Path, report: SourceReport) -> str | None:
    sidecar = path.with_name(path.name + SIDECAR)
    try:
        words = sidecar.read_text(encoding="utf-8", errors="replace").split() if sidecar.exists() else []
    except OSError as error:
        _note(report, error, sidecar)
        return None
    return words[0] if words else None


def _note(report: SourceReport, error: OSError, path: Path | None = None) -> None:
    name = _in_unicode(str(error.filename or path))
    report.problems.append(f"Cannot read {name}: {error.strerror}.")
