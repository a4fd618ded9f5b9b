"""What the tests of the explorer share: a release whose texts try to be code, and servers of any kind."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from tasks.present.explorer import SITE
from tasks.present.explorer.chunks import unpack
from tasks.present.explorer.server import site_server
from tasks.release.made_by import Extras
from tests.support.releases import (
    NAMING,
    OPEN_QUESTION,
    QUESTION,
    altered,
    inputs,
    to_arrow,
    unverified,
    world,
)

READY = "document.documentElement.dataset.ready"
"""True once a page has shown itself."""
DRAWN = f"{READY} && document.documentElement.dataset.drawn"
"""True once it has drawn its charts too."""
PAGES = {
    "index.html": DRAWN,
    "questions.html": READY,
    "questions.html?q=politie": READY,
    "member.html?id=martine-taelman": READY,
    "minister.html?id=apolline-desmarteliere": READY,
    "office.html?id=minister:climate%2Benergy": READY,
    "party.html?id=n-va": READY,
    "topic.html?id=preventie": READY,
    "group.html?id=5-90001": READY,
    "question.html?id=5-8900": READY,
    "question.html?id=7-90060": READY,
    "question.html?id=5-90002": READY,
    "question.html?id=9-1": READY,
    "quality.html": DRAWN,
    "dictionary.html": READY,
    "downloads.html": READY,
    "about.html": READY,
    "chart.html?name=parties": DRAWN,
    "chart.html?name=deadlines": DRAWN,
    "compare.html?by=party&of=n-va": DRAWN,
}
"""The pages of the explorer, and when each is there."""
LISTED = f"{READY} && document.getElementById('list').ariaBusy === 'false'"
"""True once the list of questions is that which the address asks for."""
EVIL = "<script>window.taken=1</script><img src=x onerror='window.taken=1'>\"'</script>\u2028&amp;"
"""Letters that are code wherever a page is careless."""
NO_DAY = "2012-99-99"
"""Looks like a day and is none; the first of its topics."""
EVIL_ADDRESS = "javascript:window.taken=1"
ADDRESS = "https://questions.example/senate/"
CHANGED = datetime(2024, 9, 1, 4, tzinfo=UTC)
SEARCHES = (
    "name\twords\tparty\tstatus\nCosts\tkost\tcdv\tanswered\n"
    f'Énergie "<b>&\t{EVIL} -zz OR* NEAR(\n../None\t\tnva\n'
)
"""Stored searches: one of them has a name and words that try to be code."""
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


def public_release(data: Path, tables=None, count=1, address=ADDRESS, searches=SEARCHES, **options) -> Path:
    """A release, of the hostile rows unless others are given, with search, feeds and pages to share."""
    tables = tables or altered(hostile_world(), "questions", last_changed=CHANGED)
    extras = Extras(search=True, public_url=address, searches=searches)
    return unverified(data, to_arrow(tables), inputs(count=count), extras=extras, **options)


class Elements(HTMLParser):
    """The elements of a page, and the text of its scripts."""

    def __init__(self, page):
        super().__init__()
        self.found, self.scripts, self._inside = [], [], False
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        self._inside = tag == "script" and "src" not in dict(attrs)

    def handle_endtag(self, tag):
        self._inside = self._inside and tag != "script"

    def handle_data(self, data):
        if self._inside:
            self.scripts.append(data)


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
    return unpack(release / SITE / f"{name}.json.gz")


def in_language(page: str, language: str) -> str:
    """The address of a page in a language."""
    return f"{page}{'&' if '?' in page else '?'}lang={language}"


def list_questions(tab, address: str, wanted: str) -> None:
    """Let the list of questions, in English, show what an address asks for.

    Where a list is shown already, its page takes the address as it does for Back: nothing is loaded anew.
    """
    there = f"questions.html?lang=en{wanted and '&'}{wanted}"
    if not tab.evaluate(f"location.href.startsWith('{address}questions.html?lang=en')"):
        tab.open(f"{address}{there}", LISTED)
        return
    tab.evaluate(
        "document.getElementById('list').ariaBusy = 'true', "
        f"history.pushState(null, '', {json.dumps(there)}), "
        "dispatchEvent(new PopStateEvent('popstate'))"
    )
    tab.wait(LISTED)


SAVED = """(async (buttons) => {
  const [made, real] = [[], URL.createObjectURL];
  URL.createObjectURL = (blob) => { made.push([blob]); return real(blob); };
  HTMLAnchorElement.prototype.click = function () { made.at(-1).push(this.download); };
  for (const [at, button] of buttons.entries()) {
    button.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    while (made[at]?.length !== 2) await new Promise((done) => setTimeout(done, 5));
  }
  URL.createObjectURL = real;
  const text = async (blob) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(await blob.arrayBuffer());
  return Promise.all(made.map(async ([blob, name]) => [name, blob.type, blob.size, await text(blob)]));
})"""


def saved(tab, buttons: str) -> list[tuple[str, str, int, str]]:
    """What buttons save, in the order of the page: the name of each file, its type, size and text."""
    return tab.evaluate(f"{SAVED}($$('{buttons}'))")


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
