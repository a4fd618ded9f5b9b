"""A headless Chromium: pictures of pages, what they show and complain of, and keys pressed on them."""

import atexit
import base64
import json
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from typing import Any

from websockets.sync.client import ClientConnection, connect

from tests.support.engine import free_port, wait_for

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run")
PATIENCE = 300
EVALUATED = {"returnByValue": True, "awaitPromise": True, "includeCommandLineAPI": True}
SETTLED = 3
"""Seconds after which a page that shows its words has faded in."""

KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "/": 191}
KEYS |= {"ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40}
"""Numbers of keys that write no letter."""


class Browser:
    """One tab.

    Attributes:
        complaints: What pages wrote to the console as warning or error, threw, or could not load.
        addresses: All addresses that were asked for.
    """

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._numbers = count(1)
        self.complaints: list[str] = []
        self.addresses: list[str] = []
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._ask(f"{domain}.enable")
        self._ask("Emulation.setFocusEmulationEnabled", enabled=True)

    def picture(self, address: str, height: int, *words: str, width: int = 1400) -> bytes:
        """A picture of a page, once it shows all of some words; as PNG."""
        self.size(width, height)
        self._ask("Emulation.setTimezoneOverride", timezoneId="Europe/Brussels")
        self._ask("Page.navigate", url=address)
        wait_for(lambda: all(word in self.text() for word in words), lambda: f"{words} on {self.text()}")
        time.sleep(SETTLED)
        assert "Oops" not in self.text(), self.text()
        return self.shot()

    def size(self, width: int, height: int) -> None:
        """Let the window have a size in pixels."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._ask("Emulation.setDeviceMetricsOverride", **size)

    def prefer(self, scheme: str = "light", languages: str = "en") -> None:
        """Let the user prefer a colour scheme, and languages ('nl,en')."""
        self._ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        agent = self.evaluate("navigator.userAgent")
        self._ask("Emulation.setUserAgentOverride", userAgent=agent, acceptLanguage=languages)

    @contextmanager
    def clock(self, moment: str) -> Iterator[None]:
        """Let the clock of pages that are opened meanwhile stand at a moment ('2030-01-01T12:00:00Z')."""
        source = f"""{{
            const [Real, stopped] = [Date, {json.dumps(moment)}];
            globalThis.Date = class extends Real {{
                constructor(...parts) {{ super(...(parts.length ? parts : [stopped])); }}
                static now() {{ return new Real(stopped).getTime(); }}
            }};
        }}"""
        script = self._ask("Page.addScriptToEvaluateOnNewDocument", source=source)
        try:
            yield
        finally:
            self._ask("Page.removeScriptToEvaluateOnNewDocument", identifier=script["identifier"])

    def forget(self, address: str) -> None:
        """Forget what the pages of a site have stored, as for a new visitor."""
        self._ask("Storage.clearDataForOrigin", origin=address.rstrip("/"), storageTypes="all")

    def open(self, address: str, ready: str) -> None:
        """Open a page, again if it is that already, and wait until an expression is true on it."""
        self.evaluate("document.documentElement.dataset.left = ''")
        self._ask("Page.navigate", url=address)
        there = f"location.href === {json.dumps(address)}"
        self.wait(f"{there} && !('left' in document.documentElement.dataset) && ({ready})")

    def wait(self, expression: str) -> None:
        """Wait until an expression is true on the page."""
        wait_for(
            lambda: self.evaluate(f"Boolean({expression})"),
            lambda: f"{expression}, with {self.complaints} and {self.text()[:500]},",
            0.05,
        )

    def evaluate(self, expression: str) -> Any:
        """The value of an expression on the page, waited for if it is a promise; None if the page is left.

        In it, but not in what goes on later, `$` finds an element by a selector, and `$$` all of them.
        """
        found = self._ask("Runtime.evaluate", expression=expression, **EVALUATED)
        return found["result"].get("value") if "result" in found else None

    def press(self, key: str) -> None:
        """Press a key and let it go."""
        code = KEYS[key]
        told = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        typed = {"text": {"Enter": "\r"}.get(key, key)} if key in {"Enter", " ", "/"} else {}
        self._ask("Input.dispatchKeyEvent", type="keyDown", **told, **typed)
        self._ask("Input.dispatchKeyEvent", type="keyUp", **told)

    def fill(self, name: str, value: str) -> None:
        """Give the field with that identifier a value, as somebody does who types it."""
        self.evaluate(f"$('#{name}').value = {json.dumps(value)}")
        self.evaluate(f"$('#{name}').dispatchEvent(new Event('input', {{ bubbles: true }}))")

    def type(self, text: str) -> None:
        """Write a text where the focus is."""
        self._ask("Input.insertText", text=text)

    def count(self, selector: str) -> int:
        """How many elements of the page a selector finds."""
        return len(self.texts(selector))

    def texts(self, selector: str) -> list[str]:
        """The text of each element that a selector finds."""
        return self.evaluate(f"$$({json.dumps(selector)}).map((one) => one.textContent)")

    def said(self, selector: str) -> str:
        """The text of the first of them."""
        return self.texts(selector)[0]

    def shot(self, *, whole: bool = False, form: str = "png") -> bytes:
        """A picture of what the window shows, or of the whole page; as PNG or WebP."""
        quality = {} if form == "png" else {"quality": 82}
        found = self._ask("Page.captureScreenshot", format=form, captureBeyondViewport=whole, **quality)
        return base64.b64decode(found["data"])

    def text(self) -> str:
        """What the page shows, with single spaces."""
        found = self.evaluate("document.body ? document.body.innerText : ''")
        return " ".join((found or "").split())

    def _ask(self, method: str, **parameters: object) -> dict:
        number = next(self._numbers)
        self._connection.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while (answer := json.loads(self._connection.recv(PATIENCE))).get("id") != number:
            self._note(answer.get("method"), answer.get("params", {}))
        if "result" not in answer and method == "Runtime.evaluate":
            return {}  # the page went away before it answered
        return answer["result"]

    def _note(self, event: str | None, told: dict) -> None:
        if event == "Network.requestWillBeSent":
            self.addresses.append(told["request"]["url"])
        elif event == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(told["exceptionDetails"]))
        elif event == "Runtime.consoleAPICalled" and told["type"] in {"error", "warning"}:
            self.complaints.append(json.dumps(told["args"]))
        elif event == "Log.entryAdded" and told["entry"]["level"] in {"error", "warning"}:
            self.complaints.append(json.dumps(told["entry"]))


@contextmanager
def browser() -> Iterator[Browser]:
    """A tab in the browser that this process has started."""
    place = _started()
    tab = _answer(f"{place}/new?about:blank", "PUT")
    try:
        with connect(tab["webSocketDebuggerUrl"], max_size=None) as connection:
            yield Browser(connection)
    finally:
        _answer(f"{place}/close/{tab['id']}")


@cache
def _started() -> str:
    """Where a browser is asked for tabs that lives as long as this process; it takes seconds to start."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    assert program, f"A browser is needed; none of {', '.join(PROGRAMS)} is installed (Debian: chromium)."
    port, profile = free_port(), tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    own = (f"--user-data-dir={profile.name}", f"--remote-debugging-port={port}", "about:blank")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([program, *OPTIONS, *own], **quiet)

    def end() -> None:
        process.terminate()
        process.wait(PATIENCE)
        profile.cleanup()

    atexit.register(end)
    place = f"http://127.0.0.1:{port}/json"
    wait_for(lambda: _answer(f"{place}/version"), "the browser")
    return place


def _answer(address: str, method: str = "GET") -> Any:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, method=method), timeout=30) as answer:
            content = answer.read()
    except OSError:
        return None
    return json.loads(content) if content.startswith(b"{") else content
