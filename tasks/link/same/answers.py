"""The similarity of the answers to one question that was put to several ministers, or put again."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from itertools import combinations
from typing import NamedTuple

from schemas.records import Row
from schemas.tables import ANSWER_LIKENESS
from tasks.link.same.shingles import Shingles, shingles, similarity
from tasks.link.same.words import folded

_DIGEST = 16
_DECIMALS = 4
_MOST_COMPARED = 100
"""Answers of a group: pairs grow with their square, and no question was put to half as many ministers."""

Likeness = Mapping[str, float]
"""Similarity of two texts, by the digests of both in hexadecimal digits, the lower one first."""


class ComparedAnswers(NamedTuple):
    """Rows of `answer_likeness`, and the similarity of each pair of texts."""

    rows: list[Row]
    found: Likeness


def compared_answers(
    answers: Iterable[Row], groups: Mapping[str, str], known: Likeness | None = None
) -> ComparedAnswers:
    """Compare each pair of the first hundred answers to one question, in each language.

    Similarity is that of the questions' texts: runs of five words that both have, divided by those of either,
    by the letters a to z. `answers` are in the order of their questions; `groups` has the group of each
    question; `known` similarities only save time.
    """
    known = known or {}
    rows: list[Row] = []
    found: dict[str, float] = {}
    for (_, language), texts in sorted(_by_group(answers, groups).items()):
        shingled = cache(lambda text: shingles(folded(text).split()))
        for (one, first), (other, second) in combinations(texts[:_MOST_COMPARED], 2):
            pair = _pair(first, second)
            found[pair] = known[pair] if pair in known else _alike(shingled(first), shingled(second))
            rows.append(
                ANSWER_LIKENESS.row(question_id=one, other_id=other, language=language, likeness=found[pair])
            )
    return ComparedAnswers(rows, found)


def _by_group(
    answers: Iterable[Row], groups: Mapping[str, str]
) -> dict[tuple[str, str], Sequence[tuple[str, str]]]:
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in answers:
        place = groups[row["question_id"]], row["language"]
        found[place].append((row["question_id"], row["text"]))
    return dict(found)


def _pair(first: str, second: str) -> str:
    return "".join(
        sorted(blake2b(text.encode(), digest_size=_DIGEST).hexdigest() for text in (first, second))
    )


def _alike(first: Shingles, second: Shingles) -> float:
    return 1.0 if first == second else round(similarity(first, second), _DECIMALS)
