"""Letters that are gone ("officile" for "officiële"): what is left of a word shows which they were.

Only a text without any accented letter is considered, and only when some of its pieces become words once an
accented letter is put back. An author's own spelling without accents (potentiele) stays: no letter is
missing.
"""

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from tasks.repair.edits import Repair
from tasks.repair.lost.options import BASE
from tasks.repair.lost.pieces import (
    cost_as_it_is,
    is_in_foreign_run,
    is_in_name,
    is_word,
    may_be,
    may_be_participle,
)
from tasks.repair.lost.restoring import HARDLY, RULE, VOWELS, Place, certainty, is_name, lead_of, place_of
from tasks.repair.statistics import model
from tasks.repair.statistics.confusion import MARK, UNKNOWN, case_cost, pair_cost, shapes, word_cost
from tasks.repair.statistics.memory import MOST, forgetting
from tasks.repair.statistics.model import LANGUAGES, capital_words, name_words
from tasks.repair.statistics.places import kind_before, kind_behind, likely_signs, sign_cost
from tasks.repair.statistics.word_lists import BEFORE_ELISION, ELISIONS

DATA_FILE = "dropped.txt"
FREQUENT = 140
"""Highest cost of a word that proves that letters are gone."""
LEAST_LEAD = 40
"""Least lead over the text as it is, and over the next reading, in units of `COST_UNIT`."""
ENOUGH = 2
"""Different words needed to prove that letters are gone."""
USUAL = 100
"""Highest cost of a shorter word that proves it alone."""
FAR_FROM_WORD = 100
"""Least extra cost of a piece over the word it proves, in units of `COST_UNIT`."""
LEAST_BEFORE_OTHER = 50
"""Least lead of à before a capital or a figure where no sign is left: it may be a dash or §."""
LONG = 6
"""Letters of a word that proves it alone."""
FAR = 30
"""Least extra cost of a reading of a word beside a repaired one; with a nearer one both stay."""
BESIDE_HYPHENS = frozenset("aty")
"""Lone letters beside hyphens (y a-t-il); others lack something (ré-élu)."""
PART = 4
"""Least number of letters in each part of a compound."""
_ACCENTED = re.compile("[À-ÖØ-öø-ÿŒœ]")
_APOSTROPHES = "’'´`‘‚′"
_WORD = re.compile(
    rf"(?<![\w{_APOSTROPHES}?-])[A-Za-z]+(?![\w{_APOSTROPHES}]|\?[a-z]|[-–]\s)"
    rf"|(?<=[{_APOSTROPHES}-])[A-Za-z]{{2,}}(?![\w{_APOSTROPHES}]|\?[a-z]|[-–]\s)"
)
"""Words; a letter beside an apostrophe or a hyphen is part of another, and so is half of a broken word."""
LONGEST = 40
"""Most letters in a word."""
_LETTERS = re.compile("[A-Za-z]+")
_BROKEN = re.compile(r"[-–]\s+\Z")
_ABBREVIATED = re.compile(r"\.\s*[^\sA-Z0-9\"“”«»]")
"""A full stop after which no sentence begins."""
_ADDRESS = re.compile(r"[@\\/=]|www\.")
_INITIAL = re.compile(r"(?<![^\W\d_])[A-Za-z]\.\Z")
"""What stands before the last of several initials."""
_NEAR = 60
_NUMBERING = (".", ")", "°", "-")
ONE_LETTER = {"nl": frozenset("n"), "fr": frozenset("dlot")}
"""What is left of frequent words; other single letters stay."""
LEAST_OVER_WORD, LEAST_BEFORE_WORD = 50, 60
"""Least lead over a piece that is itself a word, and of a letter before one (levage, élevage)."""
CLOSE = 25
"""Least lead of a word over an article with another, or of these over it, without their neighbours."""
ELISION_LENGTHS = (1, 2, 5, 6, 7)
LONG_ELISIONS = ELISION_LENGTHS[2:]
SUBJECTS, BEFORE_NOUNS = frozenset(("il", "ils")), frozenset("cdjlmnt")
"""Pronouns that only qu’, s’ and longer ones precede, and those that do not."""
ARTICLES = frozenset(("l", "d", "qu"))
"""Elided words before names."""
PLURAL, PLURAL_COST = frozenset("aiouy"), 20
"""Letters after which a Dutch plural has an apostrophe, and its cost."""
Option = tuple[float, str]
_GONE = re.compile(
    r"\A (?=[a-z])|(?<=[\w,;)])  (?=\w)|(?<=[.!?:])  (?=[a-z])"
    r"|(?<=\b[Jj]usqu)['’](?= )|(?<=\bqu)['’](?= [^aeiouy])"
    r"|(?<=\bvis)--(?=vis\b)|(?<=est)--(?=dire\b)|(?<=[a-z]-)l(?![\w’'-])"
)
"""Places of a lost French à: between two spaces, after an elision (not in "qu' en"), beside hyphens."""
_COLUMNS = re.compile(r"   |\t|[.!?]  [A-Z].*[.!?]  [A-Z]")
"""Signs that double spaces mean nothing: columns, and typists' habits."""


@functools.cache
def _traces() -> frozenset[str]:
    content = model.FOLDER.joinpath(DATA_FILE).read_text(encoding="utf-8")
    return frozenset(content.split())


def may_lack_letters(text: str) -> bool:
    """Quick test whether a text may lack letters."""
    if _ACCENTED.search(text):
        return False
    for sign in ".,-":
        text = text.replace(sign, " ")
    return not _traces().isdisjoint(text.split())


class _Word(NamedTuple):
    start: int
    written: str


def _is_part(text: str, word: _Word) -> bool:
    """Whether a piece is the second half of a broken word, an abbreviation or part of an address."""
    start, end = word.start, word.start + len(word.written)
    before, behind = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    chunk = before.split(" ")[-1] + behind.split(" ")[0]
    return bool(_BROKEN.search(before) or _ABBREVIATED.match(behind) or _ADDRESS.search(chunk))


@forgetting
@functools.lru_cache(maxsize=MOST)
def _options(language: str, lower: str) -> tuple[Option, ...]:
    """Words that a piece may be the rest of, each with its cost."""
    words = shapes(language).dropped.get(lower, [])
    found = [(float(word_cost(language, word)), word) for word in words]
    found += _elided(lower) if language == "fr" else _apostrophes(lower)
    if not found and language == "nl" and min(word_cost(name, lower) for name in LANGUAGES) >= HARDLY:
        found = [(BASE, word) for word in _compounds(language, lower)]
    return tuple(found)


def _elided(lower: str, lengths: Sequence[int] = ELISION_LENGTHS) -> list[Option]:
    """A French word behind an article without its apostrophe, perhaps behind another (daujourdhui)."""
    found: list[Option] = []
    for size in lengths:
        head, rest = lower[:size], lower[size:]
        if head in ELISIONS and len(rest) > 1 and (rest not in SUBJECTS or head not in BEFORE_NOUNS):
            article = word_cost("fr", head) + sign_cost("fr", f"{head}=", "’", "v")
            words = [*shapes("fr").dropped.get(rest, ()), rest]
            priced = _elided(rest, LONG_ELISIONS) or [(float(word_cost("fr", word)), word) for word in words]
            found += [
                (article + cost, f"{head}’{word}")
                for cost, word in priced
                if word[0] in BEFORE_ELISION and cost < HARDLY
            ]
    return found


def _apostrophes(lower: str) -> list[Option]:
    """A Dutch plural that had an apostrophe."""
    stem = lower[:-1]
    if lower[-1] != "s" or stem[-1:] not in PLURAL or word_cost("nl", stem) >= HARDLY:
        return []
    return [(word_cost("nl", stem) + PLURAL_COST, f"{stem}’s")]


def _compounds(language: str, lower: str) -> list[str]:
    """Compounds that a piece may be the rest of: one part is a word, the other lacks letters."""
    found = []
    for at in range(PART, len(lower) - PART + 1):
        head, tail = lower[:at], lower[at:]
        if max(word_cost(language, head), word_cost(language, tail)) < HARDLY:
            return []  # nothing is missing
        if word_cost(language, head) < HARDLY:
            found += [head + word for word in _frequent(language, tail)]
        if word_cost(language, tail) < HARDLY:
            found += [word + tail for word in _frequent(language, head)]
    return found


def _frequent(language: str, part: str) -> list[str]:
    """The most frequent word that a part may be the rest of, unless it is rare."""
    found = shapes(language).dropped.get(part, [])[:1]
    return [word for word in found if word_cost(language, word) <= FREQUENT]


def _shows(language: str, written: str) -> bool:
    """Whether a piece is no word, but becomes a frequent one with letters put back."""
    lower = written.lower()
    words = shapes(language).dropped.get(lower, [])
    if len(lower) < PART or not words:
        return False
    stands = min(word_cost(name, lower) for name in LANGUAGES)
    return stands >= word_cost(language, words[0]) + FAR_FROM_WORD


def _lacks_letters(language: str, text: str, words: list[_Word]) -> bool:
    proofs = {word.written for word in words if _shows(language, word.written) and _proves(text, word)}
    return len(proofs) >= ENOUGH or any(_is_enough(language, piece) for piece in proofs)


def _proves(text: str, word: _Word) -> bool:
    """Whether a piece stands where a complete word does."""
    behind = text[word.start + len(word.written) : word.start + len(word.written) + 1]
    return behind not in (MARK, "-", "–") and not _is_part(text, word)


def _is_enough(language: str, piece: str) -> bool:
    """Whether a piece alone proves that letters are gone."""
    usual = word_cost(language, shapes(language).dropped[piece.lower()][0]) <= USUAL
    return len(piece) >= LONG or usual


def _is_lone_word(before: str, written: str, place: Place) -> bool:
    """Whether a lone letter is the rest of a word: not a unit, an initial, or an article."""
    if place.before.isdigit() or (written.isupper() and not place.opens) or _INITIAL.search(before):
        return False
    return written.lower() not in "dl" or place.behind[:1].lower() not in VOWELS


def _is_word(language: str, text: str, word: _Word) -> bool:
    """Whether a piece may be the rest of a word: not an abbreviation or numbering."""
    start, written = word
    if len(written) == 1:
        return written.lower() in ONE_LETTER[language] and text[start + 1 : start + 2] not in _NUMBERING
    return not written.isupper() or word_cost(language, written.lower()) >= UNKNOWN


def _restored(language: str, text: str, word: _Word) -> Repair | None:
    start, written = word
    if not _is_word(language, text, word):
        return None
    options = _readings(language, text, word)
    if not options or _is_part(text, word):
        return None
    place = place_of(language, text, start, start + len(written), asks=True)
    if len(written) == 1 and not _is_lone_word(text[max(0, start - _NEAR) : start], written, place):
        return None
    best, lead = _choose(language, written, options, place)
    if best == written or lead < _least(written, best):
        return None
    if _may_be_other(text, word, best, options) or _may_be_name(language, text, word, best, place):
        return None
    return Repair(start, start + len(written), written, best, RULE, certainty(lead))


def _readings(language: str, text: str, word: _Word) -> list[Option]:
    """The words that a piece may be the rest of in its place."""
    return [
        (cost, reading)
        for cost, reading in _options(language, word.written.lower())
        if _may_be_cased(word.written, reading) and (language != "fr" or may_be(text, word.start, reading))
    ]


def _may_be_other(text: str, word: _Word, best: str, options: Sequence[Option]) -> bool:
    """Whether another reading is likely for a reason that its neighbours do not tell."""
    words, end = [reading for _, reading in options], word.start + len(word.written)
    return _is_close(best, options) or may_be_participle(text, word.start, end, best, words)


def _is_close(best: str, options: Sequence[Option]) -> bool:
    """Whether a word and an article with another word are about as likely (légalité, l’égalité).

    Their neighbours cannot decide: what stands before the two is not the same.
    """
    costs = {word: cost for cost, word in options}
    own = costs.get(best.lower(), 0.0)
    return any(cost - own < CLOSE and ("’" in word) != ("’" in best) for word, cost in costs.items())


def _may_be_name(language: str, text: str, word: _Word, best: str, place: Place) -> bool:
    """Whether a piece may be a foreign name or word, or its reading a name whose case is not known."""
    start, end = word.start, word.start + len(word.written)
    if is_name(language, best, place) and is_name(language, word.written, place):
        return True
    if is_in_foreign_run(language, text, start, end, opens=place.opens):
        return True
    head, apostrophe, noun = best.rpartition("’")
    if noun[0].isascii() or noun[0].isupper() or (place.opens and not head):
        return False
    return is_in_name(text, start, end, head + apostrophe, noun)


def _may_be_cased(written: str, word: str) -> bool:
    """Whether the capitals of a piece fit a word: inside only behind an article (lAutorité, not mHealth)."""
    if len(written) == 1 or written[1:].islower() or written.isupper():
        return True
    head, apostrophe, _ = word.partition("’")
    return bool(apostrophe) and head in ARTICLES and written[len(head) + 1 :].islower()


def _least(written: str, best: str) -> int:
    """The least lead of a reading: larger over a piece that is itself a word."""
    if not is_word(written):
        return LEAST_LEAD
    return LEAST_OVER_WORD if best[0].isascii() else LEAST_BEFORE_WORD


def _choose(language: str, written: str, options: Sequence[Option], place: Place) -> tuple[str, float]:
    """The likeliest reading of a piece, itself included, and its lead."""
    rated: list[Option] = [(cost_as_it_is(language, written, options), written)]
    for cost, word in options:
        rated += [(cost + more, shown) for more, shown in _in_case(language, written, word, place)]
    by_place = sorted(
        (
            cost
            + pair_cost(language, place.before, shown.rpartition("’")[2])
            + pair_cost(language, shown.partition("’")[0], place.behind),
            shown,
        )
        for cost, shown in rated
    )
    return by_place[0][1], lead_of(by_place)


def _in_case(language: str, written: str, word: str, place: Place) -> list[Option]:
    """A word with the letters of a piece as they are; the case of a lost first letter is open."""
    letters = iter(written)
    shown = "".join(next(letters, "") if letter.isascii() else letter for letter in word)
    if written.isupper() and len(written) > 1:
        return [(0, shown.upper())]
    at = word.find("’") + 1
    if word[at].isascii():
        return [(0, shown)]
    capital = shown[:at] + shown[at].upper() + shown[at + 1 :]
    if word[at:] in name_words(language):
        return [(0, capital)]
    if place.opens and not at:
        return [(0, capital)]
    if word[at:] in capital_words(language):
        return [(case_cost(language, either[at:]), either) for either in (shown, capital)]
    return [(0, shown)]


def _lone(language: str, text: str, at: re.Match[str]) -> Repair | None:
    """The repair that puts back a lone sign or à between two spaces, None where it is not certain."""
    start, end = at.span()
    written = at[0]
    if written.strip():
        after = "-à-" if written == "--" else f"{written}à"
        return Repair(start, end, written, after, RULE, certainty(LEAST_LEAD))
    if start == 0:
        return Repair(start, end, written, "À ", RULE, certainty(LEAST_LEAD))
    place = place_of(language, text, start + 1, start + 1, asks=True)
    before, behind = kind_before(place.before, spaced=True), kind_behind(place.behind, spaced=True)
    rated = sorted(
        (
            sign_cost(language, before, sign, behind)
            + pair_cost(language, place.before, sign)
            + pair_cost(language, sign, place.behind),
            sign,
        )
        for sign in likely_signs(language, before, behind)
        if sign != MARK
    )
    surely = place.behind.islower() or not text.isascii()
    if not rated or lead_of(rated) < (LEAST_LEAD if surely else LEAST_BEFORE_OTHER):
        return None
    sign = rated[0][1].upper() if place.opens else rated[0][1]
    return Repair(start, end, written, f" {sign} ", RULE, certainty(lead_of(rated)))


def _is_whole(language: str, text: str, repair: Repair, repaired: frozenset[int]) -> bool:
    """Whether every other word of the piece around a repair is one, or begins a repair too."""
    if not repair.before.strip():
        return True
    start = text.rfind(" ", 0, repair.start) + 1
    end = text.find(" ", repair.end)
    return all(
        word.start() in repaired or _lacks_nothing(language, text, word)
        for word in _LETTERS.finditer(text, start, end if end >= 0 else len(text))
    )


def _lacks_nothing(language: str, text: str, word: re.Match[str]) -> bool:
    """Whether a word beside a repaired one is complete: not much rarer than what it may be the rest of."""
    lower = word[0].lower()
    own = word_cost(language, lower)
    if len(lower) == 1:
        return lower in BESIDE_HYPHENS or "-" not in text[max(0, word.start() - 1) : word.end() + 1]
    return own < FREQUENT and all(cost > own + FAR for cost, _ in _options(language, lower))


def repair_dropped(text: str, language: str) -> tuple[Repair, ...]:
    """The repairs of letters that are gone from a text (see `may_lack_letters`)."""
    words = [_Word(one.start(), one[0]) for one in _WORD.finditer(text) if len(one[0]) <= LONGEST]
    if not _lacks_letters(language, text, words):
        return ()
    found = [repair for word in words if (repair := _restored(language, text, word))]
    if language == "fr":
        spaced = not _COLUMNS.search(text) and text.count("  ") <= 2 * len(found)
        gone = (at for at in _GONE.finditer(text) if spaced or at[0].strip())
        found += [repair for at in gone if (repair := _lone(language, text, at))]
    starts = frozenset(repair.start for repair in found)
    return tuple(sorted(repair for repair in found if _is_whole(language, text, repair, starts)))
