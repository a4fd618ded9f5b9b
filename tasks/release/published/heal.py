"""Pointing `current` at an undamaged release again, and setting aside what is damaged.

    DIR/current.damaged     what was at `current` and was no link

The caller holds the lock of the data folder; its run then remakes what is missing.
"""

from pathlib import Path

from tasks.common.files import remove, storage_errors
from tasks.release.published.damage import mark
from tasks.release.published.folders import CURRENT, last_good, release_fault
from tasks.release.published.pointer import pointed_folder, set_aside, swap_in

_ASIDE = f"{CURRENT}.damaged"


def heal(data: Path, *, sums: bool = False) -> list[str]:
    """Point `current` at an undamaged release if there is one; return a sentence for each thing repaired.

    `sums` checks the SHA-256 of every file, and marks the corrupt ones for later checks.
    """
    fault = release_fault(data, sums=sums)
    if not fault:
        return []
    current = data / CURRENT
    if current.exists() and not current.is_symlink():
        return [fault, _set_aside(current), _fall_back(data, last_good(data))]
    if release := pointed_folder(data):
        mark(release)
    return [fault, _fall_back(data, last_good(data))]


def _set_aside(current: Path) -> str:
    """Rename a folder or file that is in the place of the link."""
    aside = current.with_name(_ASIDE)
    with storage_errors(current):
        remove(aside)
        current.rename(aside)
    return f"It is kept as {aside}."


def _fall_back(data: Path, good: Path | None) -> str:
    """Point `current` at a release, and set aside the one that it pointed to."""
    if good is None:
        return "No other release is whole; it is to be made anew from the raw store."
    damaged = pointed_folder(data)
    swap_in(data, good)
    if damaged and damaged != good:
        set_aside(data, damaged)
    return f"Go on from the release {good.name}, which is whole."
