"""Measure the harm that repair does to clean text of other languages: words of wordfreq in made sentences.

    python -m benchmarks.repair.languages [--words N] [--show N]

For each language, N words are drawn by their frequency and set as sentences: some words are names, some stand
between the quotation marks of the language. Such texts are repaired as Dutch, as French and as neither;
printed are the words that changed, per million. Needs wordfreq (dependency group `words`).
"""

import argparse
from collections.abc import Iterator, Sequence
from random import Random

import wordfreq

from benchmarks.repair.damages import SEED
from benchmarks.repair.score import aligned
from tasks.repair import repair_text

QUOTES = {
    "de": "„“",
    "en": "“”",
    "es": "«»",
    "it": "«»",
    "pl": "„”",
    "cs": "„“",
    "tr": "“”",
    "sv": "””",
    "fi": "””",
    "hu": "„”",
    "ro": "„”",
    "sh": "„“",  # Croatian, Serbian and Bosnian
    "lt": "„“",
}
"""The languages, and the quotation marks of each."""
SENTENCE, TEXT = 12, 10
"""Words of a sentence, and sentences of a text."""
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
    known = {
        word: often for word, often in wordfreq.get_frequency_dict(language).items() if word[0].isalpha()
    }
    drawn = chance.choices(list(known), list(known.values()), k=number)
    for start in range(0, number, SENTENCE * TEXT):
        of_text = drawn[start : start + SENTENCE * TEXT]
        sentences = (of_text[at : at + SENTENCE] for at in range(0, len(of_text), SENTENCE))
        yield " ".join(word for words in sentences for word in _sentence(words, language, chance))


def changed(language: str, number: int, known: str | None) -> list[tuple[str, str]]:
    """Return the words that repair changes, and what they become."""
    found = []
    for text in texts(language, number):
        repaired = repair_text(text, known).text
        if repaired != text:
            words = text.split(" ")
            found += [(word, now) for word, _, now in aligned(words, words, repaired) if word != now]
    return found


def main() -> None:
    """Measure all languages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--words", type=int, default=20_000, help="words of each language")
    parser.add_argument("--show", type=int, default=0)
    given = parser.parse_args()
    print("changed per million    " + "".join(f"{known or 'none':>8}" for known in KNOWN))
    total = [0] * len(KNOWN)
    for language in QUOTES:
        found = [changed(language, given.words, known) for known in KNOWN]
        total = [before + len(changes) for before, changes in zip(total, found, strict=True)]
        print(f"{language:22} " + "".join(f"{1e6 * len(changes) / given.words:8.0f}" for changes in found))
        for change in dict.fromkeys(change for changes in found for change in changes[: given.show]):
            print("   ", *map(repr, change))
    words = given.words * len(QUOTES)
    print(f"{f'all, {words:,} words':22} " + "".join(f"{1e6 * changes / words:8.1f}" for changes in total))


if __name__ == "__main__":
    main()
