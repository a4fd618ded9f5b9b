"""Questions that are the same by their texts alone.

Comparing with all limits chaining: a question joins others when it is the same as one of them and differs
from none with which it shares a language. So where 'a' is near 'b' and 'b' near 'c', these are one question
only if 'a' and 'c' are also the same. Questions are processed from the lowest on, and each joins the first
possible set, so the order of rows makes no difference.
"""

from collections import defaultdict
from collections.abc import Sequence

from schemas.codes import Language
from schemas.records import Row
from tasks.link.same.near import Compared, Near
from tasks.link.same.wordings import Comparison, Kind, Mark, Texts, Wordings, kinds_of

_MOST_COMPARED = 100
"""Questions of a set, the lowest, from which another may differ in nothing."""


def same_by_text(questions: Sequence[Row], texts: Texts, known: Compared) -> list[tuple[str, str]]:
    """Pairs of the same questions by text: the lowest of each set with each other; `questions` in order."""
    wordings = Wordings()
    kinds = kinds_of(questions, texts, known.fingerprints, wordings)
    pairs = []
    for joined in together(list(kinds), wordings, known.near):
        lowest, *others = (question for kind in joined for question in kinds[kind])
        pairs += [(lowest, other) for other in others]
    return pairs


def same(first: Kind, second: Kind, wordings: Wordings) -> bool | None:
    """Whether the questions of two kinds are the same; None when they share no language.

    An equal long text in one language decides: the other was translated twice. An equal short one does not,
    when the texts in the other language differ. Else one language must show the same question, and none
    another subject.
    """
    theirs = dict(second.wordings)
    shared = [(language, place, theirs[language]) for language, place in first.wordings if language in theirs]
    if not shared:
        return None
    if any(mine == other and not wordings.of[language][mine].is_short for language, mine, other in shared):
        return True
    equal = {language for language, _, _ in first.marks & second.marks}
    comparisons: set[Comparison] = set()
    for language, mine, other in shared:
        if mine == other:
            comparisons.add("equal" if language in equal else "unlike")
            continue
        comparisons.add(wordings.comparison(language, mine, other))
        if "exchanged" in comparisons:
            return False
    return "same" in comparisons or comparisons == {"equal"}


def together(kinds: Sequence[Kind], wordings: Wordings, near: Near) -> list[list[Kind]]:
    """The kinds that are one question, each beginning with its lowest; `kinds` have the lowest first."""
    neighbours = wordings.near(near)
    sets: list[list[Kind]] = []
    by_wording: dict[tuple[Language, int], set[int]] = defaultdict(set)
    by_mark: dict[Mark, set[int]] = defaultdict(set)
    for kind in kinds:
        candidates = {at for mark in kind.marks for at in by_mark[mark]}
        candidates.update(
            at for own in kind.wordings for other in neighbours.get(own, ()) for at in by_wording[other]
        )
        joined = next((at for at in sorted(candidates) if _fits(kind, sets[at], wordings)), len(sets))
        if joined == len(sets):
            sets.append([])
        sets[joined].append(kind)
        for own in kind.wordings:
            by_wording[own].add(joined)
        for mark in kind.marks:
            by_mark[mark].add(joined)
    return sets


def _fits(kind: Kind, others: Sequence[Kind], wordings: Wordings) -> bool:
    """Whether a kind is the same as one of the others, and as each with which it shares a language."""
    joins = False
    for other in others[:_MOST_COMPARED]:
        comparison = same(kind, other, wordings)
        if comparison is False:
            return False
        joins = joins or comparison is True
    return joins
