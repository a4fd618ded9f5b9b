"""Pages from files and folders; a sidecar `page.html.url` may name the address and the time of fetching."""

import os
from collections.abc import Iterator
from pathlib import Path

from schemas.records import IncomingPage
from tasks.fetch.files.file_kinds import kind_of, unpacked_name
from tasks.fetch.files.limits import (
    LARGEST_SIDECAR,
    UNREADABLE,
    read_page,
    require_size_of_a_page,
    unpacked_page,
)
from tasks.fetch.files.provenance import SIDECAR, Provenance, page_from_file, read_sidecar
from tasks.fetch.files.report import SourceReport, Tally, in_unicode, path_name, why


def files_below(folder: Path, report: SourceReport) -> Iterator[Path]:
    """Every file below a folder except sidecars, hidden files and data folders, ordered by name.

    Links to files elsewhere are refused; links to folders are not followed.
    """
    top = folder.resolve()
    linked: list[str] = []

    def cannot_read(error: OSError) -> None:
        report.problems.append(_sentence(error, error.filename))

    with Tally(str(folder), report) as tally:
        for parent, folders, names in os.walk(folder, onerror=cannot_read):
            # A source must never contain a data folder of this product.
            if Path(parent, "lock").is_file() and Path(parent, "ledger").is_dir():
                report.notes.append(f"{in_unicode(parent)} is a data folder of this product; it was skipped.")
                folders.clear()
                continue
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            linked += [in_unicode(name) for name in folders if Path(parent, name).is_symlink()]
            for name in sorted(names):
                path = Path(parent, name)
                if not name.startswith(".") and kind_of(name) != "sidecar" and _stays(path, top, tally):
                    yield path
    if linked:
        report.notes.append(
            f"{in_unicode(str(folder))}: {len(linked)} links to folders were not followed, first {linked[0]}."
        )


def is_file(path: Path, report: SourceReport) -> bool:
    """Whether a path is a file; anything else (a pipe, a broken link) is reported."""
    try:
        if path.is_file():
            return True
        report.problems.append(f"{path_name(path)} is not a file; it was skipped.")
    except OSError as error:
        report.problems.append(_sentence(error, path))
    return False


def page_of_file(
    path: Path, origin: str, report: SourceReport, top: Path | None = None
) -> Iterator[IncomingPage]:
    """The page in a file; none, and a sentence in the report, when it cannot be read.

    A `.gz` file is unpacked. Sidecars must not leave the folder `top`, None for a single named file.
    """
    try:
        require_size_of_a_page(path.stat().st_size)
        with path.open("rb") as stream:
            content = unpacked_page(stream) if kind_of(path.name) == "packed" else read_page(stream)
    except UNREADABLE as error:
        report.problems.append(_sentence(error, path))
        return
    place = in_unicode(os.path.abspath(path))  # noqa: PTH100 - `resolve` would follow links
    yield page_from_file(content, in_unicode(origin), place, beside(path, report, top))


def beside(path: Path, report: SourceReport, top: Path | None) -> Provenance:
    """The sidecar's content: of a file's own name, or of its name unpacked."""
    for name in dict.fromkeys((path.name, unpacked_name(path.name))):
        sidecar = path.with_name(name + SIDECAR)
        try:
            if sidecar.exists():
                with Tally(str(path.parent), report) as tally:
                    if top is not None and not _stays(sidecar, top, tally):
                        return Provenance()
                with sidecar.open("rb") as stream:
                    return read_sidecar(stream.read(LARGEST_SIDECAR))
        except UNREADABLE as error:
            report.problems.append(_sentence(error, sidecar))
    return Provenance()


def _stays(path: Path, top: Path, tally: Tally) -> bool:
    """Whether a file is no link, or one to a file of the same folder; others are reported."""
    try:
        if not path.is_symlink() or path.resolve().is_relative_to(top):
            return True
    except (OSError, RuntimeError):
        return True  # a circle, which reading reports
    tally.add_problem(f"{path_name(path)} is a link that leaves its folder; it was skipped.")
    return False


def _sentence(error: BaseException, path: Path | str) -> str:
    return f"Cannot read {path_name(path)}: {why(error)}."
