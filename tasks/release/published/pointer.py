"""The link `current`: pointing it at a release, and at an undamaged one again; setting aside what is damaged.

DIR/current -> releases/<v>     changed by one rename
DIR/releases/.damaged-<v>       the last damaged release, for inspection
DIR/current.damaged             what was at `current` and was no link

The caller of `heal` holds the lock of the data folder; its run then remakes what is missing.
"""

import os
from pathlib import Path

from tasks.common.files import remove, storage_errors
from tasks.common.redactions import NO_REDACTIONS, Redactions
from tasks.release.published.damage import damage, mark
from tasks.release.published.folders import CURRENT, RELEASES, last_good, release_fault

DAMAGED = ".damaged-"
"""Prefix of a release that was set aside."""
_ASIDE = f"{CURRENT}.damaged"


def swap_in(data: Path, release: Path) -> None:
    """Point `current` at a release of the data folder, by one rename; set aside the last one if damaged."""
    replaced = pointed_folder(data)
    pointer = data / f".{CURRENT}.{os.getpid()}"
    with storage_errors(data):
        pointer.unlink(missing_ok=True)
        pointer.symlink_to(Path(RELEASES, release.name))
        pointer.replace(data / CURRENT)
    if replaced and damage(replaced):
        set_aside(data, replaced)


def pointed_folder(data: Path) -> Path | None:
    """The folder that `current` points to, damaged or not."""
    current = data / CURRENT
    return current.resolve() if current.is_dir() else None


def set_aside(data: Path, release: Path) -> None:
    """Rename a damaged release so that nothing reads it; only the last one is kept."""
    releases = data / RELEASES
    if release.parent != releases.resolve():
        return
    with storage_errors(releases):
        for earlier in releases.glob(f"{DAMAGED}*"):
            remove(earlier)
        release.rename(releases / f"{DAMAGED}{release.name}")


def heal(data: Path, redactions: Redactions = NO_REDACTIONS, *, sums: bool = False) -> list[str]:
    """Point `current` at an undamaged release if there is one; return a sentence for each thing repaired.

    `sums` checks the SHA-256 of every file, and marks the corrupt ones for later checks. `redactions` is the
    list of now: no release that leaves out something else comes back.
    """
    fault = release_fault(data, sums=sums)
    if not fault:
        return []
    current, said = data / CURRENT, [fault]
    if current.exists() and not current.is_symlink():  # a folder or a file in the place of the link
        aside = current.with_name(_ASIDE)
        with storage_errors(current):
            remove(aside)
            current.rename(aside)
        said.append(f"It is kept as {aside}.")
    if damaged := pointed_folder(data):
        mark(damaged)
    good = last_good(data, redactions)
    if good is None:
        return [*said, "No intact release leaves out the same; a new one must be built from the raw store."]
    swap_in(data, good)
    return [*said, f"Continuing from the release {good.name}, which is intact."]
