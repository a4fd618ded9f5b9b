"""Whether two texts have the same words, whatever damage did to their letters."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from schemas.vocabulary import labels_of
from tasks.common.accents import fold

_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_NO_SIGN = re.compile(r"[^!-~]+|[?'\"`-]+")
"""White space, letters beyond ASCII, quotes and dashes, which damage changes, and the mark of a lost one."""
_ACCENTED, _CAPITAL = re.compile("[à-öø-ÿœ]", re.IGNORECASE), re.compile("[A-Z]")
_MOST_CHANGED = 3
"""Accents or capitals by which copies may differ: titles of real pages change one or two."""
_WORD = re.compile(r"[a-z0-9]+")
_LEAST_SHARE = 4
"""A part of a text has at least a quarter of its letters."""
_LONGEST_PLACEHOLDER = 500
"""Characters in a placeholder: several times the longest label."""
_REMEMBERED = 256
"""Cached texts: each text of a question is compared with those of all other pages."""


@lru_cache(_REMEMBERED)
def plain_letters(text: str) -> str:
    """The letters and figures of a text without accents, case, spaces and punctuation."""
    return _NOT_PLAIN.sub("", fold(text))


def unmarked_letters(text: str) -> str:
    """The plain ASCII letters and figures: no damage of accented letters can change them."""
    return _NOT_PLAIN.sub("", text.lower())


def same_but_for_damage(one: str, other: str) -> bool:
    """Whether two texts differ only by damage or missing accents."""
    if one == other:
        return True
    return plain_letters(one) == plain_letters(other) or unmarked_letters(one) == unmarked_letters(other)


def is_placeholder(paragraphs: Sequence[str]) -> bool:
    """Whether an answer only says that its text is not there yet."""
    if len(paragraphs) != 1 or len(paragraphs[0]) > _LONGEST_PLACEHOLDER:
        return False
    return plain_letters(paragraphs[0]) in _placeholders()


@cache
def _placeholders() -> frozenset[str]:
    return frozenset(plain_letters(label.text) for label in labels_of("placeholder"))


def is_part_of(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    """Whether a text is the beginning of a longer one, as on a cut page."""
    one, other = "".join(shorter), "".join(longer)
    plain, plain_other = plain_letters(one), plain_letters(other)
    if plain == plain_other:
        return len(one) < len(other) and other.startswith(one)
    unmarked, unmarked_other = unmarked_letters(one), unmarked_letters(other)
    goes_on = unmarked != unmarked_other and unmarked_other.startswith(unmarked)
    return plain_other.startswith(plain) or goes_on


def shows_less(some: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether a text is another without some of its words, at its end or anywhere."""
    for letters in (fold, str.lower):
        kept, words = (_WORD.findall(letters("\n".join(text))) for text in (some, whole))
        rest = iter(words)
        if len(kept) < len(words) and all(word in rest for word in kept):
            return True
    return False


def same_words(one: str, other: str) -> bool:
    """Whether two texts have the same words, figures and signs, apart from letters that damage changes."""
    return one == other or any(
        _NO_SIGN.sub("", letters(one)) == _NO_SIGN.sub("", letters(other)) for letters in (fold, str.lower)
    )


def same_to_a_reader(older: str, newer: str) -> bool:
    """Whether texts with the same letters have the same words, figures and signs, most accents and capitals.

    Damage changes single ones; a site that loses them, or writes capitals, does so with most.
    """
    if older == newer:
        return True
    if _words_of_lines(older) != _words_of_lines(newer):
        return False
    accents, capitals = (
        [len(sign.findall(text)) for text in (older, newer)] for sign in (_ACCENTED, _CAPITAL)
    )
    has_lost = _loses_most(max(capitals), min(capitals)) or (
        _loses_most(*accents) and plain_letters(older) == plain_letters(newer)
    )
    return not has_lost and same_words(older, newer)


def _words_of_lines(text: str) -> list[int]:
    return [len(line.split()) for line in text.split("\n")]


def _loses_most(before: int, now: int) -> bool:
    return now <= before / 2 and before - now >= _MOST_CHANGED


def is_within(part: str, whole: str) -> bool:
    """Whether a text is a good part of another, as one of two joined titles, or continues it."""
    return any(
        (one in other and _LEAST_SHARE * len(one) >= len(other)) or (other != "" and one.startswith(other))
        for one, other in ((letters(part), letters(whole)) for letters in (plain_letters, unmarked_letters))
    )
