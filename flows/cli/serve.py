"""`serve`: the nightly schedule."""

import os
from typing import Annotated

import typer

from flows.cli.shared import DataOption, LogFormatOption, chosen_data
from tasks.fetch.site.agent import user_agent


def serve(
    data: DataOption = None,
    port: Annotated[
        int, typer.Option("--port", help="Where the engine's server listens, when none is named.")
    ] = 4200,
    log_format: LogFormatOption = None,  # noqa: ARG001 - its callback acts
) -> None:
    """Run a night whenever it is due (04:00 in Brussels) until stopped; the engine's pages show the runs.

    It prints where these pages are, when the next night is, and after each what came of it.
    With PREFECT_API_URL a server that runs already keeps the schedule; else one is started here.
    """
    folder, loaded = chosen_data(data)
    user_agent(loaded.values.contact)
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "INFO")
    os.environ.setdefault("SENATE_LOG_FORMAT", "text")
    from flows.engine.schedule import serve_nights

    serve_nights(folder, port)
