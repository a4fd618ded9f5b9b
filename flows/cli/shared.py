"""What commands do first: find the data folder, and the release in it that they read."""

from pathlib import Path

import typer

from flows.cli.rows import harmless
from flows.settings import data_folder, load_settings
from tasks.common.errors import DamagedReleaseError


def chosen_folder(flag: Path | None) -> Path:
    """The data folder of a command; warn of what its settings file says in vain.

    Raises:
        UsageError: When a setting is wrong.
    """
    folder = data_folder(flag)
    for warning in load_settings(folder).warnings():
        typer.echo(harmless(warning), err=True)
    return folder


def show_shared(folder: Path) -> str | None:
    """Let a data folder have the release that is current at the address, if the settings name one.

    Returns:
        A sentence, which is printed, when the address cannot be read and the release that is here is shown.
    """
    doubt = None
    if load_settings(folder).values.releases:
        from flows.sharing import take_over_to_read

        doubt = take_over_to_read(folder)
        if doubt:
            typer.echo(harmless(doubt), err=True)
    return doubt


def chosen_release(folder: Path, version: str | None, *, must_be_whole: bool = False) -> Path:
    """The folder of the release that a command reads; warn when it is not whole.

    Args:
        folder: The data folder.
        version: The release's version; None for the current one.
        must_be_whole: Whether a damaged one is an error.

    Raises:
        UsageError: When there is no release yet, or none of that version.
        DamagedReleaseError: When the current release is lost, or not whole and must be.
        LaterVersionError: When a later version made it.
    """
    from tasks.release.published.damage import damage, damage_sentence
    from tasks.release.published.folders import mending, release_folder

    show_shared(folder)
    release = release_folder(folder, version)
    clauses = damage(release)
    if clauses:
        sentence = f"{damage_sentence(release, clauses)} Run: {mending('rebuild', folder)}"
        if must_be_whole:
            raise DamagedReleaseError(sentence)
        typer.echo(harmless(sentence), err=True)
    return release
