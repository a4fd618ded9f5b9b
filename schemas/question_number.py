"""The number of a question, the one place where identifiers are read and printed."""

import re
from functools import lru_cache
from reprlib import repr as shortened
from typing import NamedTuple

LEGISLATURE = "split_part(question_id, '-', 1)::INTEGER"
"""The SQL for the legislature of a row that names its question."""
_IDENTIFIER = re.compile(r"([0-9]{1,18})-([0-9]{1,18})(?:/([0-9]{1,18}))?")


class QuestionNumber(NamedTuple):
    """Legislature and number, in the order of questions: 5-900 comes before 5-8900."""

    legislature: int
    number: int

    def __str__(self) -> str:
        """The identifier: '5-8900'."""
        return f"{self.legislature}-{self.number}"


def question_number(question_id: str) -> QuestionNumber:
    """The number in an identifier such as '5-8900', with or without leading zeros; raises ValueError.

    Bulletins print one number with a suffix for each minister asked, '1-1535/1'; it is left out.
    """
    return QuestionNumber(*in_order(question_id)[:2])


@lru_cache(1 << 16)
def in_order(question_id: str) -> tuple[int, int, int]:
    """Legislature, number and suffix (0 without one) of an identifier; raises ValueError."""
    found = _IDENTIFIER.fullmatch(question_id)
    if not found:
        raise ValueError(f"{shortened(question_id)} is no identifier of a question such as '5-8900'.")
    return int(found[1]), int(found[2]), int(found[3] or 0)


def typed_number(typed: str) -> str:
    """The identifier that somebody typed, without blanks around and leading zeros; raises ValueError."""
    legislature, number, suffix = in_order(re.sub(r"\s*([-/]|\A|\Z)\s*", r"\1", typed))
    return f"{legislature}-{number}" + (f"/{suffix}" if suffix else "")


def file_name(question_id: str) -> str:
    """An identifier as the name of a file and in an address: '1-1535_1'."""
    return question_id.replace("/", "_")
