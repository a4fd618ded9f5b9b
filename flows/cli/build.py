"""`ingest`, `nightly`, `backfill` and `rebuild`: build and publish a release."""

import json
import os
import shlex
import shutil
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.cli.shared import (
    AcceptDropOption,
    DataOption,
    JsonOption,
    LogFormatOption,
    RunnerOption,
    chosen_data,
)
from flows.console.letters import harmless
from schemas.codes import LIVE_SOURCE
from tasks.common.files import file_error

if TYPE_CHECKING:
    from collections.abc import Callable

    from flows.run import Report


def ingest(  # noqa: PLR0917 - a command's options
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="live|sample|PATH",
            help="The site, the bundled sample, or the path of a page, a folder of pages or an archive "
            "(WARC, WACZ, zip). May be repeated. Default: live.",
            show_default=False,
        ),
    ] = None,
    data: DataOption = None,
    accept_drop: AcceptDropOption = None,
    as_json: JsonOption = False,
    runner: RunnerOption = None,  # noqa: ARG001 - its callback acts
    log_format: LogFormatOption = None,  # noqa: ARG001 - its callback acts
) -> None:
    """Import pages, then build and publish a release."""
    from flows.start import start_ingest

    _run(data, as_json, start_ingest, source or [LIVE_SOURCE], accept_drop)


def backfill(  # noqa: PLR0917 - a command's options
    legislature: Annotated[
        int, typer.Option("--legislature", metavar="N", help="Legislature number.", min=1)
    ],
    first: Annotated[int, typer.Option("--first", metavar="A", help="First question number.", min=1)] = 1,
    last: Annotated[
        int | None,
        typer.Option(
            "--last",
            metavar="B",
            help="Last question number. Default: the last one that exists.",
            min=1,
            show_default=False,
        ),
    ] = None,
    data: DataOption = None,
    accept_drop: AcceptDropOption = None,
    as_json: JsonOption = False,
    runner: RunnerOption = None,  # noqa: ARG001 - its callback acts
    log_format: LogFormatOption = None,  # noqa: ARG001 - its callback acts
) -> None:
    """Fetch the questions of a legislature from the site, then build and publish a release.

    This takes hours, since the site is asked slowly. You can stop it at any time; run it again to resume.
    """
    from flows.start import start_backfill
    from tasks.fetch.plan import Range

    _run(data, as_json, start_backfill, Range(legislature, first, last), accept_drop)


def nightly(
    data: DataOption = None,
    as_json: JsonOption = False,
    runner: RunnerOption = None,  # noqa: ARG001 - its callback acts
    log_format: LogFormatOption = None,  # noqa: ARG001 - its callback acts
) -> None:
    """Fetch new and open questions, publish a release, and remove old releases."""
    from flows.start import start_nightly

    _run(data, as_json, start_nightly)


def rebuild(
    data: DataOption = None,
    accept_drop: AcceptDropOption = None,
    as_json: JsonOption = False,
    runner: RunnerOption = None,  # noqa: ARG001 - its callback acts
    log_format: LogFormatOption = None,  # noqa: ARG001 - its callback acts
) -> None:
    """Rebuild a release from the raw store, without using the network."""
    from flows.start import start_rebuild

    _run(data, as_json, start_rebuild, accept_drop)


def _run(data: Path | None, as_json: bool, start: "Callable[..., Report]", *given: object) -> None:
    """Start a run on the data folder, with what is given, and print its result."""
    folder, loaded = chosen_data(data)
    report = start(folder, *given, loaded=loaded)
    try:
        _print(report, data, as_json)
    except OSError as error:  # the release is published anyway
        typer.echo(harmless(f"The result could not be printed. {file_error(error)}"), err=True)


def _print(report: "Report", data: Path | None, as_json: bool) -> None:
    from flows.console.summary import print_summary, summarise

    for problem in dict.fromkeys((*report.damage, *report.problems)):
        typer.echo(harmless(problem), err=True)
    if report.release is None:
        typer.echo("There is nothing to publish yet: no question page was received.", err=True)
        return
    summary = summarise(report.release, report.outcome) | {"made_anew": report.made_anew}
    if as_json:
        typer.echo(json.dumps(summary, ensure_ascii=False))
    else:
        print_summary(summary, partial(_started, data))


def _started(data: Path | None, command: str) -> str:
    """The words that start a command on the same data, ready to paste."""
    name = "senate-questions"
    program = name if shutil.which(name) else os.path.relpath(sys.argv[0])
    return shlex.join([program, command, *(["--data", str(data)] if data else [])])
