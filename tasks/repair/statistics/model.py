"""How likely letters are in Dutch or French: word frequencies, and groups of letters for all other words.

Likelihoods are costs: negative natural logarithms in units of `COST_UNIT` nats, so 0 is certain and each 23
units are a factor of ten. `benchmarks/words/derive.py` derives the statistics.
"""

import functools
import gzip
import json
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable

FOLDER: Traversable = resources.files("tasks.repair.statistics")
"""The data files; a benchmark may point it to another folder before anything is read."""
DATA_FILE = "letters.bin.gz"
LANGUAGES = ("nl", "fr")
NEAR = 2
"""Preceding characters that the costs of signs and strange letters depend on."""
LONGEST = 5
"""Letters in the longest group."""
PUNCTUATION = frozenset(".,;:?!'’‘“”«»–—-…()/§€ ")
HIGHEST_SIGN = 100
"""Highest cost of punctuation: typists put it anywhere, the source uses more kinds than the corpus."""
HIGHEST_LETTER = 160
SURPRISE = 40
"""Most that a context may add to the cost of a letter."""
WORD_CHOICE = 7
"""Cost of choosing a listed word: half of the probability goes to the list, half to the letters."""


@dataclass(frozen=True, slots=True)
class Model:
    """The statistics of one language."""

    words: dict[str, int]  # cost of each listed word, in small letters
    groups: dict[str, int]  # cost of the last of one to five folded letters after the others
    contexts: dict[str, int]  # cost of something unknown after a group of one to four
    highest: dict[str, int]  # highest cost of each known letter
    telling_groups: frozenset[str]  # the groups of one to four after which something is known

    def letter_cost(self, before: str, letter: str) -> int:
        """Cost of a folded letter after up to four folded characters."""
        highest = self.highest.get(letter)
        if highest is None:
            return HIGHEST_LETTER
        cost = 0
        known = self.groups.get(before + letter)
        while known is None and before:
            cost += self.contexts.get(before, 0)
            before = before[1:]
            known = self.groups.get(before + letter)
        return min(cost + (known or 0), highest)

    def telling(self, folded: str) -> str:
        """The end of folded characters, two at least, that predicts the next one as well as all of them."""
        while len(folded) > NEAR and folded not in self.telling_groups:
            folded = folded[1:]
        return folded


def _highest(groups: dict[str, int]) -> dict[str, int]:
    """Highest cost of each letter: no context rules out a letter of the language."""
    letters = {
        group: min(cost + SURPRISE, HIGHEST_LETTER) for group, cost in groups.items() if len(group) == 1
    }
    return letters | dict.fromkeys(PUNCTUATION, HIGHEST_SIGN)


@functools.cache
def _sections() -> dict[str, bytes]:
    packed = FOLDER.joinpath(DATA_FILE).read_bytes()
    header, _, body = gzip.decompress(packed).partition(b"\n")
    found: dict[str, bytes] = {}
    at = 0
    for name, size in json.loads(header).items():
        found[name] = body[at : at + size]
        at += size
    return found


@functools.cache
def plain_words(language: str) -> dict[str, int]:
    """Cost of each word without accents that the model's word list leaves out."""
    parts = _sections()
    words = parts[f"{language}.plain"].decode().split("\n")
    return dict(zip(words, parts[f"{language}.plain_costs"], strict=True))


def neighbour_lines(language: str) -> list[str]:
    """The neighbours of easily confused words, one line per word."""
    return _sections()[f"{language}.neighbours"].decode().split("\n")


def place_lines(language: str) -> list[str]:
    """How often each sign stands in each place, one line per place."""
    return _sections()[f"{language}.places"].decode().split("\n")


@functools.cache
def capital_words(language: str) -> frozenset[str]:
    """Words, in small letters, whose accented first letter is at times a capital within a sentence (État)."""
    return frozenset(_sections()[f"{language}.capitals"].decode().split("\n"))


@functools.cache
def name_words(language: str) -> frozenset[str]:
    """Listed words that begin with an accented letter and were never seen in small letters (Édith)."""
    return frozenset(_sections()[f"{language}.names"].decode().split("\n"))


@functools.cache
def only_capital_words(language: str) -> frozenset[str]:
    """Words, here in small letters, that always have a capital (Mme)."""
    return frozenset(_sections()[f"{language}.abbreviations"].decode().split("\n"))


@functools.cache
def accented_names(language: str) -> frozenset[str]:
    """Accented words of the names of people and places in the vocabularies, in small letters."""
    return frozenset(_sections()[f"{language}.accented"].decode().split("\n"))


def _load(parts: dict[str, bytes], language: str) -> Model:
    words = parts[f"{language}.words"].decode().split("\n")
    names = parts[f"{language}.groups"].decode().split("\n")
    groups = dict(zip(names, parts[f"{language}.group_costs"], strict=True))
    contexts = dict(zip(names, parts[f"{language}.context_costs"], strict=False))
    word_costs = dict(zip(words, parts[f"{language}.word_costs"], strict=True))
    telling = {group[:-1] for group in groups}.union(group for group, cost in contexts.items() if cost)
    return Model(word_costs, groups, contexts, _highest(groups), frozenset(telling))


@functools.cache
def models() -> dict[str, Model]:
    """The models by language; the data file is read once."""
    parts = _sections()
    return {language: _load(parts, language) for language in LANGUAGES}
