"""What commands that only read do first when releases are published to an address."""

from pathlib import Path

import typer

from flows.settings import load_settings


def show_shared(folder: Path) -> None:
    """Let a data folder have the release that is current at the address, if the settings name one."""
    if load_settings(folder).values.releases:
        from flows.sharing import take_over_to_read

        doubt = take_over_to_read(folder)
        if doubt:
            typer.echo(doubt, err=True)
