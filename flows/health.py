"""What is not in order in a data folder, and the command that mends it: what `status` shows."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from flows.settings import load_settings
from flows.stores import raw_store
from tasks.common.errors import DamagedReleaseError, LaterVersionError, StorageError
from tasks.operate.health import Concern, Limits, concerns
from tasks.operate.ledger import broken_entries, ledger
from tasks.operate.lock import is_locked
from tasks.pipeline import road
from tasks.raw import RawStore
from tasks.release.published.folders import (
    CURRENT,
    current_release,
    folder_fault,
    had_release,
    no_release_yet,
    refuse_later,
    release_fault,
)
from tasks.release.published.manifest import read_manifest
from tasks.release.query import open_release, reading


def check(data: Path, now: datetime) -> list[Concern]:
    """Everything that is not in order in a data folder at a moment, what weighs most first.

    Raises:
        UsageError: When a setting is wrong.
    """
    if fault := folder_fault(data):
        return [Concern("no_folder", fault)]
    try:
        refuse_later(data / CURRENT)
    except LaterVersionError as error:
        return [Concern("later_version", str(error))]
    loaded = load_settings(data)
    settings, runs = loaded.values, ledger(data)
    limits = Limits(
        timedelta(hours=settings.stale_hours), settings.most_quarantine_rise, settings.most_unknown_rise
    )
    found = [*_release(data), *_ledger(data), *_log(data)]
    if runs or had_release(data):
        said = read_manifest(data / CURRENT)
        found += concerns(runs, said, now, limits, at_work=is_locked(data))
    found += (Concern("ignored_setting", warning) for warning in loaded.warnings())
    return found


def _release(data: Path) -> Iterator[Concern]:
    """A release that is lost, not whole, or does not open; none at all."""
    holds_pages = _any_page(raw_store(data))
    mend = "rebuild" if holds_pages else "ingest"
    if not had_release(data):
        yield Concern("no_release", *no_release_yet(data, holds_pages=holds_pages))
    elif fault := release_fault(data):
        yield Concern("damaged_release", fault, mend)
    elif release := current_release(data):
        yield from _not_opening(release, mend)


def _any_page(store: RawStore) -> bool:
    try:
        return any(True for _ in store.entries())
    except StorageError:
        return True


def _not_opening(release: Path, mend: str) -> Iterator[Concern]:
    try:
        with reading(release), open_release(release) as connection:
            connection.execute("SELECT count(*) FROM questions").fetchall()
    except DamagedReleaseError as error:
        yield Concern("damaged_release", str(error), mend)


def _ledger(data: Path) -> Iterator[Concern]:
    broken = broken_entries(data)
    if broken:
        more = f" and {len(broken) - 1:,} more" if len(broken) > 1 else ""
        yield Concern(
            "damaged_ledger",
            f"Of the run ledger {broken[0]}{more} cannot be read; the next run sets that aside.",
            "rebuild",
        )


def _log(data: Path) -> Iterator[Concern]:
    found = raw_damage(data)
    if found:
        yield Concern("damaged_log", found, "raw verify")


def raw_damage(data: Path) -> str | None:
    """What a look tells is wrong with the raw store, as a sentence; None when nothing is."""
    said = read_manifest(data / CURRENT)
    if load_settings(data).values.releases:
        said = None  # it may have been made elsewhere
    return road.log_damage(raw_store(data), said["counts"].get("pages", 0) if said else 0)
