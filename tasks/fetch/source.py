"""The sources that `ingest --from` knows."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from schemas.codes import SAMPLE_SOURCE
from schemas.records import IncomingPage
from tasks.errors import UsageError
from tasks.fetch.files import files_below, page_of_file
from tasks.fetch.report import SourceReport
from tasks.fetch.warc import SUFFIXES, pages_of_warc

_SAMPLE_README = "README.md"


def source_name(source: str) -> str:
    """The name under which a source is logged: 'sample', or the path as given.

    Raises:
        UsageError: When there is no such file or folder.
    """
    if source == SAMPLE_SOURCE:
        return source
    if not source.strip() or not Path(source).expanduser().exists():
        raise UsageError(
            f"There is no file or folder {source!r}. Give 'sample', a page, a folder of pages or a WARC file."
        )
    return source


def incoming_pages(source: str, report: SourceReport) -> Iterator[IncomingPage]:
    """The pages of a source, one at a time.

    Args:
        source: 'sample', or the path of a file, a folder or a WARC archive that exists.
        report: Gathers what could not be read.
    """
    if source == SAMPLE_SOURCE:
        yield from _sample_pages(report)
        return
    given = Path(source).expanduser()
    paths = files_below(given, report) if given.is_dir() else (given,)
    for path in paths:
        if path.name.endswith(SUFFIXES):
            yield from pages_of_warc(path, report)
        else:
            origin = path.relative_to(given).as_posix() if path != given else path.name
            yield from page_of_file(path, origin, report)


def _sample_pages(report: SourceReport) -> Iterator[IncomingPage]:
    folder = Path(str(files("tasks.fetch") / "sample"))
    for path in files_below(folder, report):
        if path.name != _SAMPLE_README:
            yield from page_of_file(path, path.name, report)
