"""Which old releases are kept, and removing the others."""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tasks.common.clock import HOME
from tasks.release.published.folders import RELEASES, current_release
from tasks.release.published.manifest import read_manifest


@dataclass(frozen=True, slots=True)
class Kept:
    """A release that stands there: its name, when it was built, and whether it is the current one."""

    name: str
    created: datetime
    is_current: bool


def superfluous(releases: Iterable[Kept], nights: int, months: int | None) -> list[str]:
    """The names of the releases that no rule keeps.

    The current release stays, the last one of each of the newest nights, and the last one of each of the
    newest months.

    Args:
        releases: All that stand there.
        nights: Days with a release, the newest first, of which the last release stays.
        months: Months, likewise; None for all.
    """
    ordered = sorted(releases, key=lambda release: (release.created, release.name), reverse=True)
    kept = {release.name for release in ordered if release.is_current}
    kept |= _last_of_each([(f"{r.created.astimezone(HOME):%Y-%m-%d}", r.name) for r in ordered], nights)
    kept |= _last_of_each([(f"{r.created.astimezone(HOME):%Y-%m}", r.name) for r in ordered], months)
    return [release.name for release in ordered if release.name not in kept]


def _last_of_each(named: Sequence[tuple[str, str]], most: int | None) -> set[str]:
    """For the first so many periods the name that comes first, which is the newest."""
    firsts: dict[str, str] = {}
    for period, name in named:
        firsts.setdefault(period, name)
    return set(list(firsts.values())[:most])


def remove_old_releases(data: Path, nights: int, months: int | None) -> list[str]:
    """Remove the releases of a data folder that no rule keeps.

    A reader that has an old file open reads on: its bytes go when it closes the file. A folder that holds no
    readable manifest is none of ours and stays.

    Args:
        data: The data folder, whose lock the caller holds.
        nights: As `superfluous` takes it.
        months: As `superfluous` takes it.

    Returns:
        The names of those that were removed.
    """
    current = current_release(data)
    names = superfluous(_standing(data, current), nights, months) if current else []
    for name in names:
        shutil.rmtree(data / RELEASES / name, ignore_errors=True)
    return names


def _standing(data: Path, current: Path | None) -> list[Kept]:
    found = []
    for folder in (data / RELEASES).glob("[!.]*"):
        manifest = read_manifest(folder)
        if manifest:
            created = datetime.fromisoformat(manifest["created"])
            found.append(Kept(folder.name, created, folder == current))
    return found
