"""The wrong charsets: which letter appears when bytes are read with the wrong table.

The table of pairs is the only input; the letters follow from the codecs. Its order, by which pairs were seen
first in stored pages (docs/source.md, 8), settles ties.
"""

import functools
import re
import unicodedata
from dataclasses import dataclass
from importlib.resources import files

from tasks.repair.statistics.folding import FOREIGN_LETTERS, LETTERS, MARKS, SIGNS, WESTERN, fold_character

WINDOWS = "cp1252"


def data_rows(file: str, package: str) -> list[list[str]]:
    """The cells of a data file of a package, without its header; repair needs no other package."""
    lines = files(package).joinpath(file).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]


PAIRS = tuple(
    (rule, written, read, int(doubt))
    for rule, written, read, doubt, _ in data_rows("charsets.tsv", __package__)
)
"""Rule, charset of the bytes, charset they were read with, evidence required in advance (`COST_UNIT`)."""

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
_BEGINS_UTF_8 = "âœ"
"""Letters of everyday text with which UTF-8 read as single bytes begins."""
SUSPICIOUS_OR_UTF_8 = re.compile(
    rf"[^\x00-\x7f{re.sub(f'[{_BEGINS_UTF_8}]', '', _PLAIN)}]"
    rf"(?:(?<![{_BY_PLACE}{_BEGINS_UTF_8}])|(?<=[{_BEGINS_UTF_8}])(?=[^\x00-\x7f]){_MISPLACED})"
)
"""The same, or a beginning of UTF-8 read as single bytes: all beyond ASCII that needs a look."""


_NONE = "\uffff"
_TRADE_MARK = {"«": re.compile(r"(?<=[a-z]{3})«(?=[),.;])")}
"""Where an everyday sign is wrong: an opening quotation mark right after a word, before its end."""


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """One wrong charset."""

    rule: str
    rank: int  # its place in the order, from 0
    doubt: int  # evidence required in advance
    table: dict[int, str]  # what each wrong character stands for, for `str.translate`
    letters: frozenset[str]  # the wrong characters
    explained: frozenset[str]  # those that stand for characters of both languages
    kept: frozenset[str]  # everyday letters that also stand for others, and are never changed
    trade_mark: str  # an everyday sign that ® turns into, or a character that no text has

    def read(self, chunk: str) -> str:
        """A chunk with all its wrong characters changed."""
        displayed = chunk.translate(self.table)
        if self.trade_mark in _TRADE_MARK and self.trade_mark in chunk:
            return _TRADE_MARK[self.trade_mark].sub("®", displayed)
        return displayed


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
    for code in range(0x80, 0x100):
        displayed, meant = decode_byte(code, read), decode_byte(code, written)
        never_wrong = displayed in COMMON and meant not in COMMON and meant not in STRESSED
        if never_wrong and displayed != meant and displayed.isalpha() and meant.isalpha():
            kept.add(displayed)
        is_mark = unicodedata.combining(displayed) > 0  # of a letter whose accent is a character of its own
        wrong = displayed != meant and displayed >= "\x80" and not is_mark
        if wrong and _worth_restoring(meant) and not never_wrong:
            right[displayed] = meant
    return right, kept


@functools.cache
def pairs() -> tuple[Pair, ...]:
    """The pairs in their order."""
    found = []
    for rank, (rule, written, read, doubt) in enumerate(PAIRS):
        right, kept = _right_letters(written, read)
        home = (
            displayed for displayed, meant in right.items() if fold_character(meant) not in FOREIGN_LETTERS
        )
        table = str.maketrans(right)
        displayed = decode_byte("®".encode(WINDOWS)[0], read) if written == WINDOWS else _NONE
        mark = displayed if displayed in _TRADE_MARK else _NONE
        found.append(Pair(rule, rank, doubt, table, frozenset(right), frozenset(home), frozenset(kept), mark))
    return tuple(found)


@functools.cache
def _pairs_by_letter() -> dict[str, frozenset[Pair]]:
    found: dict[str, set[Pair]] = {}
    for pair in pairs():
        for letter in pair.letters | {pair.trade_mark}:
            found.setdefault(letter, set()).add(pair)
    return {letter: frozenset(of) for letter, of in found.items()}


def readings(chunk: str) -> dict[Pair, str]:
    """The reading of a chunk under each pair that changes it, in the order of the pairs."""
    by_letter = _pairs_by_letter()
    concerned = {pair for letter in chunk for pair in by_letter.get(letter, ())}
    found = {pair: pair.read(chunk) for pair in sorted(concerned, key=lambda pair: pair.rank)}
    return {pair: displayed for pair, displayed in found.items() if displayed != chunk}
