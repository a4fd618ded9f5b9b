"""`serve`: the nightly schedule."""

import os
from typing import Annotated

import typer

from flows.cli.shared import DataOption, LogFormatOption, chosen_data


def serve(
    data: DataOption = None,
    port: Annotated[
        int,
        typer.Option(
            "--port",
            help="Port of the Prefect server started here, if PREFECT_API_URL is not set.",
            min=1,
            max=65535,
        ),
    ] = 4200,
    log_format: LogFormatOption = None,  # noqa: ARG001 - its callback acts
) -> None:
    """Run `nightly` every night at 04:00 in Brussels until stopped.

    It prints the address of the Prefect UI, the schedule, and the result of each run. The UI can also start
    `ingest`, `backfill` and `rebuild`.
    If PREFECT_API_URL is set, that server keeps the schedule; otherwise one is started here.
    """
    from tasks.fetch.site.agent import user_agent

    folder, loaded = chosen_data(data)
    user_agent(loaded.values.with_usable_engine(is_served=True).contact)
    os.environ.setdefault("SENATE_LOG_FORMAT", "text")
    from flows.nightly import serve_flows

    serve_flows(folder, port)
    typer.echo("Stopped. Nights that are missed become one night when `serve` starts again.", err=True)
