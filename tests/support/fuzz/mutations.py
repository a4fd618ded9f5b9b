"""What can happen to the bytes of a page: each mutation takes a source of chance and the bytes.

Light mutations leave a page about as long as it was, heavy ones make it long, deep or monotonous.
"""

import re
from collections.abc import Callable, Sequence
from functools import partial
from random import Random

from . import material

Mutation = Callable[[Random, bytes], bytes]

NOISE = (
    *(b"\x00", b"\r", b"\r\n", b"\n\n", b"\xff\xfe", b"<", b"<table>", b"</body></html>", b"&#0;"),
    *(b"&#xD800;", b"|", b"![]() |", b"________", b"\n\xc2\xa0\n", b"\x1b[31m"),
)
NEWLINES = (b"\n", b"\r", b"\r\n", b"\n\r", b"\n\n", b"\x0b", b"\x0c", b"\xc2\x85", b"\xe2\x80\xa8")
DATE = re.compile(rb"\d{1,2}/\d{1,2}/\d{4}|\d{1,2} [a-z\x80-\xff]{3,12} \d{4}")
NUMBER = re.compile(rb"\d+")
LONG_NUMBERS = (5, 12, 30, 400, 4300, 4301, 6000)
DEPTH = 10_000
# A tag, or a blank line.
_BORDER = re.compile(rb"(<[^<>]{1,300}>|\r?\n\r?\n)")
BOMBS = (
    b'<!DOCTYPE html [<!ENTITY l0 "ha">%s]><html>&l9;'
    % b"".join(b'<!ENTITY l%d "%s">' % (n + 1, b"&l%d;" % n * 10) for n in range(9)),
    b'<!DOCTYPE x [<!ENTITY l0 SYSTEM "file:///etc/hostname">]><html>&l0;',
    b"&" + b"amp;" * 10_000,
    b"&#" + b"9" * 10_000 + b";",
    b"&" + b"x" * 10_000 + b";",
    b"&eacute" * 5000,
    b"&amp;#233;" * 2000,
)


# Places and stretches


def place(chance: Random, content: bytes) -> int:
    """An offset: the start, the end, behind a tag or a blank line, or anywhere."""
    kind = chance.randrange(8)
    if kind < 2:
        return kind * len(content)
    anywhere = chance.randint(0, len(content))
    border = _BORDER.search(content, anywhere) if kind < 4 else None
    return border.end() if border else anywhere


def insert(chance: Random, content: bytes, piece: bytes) -> bytes:
    at = place(chance, content)
    return content[:at] + piece + content[at:]


def inserting(draw: Callable[[Random], bytes]) -> Mutation:
    return lambda chance, content: insert(chance, content, draw(chance))


def sprinkle(chance: Random, content: bytes, pieces: Sequence[bytes], most: int = 60) -> bytes:
    """The bytes with some of the pieces inserted, each anywhere."""
    parts, done = [], 0
    for at in sorted(chance.randint(0, len(content)) for _ in range(chance.randint(1, most))):
        parts += [content[done:at], chance.choice(pieces)]
        done = at
    return b"".join([*parts, content[done:]])


def sprinkle_letters(chance: Random, content: bytes, pieces: Sequence[bytes], most: int = 60) -> bytes:
    """The same with pieces in UTF-8, on a page in another charset as often in Windows-1252."""
    is_utf_8 = content.decode("utf-8", "ignore").encode() == content
    if not is_utf_8 and chance.randrange(2):
        pieces = [piece.decode("utf-8").encode("cp1252", "xmlcharrefreplace") for piece in pieces]
    return sprinkle(chance, content, pieces, most)


def stretch(chance: Random, content: bytes) -> tuple[int, int]:
    """Start and end of a stretch: short as often as of any length."""
    start = chance.randint(0, len(content))
    longest = len(content) - start
    return start, start + chance.randint(0, min(longest, chance.choice((40, 400, longest))))


def on_stretch(change: Callable[[Random, bytes, bytes, bytes], bytes]) -> Mutation:
    """A change that gets what stands before a stretch, in it, and behind it."""

    def changed(chance: Random, content: bytes) -> bytes:
        start, end = stretch(chance, content)
        return change(chance, content[:start], content[start:end], content[end:])

    return changed


def on_blocks(change: Callable[[Random, list[bytes]], list[bytes]]) -> Mutation:
    """A change of blocks, which are at even indices, and of the borders between them, at odd ones."""
    return lambda chance, content: b"".join(change(chance, _BORDER.split(content)))


# What takes more than a line


def flip_bytes(chance: Random, content: bytes) -> bytes:
    changed, mask = bytearray(content or b" "), chance.choice((31, 127, 255))
    for _ in range(chance.randint(1, 40)):
        changed[chance.randrange(len(changed))] ^= chance.randint(1, mask)
    return bytes(changed)


def flip_high_bits(chance: Random, content: bytes) -> bytes:
    at = chance.randint(0, len(content))
    return content[:at] + bytes(byte ^ 0x80 for byte in content[at : at + 40]) + content[at + 40 :]


def overwrite(chance: Random, content: bytes) -> bytes:
    at = place(chance, content)
    return content[:at] + chance.randbytes(chance.randint(1, 12)) + content[at + 1 :]


def mix_newlines(chance: Random, content: bytes) -> bytes:
    parts = [part for line in content.split(b"\n") for part in (line, chance.choice(NEWLINES))]
    return b"".join(parts[:-1])


def delete_blocks(chance: Random, blocks: list[bytes]) -> list[bytes]:
    start = chance.randrange(len(blocks))
    return blocks[:start] + blocks[start + chance.randint(1, 6) :]


def double_block(chance: Random, blocks: list[bytes]) -> list[bytes]:
    start = chance.randrange(len(blocks))
    end = start + chance.randint(1, 6)
    return blocks[:end] + blocks[start:end] * chance.randint(1, 3) + blocks[end:]


def swap_blocks(chance: Random, blocks: list[bytes]) -> list[bytes]:
    first, second = chance.randrange(len(blocks)), chance.randrange(len(blocks))
    blocks[first], blocks[second] = blocks[second], blocks[first]
    return blocks


def shuffle_blocks(chance: Random, blocks: list[bytes]) -> list[bytes]:
    """All blocks, or the blocks of a part of the page, in another order; the borders stay."""
    start = chance.choice((0, 2 * chance.randrange((len(blocks) + 1) // 2)))
    end = start + chance.choice((8, len(blocks)))
    shuffled = blocks[start:end:2]
    chance.shuffle(shuffled)
    blocks[start:end:2] = shuffled
    return blocks


def replace_some(
    chance: Random, content: bytes, pattern: re.Pattern[bytes], pieces: tuple[bytes, ...]
) -> bytes:
    """One in one to four matches replaced."""
    one_in = chance.randint(1, 4)
    return pattern.sub(lambda found: found[0] if chance.randrange(one_in) else chance.choice(pieces), content)


def lengthen_numbers(chance: Random, content: bytes) -> bytes:
    found = [number.end() for number in NUMBER.finditer(content)]
    for end in sorted(chance.sample(found, min(len(found), chance.randint(1, 3))), reverse=True):
        content = content[:end] + b"9" * chance.choice(LONG_NUMBERS) + content[end:]
    return content


def sprinkle_label_lines(chance: Random, content: bytes) -> bytes:
    around = chance.choice((b"\n\n", b"\n", b"<p>", b" | "))
    lines = [around + line + around for line in material.LINES + material.BULLETIN]
    return sprinkle_letters(chance, content, lines, 8)


def label_charset(chance: Random, content: bytes) -> bytes:
    label = chance.choice(material.LABELS_OF_CHARSETS) % chance.choice(material.CHARSETS)
    at = chance.choice((0, content.find(b">") + 1, chance.randint(0, min(len(content), 4200))))
    return content[:at] + label + content[at:]


def label_line(chance: Random) -> bytes:
    line = chance.choice(material.LINES + material.WORDS + material.BULLETIN)
    return (chance.choice((b"\n", b"\n\n", b"<br>", b" ")) + line) * 1000


def nest_tags(chance: Random, content: bytes) -> bytes:
    """10,000 tags in each other: at one place, around a part of the page, or never closed."""
    tag = chance.choice(material.NESTED)
    start, end = sorted((place(chance, content), place(chance, content)))
    close = b"</%s>" % tag * DEPTH if chance.randrange(2) else b""
    return content[:start] + b"<%s>" % tag * DEPTH + content[start:end] + close + content[end:]


def attributes(chance: Random) -> bytes:
    count = chance.choice((100, 5000))
    names = b" ".join(b'a%d="%d"' % (number, number) for number in range(count))
    same = b'style="x" ' * count
    return chance.choice((b"<td %s>" % names, b"<p %s>" % same, b'<a title="%s">' % (b"x" * 20 * count)))


def one_long_line(chance: Random, content: bytes) -> bytes:
    line = content.replace(b"\r", b"").replace(b"\n", chance.choice((b"", b" ")))
    return line * chance.randint(1, 8)


def letters(chance: Random) -> bytes:
    """A long stretch of words made of accented letters, with or without spaces."""
    every = chance.choice((3, 8, 10_000))
    count = range(chance.choice((200, 3000)))
    return b"".join(chance.choice(material.LETTERS) + b" " * (number % every == 0) for number in count)


def in_wide_units(chance: Random, content: bytes) -> bytes:
    """All of the page, or a stretch of it, in UTF-16, UTF-32 or another encoding of no single bytes."""
    start, end = chance.choice(((0, len(content)), stretch(chance, content)))
    codec = chance.choice(material.WIDE_CODECS)
    middle = content[start:end].decode("utf-8", "replace").encode(codec, "replace")
    return content[:start] + middle + content[end:]


# The tables


LIGHT: dict[str, Mutation] = {
    "flip bytes": flip_bytes,
    "flip high bits": flip_high_bits,
    "delete a stretch": on_stretch(lambda _, before, middle, behind: before + behind),  # noqa: ARG005
    "double a stretch": on_stretch(lambda _, before, middle, behind: before + middle * 2 + behind),
    "move a stretch": on_stretch(lambda chance, before, it, behind: insert(chance, before + behind, it)),
    "cut the end": lambda chance, content: content[: chance.randint(0, len(content))],
    "cut the start": lambda chance, content: content[
        chance.randint(0, min(len(content), chance.choice((40, 400, 4000)))) :
    ],
    "insert noise": inserting(lambda chance: chance.choice(NOISE)),
    "overwrite with random bytes": overwrite,
    "mix newlines": mix_newlines,
    "turn some newlines": lambda _, content: content.replace(b"\n", b"\r", 7),
    "sprinkle NULs": partial(sprinkle, pieces=(b"\0",)),
    "lose spaces": on_stretch(
        lambda chance, before, middle, behind: (
            before + middle.replace(b" ", chance.choice((b"", b"\xa0", b"\xc2\xa0", b"\t"))) + behind
        )
    ),
    "change capitals": on_stretch(
        lambda chance, before, middle, behind: (
            before + chance.choice((bytes.upper, bytes.lower))(middle) + behind
        )
    ),
    "delete blocks": on_blocks(delete_blocks),
    "double a block": on_blocks(double_block),
    "swap blocks": on_blocks(swap_blocks),
    "shuffle blocks": on_blocks(shuffle_blocks),
    "sprinkle invisible signs": partial(sprinkle_letters, pieces=material.INVISIBLE),
    "sprinkle odd spaces": partial(sprinkle_letters, pieces=material.SPACES),
    "sprinkle controls": partial(sprinkle_letters, pieces=material.CONTROLS),
    "sprinkle accented letters": partial(sprinkle_letters, pieces=material.LETTERS, most=200),
    "sprinkle odd signs": partial(sprinkle_letters, pieces=material.ODD_SIGNS),
    "sprinkle broken UTF-8": partial(sprinkle, pieces=material.BROKEN_UTF_8, most=12),
    "sprinkle entities": partial(sprinkle, pieces=material.ENTITIES),
    "sprinkle labels": partial(sprinkle_letters, pieces=material.WORDS, most=12),
    "sprinkle markup": partial(sprinkle, pieces=material.MARKUP, most=20),
    "add a mark of other files": lambda chance, content: chance.choice(material.BYTE_ORDER_MARKS) + content,
    "lengthen numbers": lengthen_numbers,
    "write odd digits": partial(replace_some, pattern=NUMBER, pieces=material.DIGITS),
    "write odd dates": partial(replace_some, pattern=DATE, pieces=material.DATES),
    "sprinkle label lines": sprinkle_label_lines,
    "begin with a line": lambda chance, content: chance.choice(material.BULLETIN) + b"\n" + content,
    "insert markup": inserting(lambda chance: chance.choice(material.MARKUP)),
    "label the charset": label_charset,
}
HEAVY: dict[str, Mutation] = {
    "NUL behind each byte": lambda _, content: b"\0".join(bytes([byte]) for byte in content[:4000]),
    "repeat a label line": inserting(label_line),
    "nest tags": nest_tags,
    "add many attributes": inserting(attributes),
    "add an entity bomb": inserting(lambda chance: chance.choice(BOMBS)),
    "run of one sign": inserting(
        lambda chance: chance.choice(material.RUNS) * chance.choice((300, 5000, 50_000))
    ),
    "repeat a short piece": inserting(
        lambda chance: chance.choice(material.REPEATED) * chance.choice((300, 2000, 10_000))
    ),
    "make one long line": one_long_line,
    "write random letters": inserting(letters),
    "write in wide units": in_wide_units,
}


# Several


def splice(chance: Random, content: bytes, other: bytes) -> bytes:
    """The beginning of one page and the end of another, or one page inside the other."""
    at = place(chance, content)
    if chance.randrange(2):
        return content[:at] + other + content[at:]
    return content[:at] + other[place(chance, other) :]


def grow(chance: Random, content: bytes, size: int) -> bytes:
    """A page of about that size: one of its stretches is repeated."""
    start, end = stretch(chance, content)
    piece = content[start:end] or b"Vraag nr. 5-8900 "
    return content[:start] + piece * (size // len(piece)) + content[end:]
