"""The wrong charsets: which letter appears when bytes are read with the wrong table.

The table of pairs is the only input; the letters follow from the codecs. Its order, by which pairs were seen
first in stored pages (docs/source.md, 8), settles ties.
"""

import functools
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from importlib.resources import files

from tasks.repair.statistics.folding import (
    BEYOND_ASCII,
    FOREIGN_LETTERS,
    LETTERS,
    MARKS,
    SIGNS,
    WESTERN,
    fold_character,
)
from tasks.repair.statistics.memory import kept

WINDOWS = "cp1252"
UPPER = range(0x80, 0x100)  # the bytes beyond ASCII


def data_rows(file: str, package: str) -> list[list[str]]:
    """The cells of a data file of a package, without its header; repair needs no other package."""
    lines = files(package).joinpath(file).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]


DOUBTS = {"seen": 0, "usual": 10, "backward": 20, "possible": 45, "rare": 130}
"""Evidence required in advance, in units of `COST_UNIT`, by how often such damage is met."""
PAIRS = tuple(
    (rule, written, read, DOUBTS[doubt])
    for rule, written, read, doubt, _ in data_rows("charsets.tsv", __package__)
)
"""Rule, charset of the bytes, charset they were read with, evidence required in advance."""

_PLAIN = "éèêëàâçïüùœ»€§°µ½\u00a0"
_BY_PLACE = "îôöûÉÊÀÇ‘’“”«–—…²³"
COMMON = frozenset(_PLAIN + _BY_PLACE)
"""Characters beyond ASCII that are common in correct Dutch and French."""
STRESSED = "áíóú"
"""Letters with the Dutch stress mark (vóór)."""

_MISPLACED = (
    "|(?<=[a-zéèêëà][ÉÊÀÇ‘“])"
    "|(?<=[a-zéèêëà][”–—…])(?=[a-z”–—…])"
    "|(?<=[A-ZÉ][ÉÊÀÇ])(?=[a-zéèêëà])"
    r"|(?<=[a-z]{2}î)(?!\w)|(?<=\bô)|(?<=ö)\b|(?<=\bû)\b|(?<=\s…)(?=[a-z])"
    r"|(?<=[a-pr-zG][aeiou]’)(?=[b-df-hj-np-tv-z][a-z]{2})|(?<=[eiou]’)(?=nd\b)(?<![qu]u’)"
    r"|(?<=\b[²³])(?=[a-z]{4})|(?<=[a-z]{3}«)(?=[),.;])|(?<=[.?!]Ê)(?!\w)|(?<=\d Ç)(?!\w)|(?<=\AÇ)(?!\w)"
)
# One character class first, so that everyday text is searched without trying the alternatives.
SUSPICIOUS = re.compile(rf"[^\x00-\x7f{_PLAIN}](?:(?<![{_BY_PLACE}]){_MISPLACED})")
"""What correct text hardly has: a rare character, or a common one in an odd place.

A page without a match needs no further look.
"""
BEGINS_UTF_8 = re.compile("[âœ][^\x00-\x7f]")
"""A beginning of UTF-8 read as single bytes with letters of everyday text."""


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """One wrong charset."""

    rule: str
    doubt: int  # evidence required in advance
    table: dict[int, str]  # what each wrong character stands for, for `str.translate`
    explained: frozenset[str]  # the wrong characters that stand for characters of both languages
    kept: frozenset[str]  # everyday letters that also stand for others, and are never changed

    def read(self, chunk: str) -> str:
        """A chunk with all its wrong characters changed."""
        return chunk.translate(self.table)


@functools.cache
def decode_byte(code: int, charset: str) -> str:
    """The character of a byte; as in browsers, a byte without one is the control of its number."""
    try:
        return bytes([code]).decode(charset)
    except UnicodeDecodeError:
        return chr(code)


def _worth_restoring(character: str) -> bool:
    folded = fold_character(character)
    usual = folded in LETTERS or folded in SIGNS or folded in (" ", WESTERN) or character in MARKS
    return usual and character >= "\u00a0"


def _right_letters(written: str, read: str) -> tuple[dict[str, str], set[str]]:
    """What each wrong character stands for, and the everyday letters that are never taken for wrong."""
    right: dict[str, str] = {}
    kept: set[str] = set()
    for code in UPPER:
        displayed, meant = decode_byte(code, read), decode_byte(code, written)
        never_wrong = displayed in COMMON and meant not in COMMON and meant not in STRESSED
        if never_wrong and displayed != meant and displayed.isalpha() and meant.isalpha():
            kept.add(displayed)
        is_right = unicodedata.combining(displayed) > 0 or displayed == "\xad"  # accents, soft hyphens
        wrong = displayed != meant and displayed >= "\x80" and not is_right
        if wrong and _worth_restoring(meant) and not never_wrong:
            right[displayed] = meant
    return right, kept


@functools.cache
def pairs() -> tuple[Pair, ...]:
    """The pairs in their order."""
    found = []
    for rule, written, read, doubt in PAIRS:
        right, kept = _right_letters(written, read)
        explained = frozenset(was for was, now in right.items() if fold_character(now) not in FOREIGN_LETTERS)
        found.append(Pair(rule, doubt, str.maketrans(right), explained, frozenset(kept)))
    return tuple(found)


@kept
def alike(odd: frozenset[str]) -> list[list[Pair]]:
    """The pairs that change any of some characters, those together that change all of them alike."""
    found = defaultdict(list)
    letters = "".join(odd)
    for pair in pairs():
        found[pair.read(letters)].append(pair)
    found.pop(letters, None)
    return list(found.values())


def readings(chunk: str) -> dict[Pair, str]:
    """The reading of a chunk under each pair that changes it."""
    found: dict[Pair, str] = {}
    for group in alike(frozenset(BEYOND_ASCII.findall(chunk))):
        found |= dict.fromkeys(group, group[0].read(chunk))
    return found
