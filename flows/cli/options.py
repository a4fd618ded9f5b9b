"""Options that several commands share."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

DataOption = Annotated[
    Path | None,
    typer.Option("--data", help="Data folder. Default: $SENATE_DATA, else ./data.", show_default=False),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
ReleaseOption = Annotated[
    str | None,
    typer.Option("--release", metavar="VERSION", help="An older release.", show_default=False),
]
AcceptDropOption = Annotated[
    str | None,
    typer.Option(
        "--accept-drop",
        metavar="REASON",
        help="Publish although rows, values or codes are lost; the reason goes into the manifest.",
        show_default=False,
    ),
]


def _sets(variable: str) -> Callable[[str | None], str | None]:
    """A callback that lets a flag override every other setting, in this process and its children."""

    def callback(value: str | None) -> str | None:
        if value:
            os.environ[variable] = value
        return value

    return callback


RunnerOption = Annotated[
    str | None,
    typer.Option(
        "--runner",
        metavar="pool|dask[:ADDRESS]",
        help="Who reads the pages: processes of this machine, or a Dask cluster.",
        callback=_sets("SENATE_RUNNER"),
        show_default=False,
    ),
]
LogFormatOption = Annotated[
    str | None,
    typer.Option(
        "--log-format",
        metavar="none|text|json",
        help="Lines on standard error that tell what the run does.",
        callback=_sets("SENATE_LOG_FORMAT"),
        show_default=False,
    ),
]
