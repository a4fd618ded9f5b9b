"""The readings of many pages to one record per question."""

from tasks.assemble.choice import UNREADABLE
from tasks.assemble.question import assemble_question, group_by_question
from tasks.assemble.same_words import is_placeholder
from tasks.assemble.sisters import NOT_SPLIT, Terms, compare_sisters, split_cell, term_key
from tasks.assemble.status import (
    counting,
    deadline_on,
    depends_on_day,
    last_status,
    response_days,
    settle,
    status_history,
)

__all__ = [
    "NOT_SPLIT",
    "UNREADABLE",
    "Terms",
    "assemble_question",
    "compare_sisters",
    "counting",
    "deadline_on",
    "depends_on_day",
    "group_by_question",
    "is_placeholder",
    "last_status",
    "response_days",
    "settle",
    "split_cell",
    "status_history",
    "term_key",
]
