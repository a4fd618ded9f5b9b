"""What a response is: a page of a question, word that there is none, neither, a block, or a failure."""

import html
import re
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache, partial

from schemas.codes import FetchOutcome
from schemas.question_number import QuestionNumber
from schemas.vocabulary.rows import vocabulary_rows
from tasks.common.errors import WorkerDiedError
from tasks.common.workers import Workers
from tasks.decode import UndecodableError, decode_bytes, decode_page
from tasks.fetch.files.report import printable
from tasks.read import displayed_question, displays_question, record_number

_GONE = frozenset({404, 410})
_REFUSING = frozenset({401, 403, 407, 451})
_GOOD = frozenset({200, 203})
_NOT_MODIFIED = 304
_ASKS_AGAIN = frozenset({429, 500, 502, 503, 504, *range(520, 527), 530})
"""Those from 520 are Cloudflare's, for a site behind it that is in trouble."""
_LOOKED_AT = 200_000
"""Bytes at the start of a response searched for signs of a challenge."""
_OWN_ADDRESS = re.compile(r"\?mival=/?vragen/\w+")
"""The address of a question's page in small letters: a firewall that bars it may show it too."""
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_ZIP = b"PK"
_QUOTED = 80
_PATIENCE = 60.0
"""Seconds for one response; it takes milliseconds."""


@dataclass(frozen=True, slots=True)
class Classification:
    """What a response is.

    A block is `certain` when the response says so itself; else it is just not a page of the Senate.
    """

    outcome: FetchOutcome  # as in the fetch log
    detail: str | None = None  # a sentence unless it is a page or unchanged
    again: bool = False  # whether another try may give another response
    certain: bool = True
    displays: QuestionNumber | None = None  # the question that a page prints


Classifier = Callable[[int, Mapping[str, str], bytes], Classification]
"""Classifies a response by its status, headers and body."""


@contextmanager
def classifier_apart() -> Iterator[Classifier]:
    """`classify` in a process of its own, which may die of a page; then its reader sets the page aside."""
    workers = Workers(1, patience=_PATIENCE)
    try:
        yield partial(_classify_in, workers)
    finally:
        workers.kill()


def _classify_in(workers: Workers, status: int, headers: Mapping[str, str], content: bytes) -> Classification:
    (outcome,) = workers.map(partial(classify, status, headers), [content])
    if isinstance(outcome, WorkerDiedError):
        return Classification("page") if status in _GOOD else Classification("failed", f"HTTP {status}.")
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def classify(status: int, headers: Mapping[str, str], content: bytes) -> Classification:
    """Classify a response to a request for a page of a question; header names are in small letters."""
    if status == _NOT_MODIFIED:
        return Classification("unchanged")
    number = record_number(content)
    if status in _GOOD and (number or displays_question(content)):
        return Classification("page", displays=number or displayed_question(content))
    sign = _sign_in("challenge", "header", headers) or _sign_in("challenge", "body", _start(content))
    if sign:
        return Classification("blocked", f"The site returned {status} with a challenge ({sign}).", again=True)
    if status in _REFUSING:
        # A rule of the site's firewall may bar just one address.
        return Classification("blocked", f"The site refuses us: HTTP {status}.", again=True, certain=False)
    if status in _GOOD | _GONE:
        return _classify_page_without_question(status, content)
    return Classification("failed", f"HTTP {status}.", again=status in _ASKS_AGAIN)


def classify_archive(status: int, headers: Mapping[str, str], content: bytes) -> Classification:
    """Classify a response to a request for an archive of records by its beginning."""
    if status not in _GOOD:
        return classify(status, headers, content[:_LOOKED_AT])
    if content.startswith(_ZIP):
        return Classification("archive")
    begins = printable(content[:_QUOTED].decode("utf-8", errors="replace"))
    return Classification("no_evidence", f'The response is no archive; it begins with "{begins}".')


def _classify_page_without_question(status: int, content: bytes) -> Classification:
    text = visible_text(content)
    if sign := _sign_in("out_of_order", "text", text):
        return Classification("blocked", f"The site is out of order ({sign}).", again=True, certain=False)
    if status in _GOOD and (not text or _begins_with_frames(content)):
        return Classification("no_evidence", f"The site returned {status} with an empty page or only frames.")
    if status in _GONE or _sign_in("senate", "markup", _markup(content)):
        page = "a page without a question" if text else "an empty page"
        return Classification("absent", f"The site returned {status} with {page}.")
    sign = _sign_in("captcha", "body", _start(content))
    detail = "The response is not a page of the Senate" + (f" ({sign})." if sign else ".")
    return Classification("blocked", detail, again=True, certain=False)


def visible_text(content: bytes) -> str:
    """The visible text of a response, in small letters; '' for what is not text."""
    try:
        page = decode_page(content)
    except UndecodableError:
        return "" if not content.strip() else "\ufffd"
    return "\n".join(block.text for block in page.blocks).strip().lower()


def _begins_with_frames(content: bytes) -> bool:
    """Whether a page has frames before any text: browsers show nothing else then."""
    before, frames, _ = _COMMENT.sub("", decode_bytes(content).text.lower()).partition("<frameset")
    return bool(frames) and not visible_text(before.encode(errors="replace"))


@cache
def _signs(kind: str, where: str) -> tuple[str, ...]:
    rows = vocabulary_rows("signs.tsv", "tasks.fetch.site")
    return tuple(row["sign"] for row in rows if (row["kind"], row["where"]) == (kind, where))


def _markup(content: bytes) -> str:
    """The source of a page in small letters with entities decoded: its title and its links to other pages."""
    text = decode_bytes(content).text
    with suppress(ValueError):  # a reference of thousands of digits
        text = html.unescape(text)
    return _OWN_ADDRESS.sub("", text.lower())


def _start(content: bytes) -> str:
    return content[:_LOOKED_AT].decode("latin-1").lower()


def _sign_in(kind: str, where: str, text: Container[str]) -> str | None:
    return next((sign for sign in _signs(kind, where) if sign in text), None)
