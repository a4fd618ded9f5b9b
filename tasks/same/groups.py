"""Which questions are the same: by what their pages say, and by their texts.

A group is held together by links, which the Senate itself states, and by texts. Texts do not chain: within
the questions that texts alone bring together, each two that share a language put the same question
(`tasks.same.textual`). One such set reaches another by a link only.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from schemas.codes import Language
from schemas.records import Row
from tasks.same.kinds import Texts
from tasks.same.shingles import shingles, similarity
from tasks.same.textual import same_by_text
from tasks.same.words import folded

JOINING = frozenset(("also_asked_as", "reintroduced_as", "reintroduction_of"))
"""Relations between questions that are the same; what was requalified became a matter of another kind."""

Reason = Literal["alone", "link", "text"]
"""Why a question is in its group: no other is; a reference of its pages or of theirs; its text."""


class Group(NamedTuple):
    """The group of a question.

    Attributes:
        group_id: The lowest question of the group by legislature and number.
        reason: Why the question is in it; a link before a text.
    """

    group_id: str
    reason: Reason


def question_groups(texts: Sequence[Row], links: Sequence[Row], questions: Sequence[Row]) -> dict[str, Group]:
    """The group of each question; those that are one question have the same.

    Args:
        texts: Rows of `texts`; those of questions count.
        links: Rows of `links`.
        questions: Rows of `questions`, in any order; what is not among them is in no group.
    """
    held = sorted(questions, key=_number)
    linked = list(_held_links(links, {row["question_id"] for row in held}))
    alike = same_by_text(held, _question_texts(texts))
    lowest = _lowest([row["question_id"] for row in held], [*linked, *alike])
    by_link = {question for pair in linked for question in pair}
    by_text = {question for pair in alike for question in pair}
    return {
        question: Group(group, "link" if question in by_link else "text" if question in by_text else "alone")
        for question, group in lowest.items()
    }


def same_question_rows(texts: Sequence[Row], links: Sequence[Row], questions: Sequence[Row]) -> list[Row]:
    """A row for each question, lowest first, with its group and how alike it is to the group's lowest.

    Args:
        texts: Rows of `texts`.
        links: Rows of `links`.
        questions: Rows of `questions`.

    Returns:
        Rows of question_id, group_id, reason and similarity: from 0 to 1, in the language in which the two
        are most alike; None for a question alone, and where no language has both texts.
    """
    groups = question_groups(texts, links, questions)
    written = _question_texts(texts)
    return [
        {
            "question_id": question,
            "group_id": group.group_id,
            "reason": group.reason,
            "similarity": None if group.reason == "alone" else _similarity(written, question, group.group_id),
        }
        for question, group in groups.items()
    ]


def _number(row: Row) -> tuple[int, int]:
    return row["legislature"], row["number"]


def _held_links(links: Iterable[Row], held: set[str]) -> Iterable[tuple[str, str]]:
    """The two ends of each link that joins two questions that are held."""
    for link in links:
        ends = link["question_id"], link["target_id"]
        joins = link["relation"] in JOINING and link["target_kind"] == "written_question"
        if joins and held.issuperset(ends) and ends[0] != ends[1]:
            yield ends


def _question_texts(texts: Iterable[Row]) -> Texts:
    found: dict[str, dict[Language, str]] = {}
    for row in texts:
        if row["part"] == "question":
            found.setdefault(row["question_id"], {})[row["language"]] = row["text"]
    return found


def _lowest(questions: Sequence[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each question, lowest first, the lowest of those that pairs lead to."""
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


def _similarity(texts: Texts, question: str, other: str) -> float | None:
    """How alike two questions are in the language in which they are most alike."""
    mine, theirs = _words(texts.get(question, {})), _words(texts.get(other, {}))
    return max(
        (_likeness(mine[language], theirs[language]) for language in mine.keys() & theirs), default=None
    )


def _words(texts: Mapping[Language, str]) -> dict[Language, list[str]]:
    """The words of each text that has some."""
    return {language: words for language, text in texts.items() if (words := folded(text).split())}


def _likeness(words: Sequence[str], others: Sequence[str]) -> float:
    return 1.0 if words == others else round(similarity(shingles(words), shingles(others)), 4)
