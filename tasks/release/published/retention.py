"""Which old releases are kept, and removing the others."""

import shlex
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tasks.common.clock import HOME
from tasks.release.published.folders import RELEASES, current_release
from tasks.release.published.manifest import read_manifest, redactions_sum
from tasks.release.published.pointer import DAMAGED


@dataclass(frozen=True, slots=True)
class StoredRelease:
    """A stored release: its name, when it was built, and whether it is the current one."""

    name: str
    created: datetime
    is_current: bool


def superfluous(releases: Iterable[StoredRelease], nights: int, months: int | None) -> list[str]:
    """The names of the releases that no rule keeps.

    The rules keep the current release, and the last release of each of the newest days and months; None keeps
    all months.
    """
    ordered = sorted(releases, key=lambda release: (release.created, release.name), reverse=True)
    kept = {release.name for release in ordered if release.is_current}
    kept |= _last_of_each([(f"{r.created.astimezone(HOME):%Y-%m-%d}", r.name) for r in ordered], nights)
    kept |= _last_of_each([(f"{r.created.astimezone(HOME):%Y-%m}", r.name) for r in ordered], months)
    return [release.name for release in ordered if release.name not in kept]


def _last_of_each(named: Sequence[tuple[str, str]], most: int | None) -> set[str]:
    """The first name of each of the first `most` periods, which is the newest."""
    firsts: dict[str, str] = {}
    for period, name in named:
        firsts.setdefault(period, name)
    return set(list(firsts.values())[:most])


def remove_old_releases(data: Path, nights: int, months: int | None) -> list[str]:
    """Remove the releases that no rule keeps; return their names. The caller holds the lock.

    A reader with an old file open can read on. A folder without a readable manifest is not ours and stays.
    """
    current = current_release(data)
    names = superfluous(_stored(data, current), nights, months) if current else []
    for name in names:
        shutil.rmtree(data / RELEASES / name, ignore_errors=True)
    return names


def of_other_lists(data: Path) -> list[str]:
    """A sentence on releases with another list of redactions than the current one, and how to remove them.

    There is none while the list of the current release is empty.
    """
    kept = redactions_sum(current_release(data))
    found = sorted((data / RELEASES).glob("*"))
    ours = (path for path in found if path.name.startswith(DAMAGED) or read_manifest(path))
    others = [path for path in ours if redactions_sum(path) != kept]
    if not kept or not others:
        return []
    remove = shlex.join(["rm", "-rf", "--", *map(str, others)])
    return [f"Releases from before may show what the list of redactions leaves out. Remove them: {remove}"]


def _stored(data: Path, current: Path | None) -> list[StoredRelease]:
    found = []
    for folder in (data / RELEASES).glob("[!.]*"):
        if manifest := read_manifest(folder):
            created = datetime.fromisoformat(manifest["created"])
            found.append(StoredRelease(folder.name, created, folder == current))
    return found
