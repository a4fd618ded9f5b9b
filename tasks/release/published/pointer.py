"""The link `current`, and releases that are set aside.

DIR/current -> releases/<v>     changed by one rename
DIR/releases/.damaged-<v>       the last release that was damaged, for whoever wants to look
"""

import os
from pathlib import Path

from tasks.common.files import remove, storage_errors
from tasks.release.published.folders import CURRENT, RELEASES

DAMAGED = ".damaged-"
"""Begins the name of a release that was set aside."""


def swap_in(data: Path, release: Path) -> None:
    """Point `current` at a release of the data folder, by one rename.

    Raises:
        StorageError: When the disk is full or read-only.
    """
    pointer = data / f".{CURRENT}.{os.getpid()}"
    with storage_errors(data):
        pointer.unlink(missing_ok=True)
        pointer.symlink_to(Path(RELEASES, release.name))
        pointer.replace(data / CURRENT)


def pointed_folder(data: Path) -> Path | None:
    """The folder to which `current` leads, whole or not; None when it leads to none."""
    current = data / CURRENT
    return current.resolve() if current.is_dir() else None


def set_aside(data: Path, release: Path) -> None:
    """Rename a damaged release of a data folder so that nothing takes it for one; only the last is kept.

    Raises:
        StorageError: When the folder cannot be written.
    """
    releases = data / RELEASES
    if release.parent != releases.resolve():
        return
    with storage_errors(releases):
        for earlier in releases.glob(f"{DAMAGED}*"):
            remove(earlier)
        release.rename(releases / f"{DAMAGED}{release.name}")
