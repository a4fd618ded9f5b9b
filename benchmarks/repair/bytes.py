"""Measure the layer of bytes: HTML pages in five encodings, decoded and repaired as the pipeline does it.

    python -m benchmarks.repair.bytes [CORPUS.parquet]

Each text becomes a page; printed are the words that do not come out as they were. Zero is the goal.
"""

import html
from collections.abc import Callable, Iterator
from random import Random

from benchmarks.common import OptionalPath, command
from benchmarks.repair.corpus import texts
from benchmarks.repair.damages import SEED, named
from schemas.codes import LANGUAGES, Language
from tasks.decode import decode_page
from tasks.read.block_repair import repair_blocks

HEAD = '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"></head><body><p>'
FOOT = "</p></body></html>"
Made = Callable[[str, Random], bytes]
_as_entities = named("&{};")


def _page(label: str, body: bytes) -> bytes:
    head = HEAD.format(label) if label else "<html><body><p>"
    return head.encode() + body + FOOT.encode()


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _windows(text: str) -> bytes:
    return text.encode("cp1252", "xmlcharrefreplace")


def _entities(text: str) -> bytes:
    return _as_entities(text).encode("ascii", "xmlcharrefreplace")


def _mixed(text: str, chance: Random, other: Callable[[str], bytes]) -> bytes:
    """Make a page of which half of the words are in Windows-1252, the others otherwise."""
    words = _escaped(text).split(" ")
    body = b" ".join((_windows if chance.random() < 1 / 2 else other)(word) for word in words)
    return _page("iso-8859-1", body)


FORMS: dict[str, Made] = {
    "plain": lambda text, _: _page("", _windows(_escaped(text))),
    "plain UTF-8": lambda text, _: _page("", _escaped(text).encode()),
    "labelled right": lambda text, _: _page("iso-8859-1", _windows(_escaped(text))),
    "labelled wrong": lambda text, _: _page("utf-8", _windows(_escaped(text))),
    "UTF-8, labelled wrong": lambda text, _: _page("iso-8859-1", _escaped(text).encode()),
    "mixed UTF-8 and Windows-1252": lambda text, chance: _mixed(text, chance, str.encode),
    "entities beside raw bytes": lambda text, chance: _mixed(text, chance, _entities),
}


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
    for name, made in FORMS.items():
        for language in LANGUAGES:
            chance = Random(SEED)
            pieces = [" ".join(text.split()) for text in texts(corpus, language)]
            wrong = [fault for text in pieces for fault in wrong_words(text, language, made(text, chance))]
            words = sum(len(text.split()) for text in pieces)
            yield f"{name:32} {language} words {words:8} wrong {len(wrong)}"
