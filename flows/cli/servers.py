"""`explore`, `mcp` and `serve`: a release for the browser, for an assistant; the schedule."""

import os
from typing import Annotated

import typer

from flows.cli.shared import DataOption, LogFormatOption, ReleaseOption, chosen_data, chosen_release


def explore(
    port: Annotated[
        int, typer.Option("--port", help="Port to listen on; 0 picks a free one.", min=0, max=65535)
    ] = 8321,
    browser: Annotated[
        bool, typer.Option(" /--no-browser", help="Serve only; do not open a browser.", show_default=False)
    ] = True,
    data: DataOption = None,
    release: ReleaseOption = None,
) -> None:
    """Open a release in the browser: charts, search, and a page for each question. Ctrl-C stops it.

    Only this machine can see it. To show a release to others, use any web server: docs/explorer.md.
    """
    from tasks.present.explorer.server import serve_site
    from tasks.release.published.folders import CURRENT

    place = chosen_data(data)
    shown = chosen_release(place, release)
    current = None if release else place.folder / CURRENT
    serve_site(shown, port, current=current, open_browser=browser)


def mcp(
    http: Annotated[bool, typer.Option("--http", help="Serve over HTTP, to this machine only.")] = False,
    port: Annotated[
        int, typer.Option("--port", help="Port of --http; 0 picks a free one.", min=0, max=65535)
    ] = 8322,
    personal: Annotated[
        bool,
        typer.Option(" /--no-personal", help="Never give personal mentions.", show_default=False),
    ] = True,
    data: DataOption = None,
    release: ReleaseOption = None,
) -> None:
    """Let an assistant search and query a release: docs/assistants.md.

    It is a server of the Model Context Protocol. Without --http, the assistant starts this command, and talks
    to it on standard input and output. Needs the extra mcp (in a clone: make setup-mcp).
    """
    from tasks.present.assistant.guarded import guarded_tools
    from tasks.present.assistant.server import serve_http, server_of
    from tasks.release.published.folders import release_folder

    place = chosen_data(data)
    chosen_release(place, release)
    try:
        with guarded_tools(lambda: release_folder(place.folder, release), allows_personal=personal) as ask:
            serve_http(ask, port) if http else server_of(ask).run("stdio")
    except KeyboardInterrupt:  # the way to end it, and nothing is interrupted
        typer.echo("Stopped.", err=True)
        os._exit(0)  # a thread may still wait for standard input, and the interpreter for the thread


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
