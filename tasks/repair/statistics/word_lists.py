"""The word lists: one look-up settles most damaged words without weighing their letters."""

import re
from functools import cache

from tasks.repair.statistics.folding import HIGHEST_COST, LETTERS, MARKS, SIGNS
from tasks.repair.statistics.memory import kept
from tasks.repair.statistics.model import LANGUAGES, models, plain_words

ELISIONS = frozenset("l d n s j c m t qu jusqu lorsqu puisqu quoiqu aujourd presqu quelqu entr".split())
"""What precedes an apostrophe in French."""
_BEHIND_APOSTROPHE = frozenset("s er en tje tjes".split())
"""What follows an apostrophe in Dutch."""
BEFORE_ELISION = frozenset("aeiouyhéèêàâîôûœ")
"""Letters before which French elides."""
_SHORT = frozenset("a à y il on en un au où".split())
"""Letters and short words before which French elides: días is no d’as."""
ABBREVIATION = re.compile(r"i?[bcdfghj-np-tv-xz]{2,}", re.IGNORECASE)
"""No vowel: pv’s, vzw’s."""
_APOSTROPHES = frozenset("’'")
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = re.compile(r"[^\W\d_]+\Z")
_EDGES = ".,;:?!()[]\"'/“”‘’«»…\u00a0"
"""Signs around a word that say nothing about its letters."""
_AT_HOME = LETTERS | SIGNS | MARKS | frozenset(map(chr, range(0x80))) | frozenset("\u00a0")
_BY_LETTER = 50
"""Gain of a change into a listed word for each letter after the first, at most: a short one may be chance."""
FIELD_WORD = 140
"""Cost of a word that hardly occurs in this field."""
_USUAL, _MOST_BY_FREQUENCY = 120, 30
"""Cost of a word of medium frequency; of two words the more frequent one gains more."""
BY_SIGN = 2 * _BY_LETTER
"""Gain of a change into a sign beside a listed word, an apostrophe within one, or a compound of two."""
_OPENING, _CLOSING = frozenset("“«‘\u00a0"), frozenset("”»’…°\u00a0")
_WEAK = frozenset("’°\u00a0")
"""Signs beside words that foreign words end or begin with the letters of (Starí)."""
_SHORTEST, _LEAST_PART = 3, 4
"""Least number of letters in a word, and in a word that a sign or another word adjoins."""
_UNSTRESSED = str.maketrans("áéíóú", "aeiou")
_MACRONS = frozenset("āīōūĀĪŌŪ")
_INCLUSIVE = re.compile(r"\w[•·](?:e|ne|le|re|ve|te|se|x|euse|rice|trice|s)(?:[•·]s)?\b")
"""Inclusive writing in French (étudiant·e·s)."""
_TYPED = re.compile(
    rf"\b(?:{'|'.join(sorted(ELISIONS))})´[^\W\d_]|\w´(?:s|n|er|en|tjes?)\b|(?<!\w)´[a-z]", re.IGNORECASE
)
"""An acute accent typed as an apostrophe, or torn off its letter."""


def is_listed(language: str, word: str) -> bool:
    """Whether a word, in any case, is in the lists of a language."""
    lower = word.lower()
    return lower in models()[language].words or lower in plain_words(language)


def _is_word(language: str, word: str) -> bool:
    return len(word) >= _LEAST_PART and is_listed(language, word)


@cache
def _longest_part() -> int:
    """Letters of the longest listed word: no head or tail is longer, however long the word."""
    return max(map(len, (*models()["nl"].words, *plain_words("nl"))))


def is_compound(word: str) -> bool:
    """Whether a Dutch word consists of two listed ones."""
    first = max(_LEAST_PART, len(word) - _longest_part())
    last = min(_longest_part(), len(word) - _LEAST_PART)
    parts = ((word[:at], word[at:]) for at in range(first, last + 1))
    return any(is_listed("nl", head) and is_listed("nl", tail) for head, tail in parts)


def _word_gain(language: str, now: str, word: str, elided: bool, *, compounds: bool) -> int:  # noqa: FBT001
    """Gain of one changed word, 0 when it is unlisted, or not much likelier than the word it was."""
    words, was = models()[language].words, now.strip(_EDGES)
    cost = words.get(word.lower())
    if cost is None:
        return BY_SIGN if compounds and word[1:].islower() and is_compound(word.lower()) else 0
    if (cost >= FIELD_WORD or now[0].isupper()) and is_romanised(now):
        return 0
    if words.get(was.lower(), 2 * HIGHEST_COST) <= cost + _MOST_BY_FREQUENCY:
        return 0
    by_frequency = max(-_MOST_BY_FREQUENCY, min(_MOST_BY_FREQUENCY, (_USUAL - cost) // 2))
    by_letters = min(_BY_LETTER + BY_SIGN, _BY_LETTER * (len(word) - 1 + 2 * elided))
    return max(0, by_frequency + by_letters)


def _is_elided(language: str, before: str, after: str) -> bool:
    """Whether an apostrophe may stand between two words."""
    if after in _BEHIND_APOSTROPHE:
        short = ABBREVIATION.fullmatch(before) is not None
        return short or (len(before) >= _SHORTEST and is_listed(language, before))
    elides = before.lower() in ELISIONS and after[0].lower() in BEFORE_ELISION
    return elides and (len(after) >= _SHORTEST or after.lower() in _SHORT) and is_listed(language, after)


def has_sign(language: str, word: str, at: int) -> bool:
    """Whether a sign may stand in the place of a word's letter: an apostrophe, or beside a listed word."""
    before, after = word[:at], word[at + 1 :]
    if before and after:
        return _is_elided(language, before, after)
    return (before or after).islower() and _is_word(language, before or after)


def _sign_gain(language: str, chunk: str, options: str, at: int) -> int | None:
    """Gain of one new sign, None when no sign belongs there."""
    before, after = _BEFORE.search(options, 0, at), _WORD.match(options, at + 1)
    if before and after:
        fitting = options[at] in _APOSTROPHES and _is_elided(language, before[0], after[0])
        return BY_SIGN if fitting else None
    word = before or after
    if not word:
        return 0
    if options[at] not in (_CLOSING if before else _OPENING):
        return None
    telling = options[at] not in _WEAK or not chunk[at].islower()
    return BY_SIGN if telling and _is_word(language, word[0]) else 0


def is_romanised(chunk: str) -> bool:
    """Whether all odd letters of a chunk are vowels with a macron, as in Tōkyō."""
    odd = [letter for letter in chunk if not letter.isascii() and letter.isalpha()]
    return bool(odd) and _MACRONS.issuperset(odd)


def is_known_word(chunk: str, language: str | None) -> bool:
    """Whether a chunk is already a word, perhaps with a stress accent (hún, níet)."""
    word = chunk.strip(_EDGES)
    lower = word.lower()
    plain = lower.translate(_UNSTRESSED)
    stressed = len(lower) > 1 and plain.isascii() and plain in models()["nl"].words
    genitive = lower[-2:] == "´s" and _is_word("nl", lower[:-2])
    if genitive or (stressed and language != "fr") or _TYPED.search(chunk) or _INCLUSIVE.search(lower):
        return True
    listed = any(lower in models()[name].words for name in LANGUAGES)
    return listed and len(word) > 1


@kept
def word_list_gain(chunk: str, options: str) -> int:
    """Gain of a chunk when changing all its doubtful characters makes words listed in one of the languages.

    `options` is the reading under the wrong charset. The gain is in units of `COST_UNIT`, 0 when the lists
    cannot tell.
    """
    falls = chunk.isupper() and not options.isupper() and sum(map(str.isalpha, chunk)) > 1
    if falls or not _AT_HOME.issuperset(options.lower()) or ("´" in chunk and _TYPED.search(chunk)):
        return 0
    signs, spans = [], [(0, len(chunk))]
    if not options.isalpha():
        signs = [at for at, now in enumerate(options) if now != chunk[at] and not now.isalpha()]
        spans = [word.span() for word in _WORD.finditer(options)]
    words = [
        (now, options[start:end], options[start - 1 : start] in _APOSTROPHES)
        for start, end in spans
        if (now := chunk[start:end]) != options[start:end]
    ]
    best = 0
    for language in ("fr", "nl"):  # compounds are Dutch
        gains = [_word_gain(language, *word, compounds=language == "nl" and not best) for word in words]
        by_signs = [_sign_gain(language, chunk, options, at) for at in signs]
        if 0 not in gains and None not in by_signs:
            best = max(best, *gains, *filter(None, by_signs), 0)
    return best
