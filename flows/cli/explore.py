"""`explore`: look at a release in the browser."""

from typing import Annotated

import typer

from flows.cli.shared import DataOption, ReleaseOption, chosen_data, chosen_release


def explore(
    port: Annotated[
        int, typer.Option("--port", help="Where it listens on this machine.", min=0, max=65535)
    ] = 8321,
    browser: Annotated[bool, typer.Option(" /--no-browser", help="Only serve; open no browser.")] = True,
    data: DataOption = None,
    release: ReleaseOption = None,
) -> None:
    """Look at a release in the browser: charts, search, and a page for each question. Ctrl-C ends it.

    It is served to this machine alone. Any web server can show a release to others: docs/explorer.md.
    """
    from tasks.present.explorer.server import serve_site

    serve_site(chosen_release(chosen_data(data), release), port, open_browser=browser)
