"""Questions that are the same by their texts alone.

Chaining is limited by comparing with all: a question joins others when it is the same as one of them and
differs from none with which it shares a language. So where 'a' is near 'b' and 'b' near 'c', these are one
question only if 'a' and 'c' are the same as well. Questions are taken from the lowest on, and each joins the
first it can, so the order of rows makes no difference.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from schemas.codes import Language
from schemas.records import Row
from tasks.link.same.near import Compared, Near
from tasks.link.same.wording_kinds import Kind, Mark, Texts, Wordings, kinds_of
from tasks.link.same.wordings import Verdict


def same_by_text(questions: Sequence[Row], texts: Texts, known: Compared) -> list[tuple[str, str]]:
    """Pairs of questions that are the same by their texts: the lowest of each set, with each other one.

    Args:
        questions: Rows of `questions`, lowest first.
        texts: The text of each question in each language in which it is held.
        known: What was found of them.
    """
    wordings = Wordings()
    kinds = kinds_of(questions, texts, known.prints, wordings)
    pairs = []
    for joined in together(list(kinds), wordings, known.near):
        lowest, *others = (question for kind in joined for question in kinds[kind])
        pairs += [(lowest, other) for other in others]
    return pairs


def same(first: Kind, second: Kind, wordings: Wordings) -> bool | None:
    """Whether the questions of two kinds are the same; None when they share no language.

    A long text that is equal in one language settles it: the other was translated twice. A short one does
    not, when the other language has other texts. Else one language must show the same question, and none that
    it is about something else.
    """
    theirs = dict(second.wordings)
    shared = [(language, place, theirs[language]) for language, place in first.wordings if language in theirs]
    if not shared:
        return None
    if any(mine == other and not wordings.of[language][mine].is_short for language, mine, other in shared):
        return True
    equal = {language for language, _, _ in first.marks & second.marks}
    verdicts: set[Verdict] = set()
    for language, mine, other in shared:
        if mine == other:
            verdicts.add("equal" if language in equal else "unlike")
            continue
        verdicts.add(wordings.verdict(language, mine, other))
        if "exchanged" in verdicts:
            return False
    return "same" in verdicts or verdicts == {"equal"}


def together(kinds: Sequence[Kind], wordings: Wordings, near: Near) -> list[list[Kind]]:
    """The kinds that are one question, each beginning with its lowest.

    Args:
        kinds: All kinds, that of the lowest question first.
        wordings: Their wordings.
        near: Which texts are near each other.
    """
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


def _fits(kind: Kind, others: Iterable[Kind], wordings: Wordings) -> bool:
    """Whether a kind is the same as one of the others, and as each with which it shares a language."""
    joins = False
    for other in others:
        verdict = same(kind, other, wordings)
        if verdict is False:
            return False
        joins = joins or verdict is True
    return joins
