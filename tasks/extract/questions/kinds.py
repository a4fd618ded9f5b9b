"""The role of each paragraph of a question: it asks, continues a question, leads in, thanks."""

import re
from functools import cache
from typing import Literal

from schemas.vocabulary.phrases import PhraseGroup, phrases_of
from tasks.extract.paragraphs import RunningText, any_word_of, either, plain
from tasks.extract.phrase_patterns import begins_with, with_gaps

ParagraphKind = Literal["asks", "depends", "leads", "requests", "thanks", "says"]
"""'depends' asks too, but not alone ('Zo ja, welke?'); 'requests' asks without a question mark."""

ASKING: frozenset[ParagraphKind] = frozenset({"asks", "depends"})
LONGEST_SENTENCE = 300
"""Most letters considered of a paragraph's last sentence."""
LONGEST_BEGINNING = 60
"""Most letters considered of its beginning."""
LONGEST_THANKS = 200
"""A longer paragraph with thanks says something else too."""

_BEHIND_MARK = re.compile(r"[?!.)\]\s]*+(?:[(\[]\d{1,2}[)\]])?\Z")
_SENTENCE = re.compile(r"[.?!…][\"”»)]*\s+(?=[A-ZÀ-ÖØ-Þ\"“«])")
_ADDRESS = r"\w+=|[a-z0-9/=&%]"
_QUESTION_MARK = re.compile(rf"\?(?!{_ADDRESS})")


def kinds_of(running: RunningText) -> list[ParagraphKind]:
    """The role of each paragraph."""
    paragraphs = [running.text[start:end].strip() for start, end in running.bounds()]
    kinds = [_kind(paragraph) for paragraph in paragraphs]
    for place, following in enumerate(kinds[1:]):
        if kinds[place] == "asks" and following in ASKING and _leads(paragraphs[place], "next"):
            kinds[place] = "leads"
    return kinds


def has_question(running: RunningText, paragraph: int) -> bool:
    """Whether a paragraph has a question mark, apart from those of addresses."""
    start, end = running.starts[paragraph], running.end_of(paragraph)
    return _QUESTION_MARK.search(running.text, start, end) is not None


def thanks_at(text: str, start: int, end: int) -> int:
    """Where the closing words of a text begin after its last question; the end without any."""
    asked = max(start, text.rfind("?", start, end))
    for found in _sentence_starts("asking").finditer(text, asked, end):
        if not _is_of("asking", found):
            return found.start()
    return end


def begins_further(running: RunningText, paragraph: int) -> bool:
    """Whether a paragraph begins with words for one more question: 'Ten slotte'."""
    return _begins("further", running.text[running.starts[paragraph] : running.end_of(paragraph)])


def _kind(paragraph: str) -> ParagraphKind:
    if _asks(paragraph):
        return "depends" if _begins("depends", paragraph) else "asks"
    if paragraph.endswith(":") or _leads(paragraph, "next", "-"):
        return "leads"
    if found := _first_words("request").match(paragraph):
        return "requests" if _is_of("request", found) else "thanks"
    is_short = len(paragraph) <= LONGEST_THANKS
    return "thanks" if is_short and any_word_of("closing").search(paragraph) else "says"


def _begins(group: PhraseGroup, paragraph: str) -> bool:
    return begins_with(group).match(plain(paragraph[:LONGEST_BEGINNING])) is not None


def _asks(paragraph: str) -> bool:
    """Whether a paragraph ends with a question, or with thanks or a request after one; quotes do not ask."""
    mark = paragraph.rfind("?")
    if mark < 0:
        return False
    ends = _BEHIND_MARK.match(paragraph, mark + 1) or _sentence_starts("request").match(paragraph, mark + 1)
    return ends is not None


def _leads(paragraph: str, *codes: str) -> bool:
    """Whether the last sentence of a paragraph announces questions."""
    end = paragraph[-LONGEST_SENTENCE:]
    begins = [0, *(found.end() for found in _SENTENCE.finditer(end))]
    return _lead_in(codes).search(plain(end[begins[-1] :])) is not None


@cache
def _lead_in(codes: tuple[str, ...]) -> re.Pattern[str]:
    phrases = (with_gaps(phrase) for phrase in phrases_of("lead_in") if phrase.code in codes)
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)(?![^?]*:)")


@cache
def _first_words(group: PhraseGroup) -> re.Pattern[str]:
    """Closing words or, being longer, those of a group: 'merci' and 'merci de'."""
    return re.compile(rf"(?P<words>{either('closing', group)})\b", re.IGNORECASE)


@cache
def _sentence_starts(group: PhraseGroup) -> re.Pattern[str]:
    """The same at the beginning of a sentence after another."""
    return re.compile(rf"(?<=[?.!])\s+{_first_words(group).pattern}", re.IGNORECASE)


def _is_of(group: PhraseGroup, found: re.Match[str]) -> bool:
    return " ".join(found["words"].lower().split()) in {phrase.text for phrase in phrases_of(group)}
