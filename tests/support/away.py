"""A release behind a slow connection, and DuckDB 1.5 with its extension httpfs, which queries it there."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import NamedTuple

from schemas.package.attach import ATTACH_FILE, attach_sql
from schemas.package.words import Described
from tasks.release.describe import stored

PACKAGES = ("duckdb-extension-httpfs==1.5.*", "duckdb-extensions==1.5.*", "pytz")
ONE_QUESTION = "FROM texts WHERE question_id = (SELECT max(question_id) FROM questions)"
"""Its four texts."""
_BYTES_A_SECOND = 20_000_000 // 8
_ASKED = re.compile(r"bytes=(\d+)-(\d*)")
_PIECE = 16_384
_INSTALL = "from duckdb_extensions import import_extension; import_extension('httpfs')"
_CLIENT = """
import duckdb, json, sys, time, urllib.request
address, query = sys.argv[1:]
began, processor = time.monotonic(), time.process_time()
con = duckdb.connect()
con.execute("SET enable_progress_bar = false")
con.execute(urllib.request.urlopen(address).read().decode())
rows = con.execute(query).fetchall()
took = time.monotonic() - began, time.process_time() - processor
print(json.dumps([*took, [[str(cell) for cell in row] for row in rows]]))
"""


class Answer(NamedTuple):
    """What a query took from a new session on, with the script, and its rows as texts."""

    seconds: float
    processor: float
    sent: int
    rows: list[list[str]]


def shown(answer: Answer, file: Path) -> str:
    """What an answer took, in a line, beside the download of a file."""
    took = f"{answer.sent / 1e6:5.2f} MB {answer.seconds:5.2f} s ({answer.processor:4.2f} of a processor)"
    size = file.stat().st_size
    return f"{took}, 1/{size / answer.sent:.0f} of {file.name} ({size / _BYTES_A_SECOND:.0f} s)"


def engine(folder: Path) -> Path:
    """The Python of a new environment with that engine."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    python = folder / "bin/python"
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    subprocess.run([str(python), "-c", _INSTALL], check=True)
    return python


@contextmanager
def away(release: Path, python: Path) -> Iterator[Callable[[str], Answer]]:
    """What answers a query over the network, each in a session of its own."""
    with _Server(release) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()

        def answer(query: str) -> Answer:
            server.sent = 0
            command = [str(python), "-c", _CLIENT, f"{server.address}{ATTACH_FILE}", query]
            seconds, processor, rows = json.loads(subprocess.check_output(command, encoding="utf-8"))
            return Answer(seconds, processor, server.sent, rows)

        yield answer
        server.shutdown()


class _Server(ThreadingHTTPServer):
    """Serves the files of a release, and counts the bytes."""

    daemon_threads = False  # all are waited for

    def __init__(self, release: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.release, self.sent, self.free, self.lock = release, 0, 0.0, Lock()
        self.address = f"http://127.0.0.1:{self.server_port}/"
        self.script = attach_sql(Described("measured", "", {}), self.address, stored(release), None).encode()

    def pace(self, size: int) -> None:
        """Wait as long as so many bytes take on one connection for all."""
        with self.lock:
            self.sent += size
            self.free = max(self.free, time.monotonic()) + size / _BYTES_A_SECOND
            wait = self.free - time.monotonic()
        time.sleep(max(wait, 0))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_HEAD(self) -> None:
        self._respond({})

    def do_GET(self) -> None:
        content = self._respond(self.headers)
        for start in range(0, len(content), _PIECE):
            self.server.pace(len(piece := content[start : start + _PIECE]))
            self.wfile.write(piece)

    def _respond(self, headers: Mapping[str, str]) -> bytes:
        """Send the head; return the part that is asked for."""
        is_script = self.path == f"/{ATTACH_FILE}"
        content = self.server.script if is_script else (self.server.release / self.path[1:]).read_bytes()
        if asked := _ASKED.fullmatch(headers.get("Range", "")):
            first, last = int(asked[1]), min(int(asked[2] or len(content)), len(content) - 1)
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {first}-{last}/{len(content)}")
            content = content[first : last + 1]
        else:
            self.send_response(200)
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("ETag", f'"{hash(self.path)}"')  # without one, DuckDB reads what it has again
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        return content

    def log_message(self, *_: object) -> None:
        pass
