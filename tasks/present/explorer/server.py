"""Serving the explorer of a release to this machine, and opening it in a browser."""

import webbrowser
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from io import BytesIO
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import typer

from schemas.question_number import file_name
from tasks.common.errors import UsageError
from tasks.present.explorer import SITE
from tasks.present.explorer.bounded_server import BoundedServer
from tasks.present.explorer.static_pages import FOLDER, INDEX, SITEMAP, plain_page
from tasks.present.feeds import FEED_FILE
from tasks.release.published.damage import linked
from tasks.release.published.folders import RELEASES
from tasks.release.published.manifest import read_manifest
from tasks.release.query import open_release

HOST = "127.0.0.1"
_NAMES = frozenset({HOST, "localhost"})
_LOOK = 0.5
"""Seconds until Ctrl-C is noticed, if it comes just before this process begins to wait."""

_WITH_PLAIN = {"question.html": "", "member.html": "member-"}
"""Pages of one thing that has a page without scripts too, and how the name of that begins."""
_MOST_KEPT = 8
"""Releases whose manifests are remembered."""


def _files_of(release: Path) -> Mapping[str, Any]:
    """The files of a release by the names in its manifest; none of one that is being built."""
    found = None if release.name.startswith(".") else read_manifest(release)
    return found["files"] if found else {}


class SiteServer(BoundedServer):
    """Serves a release, and says once per newer one that `current` points to it."""

    current: Path | None = None
    newest = ""

    def __init__(self, *arguments: Any, **more: Any) -> None:  # noqa: ANN401 - those of the library
        self.busy = Lock()
        self.files_of = lru_cache(_MOST_KEPT)(_files_of)
        super().__init__(*arguments, **more)

    def service_actions(self) -> None:
        """Drop slow clients, and look at `current`, about twice a second."""
        super().service_actions()
        with suppress(OSError):
            name = self.current.readlink().name if self.current else ""
            if name > self.newest:  # versions begin with their time
                self.newest = name
                typer.echo("A newer release has come. To see it, press Ctrl-C and run `explore` again.")


class _Handler(SimpleHTTPRequestHandler):
    """Serves what the manifest of a release names: below the site, else below the release; lists no folder.

    A copy in a browser is checked by the sums of the manifest. By dates, an older release on the same port
    would count as unchanged.
    """

    server: SiteServer
    server_version = "senate-questions"
    sys_version = ""
    _etag: str | None = None

    def __init__(self, *arguments: object, manifest: Mapping[str, Any], **more: object) -> None:
        self._files, self._sources = manifest["files"], manifest["sources"]
        super().__init__(*arguments, **more)  # type: ignore[arg-type]

    def setup(self) -> None:
        """Set the time limit of the server."""
        super().setup()
        self.connection.settimeout(self.server.patience)

    def send_head(self) -> Any:  # noqa: ANN401 - what the library returns
        """Respond, unless the request came through another host name, as by DNS rebinding."""
        self.server.note_request(self.request)
        if self.headers.get("Host", HOST).partition(":")[0] not in _NAMES:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return None
        if page := self._plain(self.path):
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            return BytesIO(page)
        if found := self._file(self.path):
            self._etag = f'"{found[2]}"'
            if self._etag in self.headers.get("If-None-Match", ""):
                self.send_response(HTTPStatus.NOT_MODIFIED)
                self.end_headers()
                return None
        del self.headers["If-Modified-Since"]
        return super().send_head()

    def end_headers(self) -> None:
        """Let browsers ask again each time: another release may be on this port then."""
        if self._etag:
            self.send_header("ETag", self._etag)
            self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def _plain(self, path: str) -> bytes | None:
        """A page that needs no script, of a release that was built without any."""
        asked = self._asked(path).removeprefix(f"{SITE}/")
        folder, _, name = asked.rpartition("/")
        if f"{SITE}/{SITEMAP}" in self._files or (folder != FOLDER and asked not in _WITH_PLAIN):
            return None
        if asked in _WITH_PLAIN:
            return self._leading_on(asked, urlsplit(path).query)
        with self.server.busy, open_release(Path(self.directory)) as connection:
            page = plain_page(connection, name, self._sources)
        return page.encode() if page else None

    def _leading_on(self, asked: str, query: str) -> bytes | None:
        """A page that leads to the one without scripts of what its address names, where it leads to all."""
        [identifier] = parse_qs(query).get("id", [""])[:1]
        if not identifier or not (found := self._file(f"/{asked}")):
            return None
        name = quote(f"{_WITH_PLAIN[asked]}{file_name(identifier)}.html")
        page = (found[0] / found[1]).read_text("utf-8")
        return page.replace(f'"{FOLDER}/{INDEX}"', f'"{FOLDER}/{name}"').encode()

    def _asked(self, path: str) -> str:
        """The path that an address names, without a way out of the folder; all releases share one feed."""
        asked = super().translate_path(path).removeprefix(self.directory).removeprefix("/")
        return FEED_FILE if asked == f"{RELEASES}/{FEED_FILE}" else asked or INDEX

    def _file(self, path: str) -> tuple[Path, str, str] | None:
        """The release, the name in its manifest and the sum of what is at an address, if no link leads to it.

        Below `releases/` are those that are kept beside the one that is served.
        """
        release, files, asked = Path(self.directory), self._files, self._asked(path)
        if asked.startswith(f"{RELEASES}/"):
            _, version, asked = f"{asked}/".split("/", 2)
            release, asked = release.parent / version, asked.removesuffix("/") or INDEX
            files = self.server.files_of(release)
        name = next((name for name in (f"{SITE}/{asked}", asked) if name in files), None)
        return None if name is None or linked(release, [name]) else (release, name, files[name]["sha256"])

    def translate_path(self, path: str) -> str:
        """The file at an address; none has the empty name."""
        found = self._file(path)
        return str(found[0] / found[1]) if found else ""

    def list_directory(self, path: object) -> None:  # noqa: ARG002
        """Refuse to list a folder."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the name of the library
        """Log nothing."""


def site_server(release: Path, port: int) -> SiteServer:
    """A server of the explorer of a release, for this machine only; port 0 is any free one.

    Raises UsageError when the release has no explorer, or the port is taken.
    """
    manifest = read_manifest(release) or {}
    if f"{SITE}/index.html" not in manifest.get("files", {}) or not (release / SITE / "index.html").is_file():
        raise UsageError(
            f"The release {release.name} has no explorer: an earlier version of the code built it. "
            "To rebuild it, run: senate-questions rebuild"
        )
    handler = partial(_Handler, directory=str(release.resolve()), manifest=manifest)
    try:
        return SiteServer((HOST, port), handler)
    except OSError as error:
        raise UsageError(
            f"Cannot listen on port {port}: {error.strerror}. Choose another with --port, or use --port 0 "
            "for a free one."
        ) from error


def serve_site(release: Path, port: int, *, current: Path | None, open_browser: bool) -> None:
    """Serve the explorer of a release until interrupted; `current` is a link to look at for a newer one."""
    with site_server(release, port) as server:
        server.current, server.newest = current, release.name
        address = f"http://{HOST}:{server.server_port}/"
        typer.echo(f"The release {release.name} is at {address} (Ctrl-C stops it)")
        if open_browser:
            webbrowser.open(address)
        try:
            Thread(target=server.serve_forever, daemon=True).start()
            while not Event().wait(_LOOK):  # nothing else in this thread, which could swallow Ctrl-C
                pass
        except KeyboardInterrupt:  # the way to end it, and nothing is interrupted
            typer.echo("Stopped.")
