"""Mutations that write into a page what a reader may stumble over; they complete the two registries."""

import re
from functools import partial
from random import Random

from .material import (
    BROKEN_UTF_8,
    BULLETIN,
    BYTE_ORDER_MARKS,
    CHARSETS,
    CONTROLS,
    DATES,
    DIGITS,
    ENTITIES,
    INVISIBLE,
    LABELS_OF_CHARSETS,
    LETTERS,
    LINES,
    MARKUP,
    NESTED,
    ODD_SIGNS,
    REPEATED,
    RUNS,
    SPACES,
    WIDE_CODECS,
    WORDS,
)
from .mutations import HEAVY, LIGHT, heavy, insert, light, place, sprinkle, sprinkle_letters, stretch

__all__ = ["HEAVY", "LIGHT"]

DATE = re.compile(rb"\d{1,2}/\d{1,2}/\d{4}|\d{1,2} [a-z\x80-\xff]{3,12} \d{4}")
NUMBER = re.compile(rb"\d+")
LONG_NUMBERS = (5, 12, 30, 400, 4300, 4301, 6000)
DEPTH = 10_000


# Signs


LIGHT |= {
    "sprinkle_invisible_signs": partial(sprinkle_letters, pieces=INVISIBLE),
    "sprinkle_odd_spaces": partial(sprinkle_letters, pieces=SPACES),
    "sprinkle_controls": partial(sprinkle_letters, pieces=CONTROLS),
    "sprinkle_accented_letters": partial(sprinkle_letters, pieces=LETTERS, most=200),
    "sprinkle_odd_signs": partial(sprinkle_letters, pieces=ODD_SIGNS),
    "sprinkle_broken_utf_8": partial(sprinkle, pieces=BROKEN_UTF_8, most=12),
    "sprinkle_entities": partial(sprinkle, pieces=ENTITIES),
    "sprinkle_labels": partial(sprinkle_letters, pieces=WORDS, most=12),
    "sprinkle_markup": partial(sprinkle, pieces=MARKUP, most=20),
}


@light
def add_mark_of_other_files(chance: Random, content: bytes) -> bytes:
    return chance.choice(BYTE_ORDER_MARKS) + content


# Numbers, dates and labels


def replace_some(
    chance: Random, content: bytes, pattern: re.Pattern[bytes], pieces: tuple[bytes, ...]
) -> bytes:
    """One in one to four matches replaced."""
    one_in = chance.randint(1, 4)
    return pattern.sub(lambda found: found[0] if chance.randrange(one_in) else chance.choice(pieces), content)


@light
def lengthen_numbers(chance: Random, content: bytes) -> bytes:
    found = [number.end() for number in NUMBER.finditer(content)]
    for end in sorted(chance.sample(found, min(len(found), chance.randint(1, 3))), reverse=True):
        content = content[:end] + b"9" * chance.choice(LONG_NUMBERS) + content[end:]
    return content


LIGHT["write_odd_digits"] = partial(replace_some, pattern=NUMBER, pieces=DIGITS)
LIGHT["write_odd_dates"] = partial(replace_some, pattern=DATE, pieces=DATES)


@light
def sprinkle_label_lines(chance: Random, content: bytes) -> bytes:
    around = chance.choice((b"\n\n", b"\n", b"<p>", b" | "))
    return sprinkle_letters(chance, content, [around + line + around for line in LINES + BULLETIN], 8)


@light
def begin_with_line(chance: Random, content: bytes) -> bytes:
    return chance.choice(BULLETIN) + b"\n" + content


@heavy
def repeat_label_line(chance: Random, content: bytes) -> bytes:
    line = chance.choice(LINES + WORDS + BULLETIN)
    return insert(chance, content, (chance.choice((b"\n", b"\n\n", b"<br>", b" ")) + line) * 1000)


# Markup


@light
def insert_markup(chance: Random, content: bytes) -> bytes:
    return insert(chance, content, chance.choice(MARKUP))


@light
def label_charset(chance: Random, content: bytes) -> bytes:
    label = chance.choice(LABELS_OF_CHARSETS) % chance.choice(CHARSETS)
    at = chance.choice((0, content.find(b">") + 1, chance.randint(0, min(len(content), 4200))))
    return content[:at] + label + content[at:]


@heavy
def nest_tags(chance: Random, content: bytes) -> bytes:
    """10,000 tags in each other: at one place, around a part of the page, or never closed."""
    tag = chance.choice(NESTED)
    start, end = sorted((place(chance, content), place(chance, content)))
    close = b"</%s>" % tag * DEPTH if chance.randrange(2) else b""
    return content[:start] + b"<%s>" % tag * DEPTH + content[start:end] + close + content[end:]


@heavy
def add_many_attributes(chance: Random, content: bytes) -> bytes:
    count = chance.choice((100, 5000))
    names = b" ".join(b'a%d="%d"' % (number, number) for number in range(count))
    same = b'style="x" ' * count
    piece = chance.choice((b"<td %s>" % names, b"<p %s>" % same, b'<a title="%s">' % (b"x" * 20 * count)))
    return insert(chance, content, piece)


@heavy
def add_entity_bomb(chance: Random, content: bytes) -> bytes:
    entities = b"".join(b'<!ENTITY l%d "%s">' % (n + 1, b"&l%d;" % n * 10) for n in range(9))
    bombs = (
        b'<!DOCTYPE html [<!ENTITY l0 "ha">%s]><html>&l9;' % entities,
        b'<!DOCTYPE x [<!ENTITY l0 SYSTEM "file:///etc/hostname">]><html>&l0;',
        b"&" + b"amp;" * 10_000,
        b"&#" + b"9" * 10_000 + b";",
        b"&" + b"x" * 10_000 + b";",
        b"&eacute" * 5000,
        b"&amp;#233;" * 2000,
    )
    return insert(chance, content, chance.choice(bombs))


# Long ones


@heavy
def run_of_one_sign(chance: Random, content: bytes) -> bytes:
    return insert(chance, content, chance.choice(RUNS) * chance.choice((300, 5000, 50_000)))


@heavy
def repeat_short_piece(chance: Random, content: bytes) -> bytes:
    return insert(chance, content, chance.choice(REPEATED) * chance.choice((300, 2000, 10_000)))


@heavy
def make_one_long_line(chance: Random, content: bytes) -> bytes:
    line = content.replace(b"\r", b"").replace(b"\n", chance.choice((b"", b" ")))
    return line * chance.randint(1, 8)


@heavy
def write_random_letters(chance: Random, content: bytes) -> bytes:
    """A long stretch of words made of accented letters, with or without spaces."""
    every = chance.choice((3, 8, 10_000))
    letters = [
        chance.choice(LETTERS) + b" " * (number % every == 0) for number in range(chance.choice((200, 3000)))
    ]
    return insert(chance, content, b"".join(letters))


@heavy
def write_in_wide_units(chance: Random, content: bytes) -> bytes:
    """All of the page, or a stretch of it, in UTF-16, UTF-32 or another encoding of no single bytes."""
    start, end = chance.choice(((0, len(content)), stretch(chance, content)))
    middle = content[start:end].decode("utf-8", "replace").encode(chance.choice(WIDE_CODECS), "replace")
    return content[:start] + middle + content[end:]
