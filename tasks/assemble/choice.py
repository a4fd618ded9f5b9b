"""Which page to trust: for the state of a question, and for each of its texts.

A page counts by the evidence for its address (`schemas.codes.Evidence`): one with less evidence never changes
what one with more says, however far advanced. It adds what that one lacks, and better letters of its words.
Of pages with the same evidence, the newest has the right words: the site corrects its pages.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any, Literal, TypeVar

from schemas.codes import EVIDENCE, FORMS, MARKUP, PARTS, Field
from schemas.records import PRINTED, PageReading, PageRecord, has_answer
from tasks.assemble.same_words import is_placeholder, is_within, same_but_for_damage, same_words
from tasks.common.address import parse_address
from tasks.repair import strange_letters

T = TypeVar("T")

UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd]")
"""Lost letters: controls and replacement characters."""

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_SEVERAL = 2
_IS_KNOWN = {True, False}.__contains__
_UNKNOWN_TIME = datetime.min.replace(tzinfo=UTC)
_REMEMBERED = 1024
"""Paragraphs whose letters are counted once for all fields and pages of a question."""
_IN_HEAD = frozenset({"title", "keyword"})
_ANSWERED, _ENDED = 3, 2
_ADVANCE = {
    "supplemented": _ANSWERED,
    "answered": _ANSWERED,
    "closed": _ENDED,
    "legislature_ended": _ENDED,
    "requalified": 1,
    "reminder": 1,
}


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page of a question that was read."""

    record: PageRecord
    reading: PageReading

    @property
    def page_id(self) -> str:
        """Identifier of the page."""
        return self.record.capture.page_id

    @property
    def captured(self) -> datetime:
        """When the page was fetched; the earliest possible time when unknown."""
        return self.record.capture.fetched_at or _UNKNOWN_TIME

    @property
    def last_seen(self) -> date | None:
        """The last day on which its address showed it; None when unknown."""
        moment = self.record.capture.seen_at or self.record.capture.fetched_at
        return moment.date() if moment else None

    @property
    def is_closed(self) -> bool:
        """Whether its markup shows that it goes to its end, and all that it shows there was read."""
        return self.record.form in MARKUP and self.reading.is_closed

    @property
    def rank(self) -> int:
        """Evidence for its address; 0 is best."""
        return EVIDENCE.index(self.record.capture.evidence)

    @property
    def is_denied(self) -> bool:
        """Whether its address is that of another question."""
        address = parse_address(self.record.capture.url or "")
        named = address.question_id if address else None
        return named is not None and named != self.reading.question_id

    @property
    def advance(self) -> tuple[int, int]:
        """How far the question had come when the page was made: answer or end, number of events."""
        reading = self.reading
        stages = [_ADVANCE.get(event.event, 0) for event in reading.events]
        if reading.state:
            stages.append(_ANSWERED if reading.state == "answered" else 1)
        return max([_ANSWERED if has_answer(reading) else 0, *stages]), len(reading.events)

    @property
    def answer_dates(self) -> frozenset[date]:
        """The days of an answer that it names."""
        named = [event.event_on for event in self.reading.events if event.tells_answer]
        return frozenset([*named, *filter(None, (self.reading.answered_on,))])

    @property
    def has_answer_text(self) -> bool:
        """Whether it has an answer, and not just the notice that its text will come."""
        texts = self.reading.texts.items()
        return any(part == "answer" and not is_placeholder(text) for (_, part), text in texts)

    def repairs_in(self, field: Field) -> int:
        """How many letters of a field had to be repaired."""
        return sum(repair.field == field for repair in self.record.repairs)


def read_pages(records: Iterable[PageRecord]) -> list[ReadPage]:
    """The read pages of a question, in an order independent of when they came.

    One with the address of another question counts only when there is no other.
    """
    found = [ReadPage(record, record.reading) for record in records if record.reading]
    own = [page for page in found if not page.is_denied]
    return sorted(own or found, key=lambda page: page.page_id)


def state_page(pages: Sequence[ReadPage]) -> ReadPage:
    """The page that shows the state of a question.

    Among pages with a state: the one with the best evidence, then the furthest advanced, then the newest
    known capture, so that an old copy without a date never reopens an answered question.
    """
    telling = [page for page in pages if page.advance > (0, 0)] or pages
    return by_trust(telling, "state")[0]


Order = Literal["state", "answer", "words", "letters"]
_CRITERIA: Mapping[str, Callable[[ReadPage, Field, ReadPage], Any]] = {
    "evidence": lambda page, *_: page.rank,
    "furthest": lambda page, *_: [-one for one in page.advance],
    "final": lambda page, *_: page.reading.section == "provisional",
    "newest day": lambda page, *_: -page.captured.toordinal(),
    "newest": lambda page, *_: _UNKNOWN_TIME - page.captured,
    "ended": lambda page, *_: page.reading.state != "cancelled",
    "deadline": lambda page, *_: not any(event.deadline_on for event in page.reading.events),
    "last answer": lambda page, *_: -(page.reading.answered_on or date.min).toordinal(),
    "sure": lambda page, field, _: is_unsure(page, field),
    "nothing lost": lambda page, field, _: _doubtful_letters(page, field)[0] > 0,
    "unsplit": lambda page, field, _: len(page.reading.languages) > 1 and field in _SPLIT,
    "letters": lambda page, field, _: _doubts(page, field),
    "undamaged": lambda page, *_: bool(page.record.repairs),
    "form": lambda page, *_: FORMS.index(page.record.form or "markdown"),
    "one language": lambda page, field, _: page.reading.variant == "print_bilingual" and field in _IN_HEAD,
    "accents": lambda _, field, newest: _doubtful_letters(newest, field)[2],
    "name": lambda page, *_: page.page_id,
}
"""What pages are compared by: less is better."""
_ORDERS: Mapping[Order, str] = {
    "state": "evidence, furthest, newest, ended, deadline",
    "answer": "evidence, final, newest day, furthest, newest, last answer",
    "words": "evidence, sure, nothing lost, unsplit, newest",
    "letters": "sure, letters, undamaged, form, one language, accents, newest, name",
}
"""The orders of trust: by what pages are compared first, then next.

A newer page corrects the words of an older one; where a letter is lost or a bilingual page is split, words
are less certain. Of letters, lost ones count first, then refuted repairs, letters that neither language uses,
and repairs. An extraction loses accents and never adds any; of HTML, the newest page decides for older ones.
"""


def by_trust(pages: Iterable[ReadPage], order: Order, field: Field = "other") -> list[ReadPage]:
    """Pages in an order of trust, the best first."""
    pages = list(pages)
    if order in {"state", "answer"}:  # of equal ones, the last by name
        pages.sort(key=attrgetter("page_id"), reverse=True)
    if len(pages) == 1:
        return pages
    dated = [page for page in pages if page.record.form in MARKUP and page.captured > _UNKNOWN_TIME]
    newest = max(dated, key=attrgetter("captured", "page_id"), default=None)
    criteria = [_CRITERIA[name] for name in _ORDERS[order].split(", ")]

    def key(page: ReadPage) -> list[Any]:
        of = newest if newest and page in dated else page
        return [criterion(page, field, of) for criterion in criteria]

    return sorted(pages, key=key)


def consistent_with(pages: Sequence[ReadPage], state: ReadPage) -> list[ReadPage]:
    """The pages that may add to the state of a question.

    With less evidence, only those that are not further advanced and date no other answer.
    """
    return [
        page
        for page in pages
        if page.rank <= state.rank
        or (page.advance[0] <= state.advance[0] and page.answer_dates <= state.answer_dates)
    ]


_CUT = frozenset({"question_text_missing"})
"""A page that ends in its head may end within any field of it."""
_UNSURE: dict[Field, frozenset[str]] = {
    "author": _CUT,
    "addressee": _CUT,
    "title": frozenset({"title_not_parted", "title_dash_lost"}) | _CUT,
    "keyword": frozenset({"keywords_not_paired", "keywords_not_parted"}) | _CUT,
    "question": frozenset({"languages_not_parted", "question_line_missing", "answer_line_missing"}),
    "answer": frozenset({"languages_not_parted"}),
    "event": frozenset({"unknown_event", "event_without_name", "invalid_date"}),
    "link": frozenset({"unknown_relation", "reference_unreadable", "reference_without_target"}),
}
"""Issues that make a page's reading of a field doubtful."""
_TOGETHER: dict[Field, frozenset[str]] = {
    "title": frozenset({"title_not_parted"}),
    "keyword": frozenset({"keywords_not_parted"}),
}
"""Those of them that mean that a field holds too much."""
_SPLIT: frozenset[Field] = frozenset({"title", "keyword", "question", "answer"})
"""Fields in which the two languages of a bilingual page follow each other."""


def is_unsure(page: ReadPage, field: Field) -> bool:
    """Whether the reader was not sure of a field."""
    return _has_any(page, _UNSURE, field)


def _has_any(page: ReadPage, kinds: Mapping[Field, frozenset[str]], field: Field) -> bool:
    return any(issue.kind in kinds.get(field, ()) for issue in page.record.issues)


def sure_pages(pages: Sequence[ReadPage], field: Field) -> list[ReadPage]:
    """The pages with a sure reading of a field; all of them when none has one."""
    return [page for page in pages if not is_unsure(page, field)] or list(pages)


def _texts_of(page: ReadPage, field: Field) -> Iterable[str]:
    reading = page.reading
    if field in PARTS:
        return (p for (_, part), text in reading.texts.items() if part == field for p in text)
    if field == "keyword":
        return (word for words in reading.keywords.values() for word in words)
    texts: dict[Field, Iterable[str]] = {
        "author": (reading.author or "", reading.party or ""),
        "addressee": reading.addressee.values(),
        "title": reading.title.values(),
    }
    return texts.get(field, ())


def _doubtful_letters(page: ReadPage, field: Field) -> tuple[int, int, int]:
    """How many letters of a field are lost and how many are foreign, and minus those with accents."""
    lost = strange = accents = 0
    for text in _texts_of(page, field):
        more = _letters_in(text)
        lost, strange, accents = lost + more[0], strange + more[1], accents + more[2]
    return lost, strange, -accents


def _doubts(page: ReadPage, field: Field) -> tuple[int, bool, int, int]:
    """Lost letters of a field, whether a repair was refuted, foreign letters, repairs."""
    lost, strange, _ = _doubtful_letters(page, field)
    is_refuted = any(one.field == field and one.verdict == "refuted" for one in page.record.repairs)
    return lost, is_refuted, strange, page.repairs_in(field)


@lru_cache(_REMEMBERED)
def _letters_in(text: str) -> tuple[int, int, int]:
    accents = sum(map(str.isalpha, _NOT_ASCII.findall(text)))
    return len(UNREADABLE.findall(text)), strange_letters(text), accents


def best_value(
    pages: Sequence[ReadPage],
    field: Field,
    value: Callable[[PageReading], T | None],
    letters: Callable[[T], str] | None = None,
) -> T | None:
    """The value of a field: the words of the newest page with the best evidence, in their best letters.

    `value` is a page's value, None or empty without one; `letters` are those of a value that damage may
    change.
    """
    known = {page.page_id: found for page in pages if (found := value(page.reading))}
    if len(known) < _SEVERAL:
        return next(iter(known.values()), None)
    showing = [page for page in by_trust(pages, "letters", field) if page.page_id in known]
    base = by_trust(showing, "words", field)[0]
    words = known[base.page_id]
    if letters is None:
        return words
    values = ((page, known[page.page_id]) for page in showing)
    return next(
        found
        for page, found in values
        if page is base or may_replace(page, base, field, letters(found), letters(words))
    )


def printed_values(pages: Sequence[ReadPage], trusted: Sequence[ReadPage]) -> dict[str, Any]:
    """What pages print of their question; what any page can say, `trusted` ones say."""
    return {
        name: max(filter(_IS_KNOWN, (getattr(page.reading, name) for page in trusted)), default=None)
        if printed.on_any_page
        else best_value(pages, printed.near, attrgetter(name), str if printed.has_letters else None)
        for name, printed in PRINTED.items()
    }


def may_replace(page: ReadPage, base: ReadPage, field: Field, text: str, words: str) -> bool:
    """Whether a page may provide a field in place of the one with the best evidence.

    With the same evidence, when it has the same words apart from damage. With less evidence, when those words
    have doubtful letters and it has the same words, or when it has a title or keywords that are joined to
    others there.
    """
    if page.rank == base.rank:
        return same_but_for_damage(text, words)
    if is_unsure(base, field):
        parts = _has_any(base, _TOGETHER, field) and is_within(text, words)
        return not is_unsure(page, field) and (same_words(text, words) or parts)
    is_doubtful = any(_doubtful_letters(base, field)[:2]) or base.repairs_in(field) > 0
    return is_doubtful and same_words(text, words)
