"""Accents beside their letters, as text taken out of PDF files has them: `Belgie¨`, `l’´ecole`, `boˆıte`."""

import math
import re
import unicodedata
from collections.abc import Iterator
from itertools import product

from tasks.repair import margins
from tasks.repair.charsets import readings
from tasks.repair.chunks import pieces
from tasks.repair.edits import UNMEASURED, Repair
from tasks.repair.statistics.confusion import word_cost
from tasks.repair.statistics.model import LANGUAGES
from tasks.repair.statistics.word_lists import ELISIONS, is_listed

RULE = "accent"
MOST_ACCENTS = 4
"""Accents of one word."""
_COMBINING = {"´": "\u0301", "¨": "\u0308", "`": "\u0300", "ˆ": "\u0302", "¸": "\u0327", "˜": "\u0303"}
_ACCENTS = re.escape("".join(_COMBINING))
TRACE = re.compile(rf"[{_ACCENTS}](?:(?<=[aceinouyACEINOUY].)|(?=[aceıinouyACEINOUY]))")
"""Found in all such damage."""
_ACCENT = re.compile(f"[{_ACCENTS}]")
_TYPED = re.compile(r"[\^~][^\W\d_]|[^\W\d_][\^~]")
"""Accents of a keyboard, which are not undone: the word would be half right."""
_TWO = re.compile(rf"[{_ACCENTS}]{{2}}")
_PARTS = re.compile(rf"[{_ACCENTS}]|[^{_ACCENTS}]+")
_APOSTROPHE = re.compile(rf"(?:{'|'.join(sorted(ELISIONS))})´(?=.)", re.IGNORECASE)
_PLURAL = re.compile(r"[^´]*´(?:s|n|er|en|tjes?)|´[nst]")
"""An acute accent that stands for an apostrophe: l´école, programma´s, ´s avonds."""
_WORD = re.compile(rf"(?:[^\W\d_]|[{_ACCENTS}](?=[^\W\d_])|(?<=[^\W\d_])[{_ACCENTS}])+")


def _forms(word: str) -> Iterator[str]:
    """The words that come of putting each accent on the letter before it or behind it."""
    parts = _PARTS.findall(word)
    accents = [at for at, part in enumerate(parts) if part in _COMBINING]
    for sides in product((-1, 1), repeat=len(accents) if len(accents) <= MOST_ACCENTS else 0):
        letters = ["", *parts, ""]
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


def _right(word: str) -> str:
    """The listed word that a word with accents beside its letters is; '' without one that is far likelier.

    Of an unlisted word nothing shows whether its sign is an accent (kmo´s), and another charset may lead to
    a word that is about as likely: poˆle is pôle or poêle.
    """
    words = sorted({(_cost(form), form) for form in _forms(word) if _is_word(form)})
    others = [_cost(one) for one in readings(word).values() if _is_word(one)]
    if others and word[0].islower():  # Andreï is hardly meant by Andre´
        return ""
    rivals = [*others, *(cost for cost, _ in words[1:])]
    is_certain = words and words[0][0] + margins.ACCENTS <= min(rivals, default=math.inf)
    return words[0][1] if is_certain else ""


def repair_accents(text: str) -> Iterator[Repair]:
    """The repairs of words with accents beside their letters, where what results is a listed word."""
    found_in = pieces(text, "`" if "`" in text else "") if TRACE.search(text) else ()
    traced = [one for one in found_in if TRACE.search(one[1]) and not _TYPED.search(one[1])]
    words = ((at + found.start(), found[0]) for at, one in traced for found in _WORD.finditer(one))
    for start, whole in words:
        elided, at = _APOSTROPHE.match(whole), 0
        if elided and (len(_ACCENT.findall(whole)) == 1 or _right(whole[elided.end() :])):  # l´egal
            at = elided.end()
        word = whole[at:]
        is_right = not _ACCENT.search(word) or _PLURAL.fullmatch(word) or _TWO.search(word)
        if right := "" if is_right else _right(word):
            yield Repair(start + at, start + len(whole), word, right, RULE, UNMEASURED)
