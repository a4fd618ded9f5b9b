"""The readings of many pages to one record per question."""

from tasks.assemble.choice import UNREADABLE
from tasks.assemble.history import deadline_on, question_status, response_days, status_history, status_reason
from tasks.assemble.question import assemble_question, group_by_question
from tasks.assemble.same_words import is_placeholder
from tasks.assemble.sisters import NOT_SPLIT, Terms, compare_sisters, split_cell, term_key

__all__ = [
    "NOT_SPLIT",
    "UNREADABLE",
    "Terms",
    "assemble_question",
    "compare_sisters",
    "deadline_on",
    "group_by_question",
    "is_placeholder",
    "question_status",
    "response_days",
    "split_cell",
    "status_history",
    "status_reason",
    "term_key",
]
