"""The distinct texts of the questions, and whether two of them put the same question.

Senators put one pattern about many things: one station and another, this month's figures and last month's.
Such texts are similar but not the same question; a question put again was edited a little.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from schemas.codes import LANGUAGES, Language
from schemas.records import Row
from tasks.common.accents import fold
from tasks.link.same.near import FEWEST_WORDS, NEAR, Near
from tasks.link.same.shingles import SHINGLE_WORDS, Fingerprint, Fingerprints, Shingles, in_order, similarity
from tasks.link.same.words import Word, Words, folded

MOST_REWORDED = 7
"""Differing words on both sides of an edited text; with more, one frame asks for something else."""
_FEWEST_LETTERS = 4
"""Letters of a word that can be exchanged throughout a text; shorter ones are "u" and "men"."""
_LONGEST_ENDING = 3
"""Last letters in which two forms of one word differ: 'euro' and 'euros'."""
_REMEMBERED = 1024
"""Texts with cached words; those of one pattern come in succession."""


class Differences(NamedTuple):
    """The words that each of two texts has but not the other, in order."""

    first: list[Word]
    second: list[Word]

    @property
    def other_matter(self) -> bool:
        """Whether one thing replaces another: a name or figure, or a word throughout.

        Words that only one of the texts has were added to it, names or not.
        """
        if not (self.first and self.second):
            return False
        is_distinctive = any(word.is_distinctive for word in (*self.first, *self.second))
        return is_distinctive or _exchanged_throughout(self.first, self.second)

    @property
    def other_demand(self) -> bool:
        """Whether so much was replaced that only the frame of the question is the same."""
        return min(len({word.plain for word in side}) for side in self) > MOST_REWORDED


class _Parsed(NamedTuple):
    """The words of a text, its shingles in order, and each shingle once."""

    words: Words
    shingles: Sequence[int]
    distinct: frozenset[int]


@lru_cache(maxsize=_REMEMBERED)
def _parsed(text: str) -> _Parsed:
    shingles = array("I", in_order(folded(text).split()))
    return _Parsed(Words(text), shingles, frozenset(shingles))


def differences(
    first: str, second: str, names: tuple[Collection[str], Collection[str]] = ((), ())
) -> Differences:
    """The words of two texts outside their common shingles.

    `names` are plain words to ignore in each text: those of the minister who is asked.
    """
    mine, theirs = _parsed(first), _parsed(second)
    left, right = _outside(mine, theirs), _outside(theirs, mine)
    return Differences(_without_shared(left, right, names[0]), _without_shared(right, left, names[1]))


def _outside(text: _Parsed, other: _Parsed) -> list[Word]:
    """The words of a text that no shingle shared with the other covers."""
    own = text.distinct - other.distinct
    missing = {place for place, shingle in enumerate(text.shingles) if shingle in own}
    size = len(text.shingles)
    return [
        text.words[place]
        for place in (*sorted(missing), *range(size, len(text.words)))
        # All shingles that contain the word are missing.
        if missing.issuperset(range(max(0, place - SHINGLE_WORDS + 1), min(place + 1, size)))
    ]


def _without_shared(words: Sequence[Word], others: Sequence[Word], names: Collection[str]) -> list[Word]:
    """The words without those that the others also have, with whatever accents, and without names."""
    plain = {word.plain for word in others}.union(names)
    left = [word for word in words if word.plain not in plain]
    spelled = {fold(word.written) for word in others} if left else ()
    return [word for word in left if fold(word.written) not in spelled]


def _exchanged_throughout(first: Sequence[Word], second: Sequence[Word]) -> bool:
    """Whether the texts differ mostly in repeated words that replace each other equally often."""
    mine, theirs = _repeated(first), _repeated(second)
    mostly = all(
        2 * sum(word.plain in repeated for word in words) > len(words)
        for words, repeated in ((first, mine), (second, theirs))
    )
    return mostly and any(
        times == theirs[other] and not _forms_of_one(word, other)
        for word, times in mine.items()
        for other in theirs
        if min(len(word), len(other)) >= _FEWEST_LETTERS
    )


def _repeated(words: Sequence[Word]) -> dict[str, int]:
    times = Counter(word.plain for word in words)
    return {word: number for word, number in times.items() if number > 1}


def _forms_of_one(word: str, other: str) -> bool:
    """Whether two words differ only in their last letters."""
    beginning = max(len(word), len(other)) - _LONGEST_ENDING
    return len(word) >= beginning and word[:beginning] == other[:beginning]


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
