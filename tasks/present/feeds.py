"""The Atom feeds of a release: `feed.xml` of the newest questions and answers, and those below `feeds/`.

These are of members, ministers, parties, topics, questions and searches. A question has one while it is open
or of unknown status, and as long as it has news in the window: the days up to the last one that the release
covers. An entry is written once for all its feeds.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlencode, urljoin

from schemas.package.words import IDENTIFIER, FileFacts, banner
from schemas.question_number import file_name
from schemas.records import Row
from schemas.vocabulary.houses import House, houses, houses_of
from schemas.vocabulary.site_labels import site_labels
from tasks.common.files import storage_errors
from tasks.present.explorer import SITE
from tasks.present.explorer.queries import make_view
from tasks.present.explorer.static_pages import with_sentence
from tasks.present.search.find import matching
from tasks.present.searches import Search, parse_searches
from tasks.release.made_by import Extras
from tasks.release.query import fetch_rows, open_release

FEED_FILE = "feed.xml"
FEEDS = "feeds"
MOST_ENTRIES = 300
WINDOW = 90
"""Days."""
_REACH = "SELECT day, (SELECT list(DISTINCT legislature) FROM questions) FROM last_day"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEWEST = ("question", "answer", "announcement")
"""The news that `feed.xml` has."""
_UNSETTLED = ("open", "unknown")
_SAFE = re.compile("[0-9a-z][0-9a-z-]{0,99}")
_TITLES = {"member": "by {}", "minister": "to {}", "party": "by members of {}", "topic": "about {}"}
_IN_WINDOW = f"What is dated in the {WINDOW} days up to the last day that the release covers."
_OF_QUESTION = f"This feed ends {WINDOW} days after the question has an answer or a final status."


class Written(NamedTuple):
    """The facts on the files below `feeds/`, and their names without '.xml', by kind and identifier.

    Names for searches are left out, and for questions that are open or of unknown status: each has a feed.
    """

    facts: Mapping[str, FileFacts]
    names: Mapping[str, Mapping[str, str]]


class _News(NamedTuple):
    """What happened to a question, as an entry, with the day that decides whether it is in the window."""

    at: datetime
    identifier: str
    day: date | None
    entry: str


class _What(NamedTuple):
    """A piece of news: its code in identifiers, its heading, when it was, the day that counts, a sentence."""

    code: str
    heading: str
    at: datetime | None
    day: date | None
    said: str


class _Feed(NamedTuple):
    """A feed: what it is about, its page in the explorer, its news in no order, its house if it has one."""

    kind: str
    identifier: str
    title: str
    subtitle: str
    page: str
    news: list[_News]
    house: str | None = None

    @property
    def file(self) -> str:
        """The name of its file, whatever letters the identifier has."""
        if self.kind == "question":
            return file_name(self.identifier)
        is_safe = _SAFE.fullmatch(self.identifier)
        return self.identifier if is_safe else f"h.{sha256(self.identifier.encode()).hexdigest()[:16]}"

    @property
    def path(self) -> str:
        """Its place in a release."""
        return FEED_FILE if self.kind == "newest" else f"{FEEDS}/{self.kind}/{self.file}.xml"


def write_feeds(folder: Path, before: Path | None, extras: Extras, sources: Sequence[str]) -> Written:
    """Write the feeds of a release that has its database and search index.

    Those that are as in the release `before` are linked from it.
    """
    rows, since, held = _rows(folder)
    newest_of_all = _Feed("newest", "", "written questions and answers", "", "index.html", [])
    feeds: dict[tuple[str, str], _Feed] = {}
    newest: list[tuple[Row, list[_News]]] = []
    for row in rows:
        news = list(_news(row, extras.public_url))
        newest_of_all.news.extend(one for one in news if one.identifier.endswith(_NEWEST))
        recent = [one for one in news if one.day and one.day >= since]
        if recent or row["status"] in _UNSETTLED:
            feeds["question", row["question_id"]] = _of_question(row, news)
        if recent:
            _add(feeds, row, recent)
            newest.append((row, recent))
    for search in parse_searches(extras.searches)[0]:
        if extras.search or not search.words:
            feeds["search", search.file] = _of_search(folder, search, newest)
    names: dict[str, dict[str, str]] = {kind: {} for kind in (*_TITLES, "question")}
    unsettled = {row["question_id"] for row in rows if row["status"] in _UNSETTLED}
    facts = {}
    with storage_errors(folder):
        for kind in {feed.kind for feed in feeds.values()}:
            (folder / FEEDS / kind).mkdir(parents=True)
        (folder / FEED_FILE).write_bytes(_atom(newest_of_all, extras.public_url, banner(sources), held))
        for feed in feeds.values():
            content = _atom(feed, extras.public_url, banner(sources), held)
            _write(folder, before, feed.path, content)
            facts[feed.path] = FileFacts(len(content), sha256(content).hexdigest())
            if feed.kind in names and feed.identifier not in unsettled:
                names[feed.kind][feed.identifier] = feed.file
    return Written(facts, names)


def _rows(folder: Path) -> tuple[list[Row], date, tuple[House, ...]]:
    """The questions with what feeds say of them, the first day of the window, and the houses held."""
    with open_release(folder) as release:
        release.execute("SET TimeZone = 'UTC'")
        [(last, legislatures)] = release.execute(_REACH).fetchall()
        since = last - timedelta(WINDOW) if last else date.max
        make_view(release, "sentences")
        feeds = (files(__package__) / "feeds.sql").read_text("utf-8")
        rows = fetch_rows(release, feeds, {"since": since, "newest": MOST_ENTRIES})
    held = houses_of(legislatures or ())
    names = {one.code: f"{one.name_en}: " for one in held if len(held) > 1}
    return [{**row, "last_day": last, "where": names.get(row["house"], "")} for row in rows], since, held


def _news(row: Row, address: str) -> Iterator[_News]:
    """All that happened to a question, if it has a time."""
    words = site_labels()["en"]
    asked, first = row["asked_on"], row["first_seen"]
    said = f"{words[row['asked_is']]} {asked or words['day.unknown']}"
    yield from _entry(row, address, _What("question", "Question", first or _midnight(asked), asked, said))
    for status, before, since in row["steps"]:
        said = f"{words[f'status.{before}']} → " if before else ""
        shown = "announced" if status == "answered" and row["is_announced"] else status
        said += words[f"status.{shown}"] + (f", since {since}" if since else "")
        if status == "answered":
            yield from _entry(row, address, _answer(row, said))
        elif status != "open":
            if status == row["status"]:
                said = with_sentence(said, row, "status_is", words)
            at = _midnight(since) or row["last_changed"] or first
            is_new = row["is_changed"] and (status, before, since) == row["steps"][-1]
            day = since or (row["last_day"] if is_new else None)
            news = _What(status, words[f"status.{status}"].capitalize(), at, day, said)
            yield from _entry(row, address, news)
    for language, part, on in row["withdrawn"]:
        said = f"{words[f'part.{part}']} ({words[f'language.{language}']}): "
        said += words["question.withdrawn"].format(day=on)
        news = _What(f"withdrawn:{language}:{part}", "Text withdrawn", _midnight(on), on, said)
        yield from _entry(row, address, news)


def _midnight(day: date | None) -> datetime | None:
    """The beginning of a day."""
    return datetime.combine(day, time(), UTC) if day else None


def _answer(row: Row, said: str) -> _What:
    """The news of an answer, or that it is announced; one that came to a known question is new that day."""
    is_text, first = not row["is_announced"], row["first_seen"]
    seen = (is_text and row["text_seen"]) or row["answer_seen"]
    day = seen.date() if seen and first and seen.date() > first.date() else row["answered_on"]
    code, heading = ("answer", "Answer") if is_text else ("announcement", "Announcement of an answer")
    return _What(code, heading, seen or _midnight(row["answered_on"]), day, said)


def _entry(row: Row, address: str, what: _What) -> Iterator[_News]:
    if what.at is None:
        return
    at, question = what.at.astimezone(UTC).replace(microsecond=0), row["question_id"]
    identifier = f"{IDENTIFIER}:{question}:{what.code}"
    titles = " / ".join(dict.fromkeys(filter(None, (row["title_nl"], row["title_fr"]))))
    title = f"{row['where']}{what.heading} {question} · {titles}"
    party, to = row["printed_party"], row["minister"] or row["addressee_nl"] or row["addressee_fr"]
    who = (row["author"] or "?") + (f" ({party})" if party else "") + (f" → {to}" if to else "")
    author = f"<author><name>{_text(row['author'])}</name></author>\n" if row["author"] else ""
    entry = (
        f"<entry>\n<id>{identifier}</id>\n<title>{_text(title)}</title>\n"
        f"<updated>{at.isoformat()}</updated>\n{author}"
        f'<category term="{what.code.partition(":")[0]}"/>\n{_link(_page("question", question), address)}'
        f"<summary>{_text(f'{what.said}. {who}')}</summary>\n</entry>\n"
    )
    yield _News(at, identifier, what.day, entry)


def _about(row: Row) -> dict[str, list[tuple[str, str]]]:
    """Whom and what a question is about, by kind: identifiers and names."""
    named = {kind: [(row[f"{kind}_id"], row[kind])] for kind in ("member", "minister", "party")}
    return {**named, "topic": row["topics"]}


def _of_question(row: Row, news: list[_News]) -> _Feed:
    words, question = site_labels()["en"], row["question_id"]
    state = with_sentence(words[f"status.{row['shown_status']}"], row, "status_is", words)
    title, subtitle = f"written question {question}", f"Status: {state}. {_OF_QUESTION}"
    return _Feed("question", question, title, subtitle, _page("question", question), news, row["house"])


def _add(feeds: dict[tuple[str, str], _Feed], row: Row, recent: list[_News]) -> None:
    """Add the recent news of a question to the feeds of whom and what it is about."""
    for kind, named in _about(row).items():
        for identifier, name in named:
            if identifier and (kind, identifier) not in feeds:
                title = f"written questions {_TITLES[kind].format(name)}"
                house = row["house"] if kind == "member" else None
                page = _page(kind, identifier)
                feeds[kind, identifier] = _Feed(kind, identifier, title, _IN_WINDOW, page, [], house)
            if identifier:
                feeds[kind, identifier].news.extend(recent)


def _of_search(folder: Path, search: Search, newest: Iterable[tuple[Row, list[_News]]]) -> _Feed:
    """The feed of a stored search, with the recent news of the questions that it finds."""
    found = matching(folder, search.terms, search.language) if search.words else None
    news = []
    for row, recent in newest:
        has = {**_about(row), **{name: [(row[name], "")] for name in ("status", "house")}}
        is_found = found is None or row["question_id"] in found
        if is_found and all(wanted in dict(has[name]) for name, wanted in search.filters.items()):
            news += recent
    page = f"questions.html?{urlencode({'q': search.words, **search.filters})}"
    house = search.filters.get("house")
    return _Feed("search", search.file, f"written questions, {search.name}", _IN_WINDOW, page, news, house)


def _atom(feed: _Feed, address: str, notice: str | None, held: Sequence[House]) -> bytes:
    """The feed as XML, of its house or of those held.

    Without the address of the site its links are relative to a folder below `feeds/`.
    """
    newest = sorted(feed.news, reverse=True)[:MOST_ENTRIES]
    is_all = feed.kind == "newest"
    own_houses = [one for one in houses() if one.code == feed.house] or held
    source = f"Belgian {' and '.join(one.name_en for one in own_houses)}"
    identifier = "" if is_all else f":feed:{feed.kind}:{quote(feed.identifier, safe='')}"
    base = f' xml:base="{FEEDS}/newest/"' if is_all and not address else ""
    own = urljoin(address, f"../{feed.path}") if address else f"../../{feed.path}"
    said = _text(" ".join(filter(None, (notice, feed.subtitle))))
    subtitle = f"<subtitle>{said}</subtitle>\n" if said else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"{base}>\n'
        f"<id>{IDENTIFIER}{identifier}</id>\n"
        f"<title>{_text(f'{source}: {feed.title}')}</title>\n"
        f"{subtitle}<updated>{(newest[0].at if newest else _EPOCH).isoformat()}</updated>\n"
        f"<author><name>{source}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href="{escape(own)}"/>\n'
        f"{_link(feed.page, address)}{''.join(one.entry for one in newest)}</feed>\n"
    ).encode()


def _page(kind: str, identifier: str) -> str:
    return f"{kind}.html?id={quote(identifier, safe='')}"


def _link(page: str, address: str) -> str:
    """The link to a page of the explorer, relative to the feed where the address of the site is not known."""
    return f'<link rel="alternate" type="text/html" href="{escape((address or f"../../{SITE}/") + page)}"/>\n'


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))


def _write(folder: Path, before: Path | None, name: str, content: bytes) -> None:
    """Write a feed, or link that of the release before if it is the same."""
    with suppress(OSError):  # it had none, or the disk has no links
        if before and Path(f"{before}/{name}").read_bytes() == content:
            os.link(f"{before}/{name}", f"{folder}/{name}")
            return
    Path(f"{folder}/{name}").write_bytes(content)
