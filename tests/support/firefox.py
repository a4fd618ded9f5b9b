"""A headless Firefox over WebDriver BiDi: opening pages, and what is true on them."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.support.engine import free_port, listens, running, wait_for

PROGRAMS = ("firefox-esr", "firefox")
PATIENCE = 300


class Firefox:
    """One tab.

    Attributes:
        complaints: What pages wrote to the console as a warning or error, or threw.
    """

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._numbers = count(1)
        self.complaints: list[str] = []
        self._ask("session.new", capabilities={})
        self._ask("session.subscribe", events=["log.entryAdded"])
        self._tab = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def size(self, width: int, height: int) -> None:
        """Let the window have a size in pixels."""
        viewport = {"width": width, "height": height}
        self._ask("browsingContext.setViewport", context=self._tab, viewport=viewport)

    def open(self, address: str, ready: str) -> None:
        """Open a page and wait until an expression is true on it."""
        self._ask("browsingContext.navigate", context=self._tab, url=address, wait="complete")
        self.wait(ready)

    def wait(self, expression: str) -> None:
        """Wait until an expression is true on the page."""
        wait_for(
            lambda: self.evaluate(f"Boolean({expression})"),
            lambda: f"{expression}, with {self.complaints},",
            0.05,
        )

    def text(self) -> str:
        """What the page shows, with single spaces."""
        return " ".join(self.evaluate("document.body.innerText").split())

    def evaluate(self, expression: str) -> Any:
        """The value of an expression on the page, waited for if it is a promise."""
        found = self._ask(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})))()",
            target={"context": self._tab},
            awaitPromise=True,
        )
        assert found["type"] == "success", found
        return json.loads(found["result"].get("value") or "null")

    def _ask(self, method: str, **parameters: object) -> dict:
        number = next(self._numbers)
        self._connection.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while (answer := json.loads(self._connection.recv(PATIENCE))).get("id") != number:
            entry = answer.get("params", {})
            if answer.get("method") == "log.entryAdded" and entry["level"] in {"error", "warn"}:
                self.complaints.append(str(entry.get("text")))
        assert answer["type"] == "success", answer
        return answer["result"]


@contextmanager
def firefox() -> Iterator[Firefox]:
    """A browser with a profile of its own."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    assert program, f"Firefox is needed; none of {', '.join(PROGRAMS)} is installed (Debian: firefox-esr)."
    port = free_port()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        own = ("--profile", profile, f"--remote-debugging-port={port}")
        with (
            running((program, "--headless", "--no-remote", *own), lambda: listens(port), "Firefox"),
            connect(f"ws://127.0.0.1:{port}/session", max_size=None) as connection,
        ):
            yield Firefox(connection)
