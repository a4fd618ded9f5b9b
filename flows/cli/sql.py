"""`sql`: run a query on the current release, or open a prompt."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.options import DataOption, ReleaseOption
from flows.cli.rows import OutputFormat, print_rows
from flows.cli.shared import show_shared
from flows.settings import data_folder
from tasks.errors import UsageError

if TYPE_CHECKING:
    import duckdb


def sql(
    query: Annotated[
        str | None,
        typer.Argument(
            help="The query; without one a prompt opens, or standard input is read.", show_default=False
        ),
    ] = None,
    output: Annotated[
        OutputFormat, typer.Option("--format", help="How to print the rows.")
    ] = OutputFormat.TABLE,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    data: DataOption = None,
    release: ReleaseOption = None,
) -> None:
    """Run a query on the current release, or open a prompt."""
    output = OutputFormat.JSON if as_json else output
    from tasks.release.query import open_version

    folder: Path = data_folder(data)
    show_shared(folder)
    with open_version(folder, release) as connection:
        if query is not None:
            _run(connection, query, output)
        elif sys.stdin.isatty():
            from flows.cli.prompt import prompt

            prompt(connection, lambda asked: _run(connection, asked, output))
        else:
            _run(connection, sys.stdin.read(), output)


def _run(connection: "duckdb.DuckDBPyConnection", query: str, output: OutputFormat) -> None:
    import duckdb

    if not query.strip(" \n\t;"):
        raise UsageError("There is no query.")
    try:
        connection.execute(query)
        names = [column[0] for column in connection.description or ()]
        rows = connection.fetchall()
    except duckdb.Error as error:
        raise UsageError(str(error)) from error
    print_rows(names, rows, output)
