"""Leading `current` to a whole release again, and setting aside what is damaged.

    DIR/current.damaged     what stood there and was no link

Called by a run that holds the lock of the data folder; the run makes anew what is missing then.
"""

from pathlib import Path

from tasks.common.files import remove, storage_errors
from tasks.release.published.damage import mark
from tasks.release.published.folders import CURRENT, last_good, release_fault
from tasks.release.published.pointer import pointed_folder, set_aside, swap_in

_ASIDE = f"{CURRENT}.damaged"


def heal(data: Path, *, sums: bool = False) -> list[str]:
    """Let `current` lead to a release that is whole, as far as there is one.

    Args:
        data: The data folder, whose lock the caller holds.
        sums: Whether the SHA-256 of every file of the release is worked out; what does not have it is damaged
            for every later look, too.

    Returns:
        A sentence for each thing that was damaged, with what was done; none when nothing was.

    Raises:
        StorageError: When the folder cannot be read or written.
    """
    fault = release_fault(data, sums=sums)
    if not fault:
        return []
    current = data / CURRENT
    if current.exists() and not current.is_symlink():
        return [fault, _set_aside(current), _go_on_from(data, last_good(data))]
    if release := pointed_folder(data):
        mark(release)
    return [fault, _go_on_from(data, last_good(data))]


def _set_aside(current: Path) -> str:
    """Make room for the link where a folder or file stands in its place."""
    aside = current.with_name(_ASIDE)
    with storage_errors(current):
        remove(aside)
        current.rename(aside)
    return f"It is kept as {aside}."


def _go_on_from(data: Path, good: Path | None) -> str:
    """Point `current` at a release, and set aside the one that it led to."""
    if good is None:
        return "No other release is whole; it is to be made anew from the raw store."
    damaged = pointed_folder(data)
    swap_in(data, good)
    if damaged and damaged != good:
        set_aside(data, damaged)
    return f"Go on from the release {good.name}, which is whole."
