"""Which questions are the same: by the links of their pages, and by their texts.

A group is joined by links, which the Senate itself states, and by texts; its size counts what the links name,
held or not. A link that its page shows no more, or that is doubtful, is not believed: it joins and counts
nothing. Texts do not chain: among the questions that only texts join, each two that share a language put the
same question (`tasks.link.same.textual`). One such set reaches another only by a link.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from schemas.codes import Language
from schemas.question_number import in_order, question_number
from schemas.records import Row
from tasks.link.same.near import Compared, compared
from tasks.link.same.shingles import Fingerprints, fingerprint_of
from tasks.link.same.textual import same_by_text
from tasks.link.same.wordings import Texts
from tasks.tables.rows import is_doubtful

JOINING = frozenset(("also_asked_as", "reintroduced_as", "reintroduction_of", "same_text_as"))
"""Relations between same questions; a requalified question became something else."""

Reason = Literal["alone", "link", "text"]
"""Why a question is in its group: it is alone; a reference of its pages or to them; its text.

A number that several share, '1-1535/1' and '1-1535/2', is a reference too.
"""


class Group(NamedTuple):
    """The group of a question: its lowest question, the reason, where a link precedes a text, and its size.

    The size is the number of different questions that are held, or that links of those name.
    """

    group_id: str
    reason: Reason
    size: int


def question_groups(
    texts: Sequence[Row], links: Sequence[Row], questions: Sequence[Row], known: Compared | None = None
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
    written = _question_texts(texts)
    alike = same_by_text([*by_id.values()], written, known or compared(_fingerprints(written)))
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


def _fingerprints(texts: Texts) -> Fingerprints:
    return {
        question: {language: fingerprint_of(text) for language, text in written.items()}
        for question, written in texts.items()
    }
