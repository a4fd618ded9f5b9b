"""The classes of damage, each a function from a right word to what a page would show."""

import html.entities
from collections.abc import Callable
from functools import partial
from random import Random
from typing import NamedTuple

from tasks.repair.charsets import PAIRS, decode_byte

Damage = Callable[[str], str]

SEED = 8900
NAMES = html.entities.codepoint2name
FEW = ("iso8859_16", "cp1258")
CENTRAL = ("cp1250", "iso8859_2")
SINGLE, CENTRAL_SINGLE, BACKWARD = "single byte", "single byte, central European", "single byte, backward"
UTF8, C1, ENTITIES = "UTF-8", "C1 controls", "entities"
MIXED, LOST = "half or two damages", "lost letters"
BY_TABLE = "UTF-8 by table"
TABLES = (
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258"),
    *("cp437", "cp775", "cp850", "cp852", "koi8_r", "koi8_u"),
    *(
        "iso8859_1",
        "iso8859_2",
        "iso8859_4",
        "iso8859_9",
        "iso8859_10",
        "iso8859_13",
        "iso8859_15",
        "iso8859_16",
    ),
    *("mac_roman", "mac_latin2", "mac_turkish", "mac_iceland"),
)
"""Character sets with which UTF-8 is read; their names are those of Python's codecs."""


class DamageClass(NamedTuple):
    """One class of damage.

    Attributes:
        group: The row of the goals that it belongs to.
        name: Its own name.
        damage: What it does to a word.
    """

    group: str
    name: str
    damage: Damage


def misread(written: str, read: str) -> Damage:
    """Return the damage of bytes of one charset read with another; bytes without a letter become C1."""
    table = {}
    for code in range(0x80, 0x100):
        meant = decode_byte(code, written)
        if meant >= "\xa0":
            table[ord(meant)] = decode_byte(code, read)
    return lambda text: text.translate(table)


def utf8(text: str, charset: str, times: int = 1) -> str:
    """Read UTF-8 with a charset, as browsers do: a byte without a character becomes C1."""
    for _ in range(times):
        text = "".join(decode_byte(code, charset) for code in text.encode())
    return text


def _utf8_by_table(text: str, charset: str, times: int = 1) -> str:
    """Leave a word as it is when the table has no character for one of its bytes."""
    shown = text
    try:
        for _ in range(times):
            shown = shown.encode().decode(charset)
    except UnicodeDecodeError:
        return text
    return shown


def _half_by_table(text: str, charset: str, chance: Random) -> str:
    if _utf8_by_table(text, charset) == text:
        return text
    return _half(text, partial(_utf8_by_table, charset=charset), chance)


def _utf8_spaces_lost(text: str, charset: str) -> str:
    return utf8(text, charset).replace("\xa0", " ")


def _half(text: str, damage: Damage, chance: Random) -> str:
    return "".join(damage(letter) if chance.random() < 1 / 2 else letter for letter in text)


def _two(text: str, one: Damage, other: Damage, chance: Random) -> str:
    return one(text) if chance.random() < 1 / 2 else other(text)


def _c1(text: str) -> str:
    return text.encode("cp1252", "ignore").decode("latin-1")


def _entities(text: str, prefix: str = "&", suffix: str = ";") -> str:
    return "".join(
        f"{prefix}{NAMES[ord(letter)]}{suffix}" if not letter.isascii() and ord(letter) in NAMES else letter
        for letter in text
    )


def _entities_without_semicolon(text: str) -> str:
    """Only the entities of ISO-8859-1 are ever written without a semicolon."""
    return "".join(_entities(letter, suffix="") if letter <= "\xff" else letter for letter in text)


def _numeric(text: str, form: str) -> str:
    return "".join(letter if letter.isascii() else form.format(ord(letter)) for letter in text)


def lost(text: str, mark: str, *, signs: bool = False) -> str:
    """Replace letters, or letters and signs, with a mark."""
    return "".join(letter if letter.isascii() or not (signs or letter.isalpha()) else mark for letter in text)


def _by_pairs() -> list[DamageClass]:
    found = []
    for rule, written, read, _ in PAIRS:
        group = BACKWARD if rule.endswith("_as_cp1252") else CENTRAL_SINGLE if rule in CENTRAL else SINGLE
        found.append(DamageClass(group, rule, misread(written, read)))
    return found


def _of_utf8() -> list[DamageClass]:
    found = []
    for charset in ("cp1252", "latin-1", "mac_roman"):
        found += [
            DamageClass(UTF8, f"UTF-8 as {charset}", partial(utf8, charset=charset)),
            DamageClass(UTF8, f"UTF-8 as {charset}, twice", partial(utf8, charset=charset, times=2)),
        ]
    no_spaces = partial(_utf8_spaces_lost, charset="cp1252")
    return [*found, DamageClass(UTF8, "UTF-8 as cp1252, spaces lost", no_spaces)]


def _of_entities() -> list[DamageClass]:
    return [
        DamageClass(ENTITIES, "named", _entities),
        DamageClass(ENTITIES, "named, escaped twice", partial(_entities, prefix="&amp;")),
        DamageClass(ENTITIES, "named, no semicolon", _entities_without_semicolon),
        DamageClass(ENTITIES, "decimal", partial(_numeric, form="&#{};")),
        DamageClass(ENTITIES, "hexadecimal", partial(_numeric, form="&#x{:X};")),
    ]


def _mixed(chance: Random) -> list[DamageClass]:
    mac, dos, baltic = (misread("cp1252", read) for read in ("mac_latin2", "cp852", "iso8859_13"))
    unicode = partial(utf8, charset="cp1252")
    halves = (("mac_latin2", mac), ("cp852", dos), ("iso8859_13", baltic), ("UTF-8 as cp1252", unicode))
    two = (
        ("mac_latin2, cp852", mac, dos),
        ("mac_latin2, iso8859_13", mac, baltic),
        ("cp852, UTF-8", dos, unicode),
    )
    return [
        *(
            DamageClass(MIXED, f"half: {name}", partial(_half, damage=of, chance=chance))
            for name, of in halves
        ),
        *(
            DamageClass(MIXED, f"two: {name}", partial(_two, one=one, other=other, chance=chance))
            for name, one, other in two
        ),
    ]


def _of_lost() -> list[DamageClass]:
    found = []
    for name, mark in (("?", "?"), ("U+FFFD", "\ufffd"), ("dropped", "")):
        found.append(DamageClass(LOST, f"letters: {name}", partial(lost, mark=mark)))
        found.append(DamageClass(LOST, f"letters and signs: {name}", partial(lost, mark=mark, signs=True)))
    return found


def by_table(charset: str) -> list[DamageClass]:
    """Return UTF-8 read with one table: once, twice, and mixed with right letters."""
    forms = {
        "once": partial(_utf8_by_table, charset=charset),
        "twice": partial(_utf8_by_table, charset=charset, times=2),
        "mixed": partial(_half_by_table, charset=charset, chance=Random(SEED)),
    }
    return [DamageClass(BY_TABLE, f"{charset}, {form}", damage) for form, damage in forms.items()]


def classes() -> list[DamageClass]:
    """Return every class but those by table; those with chance in them begin anew with the same seed."""
    by_pairs = _by_pairs()
    return [
        *(
            found
            for group in (SINGLE, CENTRAL_SINGLE, BACKWARD)
            for found in by_pairs
            if found.group == group
        ),
        *_of_utf8(),
        DamageClass(C1, "C1", _c1),
        *_of_entities(),
        *_mixed(Random(SEED)),
        *_of_lost(),
    ]
