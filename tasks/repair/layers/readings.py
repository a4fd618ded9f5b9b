"""Read a piece, what stands between spaces, under every chain of charsets that has sequences in it."""

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tasks.repair.layers.strangeness import strangeness
from tasks.repair.layers.utf8 import (
    CHARSETS,
    Spot,
    Spots,
    by_rule,
    charsets,
    decoded,
    lacks_space,
    leads_of,
    may_be_sequence,
    spaces_lost_between,
    undone,
)
from tasks.repair.statistics.confusion import UNKNOWN, word_cost
from tasks.repair.statistics.folding import BEYOND_ASCII
from tasks.repair.statistics.memory import MOST, forgetting
from tasks.repair.statistics.model import LANGUAGES, models
from tasks.repair.statistics.word_lists import is_listed

DEEPEST = 4
"""Most layers that are undone."""
LAYER, ANOTHER_CHARSET, RARE_CHARSET = 1.0, 2.0, 1.0
"""Cost, in nats, of a layer, of one with another charset than the last, and of one with a rare charset."""
SEQUENCE = 2.0
"""Gain for each character that is valid UTF-8: two bytes are by chance one time in eight."""
LOSSY = 1.75
"""How many sequences the loss of a byte takes away."""
MOST_LEFT, STRANGE_LETTER = 0.2, 5.0
"""Share of its strangeness that a piece may keep, besides a letter: with more it has another damage too."""
LISTED = 3.0
"""Gain of a piece that becomes a Dutch or French word."""
BEAM, MOST_READINGS, MOST_CHAINS = 6, 100, 30
"""Readings of one layer that are read on, readings of one piece, and chains that lead to one."""
LONG = 500
"""Characters of a piece that is no word."""
FEWEST_READINGS, MOST_LETTERS = 3, 20_000
"""Readings of a very long piece, and letters of all readings of another."""
NO_BREAK_SPACE = "\u00a0"
HALF_LETTERS = frozenset("ÃÂ")
"""Letters that are no words, but what UTF-8 leaves of a word of one letter."""
COMMON = 3
"""Charsets at the head of the list that are tried first."""
EVERYDAY = 1.5
"""Most cost of a character of everyday text."""
_COMMON_RULES = frozenset(rule for rule, _ in CHARSETS[:COMMON])
_JOINED = frozenset(" ,.)]-…")
"""What stands right behind à, so that the space before it was a byte."""
_WORDS_OF_A_LETTER = frozenset("ay")
OTHER_SCRIPTS = frozenset(f"utf8_as_{name}" for name in "cp1251 cp1253 cp1255 cp1256 koi8_r koi8_u".split())
"""Rules of charsets whose letters are those of another script, up to `LAST_LATIN` aside."""
LAST_LATIN = "\u024f"
STAYING = 5.0
"""Cost of a reading that leaves letters which look like the damage."""
_BEFORE_LOST_SPACE = re.compile(r"(?<=«)Â(?=[A-Za-z\d])|(?<=\d)Â(?=\d)|(?<=[\w»)\]”])Â(?=[:;?!%])")
"""A no-break space whose second byte is gone."""
_LOST_APOSTROPHE = re.compile(r"(?<![^\W\d_])(?:[LDNSJCMTldnsjcmt]|[Qq]u)â(?=[aeiouyAEIOU]|Ã[^\x00-\x7f])")
"""What is left of an apostrophe whose last two bytes are gone."""
_LOST_BYTES = "\x80\x99"
_INNER_CAPITAL = re.compile("[a-zß-öø-ÿ][À-ÖØ-Þ][a-zß-öø-ÿ]")
"""What no word has."""
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = re.compile(r"([a-z]+)[.,;:!?)]*")


Chain = tuple[str, ...]
"""The rules of layers, the last damage first."""


class Variant(NamedTuple):
    """A piece as it is, or with the no-break spaces put back that its sequences lost."""

    text: str
    put_back: tuple[tuple[int, int], ...] = ()  # where in it, and how many characters of the piece each takes

    def spots(self) -> Spots:
        """Its characters, with their places in the piece."""
        found, start, widths = [], 0, dict(self.put_back)
        for at, character in enumerate(self.text):
            end = start + widths.get(at, 1)
            found.append(Spot(character, start, end))
            start = end
        return tuple(found)

    def is_joined(self) -> bool:
        """Whether a space of the text was put back, and more of the text follows it here."""
        return any(width and at + 1 < len(self.text) for at, width in self.put_back)


class Reading(NamedTuple):
    """What a piece was before layers of misreading."""

    chains: tuple[Chain, ...]  # all that lead to it, the likeliest first
    variant: Variant
    text: str
    gain: float  # in nats

    def spots(self) -> Spots:
        """Its characters, with the places in the piece that they were read from."""
        return _undone(self.variant, self.chains[0])


@forgetting
@lru_cache(maxsize=MOST)
def _undone(variant: Variant, chain: Chain) -> Spots:
    spots = variant.spots()
    for rule in chain:
        spots = undone(spots, by_rule()[rule])
    return spots


def _cost(rules: Chain) -> float:
    others = sum(one != other for one, other in itertools.pairwise(rules))
    rare = sum(rule not in _COMMON_RULES for rule in rules)
    return LAYER * len(rules) + ANOTHER_CHARSET * others + RARE_CHARSET * rare


class _Found(NamedTuple):
    chains: list[Chain]
    sequences: float  # in all layers


def _deeper(found: dict[str, _Found], text: str, most: int) -> Iterator[str]:
    """Add the readings of a text one layer deeper, and yield the new ones."""
    chains, sequences = found[text]
    possible = may_be_sequence(text)
    for number, charset in enumerate(charsets()):
        made = decoded(text, charset) if possible >> number & 1 else None
        if not made or (made.lossy and chains[0]):
            continue  # bytes are lost after the last damage
        known, longer = found.get(made.text), [(*chain, charset.rule) for chain in chains]
        if known is None and len(found) < most:
            found[made.text] = _Found(longer[:MOST_CHAINS], sequences + made.sequences - LOSSY * made.lossy)
            yield made.text
        elif known and len(known.chains[0]) == len(longer[0]):
            known.chains.extend(longer[: MOST_CHAINS - len(known.chains)])


def is_listed_piece(text: str) -> bool:
    """Whether all words of a piece that have an accent are Dutch or French ones, and there is one."""
    accented = [word for word in _WORD.findall(text.lower()) if not word.isascii()]
    return bool(accented) and all(
        any(word in models()[language].words for language in LANGUAGES) for word in accented
    )


def least_cost(piece: str) -> int:
    """Cost of the dearest accented word of a piece, each in the language where it is more frequent."""
    accented = [word for word in _WORD.findall(piece.lower()) if not word.isascii()]
    costs = (min(word_cost(language, word) for language in LANGUAGES) for word in accented)
    return max(costs, default=UNKNOWN)


def _searched(piece: str) -> dict[str, _Found]:
    """All readings of a piece, by their texts; of each layer only the least strange ones are read on."""
    found, level = {piece: _Found([()], 0)}, [piece]
    most = FEWEST_READINGS + min(MOST_READINGS, MOST_LETTERS // len(piece))
    for _ in range(DEEPEST):
        deeper = [read for text in level for read in _deeper(found, text, most)]
        level = sorted(deeper, key=strangeness)[:BEAM]
    del found[piece]
    return found


def _is_clear(text: str) -> bool:
    """Whether another charset can hardly give a better reading, or the piece is too long to look for one."""
    letters = [letter for letter in BEYOND_ASCII.findall(text) if letter.isalpha()]
    if len(text) > LONG or not letters:
        return True
    return is_listed_piece(text) and not any(map(str.isupper, letters))


def _alike(piece: str, text: str, layers: int) -> list[Chain]:
    """The chains of one charset each that lead from a piece to a text."""
    possible, found = may_be_sequence(piece), []
    for number, charset in enumerate(charsets()):
        if possible >> number & 1:
            read: str | None = piece
            for _ in range(layers):
                made = decoded(read, charset) if read else None
                read = made.text if made else None
            if read == text:
                found.append((charset.rule,) * layers)
    return found


def _usual(piece: str) -> dict[str, _Found]:
    """The reading of a piece by words under a common charset; mostly there is one."""
    for charset in charsets()[:COMMON]:
        text, sequences = piece, 0.0
        for layers in range(1, DEEPEST + 1):
            made = decoded(text, charset)
            if made is None or (made.lossy and layers > 1):
                break
            text, sequences = made.text, sequences + made.sequences - LOSSY * made.lossy
            if strangeness(text) <= EVERYDAY * len(BEYOND_ASCII.findall(text)) and _is_clear(text):
                return {text: _Found(_alike(piece, text, layers), sequences)}
    return {}


def _stays(chain: Chain, text: str) -> bool:
    """Whether letters of another script that may begin sequences are left: its small words are no damage."""
    if chain[0] not in OTHER_SCRIPTS:
        return False
    leads = by_rule()[chain[0]].leads
    return any(letter > LAST_LATIN and letter in leads for letter in text)


def _rated(variant: Variant) -> Iterator[Reading]:
    """The readings that are less strange than the piece."""
    piece = variant.text
    if not may_be_sequence(piece):
        return
    stands = strangeness(piece)
    for text, (chains, sequences) in (_usual(piece) or _searched(piece)).items():
        left, ordered = strangeness(text), sorted(chains, key=_cost)
        gain = stands - left - _cost(ordered[0]) + SEQUENCE * sequences + LISTED * is_listed_piece(text)
        gain -= STAYING * _stays(ordered[0], text)
        if gain > 0 and left <= MOST_LEFT * stands + STRANGE_LETTER and not _INNER_CAPITAL.search(text):
            yield Reading(tuple(ordered), variant, text, gain)


def _joins(following: str) -> bool:
    """Whether the space before a piece was the second byte of à.

    It was before another space, before a point or a hyphen, and before a small word that is none of either
    language: the rest of another.
    """
    if following[:1] in _JOINED or following[:1] in leads_of(NO_BREAK_SPACE):
        return True
    word = _SMALL.fullmatch(following)
    if word is None:
        return False
    if len(word[1]) == 1:
        return word[1] not in _WORDS_OF_A_LETTER
    return not any(is_listed(language, word[1]) for language in LANGUAGES)


def _variants(piece: str, following: str) -> Iterator[Variant]:
    """A piece as it is, and with no-break spaces put back.

    The second byte of à, Š and of a no-break space is one itself; pages lose it, or show it as a space. Of à
    that was then read once more, its two bytes are missing.
    """
    yield Variant(piece)
    missing = spaces_lost_between().get(piece[-2:])
    if missing and not _joins(following):
        yield Variant(piece + missing, tuple((len(piece) + at, 0) for at in range(len(missing))))
    elif lacks_space(piece):
        if piece[-1] in leads_of("à") and not _joins(following):
            yield Variant(piece + NO_BREAK_SPACE, ((len(piece), 0),))
        elif following:
            joined = f"{piece} {following.rstrip(' ')}"
            places = [at for at in range(len(piece), len(joined)) if joined[at] == " "]
            yield Variant(joined.replace(" ", NO_BREAK_SPACE), tuple((at, 1) for at in places))
    for lost in _BEFORE_LOST_SPACE.finditer(piece):
        at = lost.end()
        yield Variant(f"{piece[:at]}{NO_BREAK_SPACE}{piece[at:]}", ((at, 0),))
    for lost in _LOST_APOSTROPHE.finditer(piece):
        at = lost.end()
        yield Variant(f"{piece[:at]}{_LOST_BYTES}{piece[at:]}", ((at, 0), (at + 1, 0)))


def _is_used(reading: Reading) -> bool:
    """Whether each no-break space that was put back became part of a character, and none of a mixed word.

    The letter would be one of another script beside Latin ones: ZoÎ before a space is not ZoΠ.
    """
    variant = reading.variant
    if not variant.put_back:
        return True
    places, spots = {variant.spots()[at][1:] for at, _ in variant.put_back}, reading.spots()
    if any(spot[1:] in places for spot in spots):
        return False
    return not any(
        spot.character > LAST_LATIN and spot.character.isalpha() and _touches_latin(reading.text, at)
        for at, spot in enumerate(spots)
        if any(spot.start <= start and end <= spot.end for start, end in places)
    )


def _touches_latin(text: str, at: int) -> bool:
    beside = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return any(letter.isalpha() and letter <= LAST_LATIN for letter in beside)


@forgetting
@lru_cache(maxsize=MOST)
def readings(piece: str, following: str = "") -> tuple[Reading, ...]:
    """The readings of a piece that are less strange than it is, the least strange first.

    `following` is what a space parts from it, if its last sequence may go on there: the next piece, or more
    when that lacks a space too, or a space. A reading that joins both is longer than the piece, and gains
    what it does beyond the other's own reading.
    """
    apart, found = _most(following), []
    for variant in _variants(piece, following):
        own = apart if variant.is_joined() else _added(piece, variant)
        found += [
            reading._replace(gain=reading.gain - own)
            for reading in _rated(variant)
            if _is_used(reading) and reading.text not in HALF_LETTERS
        ]
    return tuple(sorted(found, key=lambda one: -one.gain))


def _added(piece: str, variant: Variant) -> float:
    """What a reading gains by a sequence that was put back alone: it is no evidence."""
    if not variant.put_back[1:]:
        return 0.0
    return strangeness(variant.text) - strangeness(piece) + SEQUENCE


def _most(piece: str) -> float:
    """What the best reading of a piece gains."""
    return readings(piece)[0].gain if piece and may_be_utf8(piece) else 0.0


def may_be_utf8(piece: str) -> bool:
    """Whether a piece looks like UTF-8, though it may be another damage; its letters are no evidence then."""
    return len(piece) > 1 and bool(readings(piece))
