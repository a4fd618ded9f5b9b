"""The first steps of commands: find the data folder, and the release to read."""

from pathlib import Path
from typing import NamedTuple

import typer

from flows.cli.rows import harmless
from flows.settings import LoadedSettings, Settings, data_folder, load_settings
from tasks.common.errors import DamagedReleaseError


class Chosen(NamedTuple):
    """The data folder of a command, and its settings."""

    folder: Path
    loaded: LoadedSettings

    @property
    def settings(self) -> Settings:
        """The values of the settings."""
        return self.loaded.values


def chosen_data(flag: Path | None) -> Chosen:
    """The data folder of a command and its settings; warn of ignored ones."""
    folder = data_folder(flag)
    loaded = load_settings(folder)
    for warning in loaded.warnings():
        typer.echo(harmless(warning), err=True)
    return Chosen(folder, loaded)


def use_shared(place: Chosen) -> str | None:
    """Download the current release of the address in the settings, if any.

    If the address cannot be read, print and return a sentence that the local release is used instead.
    """
    if not place.settings.releases:
        return None
    from tasks.operate.shared_releases import SharedReleases, take_over_to_read
    from tasks.raw.storage import open_storage

    shared = SharedReleases(open_storage(place.settings.releases), place.folder)
    doubt = take_over_to_read(shared, place.folder)
    if doubt:
        typer.echo(harmless(doubt), err=True)
    return doubt


def chosen_release(place: Chosen, version: str | None, *, must_be_undamaged: bool = False) -> Path:
    """The folder of the release that a command reads, by default the current one; warn if it is damaged.

    Raises DamagedReleaseError for a damaged one if it `must_be_undamaged`.
    """
    from tasks.release.published.damage import damage, damage_sentence
    from tasks.release.published.folders import mending, release_folder

    use_shared(place)
    release = release_folder(place.folder, version)
    clauses = damage(release)
    if clauses:
        sentence = f"{damage_sentence(release, clauses)} Run: {mending('rebuild', place.folder)}"
        if must_be_undamaged:
            raise DamagedReleaseError(sentence)
        typer.echo(harmless(sentence), err=True)
    return release
