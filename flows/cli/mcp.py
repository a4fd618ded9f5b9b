"""`mcp`: let an assistant ask a release."""

import os
from typing import Annotated

import typer

from flows.cli.shared import DataOption, ReleaseOption, chosen_data, chosen_release


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
