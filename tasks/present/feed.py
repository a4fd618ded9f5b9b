"""The Atom feed of a release: the newest questions and answers, with permanent identifiers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pyarrow as pa

from schemas.package.words import banner
from schemas.records import Row
from tasks.common.address import QuestionAddress
from tasks.common.files import write_whole

FEED_FILE = "feed.xml"
MOST_ENTRIES = 300
FIRST_ON_PAGES = 4
"""Questions of earlier legislatures have no page: they are in bulletins."""
_ATOM = "http://www.w3.org/2005/Atom"
_IDENTIFIER = "urn:senate-questions"
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COLUMNS = (
    "question_id legislature number title_nl title_fr author party addressee_nl addressee_fr status asked_on "
    "answered_on first_seen answer_seen".split()
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class _News(NamedTuple):
    """A new question or answer."""

    at: datetime
    identifier: str
    what: str
    question: Row


def write_feed(folder: Path, questions: pa.Table, sources: Sequence[str]) -> None:
    """Write the feed of the table `questions` into the folder of a release."""
    write_whole(folder / FEED_FILE, feed(questions.select(_COLUMNS).to_pylist(), banner(sources)))


def feed(questions: Iterable[Row], subtitle: str | None = None) -> bytes:
    """The feed as XML; the same questions give the same bytes.

    The time of an entry is when the question or answer was first seen, or else its date. The `subtitle` is a
    notice for readers.
    """
    found = (news for question in questions for news in _news(question))
    newest = sorted(found, key=lambda news: (news.at, news.identifier), reverse=True)[:MOST_ENTRIES]
    root = ET.Element("feed", xmlns=_ATOM)
    _add(root, "id", _IDENTIFIER)
    _add(root, "title", "Belgian Senate: written questions and answers")
    if subtitle:
        _add(root, "subtitle", subtitle)
    _add(root, "updated", (newest[0].at if newest else EPOCH).isoformat())
    for news in newest:
        _add_entry(root, news)
    ET.indent(root)
    body: bytes = ET.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body + b"\n"


def _news(question: Row) -> Iterator[_News]:
    seen = {"question": question["first_seen"] or midnight(question["asked_on"])}
    if question["status"] == "answered":
        seen["answer"] = question["answer_seen"] or midnight(question["answered_on"])
    for what, at in seen.items():
        if at:
            identifier = f"{_IDENTIFIER}:{question['question_id']}:{what}"
            yield _News(at.astimezone(UTC).replace(microsecond=0), identifier, what, question)


def midnight(day: date | None) -> datetime | None:
    """The beginning of a day."""
    return datetime.combine(day, time(), UTC) if day else None


def _add_entry(root: ET.Element, news: _News) -> None:
    question = news.question
    entry = ET.SubElement(root, "entry")
    _add(entry, "id", news.identifier)
    titles = filter(None, (question["title_nl"], question["title_fr"]))
    _add(entry, "title", " / ".join(titles) or question["question_id"])
    _add(entry, "updated", news.at.isoformat())
    _add(ET.SubElement(entry, "author"), "name", question["author"] or "?")
    ET.SubElement(entry, "category", term=news.what)
    if question["legislature"] >= FIRST_ON_PAGES:
        address = QuestionAddress("main", question["legislature"], question["number"], "nl")
        ET.SubElement(entry, "link", href=address.url)
    _add(entry, "summary", _summary(news))


def _summary(news: _News) -> str:
    question = news.question
    party, to = question["party"], question["addressee_nl"] or question["addressee_fr"]
    author = (question["author"] or "?") + (f" ({party})" if party else "") + (f" → {to}" if to else "")
    day = question["answered_on" if news.what == "answer" else "asked_on"]
    parts = (question["question_id"], author, day and day.isoformat())
    return f"{news.what} {', '.join(filter(None, parts))}"


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = NOT_XML.sub("\ufffd", text)
