"""An address that keeps what is posted to it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest


@dataclass
class Heard:
    """address: where it listens. messages: what came. codes: what it answers first. code: and then."""

    address: str = ""
    messages: list[dict] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    code: int = 204


@contextmanager
def listening() -> Iterator[Heard]:
    heard = Heard()

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.messages.append(json.loads(body))
            self.send_response(heard.codes.pop(0) if heard.codes else heard.code)
            self.end_headers()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        heard.address = f"http://127.0.0.1:{server.server_port}/hook"
        yield heard
        server.shutdown()


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[Heard]:
    """An address that is set to get the alarms."""
    with listening() as found:
        monkeypatch.setenv("SENATE_ALARM_URL", found.address)
        yield found
