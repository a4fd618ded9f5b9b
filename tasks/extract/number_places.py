"""The places of a text where a number may be."""

import re
from functools import cache
from typing import Literal

from schemas.vocabulary import labels_of
from tasks.extract.paragraphs import RunningText, is_abbreviated
from tasks.extract.phrase_patterns import any_of, either

Place = Literal["paragraph", "question", "sentence", "clause"]
"""What begins there: 'question' follows a question mark; a 'clause' can only continue a list."""

BULLETS = '-–—•*·▪■●○◦►➢✓\uf0a7\uf0b7"'
"""The last one is that of a word processor (docs/source.md, 6)."""
_LETTER_ENDS = re.compile(r"[a-zà-ÿ]{3}\s[A-Z]\.\s+\d")
"""A single letter that ends a sentence: 'vitamine D. 2. Neen', no initial."""
_CLOSES = tuple(re.compile(rf"{sign}(?:(?<=[\s(][\dA-Za-z].)|(?<=[\s(]\d\d.))") for sign in (r"\)", "°"))
"""Each is looked for by itself, which takes a tenth of the time."""


@cache
def ordinal_values() -> dict[str, int]:
    """The words that number sentences, 'ten eerste', with their number."""
    return {label.text.lower(): int(label.code) for label in labels_of("ordinal")}


@cache
def ordinal_words() -> str:
    """A pattern for any of them."""
    return any_of(ordinal_values())


@cache
def _inside() -> re.Pattern[str]:
    """A sign and the spaces (or none, if lost) before a possible number inside a paragraph."""
    number = r"\(?(?:\d{1,2}|[A-Za-z]|[IVX]{2,5}|[ivx]{2,5})[^\S\n]?(?:[.)°º/:]|[A-Za-z][^\S\n]?[.)])"
    words = either("mark_word", "mark_lead", "topic_lead", "asked_word")
    head = rf"(?:{number}|[{re.escape(BULLETS)}]\s|(?:{words})\s|(?:{ordinal_words()})\b)"
    figure = r"(?<!\.\s\?)(?!(?<=:)\s+\d{1,2}\.\s\d{3}[.,]\d)"  # '2013: 4. 000.000'; '§' read as '?'
    spaced = rf"(?:(?<!\n){figure}\s++|(?<=\n)\s*+)(?={head})"
    unmarked = r"(?<=\?)\s++(?=\d{1,2}\s+[A-Za-zÀ-ÿ\"“«])"
    joined = (
        r"(?:(?<=[?!;])|(?<=[^\d]:)|(?<=\d{4}:))(?=\d{1,2}[.)]|[A-Za-z]\))"
        r"|(?:(?<=[^\s\d]\.)|(?<=\d{4}\.)|(?<=[\"”»)]))(?=\d{1,2}[.)]\s|[A-Za-z]\)\s)"
    )
    row = rf"\d{{1,2}}(?:\s?,\s?\d{{1,2}})*\s(?:{either('join', 'range')})\s\d{{1,2}}[^\S\n]?[.)]\s+"
    rows = rf"(?:(?<![:;|])\s++|(?<=\n)|(?<=[a-zà-ÿ)]\.))(?={row}(?:[A-ZÀ-ÖØ-Þ\"“«]|[a-z]\)))"
    return re.compile(rf"[?!:;.|…”\"»)\n](?:{spaced}|{unmarked}|{joined}|{rows})")


@cache
def _clause() -> re.Pattern[str]:
    """What comes before a number inside a sentence: 'en 3)'."""
    return re.compile(rf"(?:,|\s(?:{either('join')}))\s+(?=\(?(?:\d{{1,2}}|[A-Za-z])[)°]\Z)")


def number_places(running: RunningText) -> list[tuple[int, Place]]:
    """Every offset at which a number may be, in order."""
    text = running.text
    found: dict[int, Place] = {start: "paragraph" for start, end in running.bounds() if start < end}
    for sign in _inside().finditer(text):
        at = sign.start() + 1
        if not is_abbreviated(text, at) or _LETTER_ENDS.match(text, max(0, at - 6)):
            found.setdefault(sign.end(), "question" if text[at - 1] == "?" else "sentence")
    for pattern in _CLOSES:
        for close in pattern.finditer(text):
            if clause := _clause().search(text, max(0, close.start() - 20), close.end()):
                found.setdefault(clause.end(), "clause")
    return sorted(found.items())
