"""`explore`: look at a release in the browser."""

from typing import Annotated

import typer

from flows.cli.shared import DataOption, ReleaseOption, chosen_data, chosen_release


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
