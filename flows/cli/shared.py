"""What commands do first: find the data folder, and take over the release of an address before they read."""

from pathlib import Path

import typer

from flows.cli.rows import harmless
from flows.settings import data_folder, load_settings


def chosen_folder(flag: Path | None) -> Path:
    """The data folder of a command; warn of what its settings file says in vain.

    Raises:
        UsageError: When a setting is wrong.
    """
    folder = data_folder(flag)
    for warning in load_settings(folder).warnings():
        typer.echo(harmless(warning), err=True)
    return folder


def show_shared(folder: Path) -> None:
    """Let a data folder have the release that is current at the address, if the settings name one."""
    if load_settings(folder).values.releases:
        from flows.sharing import take_over_to_read

        doubt = take_over_to_read(folder)
        if doubt:
            typer.echo(doubt, err=True)
