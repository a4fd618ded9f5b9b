"""The change of a chunk under a wrong charset, and its certainty."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from tasks.repair.charsets import COMMON, STRESSED, SUSPICIOUS, Pair, data_rows
from tasks.repair.misread.signs import is_ellipsis
from tasks.repair.statistics.folding import COST_UNIT
from tasks.repair.statistics.memory import MOST, forgetting
from tasks.repair.statistics.scoring import PARTICLES
from tasks.repair.statistics.word_lists import is_known_word, word_list_gain

MARGIN = 8
"""Least gain, in units of `COST_UNIT`, that changes a chunk on a page with a known wrong charset."""
SURE = 100
"""Gain of a chunk that proves its letters wrong."""
SEVERAL = 3
"""Places that prove a letter wrong for the rest of the page too."""


_NO_WORD = re.compile(
    r"[À-ÖØ-Þ][A-Z][a-z]|[»”®€](?=[a-zß-ÿ])|\d[ß-öø-ÿÀ](?!\w)|(?<=[a-zß-ÿ])[«“](?=[a-zß-ÿ])|[a-zß-ÿ][À-ÖØ-Þ]"
    r"|(?<=[A-ZÀ-ÖØ-Þ])[«»“”](?=[A-ZÀ-ÖØ-Þ])|(?<=[^\W\d_])[‘„•](?=[^\W\d_])|(?<=[a-zß-ÿ])«(?=[),.;])"
    r"|[a-zß-ÿ]{2}°|[ß-ÿ][§%]|[§%][ß-ÿ]|éà(?!\w)|\A\s+\Z|(?<!\w)[b-xz][»”]"
)
"""What no reading has: two capitals at a word's start, one within a word, a letter behind figures, signs
within words or on their wrong side."""
_EVERYDAY_SIGNS = frozenset(sign for sign in COMMON if not sign.isalpha())
LAST_ASCII = "\x7f"
_FIRST_OF_TWO = re.compile(r"[\W_]*([^\W_])[\W_]*[^\W_]")
_LONE = re.compile(r"[\W\d_]*([^\W\d_])[\W\d_]*")
_LETTER_WORDS = frozenset("àÀôÔ") | PARTICLES
_NO_NAME = re.compile(r"[^\W\d_][×÷§¶¤¬±µ]|[×÷§¶¤¬±µ][^\W\d_]|[^\W\d_]{2}[°²³]|[²³][^\W\d_]")
"""What no name has."""


_ALPHABETS = tuple(frozenset(letters) for letters, _ in data_rows("alphabets.tsv", __package__))
"""The letters beyond ASCII of languages with Latin letters; Vietnamese has nearly all of them, and more."""
_VIETNAMESE = re.compile("[ăđơư\u1ea0-\u1ef9]")


class Change(NamedTuple):
    """The change of a chunk."""

    gained: int  # its gain in units of `COST_UNIT`
    certainty: float  # how sure it is on a page that surely has this damage
    places: tuple[tuple[int, int, str, str], ...]  # of the words: start and end in the chunk, before, after

    def made(self, chunk: str) -> str:
        """The chunk after the change."""
        for low, high, _, after in self.places:
            chunk = chunk[:low] + after + chunk[high:]
        return chunk

    def letters(self) -> frozenset[str]:
        """The characters that change."""
        return frozenset(
            was
            for _, _, before, after in self.places
            for was, now in zip(before, after, strict=True)
            if was != now
        )


def certainty(gained: int) -> float:
    """Certainty of a change by its gain, 0.5 at the least margin (see `Repair`)."""
    return round(1 / (1 + math.exp(-(gained - MARGIN) * COST_UNIT / 2)), 4)


def _words(before: str, after: str) -> Iterator[tuple[int, int]]:
    """Bounds of each word, or run of signs, that differs; both strings have one length."""
    size, end = len(before), 0
    differs = [was != now for was, now in zip(before, after, strict=True)]
    for at, different in enumerate(differs):
        if different and at >= end:
            start = end = at
            while start and (differs[start - 1] or before[start - 1].isalnum()):
                start -= 1
            while end < size and (differs[end] or before[end].isalnum()):
                end += 1
            yield start, end


def change_of(gained: int, chunk: str, right: str) -> Change:
    """The change of a chunk into a reading of the same length."""
    places = tuple((low, high, chunk[low:high], right[low:high]) for low, high in _words(chunk, right))
    return Change(gained, certainty(gained), places)


def begins_as_name(chunk: str) -> bool:
    """Whether a piece of more than one letter begins with a capital."""
    found = _FIRST_OF_TWO.match(chunk)
    return found is not None and found[1].isupper()


def gains_letters(chunk: str, right: str) -> bool:
    """Whether a reading has a letter that the chunk has not."""
    return any(was != now and now.isalpha() for was, now in zip(chunk, right, strict=True))


def is_of_one_alphabet(name: str) -> bool:
    """Whether the letters of a name are those of one language: è and ö are in no name at once."""
    letters = {letter for letter in name.lower() if letter.isalpha() and not letter.isascii()}
    return any(letters <= alphabet for alphabet in _ALPHABETS) or _VIETNAMESE.search(name.lower()) is not None


def _keeps_damage(chunk: str, right: str) -> bool:
    """Whether a character stays that correct text hardly has there: another damage, or a part of this one.

    Dutch words may have stressed letters, and foreign names any: no Windows-1252 byte was read as ě or ł. An
    everyday sign in an odd place is no better when it is new.
    """
    odd = [match.start() for match in SUSPICIOUS.finditer(right)]
    if not odd:
        return False
    kept = [right[at] for at in odd if chunk[at] == right[at]]
    may_stay = str.isalpha if kept and begins_as_name(right) else STRESSED.__contains__
    return not all(map(may_stay, kept)) or any(right[at] in _EVERYDAY_SIGNS for at in odd)


def _is_uneven(chunk: str, right: str) -> bool:
    """Whether a letter or dash that changes in one place stays in another."""
    odd = [at for at, was in enumerate(chunk) if was > LAST_ASCII]
    if len(odd) == 1:
        return False
    changes = {chunk[at] for at in odd if chunk[at] != right[at] and right[at].isalpha()}
    return any(chunk[at] in changes and chunk[at] == right[at] for at in odd)


def _is_lone_letter(chunk: str, right: str) -> bool:
    """Whether a reading has one letter, which is new and no word."""
    found = _LONE.fullmatch(right)
    return found is not None and found[1] != chunk[found.start(1)] and found[1] not in _LETTER_WORDS


@forgetting
@lru_cache(maxsize=MOST)
def is_half(chunk: str, right: str) -> bool:
    """Whether a reading shows that it is half right, whatever the word lists say about its parts."""
    if _NO_WORD.search(right) or _keeps_damage(chunk, right):
        return True
    return _is_uneven(chunk, right) or _is_lone_letter(chunk, right)


def is_whole(pair: Pair, chunk: str, right: str) -> bool:
    """Whether nothing in a reading shows that it is half right.

    Foreign names may have letters of other damage, or of two origins; nothing shows which is which. Capitals
    do not become small letters among capitals.
    """
    falls = chunk.isupper() and sum(map(str.isalpha, chunk)) > 1 and any(map(str.islower, right))
    if falls or is_half(chunk, right):
        return False
    if not begins_as_name(right):
        return True
    if not is_of_one_alphabet(right):
        return False
    return right == pair.read(chunk) and pair.kept.isdisjoint(chunk) and not _NO_NAME.search(right)


def proven_letters(times: Mapping[str, int], changed: Callable[[str], Change | None]) -> frozenset[str]:
    """The characters that are wrong beyond doubt in several places.

    `times` counts each chunk of the text; `changed` gives a chunk's change.
    """
    wrong: Counter[str] = Counter()
    for chunk, often in times.items():
        change = changed(chunk)
        if change and change.gained >= SURE:
            wrong.update(dict.fromkeys(change.letters(), often))
    return frozenset(letter for letter, often in wrong.items() if often >= SEVERAL)


@forgetting
@lru_cache(maxsize=MOST)
def word_list_change(language: str | None, pair: Pair, chunk: str) -> Change | None:
    """The change of a chunk that becomes a listed word under a pair; None when it does not.

    The language is None when it is unknown, or both.
    """
    right = pair.read(chunk)
    gained = 0 if right == chunk or is_ellipsis(chunk) else word_list_gain(chunk, right)
    if gained and right[:-1].isalpha() and right.islower():  # one listed word, mostly
        return change_of(gained, chunk, right)
    if not gained or is_half(chunk, right):
        return None
    is_sign = not gains_letters(chunk, right) and "’" not in right
    if is_sign and is_known_word(chunk, language):  # voilà is not voil…
        return None
    return change_of(gained, chunk, right)
