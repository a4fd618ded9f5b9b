"""Accents beside their letters, as text taken out of PDF files has them: `Belgie¨`, `REPRE´SENTANTS`."""

import re
import unicodedata
from collections.abc import Iterator

from tasks.repair.charsets import readings
from tasks.repair.edits import Repair
from tasks.repair.statistics.model import LANGUAGES
from tasks.repair.statistics.word_lists import is_listed

RULE = "accent"
CERTAINTY = 0.9
"""Not measured on texts with this damage."""
_COMBINING = {"´": "\u0301", "¨": "\u0308", "`": "\u0300", "ˆ": "\u0302", "¸": "\u0327", "˜": "\u0303"}
_ACCENTS = re.escape("".join(_COMBINING))
TRACE = re.compile(rf"(?<=[aceinouyACEINOUY])[{_ACCENTS}]")
"""Found in all such damage."""
_WORD = re.compile(rf"(?:[^\W\d_][{_ACCENTS}]?)+")


def _is_word(text: str) -> bool:
    return len(text) > 1 and text.isalpha() and any(is_listed(language, text) for language in LANGUAGES)


def repair_accents(text: str) -> Iterator[Repair]:
    """The repairs of words with accents beside their letters, where what results is a listed word.

    Of an unlisted word nothing shows whether its sign is an accent (kmo´s), and another charset may lead to
    a listed word too: poˆle is pôle or poêle.
    """
    for found in _WORD.finditer(text) if TRACE.search(text) else ():
        combined = "".join(_COMBINING.get(sign, sign) for sign in found[0])
        composed = unicodedata.normalize("NFC", combined)
        if (
            composed != found[0]
            and _is_word(composed)
            and not any(map(_is_word, readings(found[0]).values()))
        ):
            yield Repair(found.start(), found.end(), found[0], composed, RULE, CERTAINTY)
