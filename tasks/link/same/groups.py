"""Which questions are the same: by the links of their pages, and by their texts.

A group is joined by links, which the Senate itself states, and by texts. Texts do not chain: among the
questions that only texts join, each two that share a language put the same question
(`tasks.link.same.textual`). One such set reaches another only by a link.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from schemas.codes import Language
from schemas.records import Row
from tasks.link.same.near import Compared, compared
from tasks.link.same.shingles import Fingerprint, Fingerprints, fingerprint_of, similarity
from tasks.link.same.textual import same_by_text
from tasks.link.same.wordings import Texts

JOINING = frozenset(("also_asked_as", "reintroduced_as", "reintroduction_of"))
"""Relations between same questions; a requalified question became something else."""

Reason = Literal["alone", "link", "text"]
"""Why a question is in its group: it is alone; a reference of its pages or to them; its text."""


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
    known_questions = sorted(questions, key=lambda row: (row["legislature"], row["number"]))
    linked = list(_known_links(links, {row["question_id"] for row in known_questions}))
    written = _question_texts(texts)
    alike = same_by_text(known_questions, written, known or compared(_fingerprints(written)))
    lowest = _lowest([row["question_id"] for row in known_questions], [*linked, *alike])
    by_link = {question for pair in linked for question in pair}
    by_text = {question for pair in alike for question in pair}
    return {
        question: Group(group, "link" if question in by_link else "text" if question in by_text else "alone")
        for question, group in lowest.items()
    }


def same_question_rows(
    texts: Sequence[Row], links: Sequence[Row], questions: Sequence[Row], known: Compared | None = None
) -> list[Row]:
    """A row per question, lowest first, with its group and its similarity to the group's lowest.

    Rows have question_id, group_id, reason and similarity: from 0 to 1, in the language in which the two are
    most similar; None for a question alone, and where no language has both texts.
    """
    known = known or compared(_fingerprints(_question_texts(texts)))
    groups = question_groups(texts, links, questions, known)
    return [
        {
            "question_id": question,
            "group_id": group.group_id,
            "reason": group.reason,
            "similarity": None
            if group.reason == "alone"
            else _similarity(known.fingerprints, question, group.group_id),
        }
        for question, group in groups.items()
    ]


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


def _similarity(fingerprints: Fingerprints, question: str, other: str) -> float | None:
    """The similarity of two questions in the language in which they are most similar."""
    mine, theirs = _worded(fingerprints.get(question, {})), _worded(fingerprints.get(other, {}))
    return max(
        (_likeness(mine[language], theirs[language]) for language in mine.keys() & theirs), default=None
    )


def _worded(fingerprints: Mapping[Language, Fingerprint]) -> dict[Language, Fingerprint]:
    return {language: found for language, found in fingerprints.items() if found.words}


def _likeness(mine: Fingerprint, other: Fingerprint) -> float:
    return 1.0 if mine.digest == other.digest else round(similarity(mine.shingles, other.shingles), 4)
