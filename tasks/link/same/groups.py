"""Which questions are the same: by what their pages say, and by their texts.

A group is held together by links, which the Senate itself states, and by texts. Texts do not chain: within
the questions that texts alone bring together, each two that share a language put the same question
(`tasks.link.same.textual`). One such set reaches another by a link only.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from schemas.codes import Language
from schemas.question_number import QuestionNumber
from schemas.records import Row
from tasks.link.same.near import Compared, compared
from tasks.link.same.prints import Print, Prints, print_of
from tasks.link.same.shingles import similarity
from tasks.link.same.textual import same_by_text
from tasks.link.same.wording_kinds import Texts

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


def question_groups(
    texts: Sequence[Row], links: Sequence[Row], questions: Sequence[Row], known: Compared | None = None
) -> dict[str, Group]:
    """The group of each question; those that are one question have the same.

    Args:
        texts: Rows of `texts`; those of questions count.
        links: Rows of `links`.
        questions: Rows of `questions`, in any order; what is not among them is in no group.
        known: What was found of their texts, where it is known already.
    """
    held = sorted(questions, key=_number)
    linked = list(_held_links(links, {row["question_id"] for row in held}))
    written = _question_texts(texts)
    alike = same_by_text(held, written, known or compared(_prints(written)))
    lowest = _lowest([row["question_id"] for row in held], [*linked, *alike])
    by_link = {question for pair in linked for question in pair}
    by_text = {question for pair in alike for question in pair}
    return {
        question: Group(group, "link" if question in by_link else "text" if question in by_text else "alone")
        for question, group in lowest.items()
    }


def same_question_rows(
    texts: Sequence[Row], links: Sequence[Row], questions: Sequence[Row], known: Compared | None = None
) -> list[Row]:
    """A row for each question, lowest first, with its group and how alike it is to the group's lowest.

    Args:
        texts: Rows of `texts`.
        links: Rows of `links`.
        questions: Rows of `questions`.
        known: What was found of their texts, where it is known already.

    Returns:
        Rows of question_id, group_id, reason and similarity: from 0 to 1, in the language in which the two
        are most alike; None for a question alone, and where no language has both texts.
    """
    known = known or compared(_prints(_question_texts(texts)))
    groups = question_groups(texts, links, questions, known)
    return [
        {
            "question_id": question,
            "group_id": group.group_id,
            "reason": group.reason,
            "similarity": None
            if group.reason == "alone"
            else _similarity(known.prints, question, group.group_id),
        }
        for question, group in groups.items()
    ]


def _number(row: Row) -> QuestionNumber:
    return QuestionNumber(row["legislature"], row["number"])


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


def _prints(texts: Texts) -> Prints:
    return {
        question: {language: print_of(text) for language, text in written.items()}
        for question, written in texts.items()
    }


def _similarity(prints: Prints, question: str, other: str) -> float | None:
    """How alike two questions are in the language in which they are most alike."""
    mine, theirs = _worded(prints.get(question, {})), _worded(prints.get(other, {}))
    return max(
        (_likeness(mine[language], theirs[language]) for language in mine.keys() & theirs), default=None
    )


def _worded(prints: Mapping[Language, Print]) -> dict[Language, Print]:
    """The prints of texts that have words."""
    return {language: found for language, found in prints.items() if found.words}


def _likeness(mine: Print, other: Print) -> float:
    return 1.0 if mine.digest == other.digest else round(similarity(mine.shingles, other.shingles), 4)
