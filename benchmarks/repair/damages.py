"""The classes of damage, each a function from a right word to what a page would show."""

import html.entities
from collections.abc import Callable, Iterator
from functools import partial, reduce
from itertools import chain
from random import Random
from typing import NamedTuple

from tasks.repair.charsets import PAIRS, decode_byte

Damage = Callable[[str], str]

SEED = 8900
NAMES = html.entities.codepoint2name
CENTRAL = ("cp1250", "iso8859_2")
SINGLE, CENTRAL_SINGLE, BACKWARD = "single byte", "single byte, central European", "single byte, backward"
UTF8, C1, ENTITIES = "UTF-8", "C1 controls", "entities"
MIXED, LOST = "half or two damages", "lost letters"
BY_TABLE = "UTF-8 by table"
TABLES = (
    "cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 cp437 cp775 cp850 cp852 koi8_r koi8_u "
    "iso8859_1 iso8859_2 iso8859_4 iso8859_9 iso8859_10 iso8859_13 iso8859_15 iso8859_16 "
    "mac_roman mac_latin2 mac_turkish mac_iceland"
).split()
"""Character sets with which UTF-8 is read; their names are those of Python's codecs."""


class DamageClass(NamedTuple):
    """One class of damage: the row of the goals that it is in, its name, and what it does to a word."""

    group: str
    name: str
    damage: Damage


def misread(written: str, read: str) -> Damage:
    """Return the damage of bytes of one charset read with another; bytes without a letter become C1."""
    codes = [code for code in range(0x80, 0x100) if decode_byte(code, written) >= "\xa0"]
    table = {ord(decode_byte(code, written)): decode_byte(code, read) for code in codes}
    return lambda text: text.translate(table)


def utf8(text: str, charset: str, times: int = 1) -> str:
    """Read UTF-8 with a charset, as browsers do: a byte without a character becomes C1."""
    for _ in range(times):
        text = "".join(decode_byte(code, charset) for code in text.encode())
    return text


def _utf8_by_table(text: str, charset: str, times: int = 1) -> str:
    """Leave a word as it is when the table has no character for one of its bytes."""
    try:
        return reduce(lambda shown, _: shown.encode().decode(charset), range(times), text)
    except UnicodeDecodeError:
        return text


def _half_by_table(text: str, charset: str, chance: Random) -> str:
    damage = partial(_utf8_by_table, charset=charset)
    return text if damage(text) == text else _half(text, damage, chance)


def _half(text: str, damage: Damage, chance: Random) -> str:
    return "".join(damage(letter) if chance.random() < 1 / 2 else letter for letter in text)


def _two(text: str, one: Damage, other: Damage, chance: Random) -> str:
    return one(text) if chance.random() < 1 / 2 else other(text)


def _by_letter(shown: Callable[[str], str]) -> Damage:
    """Return the damage of each letter beyond ASCII alone."""
    return lambda text: "".join(letter if letter.isascii() else shown(letter) for letter in text)


def named(form: str, last: str = "\U0010ffff") -> Damage:
    """Return the damage of letters that are shown as entities, up to the last letter that is."""
    known = {chr(code): form.format(name) for code, name in NAMES.items() if chr(code) <= last}
    return _by_letter(lambda letter: known.get(letter, letter))


def lost(mark: str, *, signs: bool = False) -> Damage:
    """Return the damage of letters, or letters and signs, that became a mark."""
    return _by_letter(lambda letter: mark if signs or letter.isalpha() else letter)


def _by_pairs() -> list[DamageClass]:
    found: dict[str, list[DamageClass]] = {SINGLE: [], CENTRAL_SINGLE: [], BACKWARD: []}
    for rule, written, read, _ in PAIRS:
        group = BACKWARD if rule.endswith("_as_cp1252") else CENTRAL_SINGLE if rule in CENTRAL else SINGLE
        found[group].append(DamageClass(group, rule, misread(written, read)))
    return list(chain(*found.values()))


def _of_utf8() -> Iterator[DamageClass]:
    for charset in ("cp1252", "latin-1", "mac_roman"):
        yield DamageClass(UTF8, f"UTF-8 as {charset}", partial(utf8, charset=charset))
        yield DamageClass(UTF8, f"UTF-8 as {charset}, twice", partial(utf8, charset=charset, times=2))
    name = "UTF-8 as cp1252, spaces lost"
    yield DamageClass(UTF8, name, lambda text: utf8(text, "cp1252").replace("\xa0", " "))


def _of_letters() -> Iterator[DamageClass]:
    yield DamageClass(C1, "C1", lambda text: text.encode("cp1252", "ignore").decode("latin-1"))
    yield DamageClass(ENTITIES, "named", named("&{};"))
    yield DamageClass(ENTITIES, "named, escaped twice", named("&amp;{};"))
    # Only the entities of ISO-8859-1 are ever written without a semicolon.
    yield DamageClass(ENTITIES, "named, no semicolon", named("&{}", "\xff"))
    yield DamageClass(ENTITIES, "decimal", _by_letter(lambda letter: f"&#{ord(letter)};"))
    yield DamageClass(ENTITIES, "hexadecimal", _by_letter(lambda letter: f"&#x{ord(letter):X};"))


def _mixed(chance: Random) -> Iterator[DamageClass]:
    damages = {read: misread("cp1252", read) for read in ("mac_latin2", "cp852", "iso8859_13")}
    damages["UTF-8"] = partial(utf8, charset="cp1252")
    for read, damage in damages.items():
        name = f"half: {read}{' as cp1252' if read == 'UTF-8' else ''}"
        yield DamageClass(MIXED, name, partial(_half, damage=damage, chance=chance))
    for one, other in (("mac_latin2", "cp852"), ("mac_latin2", "iso8859_13"), ("cp852", "UTF-8")):
        both = partial(_two, one=damages[one], other=damages[other], chance=chance)
        yield DamageClass(MIXED, f"two: {one}, {other}", both)


def _of_lost() -> Iterator[DamageClass]:
    for name, mark in (("?", "?"), ("U+FFFD", "\ufffd")):
        yield DamageClass(LOST, f"letters: {name}", lost(mark))
        yield DamageClass(LOST, f"letters and signs: {name}", lost(mark, signs=True))


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
    return [*_by_pairs(), *_of_utf8(), *_of_letters(), *_mixed(Random(SEED)), *_of_lost()]
