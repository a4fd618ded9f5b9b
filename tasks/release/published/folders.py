"""The releases of a data folder: which is current, which is whole, which can be gone on from.

DIR/current -> releases/<version>/     what readers open
"""

import shlex
from collections.abc import Iterable
from pathlib import Path

from schemas.tables import SCHEMA_VERSION
from tasks.common.errors import DamagedReleaseError, LaterVersionError, UsageError
from tasks.release.published.damage import damage, damage_sentence, damaged_tables
from tasks.release.published.manifest import read_manifest, schema_version_of

CURRENT = "current"
RELEASES = "releases"
BUILDING = ".building-"
"""Begins the name of a folder in which a release is under way."""
_PRODUCT = "senate-questions"


def current_release(data: Path) -> Path | None:
    """The folder of the current release; None when there is none whose manifest can be read."""
    current = data / CURRENT
    return current.resolve() if read_manifest(current) else None


def folder_fault(data: Path) -> str | None:
    """Why a path can be no data folder, as a sentence; None when it can, whether or not it is there yet."""
    if data.is_dir() or not (data.exists() or data.is_symlink()):
        return None
    return f"{data} is a file, not a data folder. Name a folder with --data."


def mending(command: str, data: Path) -> str:
    """A command on a data folder, as a person can paste it; `command` is words of a shell."""
    return shlex.join([_PRODUCT, *shlex.split(command), "--data", str(data)])


def no_release_yet(data: Path, *, holds_pages: bool) -> tuple[str, str]:
    """A sentence that says that a data folder has no release yet, and the command that gives it one.

    Args:
        data: The data folder.
        holds_pages: Whether its raw store holds any page.
    """
    if holds_pages:
        return f"No release was made of the pages in {data} yet.", "rebuild"
    return f"There is no release in {data} yet.", "ingest --from sample"


def had_release(data: Path) -> bool:
    """Whether a release was ever published in a data folder, or a link to one was made."""
    current = data / CURRENT
    return current.is_symlink() or current.exists() or any((data / RELEASES).glob("[!.]*"))


def no_release(data: Path) -> UsageError | DamagedReleaseError:
    """The error that says why a data folder has no release to read, and what to do."""
    fault = folder_fault(data)
    if fault:
        return UsageError(fault)
    if had_release(data):
        return DamagedReleaseError(f"{release_fault(data)} Run: {mending('rebuild', data)}")
    sentence, command = no_release_yet(data, holds_pages=any((data / "raw").glob("log/*")))
    return UsageError(f"{sentence} Run: {mending(command, data)}")


def release_fault(data: Path, *, sums: bool = False) -> str | None:
    """What is wrong with the current release, as a sentence; None when nothing is, or there never was one.

    Args:
        data: The data folder.
        sums: As `damage` takes it.

    Raises:
        StorageError: When a file cannot be read.
    """
    current = data / CURRENT
    if not had_release(data):
        return None
    if current.is_symlink() and not current.exists():
        return f"{current} leads to {current.readlink()}, which is missing."
    if not current.exists():
        return f"{current} is missing: nothing says which release is current."
    if not current.is_dir() or not current.is_symlink():
        return f"{current} is a {'folder' if current.is_dir() else 'file'}, not a link to a release."
    release = current.resolve()
    clauses = damage(release, sums=sums)
    return damage_sentence(release, clauses) if clauses else None


def undamaged_release(data: Path) -> Path | None:
    """The folder of the current release, when it is whole; None when there is none."""
    release = current_release(data)
    return release if release and not damage(release) else None


def last_good(data: Path) -> Path | None:
    """The release to go on from: the current one, else the newest other one that is whole; None for none."""
    current = undamaged_release(data)
    if current:
        return current
    folders = _newest_first((data / RELEASES).glob("[!.]*"))
    return next((path for path in folders if not damage(path, sums=True)), None)


def to_compare_with(data: Path) -> Path | None:
    """The release whose tables a new one is compared with: the newest one that still has them all.

    A release that lost another file, and was set aside for it, still tells what was there.
    """
    current = undamaged_release(data)
    if current:
        return current
    folders = (path for path in (data / RELEASES).glob("*") if not path.name.startswith(BUILDING))
    return next((path for path in _newest_first(folders) if not damaged_tables(path)), None)


def _newest_first(folders: Iterable[Path]) -> list[Path]:
    """Folders of releases whose manifests can be read."""
    known = ((read_manifest(path), path) for path in folders)
    return [
        path for _, path in sorted(((said["created"], path) for said, path in known if said), reverse=True)
    ]


def refuse_later(release: Path) -> None:
    """See that no later version of the code made a release.

    Args:
        release: Its folder, or the link `current`.

    Raises:
        LaterVersionError: When one did: what it wrote that is not known here would be lost.
    """
    version = schema_version_of(release)
    if version and _order(version) > _order(SCHEMA_VERSION):
        raise LaterVersionError(
            f"A later version made the release in {release}: its tables are of schema {version}, here they "
            f"are of {SCHEMA_VERSION}. Install that version, or name another folder with --data; nothing was "
            "changed."
        )


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def release_folder(data: Path, version: str | None) -> Path:
    """The folder of a release of a data folder.

    Args:
        data: The data folder.
        version: Its version; None for the current release.

    Raises:
        UsageError: When there is no release yet, or none of that version.
        DamagedReleaseError: When the current release is lost.
        LaterVersionError: When a later version made it.
    """
    refuse_later(data / CURRENT)
    if version is None:
        release = current_release(data)
        if release is None:
            raise no_release(data)
        return release
    kept = sorted(path.name for path in (data / RELEASES).glob("[!.]*") if path.is_dir())
    if version not in kept:
        raise UsageError(f"There is no release {version} in {data}. There are: {', '.join(kept) or 'none'}")
    return data / RELEASES / version
