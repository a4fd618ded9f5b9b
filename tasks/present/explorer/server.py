"""Serving the explorer of a release to this machine, and opening it in a browser."""

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
    """Serves the files of a site, and the release files next to it; lists no folder."""

    server: BoundedServer
    server_version = "senate-questions"
    sys_version = ""

    def __init__(self, *arguments: object, beside: Collection[str], **more: object) -> None:
        self._beside = beside
        super().__init__(*arguments, **more)  # type: ignore[arg-type]

    def setup(self) -> None:
        """Set the time limit of the server."""
        super().setup()
        self.connection.settimeout(self.server.patience)

    def send_head(self) -> Any:  # noqa: ANN401 - what the library returns
        """Respond, unless the request came through another host name, as by DNS rebinding."""
        self.server.note_request(self.request)
        if self.headers.get("Host", HOST).partition(":")[0] in _NAMES:
            return super().send_head()
        self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        return None

    def translate_path(self, path: str) -> str:
        """The file of an address: in the site, or in the release when the site links to it."""
        named = super().translate_path(path)
        if "\0" in named:  # no file name can hold it, and opening one raises
            return ""
        found = Path(named)
        site = Path(self.directory)
        if found.parent == site and found.name in self._beside:
            return str(site.parent / found.name)
        return str(found)

    def list_directory(self, path: object) -> None:  # noqa: ARG002
        """Refuse to list a folder."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name of the library
        """Log nothing."""


def site_server(release: Path, port: int) -> BoundedServer:
    """A server of the explorer of a release, for this machine only; port 0 is any free one.

    Raises UsageError when the release has no explorer, or the port is taken.
    """
    site = release / SITE
    if not (site / "index.html").is_file():
        raise UsageError(
            f"The release {release.name} has no explorer: an earlier version of the code built it. "
            "To rebuild it, run: senate-questions rebuild"
        )
    files = (read_manifest(release) or {}).get("files", {})
    beside = frozenset(name for name in files if "/" not in name)
    handler = partial(_Handler, directory=str(site), beside=beside)
    try:
        return BoundedServer((HOST, port), handler)
    except OSError as error:
        raise UsageError(
            f"Cannot listen on port {port}: {error.strerror}. Choose another with --port, or use --port 0 "
            "for a free one."
        ) from error


def serve_site(release: Path, port: int, *, open_browser: bool) -> None:
    """Serve the explorer of a release until interrupted."""
    with site_server(release, port) as server:
        address = f"http://{HOST}:{server.server_port}/"
        typer.echo(f"The release {release.name} is at {address} (Ctrl-C stops it)")
        if open_browser:
            webbrowser.open(address)
        try:
            server.serve_forever()
        except KeyboardInterrupt:  # the way to end it, and nothing is interrupted
            typer.echo("Stopped.")
