"""The prompt of `sql`: history, completion of names, and dot commands."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import typer

from flows.cli.rows import harmless
from schemas.examples import Example, examples
from tasks.common.errors import UsageError

if TYPE_CHECKING:
    import duckdb

PROMPT = "senate> "
MORE = "   ...> "
WELCOME = "Read-only. End each query with ;  Tab completes names.  .examples  .tables  .help  .exit"
_HELP = """\
.examples        list example queries
.examples N      run example N
.tables          list tables and views, and what a row of each is
.help            show this help
.exit            leave (also .quit, or Ctrl-D)
Anything else is SQL; end each query with a semicolon."""
_TABLES = """SELECT table_name AS name, comment AS "a row is" FROM (
  SELECT table_name, comment FROM duckdb_tables() UNION ALL
  SELECT view_name, comment FROM duckdb_views() WHERE NOT internal UNION ALL
  SELECT function_name || '(' || array_to_string(parameters, ', ') || ')', comment
  FROM duckdb_functions() WHERE NOT internal
) ORDER BY name"""
_NAMES = """SELECT table_name FROM duckdb_tables()
UNION SELECT view_name FROM duckdb_views() WHERE NOT internal
UNION SELECT function_name FROM duckdb_functions() WHERE NOT internal
UNION SELECT column_name FROM duckdb_columns() WHERE NOT internal
UNION SELECT upper(keyword_name) FROM duckdb_keywords() WHERE keyword_category = 'reserved'
UNION SELECT unnest(['GROUP BY', 'ORDER BY', 'count', 'sum', 'avg', 'median', 'DESCRIBE'])"""
_DOT_COMMANDS = (".examples", ".tables", ".help", ".exit", ".quit")
_DOT_LEAVING = {".exit", ".quit"}
_LEAVING = {*_DOT_LEAVING, "exit", "quit"}

Run = Callable[[str], None]
"""Runs a query and prints its rows; raises UsageError when the query is wrong."""


def prompt(connection: "duckdb.DuckDBPyConnection", run: Run) -> None:
    """Read queries from the terminal and run them; the connection gives the names to complete."""
    found = sorted(str(name) for (name,) in connection.execute(_NAMES).fetchall())
    _complete_with([*found, *_DOT_COMMANDS])
    typer.echo(WELCOME)
    lines: list[str] = []
    while True:
        try:
            line = input(MORE if lines else PROMPT)
        except EOFError:
            return
        word = line.strip()
        if word in (_DOT_LEAVING if lines else _LEAVING):
            return
        if word.startswith(".") and (not lines or word.partition(" ")[0] in _DOT_COMMANDS):
            _print_error(partial(dot_command, word, run))
            continue
        if not lines and word == "help":
            typer.echo(_HELP)
            continue
        lines.append(line)
        if line.rstrip().endswith(";"):
            _print_error(partial(run, "\n".join(lines)))
            lines.clear()


def _print_error(act: Callable[[], None]) -> None:
    """Call a function; print an error and continue."""
    try:
        act()
    except UsageError as error:
        typer.echo(harmless(str(error)), err=True)


def dot_command(word: str, run: Run) -> None:
    """Run a dot command with its argument, such as '.examples 1'; raise UsageError for an unknown one."""
    name, _, argument = word.partition(" ")
    if name == ".examples" and argument:
        example = _numbered(argument)
        typer.echo(f"{example.question} {example.note}\n\n{example.query};\n", err=True)
        run(example.query)
    elif name == ".examples":
        for number, example in enumerate(examples()):
            typer.echo(f"{number:>3}  {example.question}")
        typer.echo("""To run one: .examples 1 at the prompt, or senate-questions sql '.examples 1'""")
    elif name == ".tables":
        run(_TABLES)
    elif name == ".help":
        typer.echo(_HELP)
    elif name in _LEAVING:
        return
    else:
        raise UsageError(f"There is no command {name}. Available: {', '.join(_DOT_COMMANDS)}")


def _numbered(argument: str) -> Example:
    known = examples()
    if argument.strip().isdecimal() and int(argument) < len(known):
        return known[int(argument)]
    raise UsageError(f"There is no example {argument}; examples are numbered 0 to {len(known) - 1}.")


def _complete_with(names: Sequence[str]) -> None:
    import readline

    def matching(text: str) -> Iterator[str]:
        return (name for name in names if name.lower().startswith(text.lower()))

    def complete(text: str, state: int) -> str | None:
        return next((name for at, name in enumerate(matching(text)) if at == state), None)

    readline.set_completer(complete)
    readline.set_completer_delims(" \t\n()=<>,;'\"")
    is_editline = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if is_editline else "tab: complete")
