"""Questions by the wordings they have: those with equal texts are compared once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from schemas.codes import LANGUAGES, Language
from schemas.records import Row
from tasks.link.same.near import Near
from tasks.link.same.prints import Print, Prints
from tasks.link.same.wordings import Verdict, Wording, compare, wording_of
from tasks.link.same.words import folded

Texts = Mapping[str, Mapping[Language, str]]
"""The text of each question in each language in which it is held."""

Mark = tuple[Language, int, str]
"""A wording by language and place; for a short one with what must be equal too: the author or the title."""


class Kind(NamedTuple):
    """What questions have in common that their texts do not tell apart.

    Attributes:
        wordings: The place of their wording in each language in which they are held.
        marks: With one of them in common, two kinds are equal in that language.
    """

    wordings: tuple[tuple[Language, int], ...]
    marks: frozenset[Mark]


@dataclass
class Wordings:
    """Every distinct wording by language and place, and what two of them are, found out once.

    Attributes:
        of: The wordings of each language, in the order of their lowest questions.
        places: The place of each, by the digest of its folded text.
        verdicts: What was found of two, the lower place first.
    """

    of: dict[Language, list[Wording]] = field(default_factory=lambda: {name: [] for name in LANGUAGES})
    places: dict[tuple[Language, bytes], int] = field(default_factory=dict)
    verdicts: dict[tuple[Language, int, int], Verdict] = field(default_factory=dict)

    def place(self, language: Language, text: str, found: Print, addressee: str) -> int | None:
        """The place of a text's wording, which is added when it is new; None when the text has no words."""
        key = language, found.digest
        if key not in self.places and found.words:
            self.places[key] = len(self.of[language])
            self.of[language].append(wording_of(text, found, addressee))
        return self.places.get(key)

    def verdict(self, language: Language, first: int, second: int) -> Verdict:
        """What two different wordings are, by their places."""
        low, high = sorted((first, second))
        if (language, low, high) not in self.verdicts:
            wordings = self.of[language]
            self.verdicts[language, low, high] = compare(wordings[low], wordings[high])
        return self.verdicts[language, low, high]

    def near(self, near: Near) -> dict[tuple[Language, int], list[tuple[Language, int]]]:
        """For each wording those that are near it, by what was found of all texts."""
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
    questions: Iterable[Row], texts: Texts, prints: Prints, wordings: Wordings
) -> dict[Kind, list[str]]:
    """The questions of each kind; those without a text are of none.

    Args:
        questions: Rows of `questions`, lowest first.
        texts: The texts of each question.
        prints: What is compared of them.
        wordings: Where their wordings are put.
    """
    kinds: dict[Kind, list[str]] = defaultdict(list)
    for row in questions:
        held, known = texts.get(row["question_id"], {}), prints.get(row["question_id"], {})
        places = [
            (language, wordings.place(language, held[language], known[language], _addressee(row, language)))
            for language in LANGUAGES
            if language in held
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
    # A short text without author and title equals none; its own name sets it apart.
    for column in known or ["question_id"]:
        yield language, place, f"{column} {folded(row[column])}"
