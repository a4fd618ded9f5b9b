"""The places of sub-questions and parts of answers in their texts, for marking them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

Place = list[Any]
"""Language, part ('question' or 'answer'), label, labels answered, kind of answer, whether it is answered,
whether its number is printed, and start and end in code points, half-open."""
_FIELDS = ("language", "part", "label", "answers", "answer_kind", "is_answered", "numbering")


def places(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Place]]:
    """The places of the rows of the query `parts`, by question.

    A row whose text does not follow those before it has no place; its words are shown with the rest of the
    text.
    """
    found: dict[str, list[Place]] = defaultdict(list)
    for (question_id, _, _), group in groupby(rows, _text_of):
        found[question_id] += _in_one_text(group)
    return found


def _text_of(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return row["question_id"], row["language"], row["part"]


def _in_one_text(rows: Iterable[Mapping[str, Any]]) -> Iterator[Place]:
    behind = 0
    for row in rows:
        start = row["whole"].find(row["text"], behind)
        if start >= 0:
            behind = start + len(row["text"])
            yield [*(row[name] for name in _FIELDS), start, behind]
