"""`sql`: run a query on the current release, or open a prompt."""

import re
import sys
from typing import Annotated

import typer

from flows.cli.rows import OutputFormat
from flows.cli.shared import DashedCommand, DataOption, ReleaseOption, chosen_data, chosen_release

_COMMENT = re.compile(r"--(?![a-z][a-z-]*(=|$)).+", re.DOTALL)
"""A query that begins with a comment looks like an option, which is a word, or a word before '='."""


class SqlCommand(DashedCommand):
    """A command whose query may begin with a comment."""

    dashed = _COMMENT


def sql(  # noqa: PLR0917 - a command's options
    query: Annotated[
        str | None,
        typer.Argument(
            help="SQL statements separated by ; and dot commands such as .tables or .schema NAME, each on "
            "its own line (.help lists them). Without a query, open a prompt, or read standard input if it "
            "is not a terminal.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        OutputFormat, typer.Option("--format", help="How to print rows; vertical is one value per line.")
    ] = "table",
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    allow_files: Annotated[
        bool,
        typer.Option(
            "--allow-files",
            help="Let queries read and write files on this machine, use the network, load extensions and "
            "change DuckDB settings. Without this option, queries can use only the release.",
        ),
    ] = False,
    data: DataOption = None,
    release: ReleaseOption = None,
) -> None:
    """Run queries on the current release, or open a prompt."""
    output = "json" if as_json else output
    from flows.cli.prompt import Session, prompt, run_script
    from tasks.release.query import open_release

    chosen = chosen_release(chosen_data(data), release)
    with open_release(chosen, allow_files=allow_files) as connection:
        session = Session(connection, output)
        if query is None and sys.stdin.isatty():
            prompt(session)
        else:
            run_script(sys.stdin.read() if query is None else query, session)
