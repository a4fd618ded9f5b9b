"""The prompt of `sql`, and scripts: history, completion of names, and dot commands."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import get_args

import duckdb
import typer

from flows.cli.rows import OutputFormat, print_rows
from flows.console.letters import harmless
from schemas.ddl import quoted
from schemas.examples import Example, examples
from schemas.marts import views
from schemas.tables import TABLES
from tasks.common.errors import UsageError

_LOCKED = "the configuration has been locked"
_OUT_OF_REACH = re.compile(r"disabled (by|through) configuration")


@dataclass
class Session:
    """A connection to a release, and how to print rows."""

    connection: duckdb.DuckDBPyConnection
    output: OutputFormat

    def run(self, statements: str) -> None:
        """Run statements one after the other and print the rows of each that gives some.

        Raises UsageError when there is none, or one is wrong.
        """
        try:
            found = self.connection.extract_statements(statements)
            for statement in found:
                self.connection.execute(statement)
                if duckdb.ExpectedResultType.NOTHING not in statement.expected_result_type:
                    names = [column[0] for column in self.connection.description or ()]
                    print_rows(names, self.connection.fetchall(), self.output)
        except duckdb.Error as error:
            raise UsageError(_sentence(str(error))) from error
        if not found:
            raise UsageError("There is no query.")


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


PROMPT = "senate> "
MORE = "   ...> "
WELCOME = (
    "Read-only. End each query with ;  Tab completes names.  .examples  .tables  .schema NAME  .help  .exit"
)
_HELP = """\
.examples        list example queries
.examples N      run example N
.tables [WORD]   list tables and views, and what a row of each is; only those with WORD in their name
.schema NAME     list the columns of a table or view: type and meaning
.format NAME     print rows as table, vertical, csv, json or markdown
.help            show this help
.exit            leave (also .quit, or Ctrl-D)
Anything else is SQL; end each query with a semicolon."""
_FIRST = ["questions", "texts", "v_answers_by_subquestion", "mentions", "members"]
"""Those of docs/five-tables.md."""
_LISTS = [table.name for table in TABLES if table.vocabulary]
_VIEWS = [view.name for view in views()]
_TABLES = f"""SELECT CASE WHEN name IN {(*_FIRST,)} THEN 'begin here' WHEN name IN {(*_LISTS,)} THEN 'list'
  WHEN name IN {(*_VIEWS,)} THEN 'view' ELSE kind END AS "group", name, comment AS "a row is" FROM (
  SELECT 'table' AS kind, table_name AS name, comment FROM duckdb_tables() UNION ALL
  SELECT 'view', view_name, comment FROM duckdb_views() WHERE NOT internal UNION ALL
  SELECT 'view', function_name || '(' || array_to_string(parameters, ', ') || ')', comment
  FROM duckdb_functions() WHERE NOT internal
) WHERE contains(lower(name), lower({{word}}))
ORDER BY list_position(['begin here', 'table', 'view', 'list'], "group"),
  list_position({_FIRST}, name), name"""
_COLUMNS = """SELECT column_name AS "column", data_type AS type, comment AS meaning
FROM duckdb_columns() WHERE NOT internal AND table_name = {name} ORDER BY column_index"""
_NAMES = """SELECT table_name FROM duckdb_tables()
UNION SELECT view_name FROM duckdb_views() WHERE NOT internal
UNION SELECT function_name FROM duckdb_functions() WHERE NOT internal
UNION SELECT column_name FROM duckdb_columns() WHERE NOT internal
UNION SELECT upper(keyword_name) FROM duckdb_keywords() WHERE keyword_category = 'reserved'
UNION SELECT unnest(['GROUP BY', 'ORDER BY', 'count', 'sum', 'avg', 'median', 'DESCRIBE'])"""
_DOT_COMMANDS = (".examples", ".tables", ".schema", ".format", ".help", ".exit", ".quit")
_DOT_LEAVING = {".exit", ".quit"}
_LEAVING = {*_DOT_LEAVING, "exit", "quit"}
_COMMENTS = re.compile(r"--.*")


def prompt(session: Session) -> None:
    """Read queries and dot commands from the terminal and run them."""
    found = sorted(str(name) for (name,) in session.connection.execute(_NAMES).fetchall())
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
            _print_error(partial(dot_command, word, session))
            continue
        if not lines and word == "help":
            typer.echo(_HELP)
            continue
        lines.append(line)
        if line.rstrip().endswith(";"):
            _print_error(partial(session.run, "\n".join(lines)))
            lines.clear()


def _print_error(act: Callable[[], None]) -> None:
    """Call a function; print an error and continue."""
    try:
        act()
    except UsageError as error:
        typer.echo(harmless(str(error)), err=True)


def run_script(text: str, session: Session) -> None:
    """Run statements, and the dot commands between them, which have a line each."""
    blocks = list(_blocks(text))
    if not blocks:
        raise UsageError("There is no query.")
    for block in blocks:
        if block in _LEAVING:
            return
        (dot_command(block, session) if block.startswith(".") else session.run(block))


def _blocks(text: str) -> Iterator[str]:
    """Each dot command, and the statements between two; a line with a dot inside a statement is SQL."""
    lines: list[str] = []
    for line in text.split("\n"):
        said = _COMMENTS.sub("", "\n".join(lines)).strip() if line.lstrip().startswith(".") else None
        if said is None or (said and not said.endswith(";")):
            lines.append(line)
        else:
            yield from ("\n".join(lines), line.strip()) if said else (line.strip(),)
            lines.clear()
    if _COMMENTS.sub("", "\n".join(lines)).strip():
        yield "\n".join(lines)


def dot_command(word: str, session: Session) -> None:
    """Run a dot command with its argument, such as '.examples 1'; raise UsageError for an unknown one."""
    name, _, argument = (part.strip(" ;") for part in word.partition(" "))
    if name == ".examples" and argument:
        example = _numbered(argument)
        typer.echo(f"{example.question} {example.note}\n\n{example.query};\n", err=True)
        session.run(example.query)
    elif name == ".examples":
        for number, example in enumerate(examples()):
            typer.echo(f"{number:>3}  {example.question}")
        typer.echo("""To run one: .examples 1 at the prompt, or senate-questions sql '.examples 1'""")
    elif name == ".tables":
        session.run(_TABLES.format(word=quoted(argument)))
    elif name == ".schema":
        session.run(_schema(argument.lower(), session))
    elif name == ".format":
        session.output = _format(argument)
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


def _schema(name: str, session: Session) -> str:
    """A query for the columns of a table, a view or a macro."""
    for view in views():
        if view.kind == "macro" and view.name == name:
            rows = ", ".join(f"({quoted(column)}, {quoted(meaning)})" for column, meaning in view.columns)
            return f'FROM (VALUES {rows}) AS columns("column", meaning)'
    query = _COLUMNS.format(name=quoted(name))
    if not session.connection.execute(query).fetchone():
        raise UsageError(f"There is no table {name!r}; .tables lists the names.")
    return query


def _format(name: str) -> OutputFormat:
    known: tuple[OutputFormat, ...] = get_args(OutputFormat)
    if name in known:
        return known[known.index(name)]
    raise UsageError(f"There is no format {name}. Available: {', '.join(known)}")


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
