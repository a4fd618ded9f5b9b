"""The word lists: one look-up settles most damaged words without weighing their letters."""

import re
from functools import lru_cache

from tasks.repair.statistics.folding import BEYOND_ASCII, DRAWING, FOLDED, LETTERS, MARKS, OTHER_SCRIPT, SIGNS
from tasks.repair.statistics.memory import MOST, forgetting
from tasks.repair.statistics.model import LANGUAGES, models, plain_words

ELISIONS = frozenset("l d n s j c m t qu jusqu lorsqu puisqu quoiqu aujourd presqu quelqu entr".split())
"""What precedes an apostrophe in French."""
_SHORTEST = 3
"""Least number of letters in a word of this field before an apostrophe (vzw’s)."""
_BEHIND_APOSTROPHE = frozenset("s er en tje tjes".split())
"""What follows an apostrophe in Dutch."""
BEFORE_ELISION = frozenset("aeiouyhéèêàâîôûœ")
"""Letters before which French elides."""
_SHORT = frozenset("a à y il on en un au où".split())
"""Letters and short words before which French elides."""
ABBREVIATION = re.compile(r"i?[bcdfghj-np-tv-xz]{2,}", re.IGNORECASE)
"""No vowel: pv’s, vzw’s."""
_APOSTROPHES = frozenset("’'")
_WORD = re.compile(r"[^\W\d_]+")
_EDGES = ".,;:?!()[]\"'/“”‘’«»…\u00a0"
"""Signs around a word that say nothing about its letters."""
_BEFORE = re.compile(r"[^\W\d_]+\Z")
_AT_HOME = LETTERS | SIGNS | MARKS | frozenset(map(chr, range(0x80))) | frozenset("\u00a0")
_GAINS = (0, 0, 60, 100)
"""Gain of a change into a listed word, by its number of letters: a short one may be chance."""
_GAIN = 150
"""The same for four letters and more."""
_USUAL = 120
"""Cost of a word of medium frequency; of two words the more frequent one gains more."""
_MOST_BY_FREQUENCY = 30
_OPENING, _CLOSING = frozenset("“«‘\u00a0"), frozenset("”»’…°\u00a0")
_WEAK = frozenset("’°\u00a0")
"""Signs beside words that foreign words end or begin with the letters of (Starí)."""
_BY_SIGN = 90
"""Gain of a change of a letter joined to a listed word into the sign that belongs there."""
_BY_ELISION = 120
"""Gain of a change of a letter into the apostrophe between an elision and a listed word."""
_BY_COMPOUND = 110
"""Gain of a change into a Dutch compound of two listed words."""
_LEAST_PART = 4
"""Least number of letters in each part of a compound."""
_RARE = 140
"""Cost of a word that hardly occurs in this field."""
_MACRONS = frozenset("āīōūĀĪŌŪ")
_UNSTRESSED = str.maketrans("áéíóú", "aeiou")
_INCLUSIVE = re.compile(r"\w[•·](?:e|ne|le|re|ve|te|se|x|euse|rice|trice|s)(?:[•·]s)?\b")
"""Inclusive writing in French: étudiant·e·s."""
_ACUTE = re.compile(rf"\b(?:{'|'.join(sorted(ELISIONS))})´[^\W\d_]")
"""An acute accent typed as an apostrophe."""
_MIXED_SCRIPTS = 40
"""Extra gain of a change that removes letters of another script from among Latin ones."""
_OTHER_LANGUAGE = 50
"""Reduction of the gain when the word is not in the page's language."""


def _is_cased_as_word(word: str) -> bool:
    return word[1:].islower() or word.isupper() or len(word) == 1


def _was_likely_word(words: dict[str, int], stands: str, word: str) -> bool:
    """Whether the piece as it is is a word too, and not a much rarer one."""
    cost = words.get(stands.lower()) if _is_cased_as_word(stands) else None
    return cost is not None and cost <= words[word.lower()] + _MOST_BY_FREQUENCY


def _is_compound(word: str) -> bool:
    """Whether a Dutch word consists of two listed ones, one of them with accents."""
    words = models()["nl"].words
    for at in range(_LEAST_PART, len(word) - _LEAST_PART + 1):
        head, tail = word[:at], word[at:]
        for part, other in ((head, tail), (tail, head)):
            if other.isascii() and not part.isascii() and part in words and is_listed("nl", other):
                return True
    return False


def _word_gain(language: str, stands: str, word: str, elided: int) -> int:
    """Gain of one changed word, 0 when it is unlisted."""
    words = models()[language].words
    cost = words.get(word.lower())
    if cost is None and language == "nl" and word[1:].islower() and _is_compound(word.lower()):
        return _BY_COMPOUND
    if is_romanised(stands) and (stands[0].isupper() or (cost or _RARE) >= _RARE):
        return 0
    if cost is None or not _is_cased_as_word(word) or _was_likely_word(words, stands.strip(_EDGES), word):
        return 0
    by_frequency = max(-_MOST_BY_FREQUENCY, min(_MOST_BY_FREQUENCY, (_USUAL - cost) // 2))
    letters = len(word) + elided
    return max(0, by_frequency + (_GAINS[letters] if letters < len(_GAINS) else _GAIN))


def _elided(options: str, start: int) -> int:
    """Length of an elision, apostrophe included, before a word."""
    if options[start - 1 : start] not in _APOSTROPHES or not start:
        return 0
    before = _WORD.findall(options[: start - 1])
    return len(before[-1]) + 1 if before and before[-1].lower() in ELISIONS else 0


def is_listed(language: str, word: str) -> bool:
    """Whether a word, in any case, is in the lists of a language."""
    return word.lower() in models()[language].words or word.lower() in plain_words(language)


def _is_word(language: str, word: str) -> bool:
    return len(word) >= len(_GAINS) and _is_cased_as_word(word) and is_listed(language, word)


def _apostrophe_gain(language: str, before: str, after: str) -> int | None:
    """Gain of an apostrophe between two words, None when none belongs there."""
    if after in _BEHIND_APOSTROPHE:
        short = len(before) >= _SHORTEST and before.lower() in models()[language].words
        abbreviation = ABBREVIATION.fullmatch(before) is not None
        return _BY_SIGN if short or abbreviation or _is_word(language, before) else None
    if before.lower() not in ELISIONS or after[0].lower() not in BEFORE_ELISION:
        return None
    tells = len(after) > 2 or after.lower() in _SHORT  # noqa: PLR2004 - días is no d’as
    known = after.lower() in models()[language].words or (
        len(after) > _LEAST_PART and is_listed(language, after)
    )
    return _BY_ELISION if tells and known else 0


def has_sign(language: str, word: str, at: int) -> bool:
    """Whether a sign may stand in the place of a word's letter: an apostrophe, or beside a listed word."""
    before, after = word[:at], word[at + 1 :]
    if before and after:
        return bool(_apostrophe_gain(language, before, after))
    return (before or after).islower() and _is_word(language, before or after)


def _is_odd_capital(chunk: str, at: int) -> bool:
    """Whether a capital is misplaced: at a word's end, or before another that begins it."""
    before, after = chunk[at - 1 : at], chunk[at + 1 : at + 3]
    return chunk[at].isupper() and (
        (at > 0 and before.islower()) or (after.istitle() and not before.isalpha())
    )


def _is_odd_dagger(chunk: str, at: int) -> bool:
    """Whether a dagger precedes a small letter: that of a deceased precedes a name."""
    return chunk[at] == "†" and chunk[at + 1 : at + 2].islower()


def _sign_gain(language: str, chunk: str, options: str, at: int) -> int | None:
    """Gain of one new sign, None when no sign belongs there.

    It gains when it replaces a letter, or a drawing sign, joined to a listed word.
    """
    before, after = _BEFORE.search(options, 0, at), _WORD.match(options, at + 1)
    drawn = FOLDED[chunk[at]] == DRAWING
    gain: int | None = 0
    if before and after:
        gain = _apostrophe_gain(language, before[0], after[0]) if options[at] in _APOSTROPHES else None
    elif before or after:
        word, fitting = (before, _CLOSING) if before else (after, _OPENING)
        gain = None
        if word and options[at] in fitting:
            telling = (
                options[at] not in _WEAK or drawn or _is_odd_capital(chunk, at) or _is_odd_dagger(chunk, at)
            )
            gain = _BY_SIGN if telling and _is_word(language, word[0]) else 0
    return gain if gain is None or drawn or chunk[at].isalpha() or _is_odd_dagger(chunk, at) else 0


def _gains(language: str, chunk: str, options: str) -> list[int]:
    """Gain of each word and sign that changes; empty when one of them is implausible."""
    gains = []
    for found in _WORD.finditer(options):
        start, end = found.span()
        if chunk[start:end] != found[0]:
            gain = _word_gain(language, chunk[start:end], found[0], _elided(options, start))
            if not gain:
                return []
            gains.append(gain)
    for found in BEYOND_ASCII.finditer(options):
        at = found.start()
        if options[at] != chunk[at] and not options[at].isalpha():
            sign = _sign_gain(language, chunk, options, at)
            if sign is None:
                return []
            gains.append(sign)
    return gains


def _gain_in(language: str, chunk: str, options: str) -> int:
    word = options.strip(_EDGES)
    if word.isalpha():  # mostly
        start = options.find(word)
        stands = chunk[start : start + len(word)]
        if stands != word:
            return _word_gain(language, stands, word, 0)
    if not _AT_HOME.issuperset(options.lower()):
        return 0
    return max(_gains(language, chunk, options), default=0)


def is_romanised(chunk: str) -> bool:
    """Whether all odd letters of a chunk are vowels with a macron, as in Tōkyō."""
    odd = [letter for letter in chunk if not letter.isascii() and letter.isalpha()]
    return bool(odd) and _MACRONS.issuperset(odd)


def _is_stressed(word: str) -> bool:
    """Whether a word is a Dutch one with stressed vowels (níet)."""
    plain = word.translate(_UNSTRESSED)
    return len(word) >= _SHORTEST and plain.isascii() and plain in models()["nl"].words


def is_known_word(chunk: str, language: str | None) -> bool:
    """Whether a chunk is already a word, perhaps with a stress accent (hún, níet)."""
    word = chunk.strip(_EDGES)
    lower = word.lower()
    genitive = lower[-2:] == "´s" and _is_word("nl", lower[:-2])
    if genitive or _INCLUSIVE.search(lower) or _ACUTE.search(lower):
        return True
    if language != "fr" and _is_stressed(lower):
        return True
    listed = any(lower in models()[name].words for name in LANGUAGES)
    return listed and len(word) > 1 and _is_cased_as_word(word)


@forgetting
@lru_cache(maxsize=MOST)
def word_list_gain(language: str | None, chunk: str, options: str) -> int:
    """Gain of a chunk when changing all its doubtful characters makes listed words.

    The language is None when it is unknown, or both; `options` is the reading under the wrong charset. The
    gain is in units of `COST_UNIT`, 0 when the lists cannot tell.
    """
    gain = _gain_in(language or LANGUAGES[0], chunk, options)
    if gain < _GAIN - _MOST_BY_FREQUENCY:
        other = LANGUAGES[language in (None, LANGUAGES[0])]
        gain = max(gain, _gain_in(other, chunk, options) - (_OTHER_LANGUAGE if language else 0))
    is_mixed = any(FOLDED[letter] == OTHER_SCRIPT for letter in chunk) and any(map(str.isascii, chunk))
    return gain + _MIXED_SCRIPTS if gain and is_mixed else gain
