"""Parliamentary papers and questions, by their number."""

import re
from collections.abc import Iterator

from tasks.extract.entities.mention import Mention
from tasks.extract.entities.tokens import Words
from tasks.extract.rules import Rules

_RULES = Rules("papers")
_FORMS = ("paper", "of_a_kind", "code", "bulletin", "in_brackets", "in_bulletin")
_SENATE_QUESTION = re.compile(r"\d-\d{1,5}")


def documents(text: str, words: Words) -> Iterator[Mention]:
    """Papers and questions with their number; several after one word continue as bare numbers.

    Value: the number; entity_id: the written question, when it is the Senate's.
    """
    for match in (match for form in _FORMS for match in _RULES.find(form, text, words)):
        called = match[0].lower()
        is_written = bool(_RULES("question").search(called) and not _RULES("spoken").search(called))
        (start, end), number = match.span(), _RULES("number_sign").sub("", match["number"])
        while number:
            known = number if is_written and _SENATE_QUESTION.fullmatch(number) else None
            yield Mention(start, end, "document", text[start:end], number, entity_id=known)
            more = _RULES("more_papers").match(text, end)
            (start, end), number = (more.span("id"), more["id"]) if more else ((end, end), "")
