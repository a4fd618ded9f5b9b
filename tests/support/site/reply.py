"""An answer of the stand-in, and what it does on the wire to give it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from http.client import responses
from typing import TypeAlias

from .pages import CONTENT_TYPE

NOT_MODIFIED = 304


@dataclass(frozen=True)
class Wait:
    """Send nothing for some seconds."""

    seconds: float


@dataclass(frozen=True)
class Close:
    """End the connection: in good order, or by a reset."""

    reset: bool = False


Step: TypeAlias = bytes | Wait | Close


@dataclass(frozen=True)
class Reply:
    """Status, headers and body; the length is announced by whoever sends it.

    language is that of the page asked for, status None where not even that is sent.
    """

    status: int | None = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": CONTENT_TYPE})
    language: str = "nl"

    @property
    def closes(self) -> bool:
        """Whether the connection ends behind it."""
        return self.headers.get("Connection") == "close"

    def with_headers(self, **headers: str) -> dict[str, str]:
        """The headers with others set: Retry_After for Retry-After."""
        return {**self.headers, **{name.replace("_", "-"): text for name, text in headers.items()}}

    def head(self, length: int | None = None, **headers: str) -> bytes:
        """Status line and headers; the length announced is the body's unless another one is given."""
        announced = len(self.body) if length is None else length
        return self.head_without_length(**{"Content_Length": str(announced), **headers})

    def head_without_length(self, **headers: str) -> bytes:
        fields = {"Date": formatdate(usegmt=True), "Server": "Stand-in", **self.with_headers(**headers)}
        lines = [
            f"HTTP/1.1 {self.status} {responses.get(self.status, '')}",
            *(f"{name}: {text}" for name, text in fields.items()),
        ]
        return "\r\n".join((*lines, "", "")).encode("latin-1")

    def steps(self) -> Iterator[Step]:
        """The answer as it should be: at once, and whole."""
        yield self.head_without_length() if self.status == NOT_MODIFIED else self.head() + self.body


def chunk(content: bytes) -> bytes:
    """A chunk of a body whose length nobody announces; an empty one ends it."""
    return b"%x\r\n%b\r\n" % (len(content), content)
