"""What the tests of the explorer share: a release whose texts try to be code, and servers of any kind."""

import gzip
import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tasks.present.explorer import SITE
from tasks.present.explorer.server import site_server
from tests.support.releases import NAMING, OPEN_QUESTION, QUESTION, altered, released, world

READY = "document.documentElement.dataset.ready"
"""True once a page has shown itself."""
DRAWN = f"{READY} && document.documentElement.dataset.drawn"
"""True once it has drawn its charts too."""
PAGES = {
    "index.html": DRAWN,
    "questions.html": READY,
    "questions.html?q=politie": READY,
    "member.html?id=martine-taelman": READY,
    "office.html?id=minister:climate%2Benergy": READY,
    "topic.html?id=preventie": READY,
    "group.html?id=5-90001": READY,
    "question.html?id=7-90060": READY,
    "question.html?id=5-90002": READY,
    "question.html?id=9-1": READY,
    "quality.html": DRAWN,
    "dictionary.html": READY,
    "downloads.html": READY,
    "about.html": READY,
    "chart.html?name=parties": DRAWN,
    "chart.html?name=deadlines": DRAWN,
}
"""The pages of the explorer, and when each is there."""
EVIL = "<script>window.taken=1</script><img src=x onerror='window.taken=1'>\"'</script>\u2028&amp;"
"""Letters that are code wherever a page is careless."""
NO_DAY = "2012-99-99"
"""Looks like a day and is none; the first of its topics."""
EVIL_ADDRESS = "javascript:window.taken=1"
HOSTILE = replace(
    QUESTION,
    author=f"Ann {EVIL}",
    party=f"N-VA {EVIL}",
    title={"nl": f"Titel {EVIL}", "fr": f"Titre {EVIL}"},
    addressee={"nl": f"de minister {EVIL}"},
    keywords={"nl": (f"woord {EVIL}", NO_DAY)},
    texts={
        ("nl", "question"): (f"Inleiding {EVIL}", f"1) Hoeveel {EVIL}?", "2) Wie betaalt 5 euro?"),
        ("nl", "answer"): (f"1) Dat {EVIL}, zie www.example.be.", "2) De dienst."),
    },
    issues=({"page_id": None, "question_id": "5-90100", "kind": "text_cut", "detail": f"Cut {EVIL}."},),
)


def hostile_world():
    """The rows of a release of which every text tries to be code."""
    tables = world(HOSTILE, OPEN_QUESTION, NAMING)
    tables = altered(tables, "pages", url=EVIL_ADDRESS)
    quarantined = [row | {"reason": EVIL, "origin": EVIL} for row in tables["pages"] if row["reason"]]
    pages = [row for row in tables["pages"] if not row["reason"]]
    mentions = [row | ({"value": EVIL_ADDRESS} if row["kind"] == "url" else {}) for row in tables["mentions"]]
    return tables | {"pages": [*pages, *quarantined], "mentions": mentions}


def hostile_release(data: Path) -> Path:
    """A release of the hostile rows in a data folder."""
    return released(data, hostile_world())


class PlainServer(SimpleHTTPRequestHandler):
    """What `python -m http.server` gives, without its log."""

    def log_message(self, *arguments):
        pass


class UnpackingServer(PlainServer):
    """A server that says of packed files that they are packed, so that browsers unpack them."""

    def end_headers(self):
        if self.path.partition("?")[0].endswith(".gz"):
            self.send_header("Content-Encoding", "gzip")
        super().end_headers()


@contextmanager
def served(folder: Path, handler: type[SimpleHTTPRequestHandler] = PlainServer) -> Iterator[str]:
    """The address of a server of a folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def shard(release: Path, name: str) -> dict:
    """What a packed file of a site says."""
    return json.loads(gzip.decompress((release / SITE / f"{name}.json.gz").read_bytes()))


def data_of(release: Path, name: str) -> dict:
    """What a file of a site says."""
    return json.loads((release / SITE / "data" / f"{name}.json").read_text("utf-8"))


@contextmanager
def serving(release: Path, patience: float = 10) -> Iterator[int]:
    """The port of the explorer's own server of a release."""
    with site_server(release, 0) as server:
        server.patience = patience
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server.server_port
        server.shutdown()


def at(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def got(address):
    """Status and content of what an address gives."""
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, b""
