"""What commands do first: find the data folder, and the release in it that they read."""

from pathlib import Path
from typing import NamedTuple

import typer

from flows.cli.rows import harmless
from flows.settings import LoadedSettings, Settings, data_folder, load_settings
from tasks.common.errors import DamagedReleaseError


class Chosen(NamedTuple):
    """The data folder of a command, and the settings in force for it."""

    folder: Path
    loaded: LoadedSettings

    @property
    def settings(self) -> Settings:
        """The values of the settings."""
        return self.loaded.values


def chosen_data(flag: Path | None) -> Chosen:
    """The data folder of a command and its settings; warn of those that are ignored.

    Raises:
        UsageError: When a setting is wrong.
    """
    folder = data_folder(flag)
    loaded = load_settings(folder)
    for warning in loaded.warnings():
        typer.echo(harmless(warning), err=True)
    return Chosen(folder, loaded)


def show_shared(place: Chosen) -> str | None:
    """Copy the current release of the address that the settings name, if any.

    Returns:
        A sentence, which is printed, when the address cannot be read and the local release is shown.
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


def chosen_release(place: Chosen, version: str | None, *, must_be_whole: bool = False) -> Path:
    """The folder of the release that a command reads; warn when it is not whole.

    Args:
        place: The data folder and its settings.
        version: The release's version; None for the current one.
        must_be_whole: Whether a damaged one is an error.

    Raises:
        UsageError: When there is no release yet, or none of that version.
        DamagedReleaseError: When the current release is lost, or not whole and must be.
        LaterVersionError: When a later version made it.
    """
    from tasks.release.published.damage import damage, damage_sentence
    from tasks.release.published.folders import mending, release_folder

    show_shared(place)
    release = release_folder(place.folder, version)
    clauses = damage(release)
    if clauses:
        sentence = f"{damage_sentence(release, clauses)} Run: {mending('rebuild', place.folder)}"
        if must_be_whole:
            raise DamagedReleaseError(sentence)
        typer.echo(harmless(sentence), err=True)
    return release
