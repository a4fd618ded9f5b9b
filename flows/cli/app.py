"""The command `senate-questions`."""

import sys
import traceback
from collections.abc import Sequence
from tempfile import NamedTemporaryFile

import typer

from flows.cli.build import backfill, ingest, nightly, rebuild
from flows.cli.export import export
from flows.cli.plan import plan
from flows.cli.redact import redact
from flows.cli.repair import repair
from flows.cli.search import SearchCommand, search
from flows.cli.servers import explore, mcp, serve
from flows.cli.sql import SqlCommand, sql
from flows.cli.status import status
from flows.cli.stored import raw, release
from flows.console.letters import harmless
from flows.console.signals import SIGNALS
from schemas.errors import SenateQuestionsError
from tasks.common.errors import UsageError
from tasks.common.files import file_error

INTERRUPTED = 130

app = typer.Typer(
    name="senate-questions",
    help="The written questions of the Belgian Senate as clean, linked, documented tables.",
    epilog="Exit codes: 0 published or unchanged, 1 failed, 2 wrong usage or a missing path or setting, 3 "
    "refused by the data checks, 4 source unavailable or blocked, 5 another run holds the lock, 130 "
    "interrupted or 143 terminated before anything was published (0 after that).",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_CLASSES = {sql: SqlCommand, search: SearchCommand}
_BUILDING = (ingest, nightly, plan, backfill, rebuild, redact)
_READING = (repair, sql, export, explore, mcp, status, serve, search)
for _command in _BUILDING + _READING:
    app.command(cls=_CLASSES.get(_command))(_command)
app.add_typer(raw)
app.add_typer(release)


def _show_version(value: bool) -> None:
    if value:
        from tasks.common.version import package_version

        typer.echo(package_version())
        raise typer.Exit


@app.callback()
def _common(
    version: bool = typer.Option(
        False, "--version", callback=_show_version, is_eager=True, help="Show the version."
    ),
) -> None:
    """The written questions of the Belgian Senate as clean, linked, documented tables."""
    del version  # it was shown
    try:
        import fcntl  # noqa: F401 - on Windows there is none
    except ImportError:
        raise UsageError(
            "senate-questions needs a POSIX system, for its file locks, links and signals; "
            f"this one is {sys.platform}. On Windows, run it in WSL 2 or in a Linux container."
        ) from None


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line, by default with the arguments of the process; return the exit code."""
    try:
        app(args=arguments)
    except SenateQuestionsError as error:
        typer.echo(harmless(str(error)), err=True)
        return error.ends.exit_code
    except KeyboardInterrupt:
        code = INTERRUPTED
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0
    except Exception as error:  # noqa: BLE001 - users get a sentence, not a traceback
        if SIGNALS.came:  # which DuckDB turns into an error of its own
            return _interrupted()
        sentence = str(file_error(error)) if isinstance(error, OSError) else _our_fault(error)
        typer.echo(harmless(sentence), err=True)
        return SenateQuestionsError.ends.exit_code
    else:
        code = 0
    return _interrupted() if code == INTERRUPTED else code


def _interrupted() -> int:
    typer.echo("Interrupted; everything stored and published before is untouched.", err=True)
    return INTERRUPTED


def _our_fault(error: Exception) -> str:
    """The message on an unexpected error, with the file that holds its traceback."""
    with NamedTemporaryFile(
        "w", prefix="senate-questions-", suffix=".txt", delete=False, encoding="utf-8", errors="replace"
    ) as file:
        file.writelines(traceback.format_exception(error))
    summary = " ".join(f"{type(error).__name__}: {error}".split())
    return (
        f"This is a bug in senate-questions: {summary}. Please report it with the full traceback, which is "
        f"in {file.name}. Everything stored and published before is untouched."
    )
