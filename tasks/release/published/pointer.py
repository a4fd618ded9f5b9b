"""The link `current`, and damaged releases that are set aside.

DIR/current -> releases/<v>     changed by one rename
DIR/releases/.damaged-<v>       the last damaged release, for inspection
"""

import os
from pathlib import Path

from tasks.common.files import remove, storage_errors
from tasks.release.published.folders import CURRENT, RELEASES

DAMAGED = ".damaged-"
"""Prefix of a release that was set aside."""


def swap_in(data: Path, release: Path) -> None:
    """Point `current` at a release of the data folder, by one rename."""
    pointer = data / f".{CURRENT}.{os.getpid()}"
    with storage_errors(data):
        pointer.unlink(missing_ok=True)
        pointer.symlink_to(Path(RELEASES, release.name))
        pointer.replace(data / CURRENT)


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
