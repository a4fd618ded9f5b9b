"""Which questions are the same: by the links of their pages, and by their texts.

A group is joined by links, which the Senate itself states, and by texts. Texts do not chain: among the
questions that only texts join, each two that share a language put the same question
(`tasks.link.same.textual`). One such set reaches another only by a link.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from schemas.codes import Language
from schemas.question_number import in_order, question_number
from schemas.records import Row
from tasks.link.same.near import Compared, compared
from tasks.link.same.shingles import Fingerprints, fingerprint_of
from tasks.link.same.textual import same_by_text
from tasks.link.same.wordings import Texts

JOINING = frozenset(("also_asked_as", "reintroduced_as", "reintroduction_of", "same_text_as"))
"""Relations between same questions; a requalified question became something else."""

Reason = Literal["alone", "link", "text"]
"""Why a question is in its group: it is alone; a reference of its pages or to them; its text.

A number that several share, '1-1535/1' and '1-1535/2', is a reference too.
"""


class Group(NamedTuple):
    """The group of a question: its lowest question, and the reason, where a link precedes a text."""

    group_id: str
    reason: Reason


def question_groups(
    texts: Sequence[Row], links: Sequence[Row], questions: Sequence[Row], known: Compared | None = None
) -> dict[str, Group]:
    """The group of each question; same questions share one.

    `texts`, `links` and `questions` are rows of these tables, in any order; other questions are in no group.
    """
    known_questions = sorted(questions, key=lambda row: in_order(row["question_id"]))
    linked = list(_known_links(links, {row["question_id"] for row in known_questions}))
    numbered = [(question_number(row["question_id"]), row["question_id"]) for row in known_questions]
    linked += [(one[1], other[1]) for one, other in pairwise(numbered) if one[0] == other[0]]
    written = _question_texts(texts)
    alike = same_by_text(known_questions, written, known or compared(_fingerprints(written)))
    lowest = _lowest([row["question_id"] for row in known_questions], [*linked, *alike])
    by_link = {question for pair in linked for question in pair}
    by_text = {question for pair in alike for question in pair}
    return {
        question: Group(group, "link" if question in by_link else "text" if question in by_text else "alone")
        for question, group in lowest.items()
    }


def _known_links(links: Iterable[Row], known_questions: set[str]) -> Iterable[tuple[str, str]]:
    """The two ends of each joining link between known questions."""
    for link in links:
        ends = link["question_id"], link["target_id"]
        joins = link["relation"] in JOINING and link["target_kind"] == "written_question"
        if joins and known_questions.issuperset(ends) and ends[0] != ends[1]:
            yield ends


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
