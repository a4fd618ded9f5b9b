"""Parliamentary papers and questions, by their number."""

import re
from collections.abc import Iterator

from tasks.extract.entities.mention import Mention
from tasks.extract.entities.tokens import Words
from tasks.extract.rules import Rules

_RULES = Rules("papers")
_WITHOUT_SIGN = re.compile(rf"^{_RULES.text('number_sign')}")
_SENATE_QUESTION = re.compile(r"\d-\d{1,5}")
_QUESTION_WORD = re.compile(r"vra(?:ag|gen)|question", re.IGNORECASE)


def documents(text: str, words: Words) -> Iterator[Mention]:
    """Papers and questions with their number; several after one word continue as bare numbers.

    Value: the number; entity_id: the written question, when it is the Senate's.
    """
    for match in _RULES.find("paper", text, words):
        number = match["number"] or match["bare"]
        yield from _series(text, match, number, is_question=bool(_QUESTION_WORD.search(match[0])))
    for match in _RULES.find("of_a_kind", text, words):
        yield from _series(text, match, _WITHOUT_SIGN.sub("", match["number"]), is_question=True)
    for match in (*_RULES.find("coded", text, words), *_RULES.find("bulletin", text, words)):
        number = _WITHOUT_SIGN.sub("", match["number"] or match[0])
        yield _document(text, match.start(), match.end(), number, is_question=False)
    for match in _RULES.find("in_brackets", text, words):
        yield from _series(text, match, match["number"] or match["dated"], is_question=False)


def _series(text: str, first: re.Match[str], number: str, *, is_question: bool) -> Iterator[Mention]:
    """A paper, and the bare numbers of those behind it."""
    yield _document(text, first.start(), first.end(), number, is_question=is_question)
    at = first.end()
    while more := _RULES("more_papers").match(text, at):
        yield _document(text, more.start("id"), more.end("id"), more["id"], is_question=is_question)
        at = more.end()


def _document(text: str, start: int, end: int, number: str, *, is_question: bool) -> Mention:
    words = text[start:end].lower()
    is_written = is_question and "uitleg" not in words and "mondeling" not in words and "oral" not in words
    known = is_written and _SENATE_QUESTION.fullmatch(number)
    return Mention(start, end, "document", text[start:end], number, entity_id=number if known else None)
