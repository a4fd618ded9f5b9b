"""Pages from zip and WACZ: one member at a time, nothing is ever written to disk."""

import posixpath
import re
import stat
from collections.abc import Iterator
from io import BufferedReader, BytesIO
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from schemas.records import IncomingPage
from tasks.common.address import archive_legislature
from tasks.fetch.files.file_kinds import (
    ARCHIVES_OF_FILES,
    advice_on,
    is_hidden,
    kind_of,
    path_of,
    unpacked_name,
    why_outside,
)
from tasks.fetch.files.limits import (
    LARGEST_DIRECTORY,
    LARGEST_SIDECAR,
    UNREADABLE,
    BombError,
    BrokenOffError,
    UnusableError,
    library_call,
    read_page,
    require_no_bomb,
    require_size_of_a_page,
    unpacked_page,
)
from tasks.fetch.files.provenance import SIDECAR, Provenance, page_from_file, read_sidecar
from tasks.fetch.files.report import SourceReport, Tally, printable
from tasks.fetch.files.warc import pages_of_records

_PACKAGE_SUFFIX = ".wacz"
_DESCRIPTION = "datapackage.json"
_RECORDS_OF_PACKAGE = re.compile(r"archive/.+\.(?:warc|wet)(?:\.gz)?", re.DOTALL | re.IGNORECASE)
_ENCRYPTED = 0x1 | 0x40
_LONGEST_END = 66_000
"""Bytes at the end of a zip that tell the size of its list of files: two records, and a comment of 64 kB."""
_IN_ZIP64 = 0xFFFF_FFFF
_UNKNOWN = Provenance()


def pages_of_archive(
    path: Path, origin: str, report: SourceReport, beside: Provenance
) -> Iterator[IncomingPage]:
    """The pages in a zip or WACZ, and in WARC files inside it, with what their sidecars say.

    A damaged or hostile archive gives what precedes the damage, and a sentence in the report. A page's origin
    is `origin`, `!`, and its path in the archive. `beside` is what the archive's own sidecar says.
    """
    with Tally(str(path), report) as tally:
        try:
            with path.open("rb") as file:
                yield from pages_of_zip(file, origin, tally, beside)
        except UNREADABLE as error:
            tally.cut_short(error)


def pages_of_zip(
    file: BinaryIO, origin: str, tally: Tally, beside: Provenance = _UNKNOWN
) -> Iterator[IncomingPage]:
    """The pages in an open zip; raises UNREADABLE where it is damaged."""
    return _Archive(file, origin, tally, beside).pages()


class _Archive:
    """An open archive, and how many bytes were unpacked of it."""

    def __init__(self, file: BinaryIO, origin: str, tally: Tally, beside: Provenance) -> None:
        self._zip = _opened(file)
        self._packed = file.seek(0, SEEK_END)
        is_of_records = archive_legislature(beside.url or "") is not None
        self._own = Provenance(None, beside.fetched_at) if is_of_records else _UNKNOWN
        self._expanded = 0
        self._origin = origin
        self._tally = tally
        files = [info for info in self._zip.infolist() if not info.filename.endswith("/")]
        self._members = [(path_of(info.filename), info) for info in files]
        sidecars = [member for member in self._members if kind_of(member[0]) == "sidecar"]
        self._beside = {path[: -len(SIDECAR)]: (path, info) for path, info in sidecars}
        paths = {path for path, _ in self._members}
        self._is_package = tally.name.lower().endswith(_PACKAGE_SUFFIX) or (
            _DESCRIPTION in paths and any(map(_RECORDS_OF_PACKAGE.fullmatch, paths))
        )

    def pages(self) -> Iterator[IncomingPage]:
        """All pages, in the order of the archive; a member that cannot be read does not stop the next."""
        is_empty = True
        for path, info in self._members:
            try:
                for page in self._pages_of(path, info):
                    is_empty = False
                    yield page
            except BombError:
                raise
            except UNREADABLE as error:
                self._tally.skip_member(path, error)
        if is_empty and not self._tally.has_reports:
            self._tally.add_problem(f"{printable(self._tally.name)} contains no page.")

    def _pages_of(self, path: str, info: ZipInfo) -> Iterator[IncomingPage]:
        if refused := _why_refused(info):
            raise UnusableError(refused)
        kind = kind_of(path)
        if is_hidden(path) or kind == "sidecar":
            return
        if kind in ARCHIVES_OF_FILES:
            raise UnusableError(f"it is an archive inside an archive; {advice_on(posixpath.basename(path))}")
        if kind == "records":
            yield from pages_of_records(self._open(info), self._tally, path)
        elif not self._is_package:  # the other files of a WACZ are lists of its content
            require_size_of_a_page(info.file_size)
            content = read_page(self._open(info))
            if kind == "packed":
                content = unpacked_page(BytesIO(content))
            yield page_from_file(content, f"{self._origin}!{path}", path, self._provenance(path))

    def _open(self, info: ZipInfo) -> BufferedReader:
        """A member as a stream, which gives no more than the size that the archive declares."""
        self._expanded += info.file_size
        require_no_bomb(self._packed, self._expanded)
        with library_call():
            return cast("BufferedReader", self._zip.open(info))

    def _provenance(self, path: str) -> Provenance:
        sidecar = self._beside.get(path) or self._beside.get(unpacked_name(path))
        if sidecar is None or _why_refused(sidecar[1]):
            return self._own
        try:
            with library_call():
                content = self._open(sidecar[1]).read(LARGEST_SIDECAR)
        except (OSError, BrokenOffError) as error:
            self._tally.skip_member(sidecar[0], error)
            return self._own
        return read_sidecar(content)


def _opened(file: BinaryIO) -> ZipFile:
    file.seek(-min(_LONGEST_END, file.seek(0, SEEK_END)), SEEK_END)
    end = file.read()
    for begin, size in ((b"PK\5\6", slice(12, 16)), (b"PK\6\6", slice(40, 48))):  # of ZIP64
        _, found, record = end.rpartition(begin)
        listed = int.from_bytes((found + record)[size], "little")
        if found and listed > LARGEST_DIRECTORY and listed != _IN_ZIP64:
            raise BombError(f"its list of files has more than {LARGEST_DIRECTORY:,} bytes")
    try:
        with library_call():
            return ZipFile(file)
    except BrokenOffError as error:
        raise BrokenOffError(f"it is cut off or no zip, its directory cannot be read ({error})") from error


def _why_refused(info: ZipInfo) -> str | None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "it is a symbolic link"
    if kind not in {0, stat.S_IFREG}:
        return "it is a device or another thing that is no file"
    if info.flag_bits & _ENCRYPTED:
        return "it is encrypted"
    if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        method = f"it is packed by method {info.compress_type}, which is not read"
        return f"{method}; unpack the archive, and give its folder"
    return why_outside(info.filename)
