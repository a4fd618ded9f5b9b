"""The stand-in for the Chamber's open data: an archive of invented records, which goes wrong on request."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from typing import Literal
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tests.support.render.records import Facts, named, xml

from . import pages
from .faults import Fault, OtherAnswer
from .pages import Address
from .reply import NOT_MODIFIED, Reply
from .server import Site, is_known
from .world import World

TOP = "/v0/"


@dataclass(frozen=True)
class Instead(OtherAnswer):
    """Another status and body, as a page under maintenance with 200."""

    status: int = 200
    body: bytes = b"Site under maintenance!"

    def answer(self) -> Reply:
        return Reply(self.status, self.body)


@dataclass(frozen=True)
class Cut(Fault):
    """Half of the body, announced as if it were all."""

    def change(self, reply: Reply) -> Reply:
        return replace(reply, body=reply.body[: len(reply.body) // 2])


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of files, the same bytes for the same files."""
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name, body in files.items():
            archive.writestr(ZipInfo(name), body, ZIP_DEFLATED)
    return content.getvalue()


class Chamber(Site):
    """Serves the archives of `records`, which may be set at any time, as may `marks`.

    marks: 'honoured' (ETag, and 304 to whoever knows it), 'ignored' (ETag, and always the whole) or 'none'.
    """

    def __init__(self, *records: Facts) -> None:
        super().__init__(World(already=0))
        self.records = list(records)
        self.marks: Literal["honoured", "ignored", "none"] = "honoured"

    @property
    def url(self) -> str:
        return super().url.removesuffix(pages.TOP) + TOP

    @property
    def asked(self) -> list[bool]:
        """For each request of an archive, whether it was conditional."""
        return ["if-none-match" in one.headers for one in self.requests if "archive" in one.path]

    def _reply(self, path: str, address: Address | None, headers: Mapping[str, str]) -> Reply:
        legislature = path.removeprefix(f"{TOP}qrva/archive?leg=")
        if legislature == path:
            return super()._reply(path, address, headers)
        found = [one for one in self.records if str(one["LEGISL"]) == legislature]
        body = zip_of({f"{named(one)['SDOCNAME']}.xml": xml(one, envelope=False) for one in found})
        reply = Reply(200, body, {"Content-Type": "application/zip"})
        if self.marks == "none":
            return reply
        etag = f'"{sha256(body).hexdigest()[:16]}"'
        if self.marks == "honoured" and is_known(headers, etag, None):
            return Reply(NOT_MODIFIED, b"", {"ETag": etag})
        return replace(reply, headers=reply.with_headers(ETag=etag))
