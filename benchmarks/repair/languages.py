"""Measure the harm that repair does to clean text of other languages: words of wordfreq in made sentences.

    python -m benchmarks.repair.languages [--words N]

For each language, N words are drawn by their frequency and set as sentences: some words are names, some stand
between the quotation marks of the language. Such texts are repaired as Dutch, as French and as neither;
printed are the words that changed, per million. Needs wordfreq (dependency group `words`).
"""

from collections.abc import Iterable, Iterator, Sequence
from random import Random

import wordfreq

from benchmarks.common import command
from benchmarks.repair.damages import SEED
from benchmarks.repair.score import damaged_pages, scored
from tasks.common.batches import batches
from tasks.repair import repair_text

QUOTES = dict(
    pair.split(":")
    for pair in "de:„“ en:“” es:«» it:«» pl:„” cs:„“ tr:“” sv:”” fi:”” hu:„” ro:„” sh:„“ lt:„“".split()
)
"""The languages, and the quotation marks of each; sh is Croatian, Serbian and Bosnian."""
SENTENCE, TEXT = 12, 10  # words of a sentence, and sentences of a text
NAMES, COMMAS, QUOTED, OTHER_ENDS = 0.06, 0.08, 0.04, 0.1
"""Chances that a word is a name, precedes a comma or is quoted, and that a sentence ends with ? or !."""
KNOWN = ("nl", "fr", None)


def capital(word: str, language: str) -> str:
    """Return a word with a capital; that of the Turkish i has a dot."""
    return ("İ" if language == "tr" and word[0] == "i" else word[0].upper()) + word[1:]


def _sentence(words: Sequence[str], language: str, chance: Random) -> Iterator[str]:
    before, behind = list(QUOTES[language])
    for at, word in enumerate(words):
        shown = capital(word, language) if at == 0 or chance.random() < NAMES else word
        if chance.random() < QUOTED:
            shown = before + shown + behind
        if at == len(words) - 1:
            yield shown + (chance.choice("?!") if chance.random() < OTHER_ENDS else ".")
        else:
            yield shown + ("," if chance.random() < COMMAS else "")


def texts(language: str, number: int) -> Iterator[str]:
    """Yield texts of a language with so many words, the same each time."""
    chance = Random(SEED)
    known = wordfreq.get_frequency_dict(language)
    words = [word for word in known if word[0].isalpha()]
    drawn = chance.choices(words, [known[word] for word in words], k=number)
    for sentences in batches(batches(drawn, SENTENCE), TEXT):
        yield " ".join(word for words in sentences for word in _sentence(words, language, chance))


def changed(language: str, number: int, known: str | None) -> int:
    """Return how many words repair changes."""
    undamaged = damaged_pages(list(texts(language, number)), str)
    return scored(undamaged, lambda text: repair_text(text, known).text).changed


def _row(title: str, words: int, changes: Iterable[int], digits: int = 0) -> str:
    return f"{title:22} " + "".join(f"{1e6 * number / words:8.{digits}f}" for number in changes)


@command
def main(words: int = 20_000) -> Iterator[str]:
    yield "changed per million    " + "".join(f"{known or 'none':>8}" for known in KNOWN)
    counts = []
    for language in QUOTES:
        counts.append([changed(language, words, known) for known in KNOWN])
        yield _row(language, words, counts[-1])
    total = words * len(QUOTES)
    yield _row(f"all, {total:,} words", total, map(sum, zip(*counts, strict=True)), 1)
