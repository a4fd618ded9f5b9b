"""Read a piece, what stands between spaces, under every chain of charsets that has sequences in it."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tasks.repair.charsets import COMMON, UPPER
from tasks.repair.chunks import SPACES
from tasks.repair.edits import Repair, apply, compose
from tasks.repair.layers.strangeness import strangeness
from tasks.repair.layers.utf8 import (
    LOST,
    MIXED_SCRIPTS,
    NO_BREAK_SPACE,
    charsets,
    decode,
    lacks_space,
    leads_of,
    possible,
)
from tasks.repair.statistics.confusion import UNKNOWN, word_cost
from tasks.repair.statistics.memory import kept
from tasks.repair.statistics.model import LANGUAGES
from tasks.repair.statistics.word_lists import is_compound

DEEPEST = 4
"""Most layers that are undone."""
LAYER, ANOTHER_CHARSET = 1.0, 2.0
"""Cost, in nats, of a layer, and of one with another charset than the last."""
SEQUENCE = 2.0
"""Gain for each character that is valid UTF-8: two bytes are by chance one time in eight."""
MOST_LEFT, STRANGE_LETTER = 0.2, 5.0
"""Share of its strangeness that a piece may keep, besides a letter: with more it has another damage too."""
LISTED = 3.0
"""Gain of a piece that becomes a Dutch or French word."""
BEAM, MOST_READINGS, MOST_CHAINS = 6, 100, 30
"""Readings of one layer that are read on, readings of one piece, and chains that lead to one."""
MOST_LETTERS = 20_000
"""Letters of all readings of a piece, but for the first `BEAM`."""
HALF_LETTERS = frozenset("ÃÂ")
"""Letters that are no words, but what UTF-8 leaves of a word of one letter."""
_JOINED = frozenset(" ,.)]-…")
"""What stands right behind à, so that the space before it was a byte."""
OTHER_SCRIPTS = frozenset(f"utf8_as_{name}" for name in "cp1251 cp1253 cp1255 cp1256 koi8_r koi8_u".split())
"""Rules of charsets whose letters are those of another script, up to `LAST_LATIN` aside."""
LAST_LATIN = "\u024f"
STAYING = STRANGE_LETTER
"""Cost of a reading that leaves letters which look like the damage: small words of that script."""
_LOST_SPACE = re.compile(r"(?<=«)Â(?=[A-Za-z\d])|(?<=\d)Â(?=\d)|(?<=[\w»)\]”])Â(?=[:;?!%])")
"""What is left of a no-break space whose second byte is gone."""
_LOST_APOSTROPHE = re.compile(r"(?<![^\W\d_])(?:[LDNSJCMTldnsjcmt]|[Qq]u)â(?=[aeiouyAEIOU]|Ã[^\x00-\x7f])")
"""What is left of an apostrophe whose last two bytes are gone."""
_INNER_CAPITAL = re.compile("[a-zß-öø-ÿ][À-ÖØ-Þ][a-zß-öø-ÿ]")
_NEVER = re.compile(
    "[\u0305-\u0307\u0309\u030b\u030d-\u0326\u0328-\u036f\u0483-\u0489\u2900-\u297f\u2b00-\u2bff]"
)
"""Accents on no letter of these languages, and signs that no page has."""
_TWICE = {"Ã".encode().decode(name): NO_BREAK_SPACE.encode().decode(name) for name in ("cp1252", "mac_roman")}
"""Of à read twice, whose no-break space was lost in between, what is shown and what is missing."""
_WORD = re.compile(r"[^\W\d_]+")
_TRACE = re.compile(rf"[^\x00-\x7f](?=[^\x00-\x7f]|[{SPACES}])|[Ââ]")
"""Found in every piece that has a reading, unless its end lacks a space."""
_RUN = re.compile(r"[^\x00-\x7f]+")
_FAR = re.compile(r"(?:\A|(?<=[^\x00-\x7f][\x00-\x7f]))[\x00-\x7f]+(?=[\x00-\x7f]{2}|\Z)")
"""ASCII that is neither behind a character beyond it nor one of the two before one."""
_SORTS = {
    code: "a" if chr(code).islower() else "A" if chr(code).isupper() else "0" if chr(code).isdigit() else "."
    for code in range(UPPER.start)
}
"""A character of ASCII for all that look alike to `strangeness`."""

Chain = tuple[str, ...]
"""The rules of layers, the last damage first."""


class Variant(NamedTuple):
    """A piece, or more of the text, with the bytes put back that its sequences lost."""

    source: str
    put_back: tuple[Repair, ...] = ()

    def changes(self, chain: Chain) -> tuple[Repair, ...]:
        """The changes of its source that undo a chain of layers."""
        whole = apply(self.source, self.put_back)
        made = [
            change.moved(run.start()) for run in _RUN.finditer(whole) for change in _changes(run[0], chain)
        ]
        return compose(self.source, self.put_back, made)


@kept
def _changes(run: str, chain: Chain) -> tuple[Repair, ...]:
    """The changes of characters beyond ASCII that undo a chain of layers, whatever is around them."""
    made: tuple[Repair, ...] = ()
    for rule in chain:
        text = apply(run, made)
        made = compose(run, made, decode(text, charsets()[rule].bytes_of(text)))
    return made


@dataclass(frozen=True, slots=True, eq=False)
class Chains:
    """All chains that lead to a reading, the likeliest first."""

    every: tuple[Chain, ...]


_Outlined = tuple[tuple[str, ...], Chains, float]
"""What each run of characters beyond ASCII becomes, and its gain without the word lists."""


class Reading(NamedTuple):
    """What a piece was before layers of misreading."""

    chains: Chains
    variant: Variant
    text: str
    gain: float  # in nats


@kept
def _cost(rules: Chain) -> float:
    others = sum(one != other for one, other in itertools.pairwise(rules))
    return LAYER * len(rules) + ANOTHER_CHARSET * others


class _Found(NamedTuple):
    chains: list[Chain]
    sequences: float  # in all layers


def _deeper(found: dict[str, _Found], text: str, most: int) -> Iterator[str]:
    """Add the readings of a text one layer deeper, and yield the new ones."""
    every, sequences = found[text]
    chains = sorted(every, key=_cost)[:MOST_CHAINS]
    rules = defaultdict(list)
    for charset in possible(text):
        rules[charset.bytes_of(text)].append(charset.rule)
    for read, alike in rules.items():
        changes = decode(text, read)
        lossy = sum(change.after == LOST for change in changes)
        if not changes or (lossy and chains[0]):
            continue  # bytes are lost after the last damage
        made, longer = apply(text, changes), [(*chain, rule) for chain in chains for rule in alike]
        known = found.get(made)
        if known is None and len(found) < most:
            found[made] = _Found(longer, sequences + len(changes) - 2 * lossy)
            yield made
        elif known and len(known.chains[0]) == len(longer[0]):
            known.chains.extend(longer)


def word_costs(piece: str) -> int:
    """Cost of the dearest accented word of a piece, each in the language where it is more frequent."""
    return max(map(_cost_of_word, _accented(piece.lower())), default=UNKNOWN)


def _accented(piece: str) -> set[str]:
    return {word for word in _WORD.findall(piece) if not word.isascii()}


@kept
def _cost_of_word(word: str) -> int:
    cost = min(word_cost(language, word) for language in LANGUAGES)
    return cost - 1 if cost == UNKNOWN and is_compound(word) else cost


def _searched(piece: str) -> dict[str, _Found]:
    """All readings of a piece, by their texts; of each layer only the least strange ones are read on."""
    found, level = {piece: _Found([()], 0)}, [piece]
    most = BEAM + min(MOST_READINGS, MOST_LETTERS // len(piece))
    for _ in range(DEEPEST):
        deeper = [read for text in level for read in _deeper(found, text, most)]
        level = sorted(deeper, key=strangeness)[:BEAM]
    del found[piece]
    return found


@kept
def _outlined(outline: str) -> list[_Outlined]:
    """The readings that may be less strange than a piece with an outline."""
    stands, found = strangeness(outline), []
    for text, (chains, sequences) in _searched(outline).items() if possible(outline) else ():
        left, ordered = strangeness(text), sorted(chains, key=_cost)[:MOST_CHAINS]
        gain = stands - left - _cost(ordered[0]) + SEQUENCE * sequences
        leads = charsets()[ordered[0][0]].leads
        if ordered[0][0] in OTHER_SCRIPTS and any(one > LAST_LATIN and one in leads for one in text):
            gain -= STAYING
        is_half = text in HALF_LETTERS or _INNER_CAPITAL.search(text) or _NEVER.search(text)
        if gain > -LISTED and left <= MOST_LEFT * stands + STRANGE_LETTER and not is_half:
            found.append((tuple(_RUN.findall(text)), Chains(tuple(ordered)), gain))
    return found


def _rated(variant: Variant) -> list[Reading]:
    """The readings that are less strange than the piece."""
    found = []
    piece = apply(variant.source, variant.put_back)
    outlined = _outlined(_FAR.sub("", piece.translate(_SORTS)))
    form = _RUN.sub("%s", piece.replace("%", "%%")) if outlined else ""
    for runs, chains, gain in outlined:
        text = form % runs
        gained = gain + LISTED * (word_costs(text) < UNKNOWN)
        if gained > 0:
            found.append(Reading(chains, variant, text, gained))
    return found


def _joins(following: str) -> bool:
    """Whether the space before a piece was the second byte of à.

    It was before another space, before a point or a hyphen, and before a letter that is no word.
    """
    if following[:1] in _JOINED or following[:1] in leads_of(NO_BREAK_SPACE):
        return True
    return following.islower() and len(following) == 1 and following not in "ay"


def _put(source: str, at: int, lost: str) -> Variant:
    return Variant(source, tuple(Repair(at, at, "", byte, "", 1.0) for byte in lost))


def _variants(piece: str, following: str) -> Iterator[Variant]:
    """A piece as it is, and with no-break spaces put back.

    The second byte of à, Š and of a no-break space is one itself; pages lose it, or show it as a space. Of à
    that was then read once more, its two bytes are missing.
    """
    yield Variant(piece)
    if piece[-2:] in _TWICE and not _joins(following):
        yield _put(piece, len(piece), _TWICE[piece[-2:]])
    elif lacks_space(piece):
        if piece[-1] in leads_of("à") and not _joins(following):
            yield _put(piece, len(piece), NO_BREAK_SPACE)
        elif following:
            joined = f"{piece} {following.rstrip(' ')}"
            places = [at for at in range(len(piece), len(joined)) if joined[at] == " "]
            yield Variant(joined, tuple(Repair(at, at + 1, " ", NO_BREAK_SPACE, "", 1.0) for at in places))
    for found in _LOST_SPACE.finditer(piece) if "Â" in piece else ():
        yield _put(piece, found.end(), NO_BREAK_SPACE)
    for found in _LOST_APOSTROPHE.finditer(piece) if "â" in piece else ():
        yield _put(piece, found.end(), "\x80\x99")


def _is_used(reading: Reading) -> bool:
    """Whether each byte that was put back became part of a usual character, and none of a mixed word.

    The letter would be one of another script beside Latin ones: ZoÎ before a space is not ZoΠ.
    """
    if not reading.variant.put_back:
        return True
    made = reading.variant.changes(reading.chains.every[0])
    places = [put.start for put in reading.variant.put_back]
    usual = (
        change.before.strip(" ") and (change.after.isalpha() or COMMON.issuperset(change.after))
        for change in made
        if any(change.start <= at <= change.end for at in places)
    )
    return all(usual) and not MIXED_SCRIPTS.search(reading.text)


@kept
def readings(piece: str, following: str = "") -> tuple[Reading, ...]:
    """The readings of a piece that are less strange than it is, the least strange first.

    `following` is what a space parts from it, if its last sequence may go on there: the next piece, or more
    when that lacks a space too, or a space.
    """
    rated = (reading for variant in _variants(piece, following) for reading in _rated(variant))
    return tuple(sorted(filter(_is_used, rated), key=lambda one: -one.gain))


@kept
def may_have_readings(piece: str) -> bool:
    """Quick test whether a piece may have readings, with what follows it or without."""
    return lacks_space(piece) or (_TRACE.search(piece) is not None and bool(readings(piece)))


def may_be_utf8(piece: str) -> bool:
    """Whether a piece looks like UTF-8, though it may be another damage; its letters are no evidence then."""
    return len(piece) > 1 and may_have_readings(piece) and bool(readings(piece))
