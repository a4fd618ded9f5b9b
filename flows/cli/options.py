"""Options that several commands share."""

import os
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


def _log_format(form: str | None) -> str | None:
    """Let the flag override every other setting, in this process and its children."""
    if form:
        os.environ["SENATE_LOG_FORMAT"] = form
    return form


def _runner(name: str | None) -> str | None:
    """Let the flag override every other setting, in this process and its children."""
    if name:
        os.environ["SENATE_RUNNER"] = name
    return name


RunnerOption = Annotated[
    str | None,
    typer.Option(
        "--runner",
        metavar="pool|dask[:ADDRESS]",
        help="Who reads the pages: processes of this machine, or a Dask cluster.",
        callback=_runner,
        show_default=False,
    ),
]
LogFormatOption = Annotated[
    str | None,
    typer.Option(
        "--log-format",
        metavar="none|text|json",
        help="Lines on standard error that tell what the run does.",
        callback=_log_format,
        show_default=False,
    ),
]
