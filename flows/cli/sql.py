"""`sql`: run a query on the current release, or open a prompt."""

import re
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.rows import OutputFormat, print_rows
from flows.cli.shared import DashedCommand, DataOption, ReleaseOption, chosen_data, chosen_release
from tasks.common.errors import UsageError

if TYPE_CHECKING:
    import duckdb


_COMMENT = re.compile(r"--(?![a-z][a-z-]*(=|$)).+", re.DOTALL)
"""A query that begins with a comment looks like an option, which is a word, or a word before '='."""
_LOCKED = "the configuration has been locked"
_OUT_OF_REACH = re.compile(r"disabled (by|through) configuration")


class SqlCommand(DashedCommand):
    """A command whose query may begin with a comment."""

    dashed = _COMMENT


def sql(  # noqa: PLR0917 - a command's options
    query: Annotated[
        str | None,
        typer.Argument(
            help="An SQL query, or .examples, .examples N or .tables. Without a query, open a prompt, or "
            "read standard input if it is not a terminal.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[OutputFormat, typer.Option("--format", help="How to print the rows.")] = "table",
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
    """Run a query on the current release, or open a prompt."""
    output = "json" if as_json else output
    from tasks.release.query import open_release

    chosen = chosen_release(chosen_data(data), release)
    with open_release(chosen, allow_files=allow_files) as connection:
        if query is None and sys.stdin.isatty():
            from flows.cli.prompt import prompt

            prompt(connection, lambda typed: _run(connection, typed, output))
        else:
            _answer(connection, sys.stdin.read() if query is None else query, output)


def _answer(connection: "duckdb.DuckDBPyConnection", query: str, output: OutputFormat) -> None:
    word = query.strip()
    if word.startswith(".") and "\n" not in word:
        from flows.cli.prompt import dot_command

        dot_command(word, lambda typed: _run(connection, typed, output))
    else:
        _run(connection, query, output)


def _sentence(error: str) -> str:
    """An error of DuckDB, with an explanation when files are out of reach."""
    if _LOCKED in error:
        return f"sql does not let queries change DuckDB settings without --allow-files. {error}"
    if _OUT_OF_REACH.search(error):
        return (
            "sql does not let queries read or write files, load extensions or use the network without "
            f"--allow-files. {error.splitlines()[0]}"
        )
    return error


def _run(connection: "duckdb.DuckDBPyConnection", query: str, output: OutputFormat) -> None:
    import duckdb

    if not query.strip(" \n\t;"):
        raise UsageError("There is no query.")
    try:
        connection.execute(query)
        if connection.description is None:
            raise UsageError("There is no query.")
        names = [column[0] for column in connection.description]
        rows = connection.fetchall()
    except duckdb.Error as error:
        raise UsageError(_sentence(str(error))) from error
    print_rows(names, rows, output)
