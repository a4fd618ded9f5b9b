"""Patterns for phrases with gaps, as schemas/vocabulary/phrases.py describes them."""

import re
from functools import cache

from schemas.vocabulary.phrases import Phrase, PhraseGroup, phrases_of
from tasks.extract.paragraphs import plain

_GAP = r"(?:[\s,][^;?!]{0,90}?)?\s"
_WORD = re.compile(r"\{(\w+)\}")
_SIGNS = re.compile(r"([()|])")


def with_gaps(phrase: Phrase) -> str:
    """A pattern for a phrase with gaps, alternatives and names of groups, for plain sentences."""
    text = _WORD.sub(lambda found: _one_of(found[1], phrase.language), phrase.text)
    begin, text = (r"\A\W*", text[1:]) if text.startswith("^") else ("", text)
    text, end = (text[:-1], r"(?=\W*\Z)") if text.endswith("$") else (text, "")
    steps = (_alternatives(plain(step.strip())) for step in text.split("…") if step.strip())
    return begin + _GAP.join(steps) + end


def _one_of(group: str, language: str) -> str:
    return f"({'|'.join(phrase.text for phrase in phrases_of(group) if phrase.language == language)})"


def _alternatives(step: str) -> str:
    escaped = (
        piece if piece in {"|", ")"} else "(?:" if piece == "(" else re.escape(piece)
        for piece in _SIGNS.split(step)
    )
    return "".join(escaped).replace(r"\ ", r"\s").replace(r"\*", r"\w*")


@cache
def plain_texts(group: PhraseGroup) -> frozenset[str]:
    """The phrases of a group in small letters without accents."""
    return frozenset(plain(phrase.text) for phrase in phrases_of(group))


@cache
def begins_with(group: PhraseGroup) -> re.Pattern[str]:
    """Any phrase of a group at the beginning of a plain sentence."""
    words = "|".join(re.escape(word) for word in sorted(plain_texts(group), key=len, reverse=True))
    return re.compile(rf"\W*(?:{words})(?!\w)")
