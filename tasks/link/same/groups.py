"""Which questions are the same: by the links of their pages, and by their texts.

A group is joined by links, which the Senate itself states, and by texts; its size counts what the links name,
held or not. A link that its page shows no more, or that is doubtful, is not believed: it joins and counts
nothing. Texts do not chain: among the questions that only texts join, each two that share a language put the
same question: where 'a' is near 'b' and 'b' near 'c', these are one only if 'a' and 'c' are the same too. One
such set reaches another only by a link. Questions are processed from the lowest on, and each joins the first
possible set, so the order of rows makes no difference.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from schemas.codes import Language
from schemas.question_number import in_order, question_number
from schemas.records import Row
from schemas.tables import question_issue
from tasks.link.same.near import Compared, Near
from tasks.link.same.shingles import Fingerprints, similarity
from tasks.link.same.wordings import COMPARABLE, Comparison, Kind, Mark, Texts, Wordings, kinds_of
from tasks.tables.rows import is_doubtful

JOINING = frozenset(("also_asked_as", "reintroduced_as", "reintroduction_of", "same_text_as"))
"""Relations between same questions; a requalified question became something else."""

Reason = Literal["alone", "link", "text"]
"""Why a question is in its group: it is alone; a reference of its pages or to them; its text.

A number that several share, '1-1535/1' and '1-1535/2' or that of a document, is a reference too.
"""


class Group(NamedTuple):
    """The group of a question: its lowest question, the reason, where a link precedes a text, and its size.

    The size is the number of different questions that are held, or that links of those name.
    """

    group_id: str
    reason: Reason
    size: int


def question_groups(
    texts: Sequence[Row], links: Sequence[Row], questions: Sequence[Row], known: Compared
) -> dict[str, Group]:
    """The group of each question; same questions share one.

    `texts`, `links` and `questions` are rows of these tables, in any order; other questions are in no group.
    """
    by_id = {
        row["question_id"]: row for row in sorted(questions, key=lambda row: in_order(row["question_id"]))
    }
    named = list(_believed(links, by_id))
    linked = [pair for pair in named if pair[1] in by_id]
    numbered = [(question_number(question), question) for question in by_id]
    linked += [(one[1], other[1]) for one, other in pairwise(numbered) if one[0] == other[0]]
    linked += of_documents(by_id.values(), known.fingerprints)[0]
    written = _question_texts(texts)
    alike = _same_by_text([*by_id.values()], written, known)
    lowest = _lowest([*by_id], [*linked, *alike])
    sizes = _sizes(lowest, named)
    by_link = {question for pair in [*named, *linked] for question in pair}
    by_text = {question for pair in alike for question in pair}
    return {
        question: Group(
            group,
            "link" if question in by_link else "text" if question in by_text else "alone",
            sizes[group],
        )
        for question, group in lowest.items()
    }


def _believed(links: Iterable[Row], known: Mapping[str, Row]) -> Iterator[tuple[str, str]]:
    """The two ends of each joining link that counts; the first is known, the second perhaps not."""
    for link in links:
        question, target = link["question_id"], link["target_id"]
        joins = link["relation"] in JOINING and link["target_kind"] == "written_question"
        joins = joins and question in known and question != target and link["withdrawn_on"] is None
        if joins and not is_doubtful(link, known):
            yield question, target


def of_documents(
    questions: Iterable[Row], fingerprints: Fingerprints
) -> tuple[list[tuple[str, str]], list[Row]]:
    """Pairs of questions with one document of the Chamber, one text to many departments, and issue rows.

    A row names a question whose text is another one than that of its document, or whose record has the name
    of another; `questions` are in order.
    """
    pairs, issues, heads, named = [], [], defaultdict[str, list[str]](list), dict[str, str]()
    for row in questions:
        question, document, name = row["question_id"], row["document_number"], row["record_name"]
        others = heads[document] if document else []
        if first := next((one for one in others if _may_be_same(one, question, fingerprints)), None):
            pairs.append((first, question))
        elif document:
            others.append(question)
            if others[0] != question:
                detail = f"Document {document} has another text in {others[0]}; they are not joined by it."
                issues.append(question_issue(question, "record_contradicts", detail))
        if name and named.setdefault(name, question) != question:
            detail = f"The record of {named[name]} has the same name, {name}."
            issues.append(question_issue(question, "record_contradicts", detail))
    return pairs, issues


def _may_be_same(one: str, other: str, fingerprints: Fingerprints) -> bool:
    """Whether texts are near in a language, or none is there in both."""
    texts, others = fingerprints.get(one, {}), fingerprints.get(other, {})
    shared = [(text, others[language]) for language, text in texts.items() if language in others]
    return not shared or any(
        text.digest == as_other.digest or similarity(text.shingles, as_other.shingles) >= COMPARABLE
        for text, as_other in shared
    )


def _sizes(lowest: Mapping[str, str], named: Iterable[tuple[str, str]]) -> dict[str, int]:
    """How many questions are in each group or named by it; a number is none beside those with strokes."""
    members: dict[str, set[str]] = defaultdict(set)
    for question, other in [*((one, one) for one in lowest), *named]:
        members[lowest[question]].add(other)
    return {
        group: len(found - ({one.partition("/")[0] for one in found if "/" in one} - lowest.keys()))
        for group, found in members.items()
    }


def _question_texts(texts: Iterable[Row]) -> Texts:
    found: dict[str, dict[Language, str]] = {}
    for row in texts:
        if row["part"] == "question":
            found.setdefault(row["question_id"], {})[row["language"]] = row["text"]
    return found


def _lowest(questions: Sequence[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each question, lowest first, the lowest one reachable by pairs."""
    neighbours: dict[str, list[str]] = {question: [] for question in questions}
    for first, second in pairs:
        neighbours[first].append(second)
        neighbours[second].append(first)
    lowest: dict[str, str] = {}
    for question in questions:
        waiting = [question]
        while waiting:
            reached = waiting.pop()
            if reached not in lowest:
                lowest[reached] = question
                waiting += neighbours[reached]
    return {question: lowest[question] for question in questions}


_MOST_COMPARED = 100
"""Questions of a set, the lowest, from which another may differ in nothing."""


def _same_by_text(questions: Sequence[Row], texts: Texts, known: Compared) -> list[tuple[str, str]]:
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
