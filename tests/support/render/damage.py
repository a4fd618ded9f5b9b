"""Damages of letters and encodings of bytes in which pages reach us (docs/source.md, 8)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial

from .blocks import NO_BREAK_SPACE, Block, Page

# Roles whose letters the site keeps raw; the answer, pasted from a word processor, is in entities.
RAW_ROLES = frozenset({"question", "title", "keywords", "author", "addressee"})
# Pasted into questions too, hence in entities there.
PASTED = frozenset("‘’“”–—€")
WINDOWS_CONTROLS = range(0x80, 0xA0)

MISREADINGS = "mac_latin2 cp852 iso8859_13 cp1257 mac_roman cp850 cp437 cp1250 iso8859_2".split()


@cache
def windows_byte(letter: str) -> int | None:
    """The Windows-1252 byte of a letter, or None when it has none."""
    try:
        return letter.encode("cp1252")[0]
    except UnicodeEncodeError:
        return None


@cache
def misread_letter(letter: str, codec: str) -> str:
    byte = windows_byte(letter)
    if byte is None or byte < WINDOWS_CONTROLS.start:
        return letter
    return bytes([byte]).decode(codec, errors="ignore") or letter


@cache
def misread(text: str, codec: str) -> str:
    """Windows-1252 bytes read as codec; pasted characters and letters without a byte are left."""
    if text == NO_BREAK_SPACE:
        return text
    return "".join(letter if letter in PASTED else misread_letter(letter, codec) for letter in text)


@cache
def misread_utf8(text: str) -> str:
    """UTF-8 bytes read as Windows-1252: BelgiÃ«."""
    # As browsers do: the five unused bytes are C1 controls.
    pieces = (bytes([byte]) for byte in text.encode("utf-8"))
    return "".join(one.decode("cp1252", errors="ignore") or chr(one[0]) for one in pieces)


@cache
def is_control(letter: str) -> bool:
    byte = windows_byte(letter)
    return byte is not None and byte in WINDOWS_CONTROLS


@cache
def leave_controls(text: str) -> str:
    """Windows-1252 bytes 0x80 to 0x9F read as ISO-8859-1: C1 controls stand for quotes and dashes."""
    return "".join(chr(windows_byte(letter)) if is_control(letter) else letter for letter in text)


@cache
def strip_controls(text: str) -> str:
    """The same with the controls removed: quotes are gone, a dash leaves a double space."""
    return "".join(letter for letter in text if not is_control(letter))


@dataclass(frozen=True)
class Damage:
    """A change of text, and the roles it hits; None hits the whole page."""

    change: Callable[[str], str]
    roles: frozenset[str] | None = RAW_ROLES

    def hits(self, role: str) -> bool:
        return self.roles is None or role in self.roles


DAMAGES: dict[str, Damage] = {
    **{codec: Damage(partial(misread, codec=codec)) for codec in MISREADINGS},
    "utf8_as_cp1252": Damage(misread_utf8),
    "utf8_as_cp1252_everywhere": Damage(misread_utf8, None),
    "c1_left": Damage(leave_controls, None),
    "c1_stripped": Damage(strip_controls, None),
}


def damage_block(block: Block, damage: Damage) -> Block:
    """Of a bulletin's question line only the author's name is damaged: the labels around it are spared."""
    if damage.hits(block.role):
        columns = tuple(tuple(tuple(map(damage.change, line)) for line in column) for column in block.columns)
        return replace(block, columns=columns)
    if block.role == "bulletin_line" and damage.hits("author"):
        (((before, name, *behind),),) = block.columns
        return replace(block, columns=(((before, damage.change(name), *behind),),))
    return block


def damage_page(page: Page, name: str) -> Page:
    """The page with the damage of that name done to it; an empty name leaves it alone."""
    if not name:
        return page
    return replace(page, blocks=tuple(damage_block(block, DAMAGES[name]) for block in page.blocks))


@dataclass(frozen=True)
class Encoding:
    """The codec of the bytes and the charset that the page claims, if any.

    The codec "mixed" stands for UTF-8 sequences within Windows-1252.
    """

    codec: str
    label: str = ""


ENCODINGS: dict[str, Encoding] = {
    "windows_1252_labelled_iso_8859_1": Encoding("cp1252", "iso-8859-1"),
    "windows_1252_unlabelled": Encoding("cp1252"),
    "utf_8_labelled": Encoding("utf-8", "utf-8"),
    "utf_8_unlabelled": Encoding("utf-8"),
    "windows_1252_labelled_utf_8": Encoding("cp1252", "utf-8"),
    "mixed": Encoding("mixed", "iso-8859-1"),
}


def mixed_bytes(document: str) -> bytes:
    """Every second line that has other letters than ASCII in UTF-8, the rest in Windows-1252."""
    encoded, unusual = [], 0
    for line in document.split("\n"):
        unusual += not line.isascii()
        codec = "utf-8" if unusual % 2 == 0 else "cp1252"
        encoded.append(line.encode(codec, errors="xmlcharrefreplace"))
    return b"\n".join(encoded)


def encode(document: str, encoding: str) -> bytes:
    """The bytes of a document; letters outside of Windows-1252 become numeric references."""
    codec = ENCODINGS[encoding].codec
    if codec == "mixed":
        return mixed_bytes(document)
    return document.encode(codec, errors="xmlcharrefreplace")
