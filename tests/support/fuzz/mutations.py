"""What can happen to the bytes of a page: each mutation takes a source of chance and the bytes.

Light mutations leave a page about as long as it was, heavy ones make it long, deep or monotonous.
"""

import re
from collections.abc import Callable, Sequence
from random import Random

Mutation = Callable[[Random, bytes], bytes]

LIGHT: dict[str, Mutation] = {}
HEAVY: dict[str, Mutation] = {}

NOISE = (
    *(b"\x00", b"\r", b"\r\n", b"\n\n", b"\xff\xfe", b"<", b"<table>", b"</body></html>", b"&#0;"),
    *(b"&#xD800;", b"|", b"![]() |", b"________", b"\n\xc2\xa0\n", b"\x1b[31m"),
)
NEWLINES = (b"\n", b"\r", b"\r\n", b"\n\r", b"\n\n", b"\x0b", b"\x0c", b"\xc2\x85", b"\xe2\x80\xa8")
# A tag, or a blank line.
_BORDER = re.compile(rb"(<[^<>]{1,300}>|\r?\n\r?\n)")


def light(change: Mutation) -> Mutation:
    """Put a mutation into the registry of light ones, under its name."""
    LIGHT[change.__name__] = change
    return change


def heavy(change: Mutation) -> Mutation:
    """Put a mutation into the registry of heavy ones, under its name."""
    HEAVY[change.__name__] = change
    return change


# Places and stretches


def place(chance: Random, content: bytes) -> int:
    """An offset: the start, the end, behind a tag or a blank line, or anywhere."""
    kind = chance.randrange(8)
    if kind == 0:
        return 0
    if kind == 1:
        return len(content)
    anywhere = chance.randint(0, len(content))
    if kind in (2, 3) and (border := _BORDER.search(content, anywhere)):
        return border.end()
    return anywhere


def insert(chance: Random, content: bytes, piece: bytes) -> bytes:
    at = place(chance, content)
    return content[:at] + piece + content[at:]


def sprinkle(chance: Random, content: bytes, pieces: Sequence[bytes], most: int = 60) -> bytes:
    """The bytes with some of the pieces inserted, each anywhere."""
    parts, done = [], 0
    for at in sorted(chance.randint(0, len(content)) for _ in range(chance.randint(1, most))):
        parts += [content[done:at], chance.choice(pieces)]
        done = at
    return b"".join([*parts, content[done:]])


def sprinkle_letters(chance: Random, content: bytes, pieces: Sequence[bytes], most: int = 60) -> bytes:
    """The same with pieces in UTF-8, on a page in another charset as often in Windows-1252."""
    if not is_utf_8(content) and chance.randrange(2):
        pieces = [piece.decode("utf-8").encode("cp1252", "xmlcharrefreplace") for piece in pieces]
    return sprinkle(chance, content, pieces, most)


def is_utf_8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def stretch(chance: Random, content: bytes) -> tuple[int, int]:
    """Start and end of a stretch: short as often as of any length."""
    start = chance.randint(0, len(content))
    longest = len(content) - start
    return start, start + chance.randint(0, min(longest, chance.choice((40, 400, longest))))


# Bytes


@light
def flip_bytes(chance: Random, content: bytes) -> bytes:
    changed, mask = bytearray(content or b" "), chance.choice((31, 127, 255))
    for _ in range(chance.randint(1, 40)):
        changed[chance.randrange(len(changed))] ^= chance.randint(1, mask)
    return bytes(changed)


@light
def flip_high_bits(chance: Random, content: bytes) -> bytes:
    at = chance.randint(0, len(content))
    return content[:at] + bytes(byte ^ 0x80 for byte in content[at : at + 40]) + content[at + 40 :]


@light
def delete_stretch(chance: Random, content: bytes) -> bytes:
    start, end = stretch(chance, content)
    return content[:start] + content[end:]


@light
def double_stretch(chance: Random, content: bytes) -> bytes:
    start, end = stretch(chance, content)
    return content[:end] + content[start:]


@light
def move_stretch(chance: Random, content: bytes) -> bytes:
    start, end = stretch(chance, content)
    return insert(chance, content[:start] + content[end:], content[start:end])


@light
def cut_end(chance: Random, content: bytes) -> bytes:
    return content[: chance.randint(0, len(content))]


@light
def cut_start(chance: Random, content: bytes) -> bytes:
    return content[chance.randint(0, min(len(content), chance.choice((40, 400, 4000)))) :]


@light
def insert_noise(chance: Random, content: bytes) -> bytes:
    return insert(chance, content, chance.choice(NOISE))


@light
def overwrite_with_random_bytes(chance: Random, content: bytes) -> bytes:
    at = place(chance, content)
    return content[:at] + chance.randbytes(chance.randint(1, 12)) + content[at + 1 :]


@light
def mix_newlines(chance: Random, content: bytes) -> bytes:
    lines = content.split(b"\n")
    parts = [part for line in lines for part in (line, chance.choice(NEWLINES))]
    return b"".join(parts[:-1])


@light
def turn_some_newlines(_: Random, content: bytes) -> bytes:
    return content.replace(b"\n", b"\r", 7)


@light
def sprinkle_nuls(chance: Random, content: bytes) -> bytes:
    return sprinkle(chance, content, (b"\0",))


@heavy
def nul_behind_each_byte(_: Random, content: bytes) -> bytes:
    return b"\0".join(bytes([byte]) for byte in content[:4000])


@light
def lose_spaces(chance: Random, content: bytes) -> bytes:
    start, end = stretch(chance, content)
    lost = content[start:end].replace(b" ", chance.choice((b"", b"\xa0", b"\xc2\xa0", b"\t")))
    return content[:start] + lost + content[end:]


@light
def change_capitals(chance: Random, content: bytes) -> bytes:
    start, end = stretch(chance, content)
    return content[:start] + chance.choice((bytes.upper, bytes.lower))(content[start:end]) + content[end:]


# Blocks: what stands between two borders


def blocks_of(content: bytes) -> list[bytes]:
    """Blocks at even indices, the borders between them at odd ones."""
    return _BORDER.split(content)


@light
def delete_blocks(chance: Random, content: bytes) -> bytes:
    blocks = blocks_of(content)
    start = chance.randrange(len(blocks))
    del blocks[start : start + chance.randint(1, 6)]
    return b"".join(blocks)


@light
def double_block(chance: Random, content: bytes) -> bytes:
    blocks = blocks_of(content)
    start = chance.randrange(len(blocks))
    end = start + chance.randint(1, 6)
    return b"".join(blocks[:end] + blocks[start:end] * chance.randint(1, 3) + blocks[end:])


@light
def swap_blocks(chance: Random, content: bytes) -> bytes:
    blocks = blocks_of(content)
    first, second = chance.randrange(len(blocks)), chance.randrange(len(blocks))
    blocks[first], blocks[second] = blocks[second], blocks[first]
    return b"".join(blocks)


@light
def shuffle_blocks(chance: Random, content: bytes) -> bytes:
    """All blocks, or the blocks of a part of the page, in another order; the borders stay."""
    blocks = blocks_of(content)
    start = chance.choice((0, 2 * chance.randrange((len(blocks) + 1) // 2)))
    end = start + chance.choice((8, len(blocks)))
    shuffled = blocks[start:end:2]
    chance.shuffle(shuffled)
    blocks[start:end:2] = shuffled
    return b"".join(blocks)


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
