"""Rows of the fetch log, and identifiers of bytes and pages."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from schemas.codes import Evidence, FetchOutcome, FetchReason
from tasks.common.address import canonical_url, parse_address

_PAGE_ID_DIGITS = 16


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One row of the fetch log; the columns are explained in `schemas.tables.FETCH_LOG`.

    Segments written before a column was added are read with its default.
    """

    sha256: str | None
    url: str | None
    canonical_url: str | None
    fetched_at: datetime | None
    source: str
    origin: str
    run_id: str
    status: int | None = None
    headers: str | None = None
    outcome: FetchOutcome = "page"
    detail: str | None = None
    reason: FetchReason | None = None
    size: int | None = None

    @property
    def page_id(self) -> str:
        """Identifier of the page: its address and its content."""
        return page_id(self.canonical_url, self.sha256 or "")

    @property
    def evidence(self) -> Evidence:
        """Evidence for its address; a page without one may still name it itself."""
        if parse_address(self.canonical_url or "") is None:
            return "content"
        return "site" if self.is_response else "named"

    @property
    def is_response(self) -> bool:
        """Whether it came from the site, or as an archive's record, which is named by its address."""
        return self.status is not None or self.origin == self.url

    def header(self, name: str) -> str | None:
        """A header of the response; its name in small letters."""
        value = json.loads(self.headers).get(name) if self.headers else None
        return None if value is None else str(value)


def headers_text(headers: Mapping[str, str]) -> str | None:
    """Headers for the log: a JSON object, or None for none."""
    return json.dumps(dict(sorted(headers.items())), ensure_ascii=False) if headers else None


def sha256_of(content: bytes) -> str:
    """The SHA-256 of bytes, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def page_id(url: str | None, sha256: str) -> str:
    """Identifier of a page: one address (or none) with one content, 16 hexadecimal digits."""
    return sha256_of(f"{canonical_url(url) or ''}\n{sha256}".encode())[:_PAGE_ID_DIGITS]
