"""What is wrong with a data folder, and the command that repairs it: the concerns of `status`."""

import shlex
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from schemas.codes import LIVE_SOURCE
from tasks.common.errors import DamagedReleaseError, LaterVersionError, StorageError
from tasks.fetch.site.agent import contact_fault
from tasks.operate.health import NIGHTLY, Concern, Limits, concerns
from tasks.operate.ledger import broken_entries, ledger
from tasks.operate.lock import is_locked
from tasks.raw import RawStore, page_count
from tasks.release.published.damage import unlisted, unlisted_sentence
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

_FETCHING = frozenset({NIGHTLY, "backfill", "serve"})


def check(  # noqa: PLR0913 - everything to look at
    data: Path, store: RawStore, limits: Limits, now: datetime, *, contact: str | None, shared: bool
) -> list[Concern]:
    """Everything wrong with a data folder, the worst first; `shared` when other machines publish here.

    Without a valid `contact`, no command is advised that fetches from the site.
    """
    if fault := folder_fault(data):
        return [Concern("no_folder", fault)]
    try:
        refuse_later(data / CURRENT)
    except LaterVersionError as error:
        return [Concern("later_version", str(error))]
    runs = ledger(data)
    no_page = nothing_stored(store)
    found = [*_release(data, holds_pages=not no_page), *_ledger(data)]
    if damage := raw_damage(data, store, shared=shared):
        found.append(Concern("damaged_log", damage, "raw verify"))
    if runs or had_release(data):
        manifest = read_manifest(data / CURRENT)
        found += concerns(runs, manifest, now, limits, at_work=is_locked(data))
    return [_possible(concern, contact, no_page) for concern in found]


def _possible(concern: Concern, contact: str | None, no_page: str | None) -> Concern:
    """A concern that says what to do first, instead of a command that would fail."""
    command, *options = shlex.split(concern.mend or "status")
    first = no_page if command == "rebuild" else None
    if command in _FETCHING or (command == "ingest" and ("--from" not in options or LIVE_SOURCE in options)):
        first = contact_fault(contact)
    if not first:
        return concern
    sentence = concern.sentence if first in concern.sentence else f"{concern.sentence} {first}"
    return replace(concern, sentence=sentence, mend=None)


def nothing_stored(store: RawStore) -> str | None:
    """Why nothing can be rebuilt, and what to do; None if pages are stored, or the fetch log is damaged."""
    try:
        if any(entry.outcome == "page" for entry in store.entries()):
            return None
    except StorageError:
        return None
    return (
        f"The raw store in {store.place} holds no page: there is nothing to rebuild from. Restore it from a "
        "backup, or import pages with `senate-questions ingest --from PATH`."
    )


def _release(data: Path, *, holds_pages: bool) -> Iterator[Concern]:
    """A release that is lost, damaged, unreadable or missing."""
    if not had_release(data):
        yield Concern("no_release", *no_release_yet(data, holds_pages=holds_pages))
    elif fault := release_fault(data):
        yield Concern("damaged_release", fault, "rebuild")
    elif release := current_release(data):
        try:
            with reading(release), open_release(release) as connection:
                connection.execute("SELECT count(*) FROM questions").fetchall()
        except DamagedReleaseError as error:
            yield Concern("damaged_release", str(error), "rebuild")
        if names := unlisted(release):
            yield Concern("unlisted_files", unlisted_sentence(release, names))


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
            "mounted? If so, restore the raw store from a backup, or import its pages with --from."
        )
    known = page_count(entries)
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
