"""Names of persons: when two spellings are one name, and which spelling is best.

Pages omit accents, change capitals and hyphens, and have wrongly decoded letters (docs/source.md, 8).
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import product

from schemas.vocabulary.actor_words import phrases_of
from tasks.common.accents import fold

_ACCENTED = frozenset("àâäçéèêëîïôöùûüÿœæ")
"""Letters beyond ASCII in Dutch and French names."""
_APOSTROPHES = frozenset("'’‘‛ʼ′`\x91\x92")
_LOST = frozenset("?\ufffd")
_NO_WORD = re.compile(r"[\W_]+")
_WILDCARD = "*"
_RUN = re.compile(r"(\*+)")
_TWO_BYTES = 2
"""Characters that one UTF-8 letter becomes when each of its bytes is read as a letter."""
_MOST_DOUBTS = 3
"""With more damaged places, a name proves nothing."""


def name_key(name: str) -> str:
    """What spellings of one name share: small letters without accents, words with one space between."""
    return _NO_WORD.sub(" ", fold(name)).strip()


def words_of(key: str) -> tuple[str, ...]:
    """The words of a name in any order: pages also print the surname first."""
    return tuple(sorted(key.split()))


def is_broken(name: str) -> bool:
    """Whether a name certainly has lost or wrong letters: a question mark, a sign, a capital in a word."""
    damage = damaged_places(name)
    return any(not letter.isalpha() or _out_of_place(name, at) for at, letter in damage.items())


def damaged_places(name: str) -> Mapping[int, str]:
    """The characters that no Dutch or French name has, by place; including foreign letters."""
    return {at: letter for at, letter in enumerate(name) if _is_damaged(name, at)}


def _is_damaged(name: str, at: int) -> bool:
    letter = name[at]
    if letter in _LOST:
        return True
    if letter.isascii() or letter in _APOSTROPHES or unicodedata.category(letter) in {"Pd", "Zs", "Mn"}:
        return False
    return letter.lower() not in _ACCENTED or _out_of_place(name, at)


def _out_of_place(name: str, at: int) -> bool:
    """Whether a capital is inside a word of small letters: 'CÚcile'."""
    if not name[at].isupper() or not name[at - 1 : at].isalpha():
        return False
    return name[at - 1].islower() or name[at + 1 : at + 2].islower()


def damaged_pattern(name: str) -> str:
    """The key of a name with one '*' for each run of damaged characters."""
    return _RUN.sub(_WILDCARD, _marked(name))


def possible_keys(name: str) -> tuple[str, ...]:
    """Possible keys of a damaged name, with '*' for one letter each; none with too much damage.

    A run of two damaged characters can be two letters, or one whose two bytes were read as letters.
    """
    first, *pieces = _RUN.split(_marked(name))
    runs = pieces[::2]
    if len(runs) > _MOST_DOUBTS:
        return ()
    choices = [(run, _WILDCARD) if len(run) == _TWO_BYTES else (run,) for run in runs]
    pairs = (zip(choice, pieces[1::2], strict=True) for choice in product(*choices))
    filled = (first + "".join(run + text for run, text in pair) for pair in pairs)
    return tuple(key for key in filled if key.count(_WILDCARD) <= 2 * _MOST_DOUBTS)


def _marked(name: str) -> str:
    """The key of a name with a '*' for each damaged character."""
    damage = damaged_places(name)
    kept = (_WILDCARD if at in damage else fold(letter) for at, letter in enumerate(name.replace("*", " ")))
    words = "".join(letter if letter == _WILDCARD or letter.isalnum() else " " for letter in "".join(kept))
    return " ".join(words.split())


def is_surname_alone(key: str) -> bool:
    """Whether a key is a surname only: one word, or a particle first ('de schamphelaere')."""
    words = key.split()
    return len(words) == 1 or words[0] in _particles()


def surnames(key: str) -> list[str]:
    """Possible surnames in the key of a full name: 'jean jacques de gucht' can end in 'de gucht'.

    Never the part after a particle: 'gucht' is nobody's surname there.
    """
    words = key.split()
    return [" ".join(words[at:]) for at in range(1, len(words)) if words[at - 1] not in _particles()]


@cache
def _particles() -> frozenset[str]:
    return frozenset(phrases_of("particle"))


def best_spelling(counts: Mapping[str, int]) -> str:
    """The best of several spellings: undamaged, in mixed case, with accents, frequent; in this order.

    Many pages omit accents and none adds any, so the spelling that has them is right.
    """
    return min(counts, key=lambda name: _rank(name, counts[name]))


def _rank(name: str, count: int) -> tuple[bool, int, bool, int, int, str]:
    accents = sum(letter.lower() in _ACCENTED for letter in name)
    damage = damaged_places(name)
    return is_broken(name), len(damage), name.isupper() or name.islower(), -accents, -count, name
