"""Pictures of pages by a headless Chromium, taken when a page shows what it should."""

import base64
import json
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from websockets.sync.client import ClientConnection, connect

from tests.flows.engine_server import free_port, wait_for

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 60
SETTLED = 3
"""Seconds after which a page that shows its words has faded in."""


class Browser:
    """One tab."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._numbers = count(1)

    def picture(self, address: str, height: int, *words: str, width: int = 1400) -> bytes:
        """A picture of a page, once it shows all of some words; as PNG."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._ask("Emulation.setDeviceMetricsOverride", **size)
        self._ask("Emulation.setTimezoneOverride", timezoneId="Europe/Brussels")
        self._ask("Page.navigate", url=address)
        end = time.monotonic() + PATIENCE
        while any(word not in self._text() for word in words):
            assert time.monotonic() < end, f"{address} does not show {words}: {self._text()}"
            time.sleep(0.5)
        time.sleep(SETTLED)
        assert "Oops" not in self._text(), self._text()
        return base64.b64decode(self._ask("Page.captureScreenshot", format="png")["data"])

    def _text(self) -> str:
        found = self._ask("Runtime.evaluate", expression="document.body ? document.body.innerText : ''")
        return " ".join(found["result"].get("value", "").split())

    def _ask(self, method: str, **parameters: object) -> dict:
        number = next(self._numbers)
        self._connection.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while (answer := json.loads(self._connection.recv(PATIENCE))).get("id") != number:
            pass
        return answer["result"]


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser with a profile of its own."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    assert program, f"None of {', '.join(PROGRAMS)} is installed."
    port = free_port()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "about:blank")
        own = (f"--user-data-dir={profile}", f"--remote-debugging-port={port}")
        process = subprocess.Popen(
            [program, *own, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            with connect(wait_for(lambda: _tab(port), "the browser"), max_size=None) as connection:
                yield Browser(connection)
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _tab(port: int) -> str | None:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json", timeout=5) as answer:
            tabs = json.load(answer)
    except OSError:
        return None
    return next((tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page"), None)
