"""Where and when a page came from, by its sidecar, its path and its first line."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from schemas.records import IncomingPage
from tasks.common.address import HOSTS, archived_at, canonical_url, parse_address
from tasks.decode import address_in_html
from tasks.read import record_address

SIDECAR = ".url"
"""Suffix of the file beside a page that names its address."""

_ADDRESS_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*URL:[ \t]*(\S+)", re.IGNORECASE)
_REGION = 32_768
"""Bytes at the beginning of a page in which it names its address."""
_MIRROR_SUFFIX = re.compile(r"(?:\.\d+)?(?:\.html?)?(?:\.gz)?$")
"""What wget adds to the address in a file name: the number of a second copy, `--adjust-extension`."""
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Provenance:
    """The address and the time of fetching that a source names for a page."""

    url: str | None = None
    fetched_at: datetime | None = None


def read_sidecar(content: bytes) -> Provenance:
    """The address in a sidecar, its first word, and the time of fetching after it, if any."""
    words = content.decode("utf-8", errors="replace").split()[:_MOST_WORDS]
    if not words:
        return Provenance()
    pairs = [f"{day}T{hour}" for day, hour in pairwise(words[1:])]
    times = (read_time(text) for text in (*pairs, *words[1:]))
    return Provenance(words[0], next((time for time in times if time), None))


def read_time(text: str | None) -> datetime | None:
    """A moment in ISO 8601 as UTC, also without a zone; None when it is none."""
    try:
        found = datetime.fromisoformat(text or "")
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def address_of_path(path: str) -> str | None:
    """The address of a question page in a folder that mirrors the site, as wget creates it.

    The path has a folder named like the host; below it the path and the query, after `?`, or after `@` where
    wget names files for Windows. None when it names no question page of a known host.
    """
    folders = path.replace("\\", "/").split("/")
    hosts = [index for index, folder in enumerate(folders) if folder.lower() in HOSTS]
    if not hosts:
        return None
    rest = "/".join(folders[hosts[-1] + 1 :])
    rest = _MIRROR_SUFFIX.sub("", re.sub(r"@(?=MIval=)", "?", rest, count=1, flags=re.IGNORECASE))
    url = f"https://{folders[hosts[-1]].lower()}/{rest}"
    return url if parse_address(url) else None


def page_from_file(content: bytes, origin: str, path: str, beside: Provenance) -> IncomingPage:
    """A page with what is known of its source; an address in the page precedes one in the `path`."""
    own = record_address(content, path.replace("\\", "/"))
    url = own if own and _is_same_record(beside.url, own) else beside.url or _mirrored(content, path)
    named = url or _address_line(content) or ""
    return IncomingPage(content, origin, url, beside.fetched_at or archived_at(named))


def _is_same_record(url: str | None, own: str) -> bool:
    """Whether an address names no other record; the own one also names the question."""
    return url is None or canonical_url(url) == own.partition("#")[0]


def _mirrored(content: bytes, path: str) -> str | None:
    """The address of a page's path, unless the page has its own, which its reader finds."""
    url = address_of_path(path)
    if url is None:
        return None
    own = _address_line(content) or address_in_html(content[:_REGION].decode("latin-1"))
    return None if own and parse_address(own) else url


def _address_line(content: bytes) -> str | None:
    found = _ADDRESS_LINE.match(content, 0, _REGION)
    return found[1].decode("utf-8", errors="replace") if found else None
