"""The sources of `ingest --from`."""

import os
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from schemas.codes import SAMPLE_SOURCE
from schemas.records import IncomingPage
from tasks.common.errors import UsageError
from tasks.fetch.files.archive import pages_of_archive
from tasks.fetch.files.file_kinds import advice_on, kind_of
from tasks.fetch.files.files import beside, files_below, is_file, page_of_file
from tasks.fetch.files.report import SourceReport, in_unicode, path_name
from tasks.fetch.files.warc import pages_of_warc

_SAMPLE_README = "README.md"


def source_name(source: str) -> str:
    """The name under which a source is logged, 'sample' or a path; raises UsageError if nothing is there."""
    if source == SAMPLE_SOURCE:
        return source
    there = os.path.expanduser(source)  # noqa: PTH111 - an unknown user is no error here
    if not source.strip() or not Path(there).exists():
        raise UsageError(
            f"There is no file or folder {source!r}. Give 'sample', a page, a folder of pages, or an archive "
            "(WARC, WET, WACZ, zip)."
        )
    return source


def incoming_pages(source: str, report: SourceReport) -> Iterator[IncomingPage]:
    """The pages of a source, one at a time: 'sample', or an existing page, folder or archive."""
    if source == SAMPLE_SOURCE:
        for path in files_below(Path(str(files("tasks.fetch.files") / "sample")), report):
            if path.name != _SAMPLE_README:
                yield from page_of_file(path, path.name, report)
        return
    given = Path(source).expanduser()
    if not given.is_dir():
        yield from _pages_of(given, given.name, report, None)
        return
    top = given.resolve()
    for path in files_below(given, report):
        yield from _pages_of(path, path.relative_to(given).as_posix(), report, top)


def _pages_of(path: Path, origin: str, report: SourceReport, top: Path | None) -> Iterator[IncomingPage]:
    kind = kind_of(path.name)
    if not is_file(path, report):
        return
    if kind == "records":
        yield from pages_of_warc(path, report)
    elif kind == "zip":
        yield from pages_of_archive(path, in_unicode(origin), report, beside(path, report, top))
    elif kind == "unsupported":
        name = path_name(path)
        report.problems.append(f"{name} is an archive that is not read; {advice_on(name)}.")
    else:
        yield from page_of_file(path, origin, report, top)
