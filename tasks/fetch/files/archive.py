"""Pages from zip and WACZ: one member at a time, nothing is ever written to disk."""

import posixpath
import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from schemas.records import IncomingPage
from tasks.fetch.files.file_kinds import (
    ARCHIVES_OF_FILES,
    FileKind,
    Member,
    advice_on,
    is_hidden,
    kind_of,
    unpacked_name,
)
from tasks.fetch.files.limits import (
    LARGEST_SIDECAR,
    MOST_MEMBERS,
    SIDECARS_IN_MEMORY,
    UNREADABLE,
    BombError,
    read_page,
    require_size_of_a_page,
)
from tasks.fetch.files.provenance import SIDECAR, Provenance, page_from_file, read_sidecar
from tasks.fetch.files.report import SourceReport, Tally, printable
from tasks.fetch.files.unpacked import unpacked_page
from tasks.fetch.files.warc import pages_of_records
from tasks.fetch.files.zip_members import zip_members

_PACKAGE_SUFFIX = ".wacz"
_DESCRIPTION = "datapackage.json"
_RECORDS_OF_PACKAGE = re.compile(r"archive/.+\.(?:warc|wet)(?:\.gz)?", re.DOTALL | re.IGNORECASE)
_BYTES_PER_SIDECAR = 300  # memory of the objects for one


def pages_of_archive(path: Path, origin: str, report: SourceReport) -> Iterator[IncomingPage]:
    """The pages in a zip or WACZ, and in WARC files inside it, with what their sidecars say.

    A damaged or hostile archive gives what precedes the damage, and a sentence in the report. A page's origin
    is `origin`, `!`, and its path in the archive.
    """
    with Tally(str(path), report) as tally:
        try:
            yield from _Archive(path, origin, tally).pages()
        except UNREADABLE as error:
            tally.cut_short(error)


class _Archive:
    """An archive read twice: first for sidecars, then for the pages."""

    def __init__(self, path: Path, origin: str, tally: Tally) -> None:
        self._path = path
        self._origin = origin
        self._tally = tally
        self._is_package = path.name.lower().endswith(_PACKAGE_SUFFIX)
        self._beside: dict[str, Provenance] = {}
        self._room = SIDECARS_IN_MEMORY

    def pages(self) -> Iterator[IncomingPage]:
        """All pages, in the order of the archive."""
        with suppress(*UNREADABLE):  # met again below, after the pages before it
            self._look_around()
        is_empty = True
        for member in self._members():
            for page in self._pages_of(member):
                is_empty = False
                yield page
        if is_empty and not self._tally.has_reports:
            self._tally.add_problem(f"{printable(self._tally.name)} contains no page.")
        if self._room < 0:
            self._tally.add_problem(
                f"{printable(self._tally.name)} contains too many {SIDECAR!r} files; some were not read."
            )

    def _members(self) -> Iterator[Member]:
        for number, member in enumerate(zip_members(self._path), 1):
            if number > MOST_MEMBERS:
                raise BombError(f"it has more than {MOST_MEMBERS:,} files")
            yield member

    def _look_around(self) -> None:
        """Read the sidecars, and detect a WACZ under another name."""
        paths_of_package: set[bool] = set()
        for member in self._members():
            if member.refused:
                continue
            if member.path == _DESCRIPTION or _RECORDS_OF_PACKAGE.fullmatch(member.path):
                paths_of_package.add(member.path == _DESCRIPTION)
            if kind_of(member.path) == "sidecar" and self._room > 0:
                self._keep_sidecar(member)
        self._is_package |= len(paths_of_package) == len({True, False})

    def _keep_sidecar(self, member: Member) -> None:
        try:
            beside = read_sidecar(member.open().read(LARGEST_SIDECAR))
        except BombError:
            raise
        except UNREADABLE as error:
            self._tally.skip_member(member.path, error)
            return
        self._beside[member.path[: -len(SIDECAR)]] = beside
        self._room -= _BYTES_PER_SIDECAR + len(member.path) + len(beside.url or "")

    def _pages_of(self, member: Member) -> Iterator[IncomingPage]:
        """The pages of a member; a problem is reported and does not stop the next member."""
        if member.refused:
            self._tally.skip_member(member.path, member.refused)
            return
        try:
            yield from self._content(member)
        except BombError:
            raise
        except UNREADABLE as error:
            self._tally.skip_member(member.path, error)

    def _content(self, member: Member) -> Iterator[IncomingPage]:
        kind = kind_of(member.path)
        if is_hidden(member.path) or kind == "sidecar":
            return
        if kind in ARCHIVES_OF_FILES:
            self._tally.skip_member(
                member.path,
                f"it is an archive inside an archive; {advice_on(posixpath.basename(member.path))}",
            )
        elif kind == "records":
            yield from pages_of_records(member.open(), self._tally, member.path)
        elif not self._is_package:  # the other files of a WACZ are lists of its content
            require_size_of_a_page(member.size)
            yield self._page(member, kind)

    def _page(self, member: Member, kind: FileKind) -> IncomingPage:
        content = read_page(member.open())
        if kind == "packed":
            content = unpacked_page(BytesIO(content))
        beside = self._beside.get(member.path) or self._beside.get(unpacked_name(member.path), Provenance())
        return page_from_file(content, f"{self._origin}!{member.path}", member.path, beside)
