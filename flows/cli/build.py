"""`ingest` and `rebuild`: build and publish a release."""

import json
import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.options import AcceptDropOption, DataOption, JsonOption
from flows.runs import RunReport
from flows.settings import data_folder
from schemas.codes import SAMPLE_SOURCE


def ingest(
    source: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="sample|PATH",
            help="Bundled sample, page, folder of pages or WARC file; may be repeated. Default: sample.",
            show_default=False,
        ),
    ] = None,
    data: DataOption = None,
    accept_drop: AcceptDropOption = None,
    as_json: JsonOption = False,
) -> None:
    """Bring pages in, then build and publish a release."""
    from flows.start import start_ingest

    _show(start_ingest(data_folder(data), source or [SAMPLE_SOURCE], accept_drop), data, as_json)


def rebuild(
    data: DataOption = None, accept_drop: AcceptDropOption = None, as_json: JsonOption = False
) -> None:
    """Build a release again from the raw store, without the network."""
    from flows.start import start_rebuild

    _show(start_rebuild(data_folder(data), accept_drop), data, as_json)


def _show(report: RunReport, data: Path | None, as_json: bool) -> None:
    from flows.summary import print_summary, summarise

    for problem in report.problems:
        typer.echo(problem, err=True)
    if report.release is None:
        return
    summary = summarise(report.release, report.outcome)
    if as_json:
        typer.echo(json.dumps(summary, ensure_ascii=False))
    else:
        print_summary(summary, _sql_command(data))


def _sql_command(data: Path | None) -> str:
    """The words that start `sql` on the same data, as a person can paste them."""
    name = "senate-questions"
    program = name if shutil.which(name) else os.path.relpath(sys.argv[0])
    return shlex.join([program, "sql", *(["--data", str(data)] if data else [])])
