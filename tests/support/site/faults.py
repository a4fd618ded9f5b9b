"""What can go wrong with an answer. Each fault changes the answer, or the way it is sent, or both."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.utils import formatdate
from functools import lru_cache
from gzip import compress
from time import time

from . import pages
from .reply import Close, Reply, Step, Wait, chunk

MEGABYTE = 1_000_000
PIECE = 50_000
HTML = {"Content-Type": "text/html; charset=UTF-8"}


class Fault:
    """No fault at all: the answer as it is, sent whole."""

    def change(self, reply: Reply) -> Reply:
        return reply

    def steps(self, reply: Reply) -> Iterator[Step]:
        return reply.steps()


# Ways of sending


@dataclass(frozen=True)
class Drip(Fault):
    """The body, or the head too, comes in pieces with a pause before each."""

    seconds_a_byte: float
    head_too: bool = False

    def steps(self, reply: Reply) -> Iterator[Step]:
        head = reply.head()
        if not self.head_too:
            yield head
        slow = head + reply.body if self.head_too else reply.body
        for byte in slow:
            yield Wait(self.seconds_a_byte)
            yield bytes([byte])


@dataclass(frozen=True)
class Stall(Fault):
    """Nothing comes for some seconds: before the head, or behind it and a share of the body."""

    seconds: float
    share: float | None = None

    def steps(self, reply: Reply) -> Iterator[Step]:
        whole = reply.head() + reply.body
        sent = 0 if self.share is None else len(reply.head()) + int(self.share * len(reply.body))
        yield whole[:sent]
        yield Wait(self.seconds)
        yield whole[sent:]


@dataclass(frozen=True)
class Reset(Fault):
    """The connection is reset: before the head, or behind it and a share of the body."""

    share: float | None = None

    def change(self, reply: Reply) -> Reply:
        return replace(reply, status=None) if self.share is None else reply

    def steps(self, reply: Reply) -> Iterator[Step]:
        if self.share is not None:
            yield reply.head() + reply.body[: int(self.share * len(reply.body))]
        yield Close(reset=True)


@dataclass(frozen=True)
class Truncated(Fault):
    """The connection closes behind a share of the body; its length was announced, or it comes in chunks."""

    share: float = 0.5
    chunked: bool = False

    def steps(self, reply: Reply) -> Iterator[Step]:
        part = reply.body[: int(self.share * len(reply.body))]
        if self.chunked:
            yield reply.head_without_length(Transfer_Encoding="chunked") + (chunk(part) if part else b"")
        else:
            yield reply.head() + part
        yield Close()


@dataclass(frozen=True)
class WrongLength(Fault):
    """The length announced is that many bytes more or less than the body has."""

    difference: int

    def steps(self, reply: Reply) -> Iterator[Step]:
        yield reply.head(max(0, len(reply.body) + self.difference)) + reply.body
        yield Close()


@dataclass(frozen=True)
class Huge(Fault):
    """The page and then blanks, megabytes of them; the length announced, or in chunks."""

    megabytes: int = 50
    announced: bool = True

    def steps(self, reply: Reply) -> Iterator[Step]:
        blanks, rest = b" " * (PIECE - 1) + b"\n", self.megabytes * MEGABYTE - len(reply.body)
        pieces = (blanks[: min(PIECE, rest - start)] for start in range(0, rest, PIECE))
        if self.announced:
            yield reply.head(len(reply.body) + rest) + reply.body
            yield from pieces
        else:
            yield reply.head_without_length(Transfer_Encoding="chunked") + chunk(reply.body)
            yield from map(chunk, pieces)
            yield chunk(b"")


# Other headers, other bytes


@dataclass(frozen=True)
class WrongCharset(Fault):
    """The header names another charset; the bytes stay."""

    label: str

    def change(self, reply: Reply) -> Reply:
        return replace(reply, headers=reply.with_headers(Content_Type=f"text/html; charset={self.label}"))


@dataclass(frozen=True)
class BrokenGzip(Fault):
    """A compressed body that breaks in its middle."""

    def change(self, reply: Reply) -> Reply:
        whole = reply.body if "Content-Encoding" in reply.headers else compress(reply.body, mtime=0)
        half = len(whole) // 2
        body = whole[:half] + bytes(byte ^ 0xFF for byte in whole[half:])
        return replace(reply, body=body, headers=reply.with_headers(Content_Encoding="gzip"))


@dataclass(frozen=True)
class GzipBomb(Fault):
    """A small body that grows to megabytes of blanks."""

    megabytes: int

    def change(self, reply: Reply) -> Reply:
        headers = reply.with_headers(Content_Encoding="gzip")
        return replace(reply, body=compressed_blanks(self.megabytes), headers=headers)


@lru_cache(maxsize=4)
def compressed_blanks(megabytes: int) -> bytes:
    packer, blanks = zlib.compressobj(9, wbits=31), b" " * MEGABYTE
    return b"".join(packer.compress(blanks) for _ in range(megabytes)) + packer.flush()


@dataclass(frozen=True)
class EmptyPage(Fault):
    """A page of the Senate without any question, for a question that exists."""

    def change(self, reply: Reply) -> Reply:
        return Reply(200, pages.empty_page(reply.language, "tables"), language=reply.language)


# Other answers


class OtherAnswer(Fault):
    """Something else is answered."""

    def change(self, reply: Reply) -> Reply:
        return replace(self.answer(), language=reply.language)

    def answer(self) -> Reply:
        raise NotImplementedError


@dataclass(frozen=True)
class TooMany(OtherAnswer):
    """429; retry_after in seconds, as a text of its own (see http_date), or not at all."""

    retry_after: int | str | None = None

    def answer(self) -> Reply:
        body = pages.notice("429 Too Many Requests", "You have sent too many requests.")
        return Reply(429, body, retry_later(self.retry_after))


@dataclass(frozen=True)
class ServerError(OtherAnswer):
    """500, 502, 503 or 504, or 520 to 530 from Cloudflare in front of the site."""

    status: int = 503
    retry_after: int | str | None = None

    def answer(self) -> Reply:
        body = pages.notice(f"{self.status} Error", "The server cannot answer now.")
        return Reply(self.status, body, retry_later(self.retry_after))


@dataclass(frozen=True)
class Frames(OtherAnswer):
    """A page of frames; words are those for browsers that know none."""

    words: str = ""

    def answer(self) -> Reply:
        return Reply(200, pages.frames(self.words))


@dataclass(frozen=True)
class NoBody(OtherAnswer):
    """A status, and not a byte behind the head."""

    status: int = 200

    def answer(self) -> Reply:
        return Reply(self.status, b"")


@dataclass(frozen=True)
class RedirectTo(OtherAnswer):
    """A redirect to another address."""

    url: str
    status: int = 302

    def answer(self) -> Reply:
        return Reply(self.status, b"", {"Location": self.url})


@dataclass(frozen=True)
class RedirectLoop(OtherAnswer):
    """A redirect that leads to another one, and so on without end; those behind the first are no faults."""

    def answer(self) -> Reply:
        return Reply(302, b"", {"Location": f"{pages.LOOP}1"})


SCRIPT = '<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>'
WAITING = ("Just a moment...", "Enable JavaScript and cookies to continue", SCRIPT)
CHALLENGES = {
    "header": (403, {**HTML, "Server": "cloudflare", "cf-mitigated": "challenge"}, WAITING),
    "body": (403, HTML, WAITING),
    "rejected": (200, HTML, ("Request Rejected", "Your support ID is: 17428034451990273345", "")),
    "parked": (200, HTML, ("This domain is parked", "Buy this domain today.", "")),
    "maintenance": (200, HTML, ("Maintenance", "Our hosting platform will be back soon.", "")),
}
"""Kinds of pages that stand before the site: status, headers, title with text and head."""


@dataclass(frozen=True)
class Challenge(OtherAnswer):
    """A page that is not the Senate's; kind is one of CHALLENGES, status that of the kind unless given."""

    status: int | None = None
    kind: str = "header"

    def answer(self) -> Reply:
        status, headers, words = CHALLENGES[self.kind]
        return Reply(self.status or status, pages.notice(*words), headers)


def retry_later(retry_after: int | str | None) -> dict[str, str]:
    return HTML if retry_after is None else {**HTML, "Retry-After": str(retry_after)}


def http_date(seconds: float) -> str:
    """The moment in that many seconds as HTTP writes it, to the full second."""
    return formatdate(time() + seconds, usegmt=True)
