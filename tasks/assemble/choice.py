"""Which page to believe: for the state of a question, and for each of its texts.

A page counts by what vouches for its address (`schemas.codes.Evidence`): one of less evidence never changes
what one of more says, however far advanced. It adds what that one lacks, and better letters of its words.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple, TypeVar

from schemas.codes import EVIDENCE, Field
from schemas.records import PageReading, PageRecord
from tasks.assemble.same_words import is_placeholder, is_within, same_but_for_damage, same_words
from tasks.common.address import QuestionAddress, parse_address
from tasks.repair.statistics.strange_letters import strange_letters

T = TypeVar("T")

UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffd]")
"""Letters that are lost: controls and replacement characters."""

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_UNKNOWN_TIME = datetime.min.replace(tzinfo=UTC)
_FORM_RANK = {"html": 0, "text": 1, "markdown": 2}
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
class Witness:
    """One read page of a question, with its reading at hand."""

    record: PageRecord
    reading: PageReading

    @property
    def page_id(self) -> str:
        """Identifier of the page."""
        return self.record.capture.page_id

    @property
    def captured(self) -> datetime:
        """When the page was fetched; the beginning of time when that is not known."""
        return self.record.capture.fetched_at or _UNKNOWN_TIME

    @property
    def rank(self) -> int:
        """How well its address is vouched for; 0 is best."""
        return EVIDENCE.index(self.record.capture.evidence)

    @property
    def is_denied(self) -> bool:
        """Whether its address is that of another question."""
        address = parse_address(self.record.capture.url or "")
        return isinstance(address, QuestionAddress) and address.question_id != self.reading.question_id

    @property
    def advance(self) -> tuple[int, int]:
        """How far the question had come when the page was made: an answer, an end, the number of events."""
        reading = self.reading
        answered = any(part == "answer" for _, part in reading.texts) or reading.answered_on is not None
        stages = [_ADVANCE.get(event.event, 0) for event in reading.events]
        return max([_ANSWERED if answered else 0, *stages]), len(reading.events)

    @property
    def answer_dates(self) -> frozenset[date]:
        """The days of an answer that it names."""
        named = [event.event_on for event in self.reading.events if event.tells_answer]
        return frozenset([*named, *filter(None, (self.reading.answered_on,))])

    @property
    def has_answer_text(self) -> bool:
        """Whether it shows an answer, and more than that its text will come."""
        texts = self.reading.texts.items()
        return any(part == "answer" and not is_placeholder(text) for (_, part), text in texts)

    def repairs_in(self, field: Field) -> int:
        """How many letters of a field had to be repaired."""
        return sum(repair.field == field for repair in self.record.repairs)


def witnesses(records: Iterable[PageRecord]) -> list[Witness]:
    """The read pages of a question, in an order that does not depend on when they came.

    One whose address is that of another question counts only where there is no other.
    """
    found = [Witness(record, record.reading) for record in records if record.reading]
    own = [witness for witness in found if not witness.is_denied]
    return sorted(own or found, key=lambda witness: witness.page_id)


def state_witness(pages: Sequence[Witness]) -> Witness:
    """The page that tells the state of a question.

    Of the pages that tell one the best vouched for, then the furthest advanced, then the newest known
    capture: an old copy without a date never reopens an answered question.
    """
    telling = [page for page in pages if page.advance > (0, 0)] or pages
    return max(telling, key=in_state)


def in_state(page: Witness) -> tuple[int, tuple[int, int], datetime, bool, str]:
    """In which order pages tell the state of a question, the last one best."""
    return -page.rank, page.advance, page.captured, _has_deadline(page), page.page_id


def in_line(pages: Sequence[Witness], state: Witness) -> list[Witness]:
    """The pages that may say more of a question's state than the page that tells it.

    Of less evidence those alone that are not further advanced, and date no other answer.
    """
    return [page for page in pages if page.rank <= state.rank or _agrees_with(page, state)]


def _agrees_with(page: Witness, state: Witness) -> bool:
    return page.advance[0] <= state.advance[0] and page.answer_dates <= state.answer_dates


def _has_deadline(page: Witness) -> bool:
    return any(event.deadline_on for event in page.reading.events)


_CUT = frozenset({"question_text_missing"})
"""A page that ends in its head may end within any field of it."""
_UNSURE: dict[Field, frozenset[str]] = {
    "addressee": _CUT,
    "title": frozenset({"title_not_parted", "title_dash_lost"}) | _CUT,
    "keyword": frozenset({"keywords_not_paired", "keywords_not_parted"}) | _CUT,
    "question": frozenset({"languages_not_parted", "question_line_missing", "answer_line_missing"}),
    "answer": frozenset({"languages_not_parted"}),
}
"""Issues of a page that make its reading of a field doubtful."""
_TOGETHER: dict[Field, frozenset[str]] = {
    "title": frozenset({"title_not_parted"}),
    "keyword": frozenset({"keywords_not_parted"}),
}
"""Those of them that say that a field holds more than what it should."""


def is_unsure(page: Witness, field: Field) -> bool:
    """Whether the reader was not sure of a field."""
    return any(issue.kind in _UNSURE.get(field, ()) for issue in page.record.issues)


def sure_pages(pages: Sequence[Witness], field: Field) -> list[Witness]:
    """The pages of whose reading of a field nothing is doubtful; all of them when none is."""
    return [page for page in pages if not is_unsure(page, field)] or list(pages)


def _shown(page: Witness, field: Field) -> Iterable[str]:
    """The texts of a field on a page."""
    reading = page.reading
    shown: dict[Field, Iterable[str]] = {
        "author": (reading.author or "", reading.party or ""),
        "addressee": reading.addressee.values(),
        "title": reading.title.values(),
        "keyword": (word for words in reading.keywords.values() for word in words),
        "question": (p for (_, part), text in reading.texts.items() if part == "question" for p in text),
        "answer": (p for (_, part), text in reading.texts.items() if part == "answer" for p in text),
    }
    return shown.get(field, ())


def _doubtful_letters(page: Witness, field: Field) -> tuple[int, int, int]:
    """How many letters of a field are lost, are none that these languages use, and are plain without accent.

    Of pages that are alike in all else, the one with more accents is nearer to the source: an extraction
    loses them and never adds any.
    """
    texts = list(_shown(page, field))
    lost = sum(len(UNREADABLE.findall(text)) for text in texts)
    strange = sum(strange_letters(text) for text in texts)
    accents = sum(letter.isalpha() for text in texts for letter in _NOT_ASCII.findall(text))
    return lost, strange, -accents


class _Trust(NamedTuple):
    """Order of trust in a page's letters; smaller is better."""

    unsure: bool
    lost: int
    refuted: bool
    strange: int
    repairs: int
    damaged: bool
    form: int
    parted: bool
    accents: int
    age: float
    page_id: str


def _trust(page: Witness, field: Field) -> _Trust:
    lost, strange, accents = _doubtful_letters(page, field)
    return _Trust(
        unsure=is_unsure(page, field),
        lost=lost,
        refuted=any(r.field == field and r.verdict == "refuted" for r in page.record.repairs),
        strange=strange,
        repairs=page.repairs_in(field),
        damaged=bool(page.record.repairs),
        accents=accents,
        form=_FORM_RANK[page.record.form or "markdown"],
        parted=page.reading.variant == "print_bilingual" and field in {"title", "keyword"},
        age=-page.captured.timestamp() if page.captured > _UNKNOWN_TIME else 0.0,
        page_id=page.page_id,
    )


def best_first(pages: Iterable[Witness], field: Field) -> list[Witness]:
    """Pages in the order in which their letters of a field are to be believed.

    A page that the reader was unsure of comes last; then count lost letters, refuted repairs, letters that
    neither language uses, repairs, whether the page is damaged elsewhere; then HTML before extractions, a
    title of one language before one that was parted, more accents before fewer, newer captures before older.
    """
    return sorted(pages, key=lambda page: _trust(page, field))


def believed(
    pages: Iterable[Witness],
    field: Field,
    value: Callable[[PageReading], T | None],
    letters: Callable[[T], str] | None = None,
) -> T | None:
    """What the pages say of a field: the words of the best vouched for, in the best letters of these words.

    Args:
        pages: Of one question.
        field: What is asked for.
        value: How a page says it; None or empty where it does not.
        letters: The letters of a value, where damage may change them.
    """
    told = [(page, found) for page in best_first(pages, field) if (found := value(page.reading))]
    if not told:
        return None
    base, words = min(told, key=lambda one: one[0].rank)
    if letters is None:
        return words
    return next(
        found
        for page, found in told
        if page is base or may_replace(page, base, field, letters(found), letters(words))
    )


def may_replace(page: Witness, base: Witness, field: Field, text: str, words: str) -> bool:
    """Whether a page may say a field in place of the best vouched for one that says it.

    One of the same evidence where it has the same words but for damage. One of less evidence where the
    letters of these words are doubtful and it has the same, or where it shows a title or keywords that run
    together with others on the page.
    """
    if page.rank == base.rank:
        return same_but_for_damage(text, words)
    if is_unsure(base, field):
        parts = _runs_together(base, field) and is_within(text, words)
        return not is_unsure(page, field) and (same_words(text, words) or parts)
    return _has_doubtful_letters(base, field) and same_words(text, words)


def _runs_together(page: Witness, field: Field) -> bool:
    return any(issue.kind in _TOGETHER.get(field, ()) for issue in page.record.issues)


def _has_doubtful_letters(page: Witness, field: Field) -> bool:
    lost, strange, _ = _doubtful_letters(page, field)
    return bool(lost or strange or page.repairs_in(field))
