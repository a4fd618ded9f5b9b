"""UTF-8 read with a single-byte charset: what each charset shows of it, and the way back.

Source: RFC 3629 (which bytes are UTF-8); Unicode Technical Report 26 (CESU-8, surrogates encoded one by one,
as some databases export them).
"""

import functools
import re
from typing import NamedTuple

from tasks.repair.charsets import decode_byte

CHARSETS: tuple[tuple[str, str], ...] = (
    ("utf8_as_cp1252", "cp1252"),
    ("utf8_as_latin1", "latin-1"),
    ("utf8_as_mac_roman", "mac_roman"),
    *(
        (f"utf8_as_{name}", name)
        for name in (
            "cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp437 cp850 cp852 cp775 iso8859_2 "
            "iso8859_4 iso8859_9 iso8859_10 iso8859_13 iso8859_15 iso8859_16 koi8_r koi8_u mac_latin2 "
            "mac_turkish mac_iceland"
        ).split()
    ),
)
"""Rule and charset; the order, with the commonest first, settles ties."""

FEW = 3
"""Charsets at the head of the list that are the commonest."""
_SEQUENCE = re.compile(
    "[\xc2-\xdf][\x80-\xbf]"
    "|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    "|\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]"
    "|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}"
    "|(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\ufffd"
    "|[\xe0-\xef]\ufffd[\x80-\xbf]"
)
"""A character of UTF-8, each byte as the Latin-1 character of its number; or what is left of one whose last
shown byte was lost."""
LAST_ASCII = 0x7F
_NO_BYTE = "\ufffe"
LOST = "\ufffd"


class Charset(NamedTuple):
    """A single-byte charset that UTF-8 may have been read with."""

    rule: str
    shown_as: dict[int, str]  # the Latin-1 character of its byte, by code point, for `str.translate`
    leads: frozenset[str]  # the characters that may begin a sequence

    def bytes_of(self, text: str) -> str:
        """The text, of the same length, as Latin-1 characters of its bytes."""
        return text.translate(self.shown_as)


class _Bytes(dict[int, str]):
    """The byte of each character; one that the charset has not is no byte."""

    def __missing__(self, code: int) -> str:
        shown = chr(code) if code <= LAST_ASCII or code == ord(LOST) else _NO_BYTE
        self[code] = shown
        return shown


@functools.cache
def by_rule() -> dict[str, Charset]:
    """The charset of each rule."""
    return {charset.rule: charset for charset in charsets()}


@functools.cache
def charsets() -> tuple[Charset, ...]:
    """All charsets in their order."""
    found = []
    for rule, name in CHARSETS:
        shown_as = _Bytes()
        for code in range(0x80, 0x100):
            shown_as[ord(decode_byte(code, name))] = chr(code)
        leads = frozenset(decode_byte(code, name) for code in range(0xC2, 0xF5))
        found.append(Charset(rule, shown_as, leads))
    return tuple(found)


class Spot(NamedTuple):
    """A character of a text and the part of the original text that it was read from."""

    character: str
    start: int
    end: int


Spots = tuple[Spot, ...]


@functools.lru_cache(maxsize=4096)
def _character(sequence: str) -> str:
    if LOST in sequence:
        return LOST
    return (
        sequence.encode("latin-1")
        .decode("utf-8", "surrogatepass")
        .encode("utf-16", "surrogatepass")
        .decode("utf-16")
    )


class Decoded(NamedTuple):
    """A text with its sequences decoded."""

    text: str
    sequences: int
    lossy: int  # those of them that had lost a byte


def decoded(text: str, charset: Charset) -> Decoded | None:
    """A text with all its sequences of one charset decoded; None without one."""
    if charset.leads.isdisjoint(text):
        return None
    at = whole = lossy = 0
    pieces: list[str] = []
    for match in _SEQUENCE.finditer(charset.bytes_of(text)):
        start, end = match.span()
        pieces += (text[at:start], _character(match[0]))
        lossy += LOST in match[0]
        whole += 1
        at = end
    return Decoded("".join([*pieces, text[at:]]), whole, lossy) if at else None


def undone(spots: Spots, charset: Charset) -> Spots:
    """A text, given by its characters, with all its sequences of one charset decoded."""
    at, pieces = 0, list[Spot]()
    for match in _SEQUENCE.finditer(charset.bytes_of("".join([spot.character for spot in spots]))):
        pieces += spots[at : match.start()]
        at = match.end()
        pieces.append(Spot(_character(match[0]), spots[match.start()].start, spots[at - 1].end))
    return (*pieces, *spots[at:])


@functools.cache
def _masks() -> tuple[dict[str, int], dict[str, int]]:
    """For each character the charsets, as bits, in which it may begin a sequence, and continue one."""
    begins: dict[str, int] = {}
    continues = {LOST: (1 << len(CHARSETS)) - 1}
    for number, charset in enumerate(charsets()):
        for code, byte in charset.shown_as.items():
            into = continues if "\x80" <= byte < "\xc0" else begins if "\xc2" <= byte <= "\xf4" else None
            if into is not None:
                into[chr(code)] = into.get(chr(code), 0) | 1 << number
    return begins, continues


_TOUCHING = re.compile("(?=([^\x00-\x7f])([^\x00-\x7f]))")


def may_be_sequence(text: str) -> int:
    """Quick test in which charsets, as bits, a text may have a sequence."""
    begins, continues = _masks()
    found = 0
    for one, other in _TOUCHING.findall(text):
        found |= begins.get(one, 0) & continues.get(other, 0)
    return found


_CUT = re.compile("(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})\\Z")
"""A sequence without its last byte."""


@functools.cache
def _spaced() -> tuple[Charset, ...]:
    """The charsets that have a no-break space at its usual place."""
    return tuple(charset for charset in charsets() if charset.shown_as[0xA0] == "\u00a0")


@functools.lru_cache(maxsize=4096)
def _is_cut(end: str) -> bool:
    return any(_CUT.search(charset.bytes_of(end)) for charset in _spaced())


def lacks_space(text: str) -> bool:
    """Whether the last sequence of a text may go on with a no-break space."""
    return not text[-1].isascii() and _is_cut(text[-3:])


@functools.cache
def leads_of(letter: str) -> frozenset[str]:
    """What charsets that show the second byte of a letter as a no-break space show its first as."""
    return frozenset(decode_byte(letter.encode()[0], dict(CHARSETS)[charset.rule]) for charset in _spaced())


@functools.cache
def spaces_lost_between() -> dict[str, str]:
    """For à read twice, of which the no-break space was lost in between, what is shown and what is missing.

    Only what two characters show, so that the last two of a piece tell; letters of the rarer charsets may be
    words of other scripts.
    """
    found = {}
    for rule, name in CHARSETS[:FEW]:
        shown = "".join(decode_byte(code, name) for code in "Ã".encode())
        missing = "".join(decode_byte(code, name) for code in "\u00a0".encode())
        if rule != "utf8_as_latin1":
            found[shown] = missing
    return found
