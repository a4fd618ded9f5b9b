"""The distinct texts of the questions, and whether two of them put the same question."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from schemas.codes import LANGUAGES, Language
from schemas.records import Row
from tasks.link.same.differences import differences
from tasks.link.same.near import FEWEST_WORDS, NEAR, Near
from tasks.link.same.shingles import Fingerprint, Fingerprints, Shingles, similarity
from tasks.link.same.words import folded

COMPARABLE = 0.6
"""Least similarity at which differing words prove two questions.

Below it, one text may be a new translation, as for 9 of 44 questions put again, and words prove nothing.
"""
Comparison = Literal["equal", "same", "exchanged", "unlike"]
"""Two texts are equal; edited; of one pattern, about two things; or unknown."""
Texts = Mapping[str, Mapping[Language, str]]
"""The text of each question in each of its languages."""

Mark = tuple[Language, int, str]
"""A wording by language and place; a short one also with what must be equal too: author or title."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One distinct text in a language, with the addressee of its lowest question."""

    text: str
    addressee: str
    shingles: Shingles = field(repr=False)
    is_short: bool  # fewer than FEWEST_WORDS words


def compare(first: Wording, second: Wording) -> Comparison:
    """Whether two different wordings in one language put the same question."""
    alike = similarity(first.shingles, second.shingles)
    if alike < COMPARABLE:
        return "unlike"
    mine, theirs = folded(first.addressee).split(), folded(second.addressee).split()
    # A text asks two ministers, each about his own department.
    found = differences(first.text, second.text, ((), ()) if mine == theirs else (mine, theirs))
    is_near = alike >= NEAR
    if found.other_matter or (is_near and found.other_demand):
        return "exchanged"
    return "same" if is_near and not (first.is_short or second.is_short) else "unlike"


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
            self.of[language].append(Wording(text, addressee, found.shingles, found.words < FEWEST_WORDS))
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
        found: list[tuple[Language, int]] = []
        for language, text in ((language, written.get(language)) for language in LANGUAGES):
            addressee = row[f"addressee_{language}"] or ""
            place = None if text is None else wordings.place(language, text, known[language], addressee)
            if place is not None:
                found.append((language, place))
        if found:
            marks = frozenset(mark for at in found for mark in _marks(row, *at, wordings))
            kinds[Kind(tuple(found), marks)].append(row["question_id"])
    return kinds


def _marks(row: Row, language: Language, place: int, wordings: Wordings) -> Iterator[Mark]:
    if not wordings.of[language][place].is_short:
        yield language, place, ""
        return
    known = [column for column in ("author", f"title_{language}") if row[column]]
    # A short text without author and title equals no other; its own identifier separates it.
    for column in known or ["question_id"]:
        yield language, place, f"{column} {folded(row[column])}"
