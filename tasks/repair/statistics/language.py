"""Dutch or French: a text by words that only one of them uses, a word by how much likelier it is in one."""

import re
from bisect import bisect_left
from collections import Counter
from functools import lru_cache

from tasks.repair.statistics.confusion import UNKNOWN, shapes, word_cost
from tasks.repair.statistics.folding import COST_UNIT
from tasks.repair.statistics.memory import kept
from tasks.repair.statistics.model import LANGUAGES, models
from tasks.repair.statistics.scoring import read_chunk
from tasks.repair.statistics.word_lists import FIELD_WORD

SAMPLE = 1500
"""Words that represent a long text."""
_WORD = re.compile(r"[^\W\d_]+")
UNLISTED, TELLING = 150, 20
"""Cost of an unlisted word, and the difference that makes a word evidence, in units of `COST_UNIT`."""
ENOUGH, SHARE = 2 * TELLING, 0.75
"""Evidence that one language needs, and its share of all."""
HIGHEST_OF_NAME = 1.5
HIGHEST_BY_LETTERS, HIGHEST_SCORE = 2 * HIGHEST_OF_NAME, 2 * (2 * HIGHEST_OF_NAME)
"""Limits (nats) for a word with a capital, an unlisted and a listed one: typing errors, names tell little."""
_PLAIN_WORD = re.compile(r"(?<!\S)[a-z]{3,}(?=[.,;:!?)]*(?:\s|\Z))")
"""Words of plain small letters between spaces: damage does not touch them."""
_SENTENCE_END = re.compile(r"[.!?:;](?=[ \n])|\n")
KNOWN, UNKNOWN_WORD = 1.15, -2.64
"""Nats by which a plain word speaks for the two languages: 95 % of their words are everyday ones, of another
language's some 30 %."""
FOREIGN = -HIGHEST_SCORE
"""Evidence below which a text is in another language."""
FOREIGN_SHARE = 0.25
"""Highest share of everyday words of a sentence in another language; lists of products have more."""


def _sample(words: list[str]) -> list[str]:
    return words[:: 1 + len(words) // SAMPLE]


def language_evidence(text: str) -> dict[str, int]:
    """What the words of a text that one language alone uses gain for each, in units of `COST_UNIT`."""
    evidence = dict.fromkeys(LANGUAGES, 0)
    for word in _sample(_WORD.findall(text.lower())):
        dutch, french = (models()[name].words.get(word, UNLISTED) for name in LANGUAGES)
        if abs(french - dutch) >= TELLING:
            evidence["nl" if dutch < french else "fr"] += abs(french - dutch)
    return evidence


def detect_language(text: str) -> str | None:
    """'nl' or 'fr', None when the text is too short, in neither, or in both.

    Function words decide; they have few accents, so damage matters little.
    """
    evidence = language_evidence(text)
    best = max(evidence, key=lambda name: evidence[name])
    return best if evidence[best] >= max(ENOUGH, SHARE * sum(evidence.values())) else None


@kept
def _is_everyday(word: str) -> bool:
    """Whether a word is everyday Dutch or French, or is left of one whose accented letters are gone."""
    if min(word_cost(name, word) for name in LANGUAGES) < FIELD_WORD:
        return True
    forms = ((name, form) for name in LANGUAGES for form in shapes(name).dropped.get(word, ())[:1])
    return any(word_cost(language, form) < FIELD_WORD for language, form in forms)


@lru_cache(maxsize=1)
def _plain_words(text: str) -> tuple[int, int, frozenset[str]]:
    words = _PLAIN_WORD.findall(text)
    odd = frozenset(word for word in set(words) if not _is_everyday(word))
    return len(words) - sum(map(odd.__contains__, words)), len(words), odd


def everyday_words(text: str) -> tuple[int, int]:
    """How many of the plain words of a text are everyday ones in either language, and how many there are."""
    return _plain_words(text)[:2]


def is_other_language(text: str, most: float = 1.0) -> bool:
    """Whether a text is in neither language: its letters may be right whatever they look like in these.

    `most` is the highest share of its plain words that are everyday ones of them.
    """
    known, number = everyday_words(text)
    return known <= most * number and KNOWN * known + UNKNOWN_WORD * (number - known) < FOREIGN


class Passages:
    """Which sentences of a text are in another language."""

    def __init__(self, text: str) -> None:
        self._ends = [0, *(end.start() for end in _SENTENCE_END.finditer(text)), len(text)]
        known, number, odd = _plain_words(text)
        words = _PLAIN_WORD.finditer(text) if (number - known) * UNKNOWN_WORD < FOREIGN else ()
        unknown = Counter([self._sentence(word.start()) for word in words if word[0] in odd])
        self._foreign = {
            number
            for number, times in unknown.items()
            if times * UNKNOWN_WORD < FOREIGN
            and is_other_language(text[self._ends[number - 1] : self._ends[number]], FOREIGN_SHARE)
        }

    def _sentence(self, at: int) -> int:
        return bisect_left(self._ends, at, 1, len(self._ends) - 1)

    def is_foreign(self, at: int) -> bool:
        """Whether the sentence around a place is in neither language."""
        return bool(self._foreign) and self._sentence(at) in self._foreign


def _within(score: float, most: float) -> float:
    return max(-most, min(most, score))


def word_list_score(word: str) -> float | None:
    """How much likelier a word is in Dutch by the word lists, in nats; None if neither lists it."""
    dutch, french = (word_cost(language, word.lower()) for language in LANGUAGES)
    return None if min(dutch, french) >= UNKNOWN else _within((french - dutch) * COST_UNIT, HIGHEST_SCORE)


@kept
def language_score(word: str) -> float:
    """How much likelier a piece without spaces is in Dutch than in French, in nats; below 0 for French.

    The word lists come before the letters.
    """
    parts = _WORD.findall(word)
    scores = [score for part in parts if (score := word_list_score(part)) is not None]
    if scores or not parts:
        return _within(sum(scores), HIGHEST_SCORE)
    dutch, french = (read_chunk(language, word, word)[0] for language in LANGUAGES)
    most = HIGHEST_OF_NAME if parts[0][0].isupper() else HIGHEST_BY_LETTERS
    return _within((french - dutch) * COST_UNIT, most)
