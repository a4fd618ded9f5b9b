"""What is wrong with a data folder, and the command that repairs it: the concerns of `status`."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from tasks.common.errors import DamagedReleaseError, LaterVersionError, StorageError
from tasks.operate.health import Concern, Limits, concerns
from tasks.operate.ledger import broken_entries, ledger
from tasks.operate.lock import is_locked
from tasks.raw import RawStore, captures
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


def check(data: Path, store: RawStore, limits: Limits, now: datetime, *, shared: bool) -> list[Concern]:
    """Everything wrong with a data folder, the worst first; `shared` when other machines publish here."""
    if fault := folder_fault(data):
        return [Concern("no_folder", fault)]
    try:
        refuse_later(data / CURRENT)
    except LaterVersionError as error:
        return [Concern("later_version", str(error))]
    runs = ledger(data)
    found = [*_release(data, store), *_ledger(data)]
    if damage := raw_damage(data, store, shared=shared):
        found.append(Concern("damaged_log", damage, "raw verify"))
    if runs or had_release(data):
        manifest = read_manifest(data / CURRENT)
        found += concerns(runs, manifest, now, limits, at_work=is_locked(data))
    return found


def _release(data: Path, store: RawStore) -> Iterator[Concern]:
    """A release that is lost, damaged, unreadable or missing."""
    try:
        holds_pages = any(True for _ in store.entries())
    except StorageError:
        holds_pages = True
    mend = "rebuild" if holds_pages else "ingest"
    if not had_release(data):
        yield Concern("no_release", *no_release_yet(data, holds_pages=holds_pages))
    elif fault := release_fault(data):
        yield Concern("damaged_release", fault, mend)
    elif release := current_release(data):
        try:
            with reading(release), open_release(release) as connection:
                connection.execute("SELECT count(*) FROM questions").fetchall()
        except DamagedReleaseError as error:
            yield Concern("damaged_release", str(error), mend)


def _ledger(data: Path) -> Iterator[Concern]:
    if broken := broken_entries(data):
        more = f" and {len(broken) - 1:,} more" if len(broken) > 1 else ""
        yield Concern(
            "damaged_ledger",
            f"In the run ledger, {broken[0]}{more} cannot be read; the next run will set that aside.",
            "rebuild",
        )


def raw_damage(data: Path, store: RawStore, *, shared: bool) -> str | None:
    """What a quick check finds wrong with the raw store; a `shared` release may be of another's pages."""
    manifest = None if shared else read_manifest(data / CURRENT)
    made_of = manifest["counts"].get("pages", 0) if manifest else 0
    try:
        entries = list(store.entries())
        gone = store.gone(entry.sha256 for entry in entries if entry.sha256)
    except StorageError as error:
        return str(error)
    if made_of and not store.is_there:
        return (
            f"There is no raw store in {store.place}, but the release was built from it. Is its disk "
            "mounted? If so, restore the raw store from a backup."
        )
    known = len(captures(entries))
    if known < made_of:
        return (
            f"The fetch log of the raw store in {store.place} names {known:,} pages, but the release was "
            f"built from {made_of:,}. Restore the others from a backup of the folder raw, or import them "
            "with --from."
        )
    if gone:
        return (
            f"{gone:,} pages are missing from the raw store in {store.place}. Restore them from a backup of "
            "the folder raw/pages, or import them again with --from, from a source that has them."
        )
    return None
