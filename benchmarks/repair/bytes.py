"""Measure the layer of bytes: HTML pages in five encodings, decoded and repaired as the pipeline does it.

    python -m benchmarks.repair.bytes [CORPUS.parquet]

Each text becomes a page; printed are the words that do not come out as they were. Zero is the goal.
"""

import argparse
import html
from collections.abc import Callable
from html.entities import codepoint2name
from pathlib import Path
from random import Random

from benchmarks.repair.corpus import LANGUAGES, texts
from benchmarks.repair.damages import SEED
from tasks.decode import decode_page
from tasks.read.block_repair import repair_blocks

HEAD = '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"></head><body><p>'
FOOT = "</p></body></html>"
Made = Callable[[str, Random], bytes]


def _page(label: str, body: bytes) -> bytes:
    head = HEAD.format(label) if label else "<html><body><p>"
    return head.encode() + body + FOOT.encode()


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _by_word(text: str, chance: Random, one: Callable[[str], bytes], other: Callable[[str], bytes]) -> bytes:
    words = _escaped(text).split(" ")
    return b" ".join((one if chance.random() < 1 / 2 else other)(word) for word in words)


def _windows(text: str) -> bytes:
    return text.encode("cp1252", "xmlcharrefreplace")


def _entities(text: str) -> bytes:
    named = ((letter, codepoint2name.get(ord(letter))) for letter in text)
    return "".join(f"&{name};" if name and not letter.isascii() else letter for letter, name in named).encode(
        "ascii", "xmlcharrefreplace"
    )


FORMS: dict[str, Made] = {
    "plain": lambda text, _: _page("", _windows(_escaped(text))),
    "plain UTF-8": lambda text, _: _page("", _escaped(text).encode()),
    "labelled right": lambda text, _: _page("iso-8859-1", _windows(_escaped(text))),
    "labelled wrong": lambda text, _: _page("utf-8", _windows(_escaped(text))),
    "UTF-8, labelled wrong": lambda text, _: _page("iso-8859-1", _escaped(text).encode()),
    "mixed UTF-8 and Windows-1252": lambda text, chance: _page(
        "iso-8859-1", _by_word(text, chance, _windows, str.encode)
    ),
    "entities beside raw bytes": lambda text, chance: _page(
        "iso-8859-1", _by_word(text, chance, _windows, _entities)
    ),
}


def wrong_words(text: str, language: str, content: bytes) -> list[tuple[str, str]]:
    """Return the words of a page that are not as they were, and what they became."""
    decoded = decode_page(content)
    blocks, _, _ = repair_blocks(decoded.blocks, language, letters_certain=decoded.letters_certain)
    was, now = text.split(), " ".join(block.text for block in blocks).split()
    if len(was) != len(now):
        return [(text[:60], " ".join(now)[:60])]
    return [(right, found) for right, found in zip(was, now, strict=True) if right != found]


def main() -> None:
    """Measure every form in both languages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--show", type=int, default=5)
    given = parser.parse_args()
    for name, made in FORMS.items():
        for language in LANGUAGES:
            chance = Random(SEED)
            pieces = [" ".join(text.split()) for text in texts(given.corpus, language)]
            wrong = [fault for text in pieces for fault in wrong_words(text, language, made(text, chance))]
            print(
                f"{name:32} {language} words {sum(len(text.split()) for text in pieces):8} wrong {len(wrong)}"
            )
            for fault in wrong[: given.show]:
                print("   ", *map(repr, fault))


if __name__ == "__main__":
    main()
