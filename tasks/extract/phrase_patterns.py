"""Patterns for phrases, with or without gaps, as schemas/vocabulary/phrases.py describes them."""

import re
from collections.abc import Iterable
from functools import cache

from schemas.vocabulary.phrases import Phrase, PhraseGroup, phrases_of
from tasks.common.accents import fold

_GAP = r"(?:[\s,][^;?!]{0,90}?)?\s"
_OUTSIDE = r"(?<!\w)(?:niet|geen|noch|nooit|die|dat|waar\w*|pas|qui|dont)(?!\w)"  # denies, or begins a clause
_GAPS = {"…": _GAP, "~": rf"(?:\s(?:(?!{_OUTSIDE})[^;,?!]){{0,90}}?)?\s"}
_LAST_WORD = re.compile(r"[\w.’'-]+\Z")


class _Plain(dict[int, str]):
    """Small letters without accents, each as one letter, so that offsets stay."""

    def __missing__(self, code: int) -> str:
        letter = fold(chr(code))[:1] or chr(code)
        self[code] = {"’": "'"}.get(letter, letter)
        return self[code]


_PLAIN = _Plain()


def plain(text: str) -> str:
    """A text in small letters without accents, of the same length, for finding phrases."""
    return text.translate(_PLAIN)


def is_abbreviated(text: str, end: int) -> bool:
    """Whether the point before an offset belongs to an abbreviation or an initial."""
    found = _LAST_WORD.search(text[max(0, end - 20) : end - 1]) if text[end - 1 : end] == "." else None
    word = found[0] if found else ""
    return (len(word) == 1 and word.isalpha()) or plain(word) in plain_texts("abbreviation")


def any_of(texts: Iterable[str]) -> str:
    """A pattern for any of some texts in any case, the longest first; by first letter, to save time."""
    behind: dict[str, list[str]] = {}
    for text in sorted(set(texts), key=len, reverse=True):
        behind.setdefault(text[0].lower(), []).append(re.escape(text[1:]).replace(r"\ ", r"\s"))
    return "|".join(f"(?-i:[{one}{one.upper()}])(?i:{'|'.join(rest)})" for one, rest in behind.items())


@cache
def phrase_of(group: PhraseGroup, *codes: str) -> re.Pattern[str]:
    """Any phrase of a group, or those with some codes, for plain sentences; a beginning is tried once."""
    ends: dict[str, list[str]] = {}
    for phrase in phrases_of(group):
        if not codes or phrase.code in codes:
            begin, gap, end = _with_gaps(phrase).partition(_GAP)
            ends.setdefault(begin, []).append(gap + end)
    found = "|".join(f"{begin}(?:{'|'.join(some)})" for begin, some in ends.items())
    return re.compile(rf"(?<!\w)(?<!qui )(?:{found})(?:(?<!\w)|(?!\w))")


@cache
def begins_with(group: PhraseGroup) -> re.Pattern[str]:
    """The same at the beginning of a sentence."""
    return re.compile(rf"\W*{phrase_of(group).pattern}")


def _with_gaps(phrase: Phrase) -> str:
    """A pattern for a phrase with gaps, alternatives and names of groups, for plain sentences."""
    text = re.sub(r"\{(\w+)\}", lambda found: _one_of(found[1], phrase.language), phrase.text)
    begin, text = (r"\A\W*", text[1:]) if text.startswith("^") else ("", text)
    text, end = (text[:-1], r"(?=\W*\Z)") if text.endswith("$") else (text, "")
    steps = (_GAPS.get(step) or _alternatives(plain(step.strip())) for step in re.split("([…~])", text))
    return begin + "".join(steps) + end


def _one_of(group: str, language: str) -> str:
    return f"({'|'.join(phrase.text for phrase in phrases_of(group) if phrase.language == language)})"


def _alternatives(step: str) -> str:
    escaped = re.escape(step)
    for sign, pattern in (("(", "(?:"), (")", ")"), ("|", "|"), (" ", r"\s"), ("*", r"\w*")):
        escaped = escaped.replace(re.escape(sign), pattern)
    return escaped


@cache
def plain_texts(group: PhraseGroup) -> frozenset[str]:
    """The phrases of a group in small letters without accents."""
    return frozenset(plain(phrase.text) for phrase in phrases_of(group))
