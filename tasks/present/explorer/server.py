"""Serving the explorer of a release to this machine, and opening it."""

import webbrowser
from collections.abc import Collection
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import typer

from tasks.common.errors import UsageError
from tasks.present.explorer import SITE
from tasks.present.explorer.bounded_server import BoundedServer
from tasks.release.published.manifest import read_manifest

HOST = "127.0.0.1"
_NAMES = frozenset({HOST, "localhost"})


class _Handler(SimpleHTTPRequestHandler):
    """Gives the files of a site, and those that a release lists beside it; no folder is listed."""

    server: BoundedServer
    server_version = "senate-questions"
    sys_version = ""

    def __init__(self, *arguments: object, beside: Collection[str], **more: object) -> None:
        self._beside = beside
        super().__init__(*arguments, **more)  # type: ignore[arg-type]

    def setup(self) -> None:
        """Be as patient as the server."""
        super().setup()
        self.connection.settimeout(self.server.patience)

    def send_head(self) -> Any:  # noqa: ANN401 - what the library returns
        """Answer, unless a page of another site asks, under a name of its own that leads here."""
        self.server.has_asked(self.request)
        if self.headers.get("Host", HOST).partition(":")[0] in _NAMES:
            return super().send_head()
        self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        return None

    def translate_path(self, path: str) -> str:
        """The file of an address: in the site, or of the release when the site links to it."""
        named = super().translate_path(path)
        if "\0" in named:  # no file has such a name, and asking for it is an error
            return ""
        found = Path(named)
        site = Path(self.directory)
        if found.parent == site and found.name in self._beside:
            return str(site.parent / found.name)
        return str(found)

    def list_directory(self, path: object) -> None:  # noqa: ARG002
        """No folder is listed."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name of the library
        """Nothing is logged."""


def site_server(release: Path, port: int) -> BoundedServer:
    """A server of the explorer of a release, for this machine alone.

    Args:
        release: The folder of the release.
        port: Where it listens; 0 for any that is free.

    Raises:
        UsageError: When the release has no explorer, or the port is taken.
    """
    site = release / SITE
    if not (site / "index.html").is_file():
        raise UsageError(
            f"The release {release.name} has no explorer: an earlier version of the code made it. "
            "Make it anew with: senate-questions rebuild"
        )
    listed = (read_manifest(release) or {}).get("files", {})
    beside = frozenset(name for name in listed if "/" not in name)
    handler = partial(_Handler, directory=str(site), beside=beside)
    try:
        return BoundedServer((HOST, port), handler)
    except OSError as error:
        raise UsageError(
            f"Cannot listen on port {port}: {error.strerror}. Name another with --port, or any with --port 0."
        ) from error


def serve_site(release: Path, port: int, *, open_browser: bool) -> None:
    """Serve the explorer of a release until interrupted.

    Raises:
        UsageError: When the release has no explorer, or the port is taken.
    """
    with site_server(release, port) as server:
        address = f"http://{HOST}:{server.server_port}/"
        typer.echo(f"The release {release.name} is at {address} (Ctrl-C ends it)")
        if open_browser:
            webbrowser.open(address)
        server.serve_forever()
