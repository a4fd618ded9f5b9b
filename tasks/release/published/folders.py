"""The releases of a data folder: the current one, the undamaged ones, the one to continue from.

DIR/current -> releases/<version>/     what readers open
"""

import shlex
from collections.abc import Iterable
from pathlib import Path

from schemas.tables import SCHEMA_VERSION
from tasks.common.errors import DamagedReleaseError, LaterVersionError, UsageError
from tasks.common.redactions import NO_REDACTIONS, Redactions
from tasks.release.published.damage import damage, damage_sentence
from tasks.release.published.manifest import read_manifest, redactions_sum, schema_version_of

CURRENT = "current"
RELEASES = "releases"
BUILDING = ".building-"
"""Prefix of the folder of a release that is being built."""
_PRODUCT = "senate-questions"


def current_release(data: Path) -> Path | None:
    """The folder of the current release; None without a readable manifest."""
    current = data / CURRENT
    return current.resolve() if read_manifest(current) else None


def folder_fault(data: Path) -> str | None:
    """Why a path cannot be a data folder, as a sentence; None when it can, even if it does not exist yet."""
    if data.is_dir() or not (data.exists() or data.is_symlink()):
        return None
    return f"{data} is a file, not a data folder. Choose a folder with --data."


def mending(command: str, data: Path) -> str:
    """A command on a data folder, ready to paste; `command` is words of a shell."""
    return shlex.join([_PRODUCT, *shlex.split(command), "--data", str(data)])


def no_release_yet(data: Path, *, holds_pages: bool) -> tuple[str, str]:
    """A sentence that there is no release yet, and the command that makes one."""
    if holds_pages:
        return f"No release has been built from the pages in {data} yet.", "rebuild"
    return f"There is no release in {data.absolute()} yet.", "ingest --from sample"


def had_release(data: Path) -> bool:
    """Whether a release was ever published in a data folder, or a link to one was made."""
    current = data / CURRENT
    return current.is_symlink() or current.exists() or any((data / RELEASES).glob("[!.]*"))


def no_release(data: Path) -> UsageError | DamagedReleaseError:
    """The error that says why there is no release to read, and what to do."""
    if fault := folder_fault(data):
        return UsageError(fault)
    if had_release(data):
        return DamagedReleaseError(f"{release_fault(data)} Run: {mending('rebuild', data)}")
    sentence, command = no_release_yet(data, holds_pages=any((data / "raw").glob("log/*")))
    return UsageError(f"{sentence} Run: {mending(command, data)}")


def release_fault(data: Path, *, sums: bool = False) -> str | None:
    """What is wrong with the current release, as a sentence; None if nothing, or there never was one."""
    current = data / CURRENT
    if not had_release(data):
        return None
    if current.is_symlink() and not current.exists():
        return f"{current} points to {current.readlink()}, which is missing."
    if not current.exists():
        return f"{current} is missing: nothing says which release is current."
    if not current.is_dir() or not current.is_symlink():
        return f"{current} is a {'folder' if current.is_dir() else 'file'}, not a link to a release."
    release = current.resolve()
    clauses = damage(release, sums=sums)
    return damage_sentence(release, clauses) if clauses else None


def undamaged_release(data: Path) -> Path | None:
    """The folder of the current release if it is undamaged."""
    release = current_release(data)
    return release if release and not damage(release) else None


def last_good(data: Path, redactions: Redactions = NO_REDACTIONS) -> Path | None:
    """The current release if it is undamaged, else the newest other one that is, and leaves out the same.

    If the current one cannot say what it leaves out, that is what the list names.
    """
    current = data / CURRENT
    same = redactions_sum(current) if read_manifest(current) else redactions.sha256
    others = (path for path in (data / RELEASES).glob("[!.]*") if redactions_sum(path) == same)
    return undamaged_release(data) or _newest(others)


def to_compare_with(data: Path) -> Path | None:
    """The release to compare a new one with: the newest whose tables are all undamaged.

    A release that lost another file, and was set aside for it, still has what a comparison needs.
    """
    others = (path for path in (data / RELEASES).glob("*") if not path.name.startswith(BUILDING))
    return undamaged_release(data) or _newest(others, only=".parquet")


def _newest(folders: Iterable[Path], only: str = "") -> Path | None:
    """The newest release of some folders whose files are undamaged; `only` is as in `damage`."""
    known = ((read_manifest(path), path) for path in folders)
    dated = ((manifest["created"], path) for manifest, path in known if manifest)
    newest_first = (path for _, path in sorted(dated, reverse=True))
    return next((path for path in newest_first if not damage(path, sums=True, only=only)), None)


def refuse_later(release: Path) -> None:
    """Raise LaterVersionError if a later version of the code made a release: its additions would be lost."""
    version = schema_version_of(release)
    if version and version_order(version) > version_order(SCHEMA_VERSION):
        raise LaterVersionError(
            f"The release in {release} was built by a later version: its schema is {version}, but this "
            f"version has {SCHEMA_VERSION}. Install the later version, or choose another folder with --data; "
            "nothing was changed."
        )


def version_order(version: str) -> tuple[int, ...]:
    """The numbers of a version of the schema, to be compared."""
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def release_folder(data: Path, version: str | None) -> Path:
    """The folder of a release, by default the current one; raises an error that says why it is unreadable."""
    refuse_later(data / CURRENT)
    if version is None:
        release = current_release(data)
        if release is None:
            raise no_release(data)
        return release
    kept = sorted(path.name for path in (data / RELEASES).glob("[!.]*") if path.is_dir())
    if version not in kept:
        raise UsageError(f"There is no release {version} in {data}. Available: {', '.join(kept) or 'none'}")
    return data / RELEASES / version
