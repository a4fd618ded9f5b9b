"""How likely letters are in Dutch or French: word frequencies, and groups of letters for all other words.

Likelihoods are costs: negative natural logarithms in units of `COST_UNIT` nats, so 0 is certain and each 23
units are a factor of ten. `benchmarks/words/derive.py` derives the statistics.
"""

import functools
import gzip
import itertools
import json
import math
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable

from tasks.repair.statistics.folding import COST_UNIT

FOLDER: Traversable = resources.files("tasks.repair.statistics")
"""The data files; a benchmark may point it to another folder before anything is read."""
DATA_FILE = "letters.bin.gz"
LANGUAGES = ("nl", "fr")
LONGEST = 5
"""Letters in the longest group."""
PUNCTUATION = frozenset(".,;:?!'’‘“”«»–—-…()/§€ ")
HIGHEST_SIGN = 100
"""Highest cost of punctuation: typists put it anywhere, the source uses more kinds than the corpus."""
HIGHEST_LETTER = 160
SURPRISE = 40
"""Most that a context may add to the cost of a letter."""
WORD_CHOICE = round(math.log(2) / COST_UNIT)
"""Cost of choosing a listed word: half of the probability goes to the list, half to the letters."""


@dataclass(frozen=True, slots=True)
class Model:
    """The statistics of one language."""

    words: dict[str, int]  # cost of each listed word, in small letters
    groups: dict[str, int]  # cost of the last of one to five folded letters after the others
    contexts: dict[str, int]  # cost of something unknown after a group of one to four

    def letter_cost(self, before: str, letter: str) -> int:
        """Cost of a folded letter after up to four folded characters; no context rules a letter out."""
        most = HIGHEST_SIGN if letter in PUNCTUATION else self.groups.get(letter, HIGHEST_LETTER) + SURPRISE
        cost = 0
        while before and before + letter not in self.groups:
            cost += self.contexts.get(before, 0)
            before = before[1:]
        return min(cost + self.groups.get(before + letter, HIGHEST_LETTER), most, HIGHEST_LETTER)


@functools.cache
def _sections() -> dict[str, bytes]:
    packed = FOLDER.joinpath(DATA_FILE).read_bytes()
    header, _, body = gzip.decompress(packed).partition(b"\n")
    sizes = json.loads(header)
    ends = itertools.accumulate(sizes.values())
    return {name: body[end - size : end] for (name, size), end in zip(sizes.items(), ends, strict=True)}


def lines(section: str, language: str) -> list[str]:
    """The lines of a section of the data file."""
    return _sections()[f"{language}.{section}"].decode().split("\n")


def _costs(section: str, language: str, names: list[str]) -> dict[str, int]:
    return dict(zip(names, _sections()[f"{language}.{section}"], strict=False))


@functools.cache
def plain_words(language: str) -> dict[str, int]:
    """Cost of each word without accents that the model's word list leaves out."""
    return _costs("plain_costs", language, lines("plain", language))


@functools.cache
def _word_set(section: str, language: str) -> frozenset[str]:
    return frozenset(lines(section, language))


capital_words = functools.partial(_word_set, "capitals")
"""Words, in small letters, whose accented first letter is at times a capital within a sentence (État)."""
name_words = functools.partial(_word_set, "names")
"""Listed words that begin with an accented letter and were never seen in small letters (Édith)."""
accented_names = functools.partial(_word_set, "accented")
"""Accented words of the names of people and places in the vocabularies, in small letters."""


@functools.cache
def models() -> dict[str, Model]:
    """The models by language; the data file is read once."""
    found = {}
    for language in LANGUAGES:
        words, groups = lines("words", language), lines("groups", language)
        sections = (("word_costs", words), ("group_costs", groups), ("context_costs", groups))
        found[language] = Model(*(_costs(section, language, names) for section, names in sections))
    return found
