"""Which words of words.tsv no example needs.

    python -m tests.extract.needed_words [GROUP…]

Each word is taken out in turn, several at a time if none of the examples that are tried has two of them: if
every example is as before, nothing shows what the word is for. Its own sentences are tried first, since they
nearly always suffice.
"""

import multiprocessing
import re
import sys
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import partial

from schemas.vocabulary import entities
from schemas.vocabulary.entities import Word, word_groups, word_rows
from schemas.vocabulary.rules import rules_of
from tasks.extract import Mention, mentions
from tests.extract.marks import (
    KINDS,
    Example,
    examples_of,
    examples_of_words,
    languages_of,
    plain,
    sentences_of,
)

PROCESSES = 2
_SHORTEST_ENDING = 2
"""Letters of a word that others end with."""
_PIECE = re.compile(r"\w+|[^\w\s]")
Batch = dict[Word, Sequence[Example]]


def examples() -> list[Example]:
    """The examples of rules and of words, each with its language."""
    of_rules = [
        (plain(text), language)
        for kind in KINDS
        for rule in rules_of(kind)
        for text in examples_of(rule)
        for language in languages_of(rule)
    ]
    return list(dict.fromkeys([*of_rules, *examples_of_words()]))


def unneeded(groups: Collection[str] = ()) -> list[Word]:
    """The words that no example needs."""
    shown = examples()
    ends = _by_ending(shown)
    sentences = {
        word: list(sentences_of(group, word))
        for group in word_groups()
        for word in word_rows()[group.group]
        if not groups or group.group in groups
    }
    own = {word: _with(word, ends) for word in sentences}
    fresh = multiprocessing.get_context("forkserver")  # where nothing has read the words yet
    fresh.set_forkserver_preload([unneeded.__module__])
    with fresh.Pool(PROCESSES, maxtasksperchild=1) as pool:
        before = dict(zip(shown, pool.apply(_found, ((), shown)), strict=True))

        def left(tried: Mapping[Word, Sequence[Example]]) -> list[Word]:
            batches = _batches(tried, own)
            after = pool.map(_without, batches, chunksize=1)
            return [
                word
                for batch, found in zip(batches, after, strict=True)
                for word, texts in batch.items()
                if all(found[example] == before[example] for example in texts)
            ]

        return left({word: own[word] for word in left(sentences)})


def _by_ending(shown: Sequence[Example]) -> Mapping[str, set[Example]]:
    """The examples by their words, and by what these end with."""
    found: dict[str, set[Example]] = defaultdict(set)
    for example in shown:
        for piece in _PIECE.findall(example[0].lower()):
            for size in {len(piece), *range(_SHORTEST_ENDING, len(piece))}:
                found[piece[-size:]].add(example)
    return found


def _with(word: Word, ends: Mapping[str, Collection[Example]]) -> list[Example]:
    """The examples that have a word, or one that ends with it."""
    small = word.word.lower()
    return [one for one in ends.get(_PIECE.findall(small)[-1], ()) if small in one[0].lower()]


def _batches(tried: Mapping[Word, Sequence[Example]], own: Mapping[Word, Sequence[Example]]) -> list[Batch]:
    """Words with the examples that are tried, in batches without one of these that has two of them.

    `own` are all examples that have a word.
    """
    batches: list[tuple[Batch, set[Example], set[Example]]] = []
    for word, texts in tried.items():
        fitting = (one for one in batches if one[1].isdisjoint(own[word]) and one[2].isdisjoint(texts))
        batch = next(fitting, None)
        if batch is None:
            batches.append(batch := ({}, set(), set()))
        batch[0][word] = texts
        batch[1].update(texts)
        batch[2].update(own[word])
    return [batch for batch, _, _ in batches]


def _without(batch: Batch) -> Mapping[Example, tuple[Mention, ...]]:
    """What is found in the examples of some words without these."""
    texts = list(dict.fromkeys(example for own in batch.values() for example in own))
    return dict(zip(texts, _found(tuple(batch), texts), strict=True))


def _found(gone: Collection[Word], texts: Sequence[Example]) -> list[tuple[Mention, ...]]:
    known = word_rows()
    left = {group: [row for row in rows if row not in gone] for group, rows in known.items()}
    entities.word_rows = partial(dict, left)  # type: ignore[assignment]  # in a process of its own
    return [mentions(text, language) for text, language in texts]


def main(groups: Sequence[str]) -> None:
    """Print them, a line each."""
    for word in unneeded(groups):
        sys.stdout.write(f"{word.group} ({word.language}): no example needs {word.word!r}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
