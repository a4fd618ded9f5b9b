"""Measure the layer of bytes: HTML pages in five encodings, decoded and repaired as the pipeline does it.

    python -m benchmarks.repair.bytes [CORPUS.parquet]

Each text becomes a page; printed are the words that do not come out as they were. Zero is the goal.
"""

import html
from collections.abc import Callable, Iterator
from itertools import product
from operator import methodcaller
from random import Random

from benchmarks.common import OptionalPath, command
from benchmarks.repair.corpus import texts
from benchmarks.repair.damages import SEED, named
from schemas.codes import LANGUAGES, Language
from tasks.decode import decode_page
from tasks.read.block_repair import repair_blocks

HEAD = '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"></head><body><p>'
HEAD_WITHOUT_LABEL = "<html><body><p>"
FOOT = "</p></body></html>"
Encoding = Callable[[str], bytes]
_as_entities = named("&{};")
_windows = methodcaller("encode", "cp1252", "xmlcharrefreplace")
_ascii = methodcaller("encode", "ascii", "xmlcharrefreplace")

FORMS: dict[str, tuple[str, Encoding, Encoding]] = {
    "plain": ("", _windows, _windows),
    "plain UTF-8": ("", str.encode, str.encode),
    "labelled right": ("iso-8859-1", _windows, _windows),
    "labelled wrong": ("utf-8", _windows, _windows),
    "UTF-8, labelled wrong": ("iso-8859-1", str.encode, str.encode),
    "mixed UTF-8 and Windows-1252": ("iso-8859-1", _windows, str.encode),
    "entities beside raw bytes": ("iso-8859-1", _windows, lambda text: _ascii(_as_entities(text))),
}
"""What a page calls its encoding, and the encodings of one half of its words and of the other."""


def page(form: str, text: str, chance: Random) -> bytes:
    """Make a page of a text."""
    label, one, other = FORMS[form]
    words = html.escape(text, quote=False).split(" ")
    body = b" ".join((one if chance.random() < 1 / 2 else other)(word) for word in words)
    return (HEAD.format(label) if label else HEAD_WITHOUT_LABEL).encode() + body + FOOT.encode()


def wrong_words(text: str, language: Language, content: bytes) -> list[tuple[str, str]]:
    """Return the words of a page that are not as they were, and what they became."""
    decoded = decode_page(content)
    blocks, _, _ = repair_blocks(decoded.blocks, language, letters_certain=decoded.letters_certain)
    was, now = text.split(), " ".join(block.text for block in blocks).split()
    if len(was) != len(now):
        return [(text[:60], " ".join(now)[:60])]
    return [(right, found) for right, found in zip(was, now, strict=True) if right != found]


@command
def main(corpus: OptionalPath = None) -> Iterator[str]:
    for form, language in product(FORMS, LANGUAGES):
        chance = Random(SEED)
        pieces = [" ".join(text.split()) for text in texts(corpus, language)]
        wrong = sum(len(wrong_words(text, language, page(form, text, chance))) for text in pieces)
        yield f"{form:32} {language} words {sum(len(text.split()) for text in pieces):8} wrong {wrong}"
