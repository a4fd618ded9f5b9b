"""What the tests of the raw store share: log entries, disks that are full or read-only, other processes."""

import itertools
import os
import resource
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tasks.common.address import canonical_url
from tasks.common.errors import StorageError
from tasks.raw import LogEntry, RawStore, sha256_of

ADDRESS = "http://www.senate.be/www/?MIval=/Vragen/SchriftelijkeVraag&LEG=5&NR={}&LANG=nl"
NOISE = os.urandom(1_000_000)
"""Bytes that no compression makes smaller."""


def at(day: int, hour: int = 0) -> datetime:
    return datetime(2024, 1, day, hour, tzinfo=UTC)


def entry(
    content: bytes = b"page",
    number: int | None = 1,
    source: str = "pages",
    fetched_at: datetime | None = None,
    **others: str,
) -> LogEntry:
    """A log entry of a page; `others` are its other columns."""
    url = ADDRESS.format(number) if number else None
    more = {"origin": "page.html", "run_id": "20240101T000000Z-aa"} | others
    return LogEntry(sha256_of(content), url, canonical_url(url), fetched_at, source, **more)


def visible_files(folder: Path) -> list[Path]:
    """Every file that a reader of the folder sees: those whose name does not begin with a dot."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def all_files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def filled_store(folder: Path) -> RawStore:
    """A store with two pages and one log segment."""
    store = RawStore(folder)
    for content in (b"first page", b"second page"):
        store.put(content)
    entries = [entry(b"first page", 1, fetched_at=at(1)), entry(b"second page", 2)]
    store.append(entries, "20240101T000000Z-aa", 0)
    return store


def write_without_end(folder: Path) -> None:
    """Write pages and segments until somebody ends it."""
    store = RawStore(folder)
    for number in itertools.count():
        content = NOISE[number % 1_000 :]
        store.put(content)
        store.append([entry(content, number + 1)] * 500, "run", number)


def note_without_end(folder: Path, row: LogEntry) -> None:
    """Note a row again and again until somebody ends it."""
    store = RawStore(folder)
    while True:
        store.note(row, row.run_id, 0)


def failure_of(folder: Path, largest: int, *writes: tuple[Any, ...]) -> str:
    """What a store says of the first of its methods, with arguments, that fails when no file may be larger.

    To be called in a process of its own.
    """
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    store = RawStore(folder)
    try:
        for method, *given in writes:
            getattr(store, method)(*given)
    except StorageError as error:
        return str(error)
    return ""
