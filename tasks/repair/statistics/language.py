"""Dutch or French: a text by words that only one of them uses, a word by how much likelier it is in one."""

import re
from bisect import bisect_left
from functools import lru_cache

from tasks.repair.statistics.confusion import UNKNOWN, shapes, word_cost
from tasks.repair.statistics.memory import MOST, forgetting
from tasks.repair.statistics.model import LANGUAGES, models
from tasks.repair.statistics.scoring import read_chunk
from tasks.repair.statistics.word_lists import ELISIONS

SAMPLES = 8
SAMPLE = 1200
"""Characters per sample; a long text is represented by `SAMPLES` of them."""
_WORD = re.compile(r"[^\W\d_]+")
UNLISTED = 150
TELLING = 20
"""Difference in cost, in units of `COST_UNIT`, that makes a word evidence."""
ENOUGH = 40
SHARE = 0.75
"""Share of the evidence that one language needs."""
COSTS_A_NAT = 10
HIGHEST_SCORE = 6.0
"""Limit for a single word (nats): names and typing errors are not evidence."""
HIGHEST_BY_LETTERS = 3.0
"""Limit for an unlisted word (nats): its letters alone say little."""
HIGHEST_OF_NAME = 1.5
"""The same for a word with a capital, which may be a name."""
BY_ELISION = -3.0
"""Score of an elided article (l'aide, d'armes), at least; Dutch has none."""
_PLAIN_WORD = re.compile(r"(?<!\S)[a-z]{3,}(?=[.,;:!?)]*(?:\s|\Z))")
"""Words of plain small letters between spaces: damage does not touch them."""
_SENTENCE_END = re.compile(r"[.!?:;](?=[ \n])|\n")
FIELD_WORD = 140
"""Highest cost of a word of everyday Dutch or French, in units of `COST_UNIT`."""
KNOWN, UNKNOWN_WORD = 1.15, -2.64
"""Nats by which a plain word speaks for the two languages: 95 % of their words are everyday ones, of another
language's some 30 %."""
FOREIGN = -6.0
"""Evidence below which a text is in another language."""
FOREIGN_SHARE = 0.25
"""Highest share of everyday words of a sentence in another language; lists of products have more."""
_EDGES = ".,;:!?()[]«»“”\"'’/…"
_ELIDED = re.compile(rf"(?:{'|'.join(sorted(ELISIONS))})['’](.+)", re.IGNORECASE)
_JOINTS = re.compile(r"[-–/]")


def _sample(text: str) -> str:
    if len(text) <= SAMPLES * SAMPLE:
        return text
    step = len(text) // SAMPLES
    return " ".join(text[at : at + SAMPLE] for at in range(0, step * SAMPLES, step))


def language_evidence(text: str) -> dict[str, int]:
    """What the words of a text that one language alone uses gain for each, in units of `COST_UNIT`."""
    dutch, french = (models()[name].words for name in ("nl", "fr"))
    evidence = {"nl": 0, "fr": 0}
    for word in _WORD.findall(_sample(text).lower()):
        difference = french.get(word, UNLISTED) - dutch.get(word, UNLISTED)
        if abs(difference) >= TELLING:
            evidence["nl" if difference > 0 else "fr"] += abs(difference)
    return evidence


def detect_language(text: str) -> str | None:
    """'nl' or 'fr', None when the text is too short, in neither, or in both.

    Function words decide; they have few accents, so damage matters little.
    """
    evidence = language_evidence(text)
    best = max(evidence, key=lambda name: evidence[name])
    if evidence[best] < ENOUGH or evidence[best] < SHARE * sum(evidence.values()):
        return None
    return best


@forgetting
@lru_cache(maxsize=MOST)
def _is_everyday(word: str) -> bool:
    """Whether a word is everyday Dutch or French, or is left of one whose accented letters are gone."""
    for language in LANGUAGES:
        whole = shapes(language).dropped.get(word, [word])[0]
        if min(word_cost(language, word), word_cost(language, whole)) < FIELD_WORD:
            return True
    return False


def everyday_words(text: str) -> tuple[int, int]:
    """How many of the plain words of a text are everyday ones in either language, and how many there are."""
    words = _PLAIN_WORD.findall(text, 0, SAMPLES * SAMPLE)
    return sum(map(_is_everyday, words)), len(words)


def is_other_language(text: str, most: float = 1.0) -> bool:
    """Whether a text is in neither language: its letters may be right whatever they look like in these.

    `most` is the highest share of its plain words that are everyday ones of them.
    """
    known, number = everyday_words(text)
    return known <= most * number and KNOWN * known + UNKNOWN_WORD * (number - known) < FOREIGN


class Passages:
    """Which sentences of a text are in another language, each looked at when it is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends = [end.start() for end in _SENTENCE_END.finditer(text)]
        self._known: dict[int, bool] = {}

    def is_foreign(self, at: int) -> bool:
        """Whether the sentence around a place is in neither language."""
        number = bisect_left(self._ends, at)
        if number not in self._known:
            start = self._ends[number - 1] if number else 0
            sentence = self._text[start : self._ends[number] if number < len(self._ends) else None]
            self._known[number] = is_other_language(sentence, FOREIGN_SHARE)
        return self._known[number]


@lru_cache(maxsize=65536)
def language_score(word: str) -> float:
    """How much likelier a word is in Dutch than in French, in nats; negative when it is French.

    The word lists come before the letters. The word is a piece of text without spaces.
    """
    bare = word.strip(_EDGES)
    if not any(letter.isalpha() for letter in bare):
        return 0.0
    from_lists = word_list_score(bare)
    if from_lists is not None:
        return from_lists
    if elided := _ELIDED.fullmatch(bare):
        return min(BY_ELISION, (word_list_score(elided[1]) or 0.0) + BY_ELISION)
    parts = [score for part in _JOINTS.split(bare) if (score := word_list_score(part)) is not None]
    return _within(sum(parts), HIGHEST_SCORE) if parts else _by_letters(word, bare)


def word_list_score(word: str) -> float | None:
    """The same by the word lists alone; None for a word that neither language lists."""
    dutch, french = (word_cost(language, word.lower()) for language in LANGUAGES)
    if min(dutch, french) >= UNKNOWN:
        return None
    return _within((french - dutch) / COSTS_A_NAT, HIGHEST_SCORE)


def _by_letters(word: str, bare: str) -> float:
    dutch, french = (read_chunk(language, word, word)[0] for language in LANGUAGES)
    return _within(
        (french - dutch) / COSTS_A_NAT, HIGHEST_OF_NAME if bare[0].isupper() else HIGHEST_BY_LETTERS
    )


def _within(score: float, most: float) -> float:
    return max(-most, min(most, score))
