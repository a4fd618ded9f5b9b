"""The command `senate-questions`."""

import signal
import sys
from collections.abc import Sequence

import typer

from flows.cli.build import backfill, ingest, nightly, rebuild
from flows.cli.explore import explore
from flows.cli.export import export
from flows.cli.plan import plan
from flows.cli.raw import raw
from flows.cli.repair import repair
from flows.cli.rows import harmless
from flows.cli.search import SearchCommand, search
from flows.cli.serve import serve
from flows.cli.sql import SqlCommand, sql
from flows.cli.status import status
from schemas.vocabulary.rows import VocabularyError
from tasks.errors import SenateQuestionsError
from tasks.version import package_version

_INTERRUPTED = 130

app = typer.Typer(
    name="senate-questions",
    help="The written questions of the Belgian Senate as clean, linked, documented tables.",
    epilog="Exit: 0 published or unchanged, 1 failed, 2 wrong usage, 3 refused by the data checks, "
    "4 source unavailable, 5 another run holds the lock.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_CLASSES = {sql: SqlCommand, search: SearchCommand}
_BUILDING = (ingest, nightly, plan, backfill, rebuild)
_READING = (repair, sql, export, explore, status, serve, search)
for _command in _BUILDING + _READING:
    app.command(cls=_CLASSES.get(_command))(_command)
app.add_typer(raw)


def _show_version(value: bool) -> None:
    if value:
        typer.echo(package_version())
        raise typer.Exit


@app.callback()
def _common(
    version: bool = typer.Option(False, "--version", callback=_show_version, is_eager=True, help="Show it."),
) -> None:
    """The written questions of the Belgian Senate as clean, linked, documented tables."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: Words behind the command's name; those of the process by default.

    Returns:
        The exit code of the contract.
    """
    try:
        app(args=arguments)
    except SenateQuestionsError as error:
        typer.echo(harmless(str(error)), err=True)
        return error.exit_code
    except VocabularyError as error:
        typer.echo(str(error), err=True)
        return SenateQuestionsError.exit_code
    except KeyboardInterrupt:
        code = _INTERRUPTED
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0
    else:
        code = 0
    if code == _INTERRUPTED:
        typer.echo("Interrupted; what was stored and published before is untouched.", err=True)
    return code


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def main() -> None:
    """The entry point: run the command line and exit with its code; SIGTERM ends it as an interrupt does."""
    signal.signal(signal.SIGTERM, _interrupt)
    sys.exit(run())
