"""UTF-8 read with a single-byte charset: what each charset shows of it, and the way back.

Source: RFC 3629 (which bytes are UTF-8); Unicode Technical Report 26 (CESU-8, surrogates encoded one by one,
as some databases export them).
"""

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from tasks.repair.charsets import UPPER, decode_byte
from tasks.repair.edits import Repair, apply
from tasks.repair.statistics.memory import kept

CHARSETS = tuple(
    (f"utf8_as_{name}", name)
    for name in (
        "cp1252 latin1 mac_roman cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp437 cp850 cp852 "
        "cp775 iso8859_2 iso8859_4 iso8859_9 iso8859_10 iso8859_13 iso8859_15 iso8859_16 koi8_r koi8_u "
        "mac_latin2 mac_turkish mac_iceland"
    ).split()
)
"""Rule and charset; the order, with the commonest first, settles ties."""
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
_CUT = re.compile("(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})\\Z")
"""A sequence without its last byte."""
_LATIN, _OTHER = r"[^\W\d_\u0250-\U0010ffff]", r"[^\W\d_\0-\u024f]"
MIXED_SCRIPTS = re.compile(f"{_LATIN}{_OTHER}|{_OTHER}{_LATIN}")
_TOUCHING = re.compile("(?=([^\x00-\x7f])([^\x00-\x7f]))")
_NO_BYTE = "\ufffe"
LOST = "\ufffd"
NO_BREAK_SPACE = "\u00a0"


class Charset(NamedTuple):
    """A single-byte charset that UTF-8 may have been read with."""

    rule: str
    name: str
    byte_of: dict[int, str]  # the Latin-1 character of its byte, by code point, for `str.translate`
    leads: frozenset[str]  # the characters that may begin a sequence

    def bytes_of(self, text: str) -> str:
        """The text, of the same length, as Latin-1 characters of its bytes."""
        return text.translate(self.byte_of)


class _Bytes(dict[int, str]):
    """The byte of each character; one that the charset has not is no byte."""

    def __missing__(self, code: int) -> str:
        shown = chr(code) if code < UPPER.start or code == ord(LOST) else _NO_BYTE
        self[code] = shown
        return shown


@functools.cache
def charsets() -> dict[str, Charset]:
    """The charset of each rule, in their order."""
    found = {}
    for rule, name in CHARSETS:
        byte_of = _Bytes({ord(decode_byte(code, name)): chr(code) for code in UPPER})
        leads = frozenset(decode_byte(code, name) for code in range(0xC2, 0xF5))
        found[rule] = Charset(rule, name, byte_of, leads)
    return found


@kept
def _character(sequence: str) -> str:
    if LOST in sequence:
        return LOST
    pairs = sequence.encode("latin-1").decode("utf-8", "surrogatepass")
    return pairs.encode("utf-16", "surrogatepass").decode("utf-16")


def decode(text: str, read: str) -> list[Repair]:
    """The characters of a text that its sequences stand for; `read` are its bytes (`Charset.bytes_of`)."""
    return [
        Repair(*match.span(), text[match.start() : match.end()], _character(match[0]), "", 1.0)
        for match in _SEQUENCE.finditer(read)
    ]


@kept
def _begun_by(one: str, other: str) -> frozenset[str]:
    """The rules of the charsets in which two characters may begin a sequence."""
    return frozenset(
        charset.rule
        for charset in charsets().values()
        if one in charset.leads and (other == LOST or "\x80" <= charset.byte_of[ord(other)] < "\xc0")
    )


def possible(text: str) -> Sequence[Charset]:
    """Quick test in which charsets a text may have a sequence."""
    rules = {rule for one, other in set(_TOUCHING.findall(text)) for rule in _begun_by(one, other)}
    return [charset for charset in charsets().values() if charset.rule in rules] if rules else ()


@functools.cache
def _spaced() -> tuple[Charset, ...]:
    """The charsets that have a no-break space at its usual place."""
    return tuple(
        charset for charset in charsets().values() if charset.byte_of[ord(NO_BREAK_SPACE)] == NO_BREAK_SPACE
    )


@kept
def _is_cut(end: str, behind: str) -> bool:
    for charset in _spaced():
        read = charset.bytes_of(end)
        if _CUT.search(read):
            whole = end + NO_BREAK_SPACE
            if not MIXED_SCRIPTS.search(apply(whole, decode(whole, read + NO_BREAK_SPACE)) + behind):
                return True
    return False


def lacks_space(text: str, behind: str = "") -> bool:
    """Whether the last sequence of a text may go on with a no-break space, before what is `behind` it."""
    return not text[-1].isascii() and _is_cut(text[-3:], behind)


@functools.cache
def leads_of(letter: str) -> frozenset[str]:
    """What charsets that show the second byte of a letter as a no-break space show its first as."""
    return frozenset(decode_byte(letter.encode()[0], charset.name) for charset in _spaced())
