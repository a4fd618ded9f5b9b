"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

DataOption = Annotated[
    Path | None,
    typer.Option("--data", help="Data folder. Default: $SENATE_DATA, else ./data.", show_default=False),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
AcceptDropOption = Annotated[
    str | None,
    typer.Option(
        "--accept-drop",
        metavar="REASON",
        help="Publish although counts fell; the reason goes into the manifest.",
        show_default=False,
    ),
]
