"""Accents beside their letters, as text taken out of PDF files has them: `Belgie¨`, `l’´ecole`, `boˆıte`."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import product

from tasks.repair.charsets import readings
from tasks.repair.edits import Repair
from tasks.repair.statistics.confusion import word_cost
from tasks.repair.statistics.model import LANGUAGES
from tasks.repair.statistics.word_lists import AS_MEANT, is_listed

RULE = "accent"
CERTAINTY = 0.9
"""Not measured on texts with this damage."""
RARER = 40
"""How much dearer a word is whose accent moved by mistake (Belgïe beside België), in units of `COST_UNIT`."""
MOST_ACCENTS = 4
"""Accents of one word."""
_COMBINING = {"´": "\u0301", "¨": "\u0308", "`": "\u0300", "ˆ": "\u0302", "¸": "\u0327", "˜": "\u0303"}
_ACCENTS = re.escape("".join(_COMBINING))
TRACE = re.compile(rf"(?<=[aceinouyACEINOUY])[{_ACCENTS}]|[{_ACCENTS}](?=[aceıinouyACEINOUY])")
"""Found in all such damage."""
_PARTS = re.compile(rf"[{_ACCENTS}]|[^{_ACCENTS}]+")
_WORD = re.compile(rf"(?:[^\W\d_]|[{_ACCENTS}](?=[^\W\d_])|(?<=[^\W\d_])[{_ACCENTS}])+")


def _forms(word: str) -> Iterator[str]:
    """The words that come of putting each accent on the letter before it or behind it."""
    parts = _PARTS.findall(word)
    accents = [at for at, part in enumerate(parts) if part in _COMBINING]
    for sides in product((-1, 1), repeat=len(accents) if len(accents) <= MOST_ACCENTS else 0):
        letters = ["", *(part for part in parts), ""]
        for at, side in zip(accents, sides, strict=False):
            letters[at + 1] = ""
            beside = letters[at + 1 + side].replace("ı", "i")
            on = (
                beside + _COMBINING[parts[at]]
                if side < 0
                else beside[:1] + _COMBINING[parts[at]] + beside[1:]
            )
            letters[at + 1 + side] = unicodedata.normalize("NFC", on) if beside else on
        yield "".join(letters)


def _is_word(text: str) -> bool:
    if len(text) == 1:
        return text in "àÀ"
    return text.isalpha() and any(is_listed(language, text) for language in LANGUAGES)


def _cost(word: str) -> int:
    return min(word_cost(language, word.lower()) for language in LANGUAGES)


def repair_accents(text: str) -> Iterator[Repair]:
    """The repairs of words with accents beside their letters, where what results is a listed word.

    Of an unlisted word nothing shows whether its sign is an accent (kmo´s), and another charset may lead to
    a listed word too: poˆle is pôle or poêle.
    """
    for found in _WORD.finditer(text) if TRACE.search(text) else ():
        words = sorted({(_cost(form), form) for form in _forms(found[0]) if _is_word(form)})
        if not words or words[0][1] == found[0] or AS_MEANT.search(found[0]):
            continue
        if len(words) > 1 and words[1][0] < words[0][0] + RARER:
            continue
        if not any(map(_is_word, readings(found[0]).values())):
            yield Repair(found.start(), found.end(), found[0], words[0][1], RULE, CERTAINTY)
