"""Questions by their wordings: those with equal texts are compared once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from schemas.codes import LANGUAGES, Language
from schemas.records import Row
from tasks.link.same.fingerprints import Fingerprint, Fingerprints
from tasks.link.same.near import Near
from tasks.link.same.wordings import Comparison, Wording, compare, wording_of
from tasks.link.same.words import folded

Texts = Mapping[str, Mapping[Language, str]]
"""The text of each question in each of its languages."""

Mark = tuple[Language, int, str]
"""A wording by language and place; a short one also with what must be equal too: author or title."""


class Kind(NamedTuple):
    """Questions that their texts do not distinguish."""

    wordings: tuple[tuple[Language, int], ...]  # the place of their wording in each of their languages
    marks: frozenset[Mark]  # two kinds with a common one are equal in that language


@dataclass
class Wordings:
    """Every distinct wording by language and place, and their comparisons, each made once.

    `of` has wordings in the order of their lowest questions; `places` are by the digest of the folded text; a
    comparison is found under its lower place first.
    """

    of: dict[Language, list[Wording]] = field(default_factory=lambda: {name: [] for name in LANGUAGES})
    places: dict[tuple[Language, bytes], int] = field(default_factory=dict)
    comparisons: dict[tuple[Language, int, int], Comparison] = field(default_factory=dict)

    def place(self, language: Language, text: str, found: Fingerprint, addressee: str) -> int | None:
        """The place of a text's wording, which is added when new; None for a text without words."""
        key = language, found.digest
        if key not in self.places and found.words:
            self.places[key] = len(self.of[language])
            self.of[language].append(wording_of(text, found, addressee))
        return self.places.get(key)

    def comparison(self, language: Language, first: int, second: int) -> Comparison:
        """The comparison of two different wordings, by their places."""
        low, high = sorted((first, second))
        if (language, low, high) not in self.comparisons:
            wordings = self.of[language]
            self.comparisons[language, low, high] = compare(wordings[low], wordings[high])
        return self.comparisons[language, low, high]

    def near(self, near: Near) -> dict[tuple[Language, int], list[tuple[Language, int]]]:
        """For each wording the similar ones."""
        found: dict[tuple[Language, int], list[tuple[Language, int]]] = defaultdict(list)
        for language, texts in near.items():
            for pair in texts.pairs:
                places = [self.places.get((language, digest)) for digest in pair]
                if None not in places:
                    first, second = (place for place in places if place is not None)
                    found[language, first].append((language, second))
                    found[language, second].append((language, first))
        return found


def kinds_of(
    questions: Iterable[Row], texts: Texts, fingerprints: Fingerprints, wordings: Wordings
) -> dict[Kind, list[str]]:
    """The questions of each kind, lowest first; those without a text have none. Fills `wordings`."""
    kinds: dict[Kind, list[str]] = defaultdict(list)
    for row in questions:
        written, known = texts.get(row["question_id"], {}), fingerprints.get(row["question_id"], {})
        places = [
            (
                language,
                wordings.place(language, written[language], known[language], _addressee(row, language)),
            )
            for language in LANGUAGES
            if language in written
        ]
        found = [(language, place) for language, place in places if place is not None]
        if found:
            marks = frozenset(mark for at in found for mark in _marks(row, *at, wordings))
            kinds[Kind(tuple(found), marks)].append(row["question_id"])
    return kinds


def _addressee(row: Row, language: Language) -> str:
    return row[f"addressee_{language}"] or ""


def _marks(row: Row, language: Language, place: int, wordings: Wordings) -> Iterator[Mark]:
    if not wordings.of[language][place].is_short:
        yield language, place, ""
        return
    known = [column for column in ("author", f"title_{language}") if row[column]]
    # A short text without author and title equals no other; its own identifier separates it.
    for column in known or ["question_id"]:
        yield language, place, f"{column} {folded(row[column])}"
