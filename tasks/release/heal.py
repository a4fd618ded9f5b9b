"""Leading `current` to a whole release again, and setting aside what is damaged.

    DIR/current.damaged     what stood there and was no link

Called by a run that holds the lock of the data folder; the run makes anew what is missing then.
"""

from pathlib import Path

from tasks.files import remove, storage_errors
from tasks.release.damage import damage, damage_sentence, last_good, mark
from tasks.release.folders import CURRENT, had_release, lost_sentence
from tasks.release.pointer import pointed_folder, set_aside, swap_in

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
    if not had_release(data):
        return []
    told = [*_no_link(data)]
    release = pointed_folder(data)
    if release is None:
        told = told or [lost_sentence(data)]
    elif clauses := damage(release, sums=sums):
        mark(release)
        told.append(damage_sentence(release, clauses))
    else:
        return told
    return [*told, _go_on_from(data, last_good(data))]


def _no_link(data: Path) -> list[str]:
    """Set aside a folder or file that stands in the place of the link."""
    current = data / CURRENT
    if current.is_symlink() or not current.exists():
        return []
    told = lost_sentence(data) if current.is_file() else f"{current} is a folder, not a link to a release."
    aside = data / _ASIDE
    with storage_errors(data):
        remove(aside)
        current.rename(aside)
    return [f"{told} It is kept as {aside}."]


def _go_on_from(data: Path, good: Path | None) -> str:
    """Point `current` at a release, and set aside the one that it led to."""
    if good is None:
        return "No other release is whole; it is to be made anew from the raw store."
    damaged = pointed_folder(data)
    swap_in(data, good)
    if damaged and damaged != good:
        set_aside(data, damaged)
    return f"Go on from the release {good.name}, which is whole."
