"""The text of a question: where it asks, and the role of each paragraph."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from typing import Literal, NamedTuple

from schemas.codes import Numbering
from schemas.vocabulary.phrases import PhraseGroup
from tasks.extract.paragraphs import RunningText
from tasks.extract.phrase_patterns import begins_with, phrase_of, plain

ParagraphKind = Literal["asks", "depends", "leads", "requests", "thanks", "says"]
"""'depends' asks too, but not alone ('Zo ja, welke?'); 'requests' asks without a question mark."""
LONGEST_LEAD = 300  # letters before a list, or at the end of a paragraph, in which words lead in questions
LONGEST_BEGINNING = 60  # letters considered of a paragraph's beginning

_BEHIND_MARK = re.compile(r"[?!.)\]\s]*+(?:[(\[]\d{1,2}[)\]])?\Z")
_STARTS = re.compile(r"(?<=[?.!])\s+")
_QUESTION_MARK = re.compile(r"\?(?!\w+=|[/=&%]|(?!(?:[a-z]|\d{1,2})[.)°])[a-z0-9])")  # none of an address


class Item(NamedTuple):
    """One number of a list with the text up to the next: offsets of number, text and end."""

    label: str | None
    start: int
    text: int
    end: int
    numbering: Numbering = "printed"


class QuestionText(RunningText):
    """The running text of a question."""

    @cached_property
    def marks(self) -> list[int]:
        """The offsets of question marks."""
        return [found.start() for found in _QUESTION_MARK.finditer(self.text)]

    def asks(self, start: int, end: int) -> bool:
        """Whether there is a question mark in a range."""
        return bisect_left(self.marks, start) < bisect_left(self.marks, end)

    def asking(self, items: Iterable[Item]) -> int:
        """How many items have a question mark."""
        return sum(self.asks(item.text, item.end) for item in items)

    def is_led_in(self, start: int) -> bool:
        """Whether the words before a list ask for something."""
        return phrase_of("asking").search(plain(self.text[max(0, start - LONGEST_LEAD) : start])) is not None

    def begins(self, group: PhraseGroup, start: int) -> bool:
        """Whether a phrase of a group is at an offset."""
        return _begins(group, self.text[start : start + LONGEST_BEGINNING]) > 0

    def thanks_at(self, start: int, end: int) -> int:
        """Where the closing words of a range begin after its last question; the end without any."""
        asked = max(start, self.text.rfind("?", start, end))
        found = (one.span() for one in _STARTS.finditer(self.text, asked, end))
        return next(
            (at for at, to in found if _closes(self.text[to : to + LONGEST_BEGINNING], "asking")), end
        )

    def kind(self, paragraph: int) -> ParagraphKind:
        """The role of a paragraph."""
        text = self._paragraphs[paragraph]
        if _asks(text):
            if _begins("depends", text):
                return "depends"
            return "leads" if _leads(text, "next") else "asks"
        if text.endswith(":") or _leads(text, "next", "-"):
            return "leads"
        if _begins("request", text):
            return "requests"
        return "thanks" if phrase_of("closing").search(plain(text)) else "says"

    @cached_property
    def _paragraphs(self) -> list[str]:
        return [self.text[one:end].strip() for one, end in zip(self.starts, self.ends, strict=True)]


def _begins(group: PhraseGroup, text: str) -> int:
    """How many letters of a text are a phrase of a group at its beginning."""
    found = begins_with(group).match(plain(text[:LONGEST_BEGINNING]))
    return found.end() if found else 0


def _closes(text: str, asking: PhraseGroup) -> bool:
    """Whether a text begins with closing words, 'merci de votre', and not with a request, 'merci de'."""
    return _begins("closing", text) > _begins(asking, text)


def _asks(paragraph: str) -> bool:
    """Whether a paragraph ends with a question, or with thanks or a request after one; quotes do not ask."""
    _, mark, behind = paragraph.rpartition("?")
    is_more = behind[:1].isspace() and (_begins("closing", behind) or _begins("request", behind))
    return bool(mark and (is_more or _BEHIND_MARK.match(behind)))


def _leads(paragraph: str, *codes: str) -> bool:
    """Whether the last sentence of a paragraph announces questions."""
    last = re.split(r":|[.?!…][\"”»)]*\s+(?=[A-ZÀ-ÖØ-Þ\"“«])", paragraph[-LONGEST_LEAD:])[-1]
    return phrase_of("lead_in", *codes).search(plain(last)) is not None
