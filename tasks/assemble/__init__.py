"""The readings of many pages to one record per question."""

from tasks.assemble.question import assemble_question, group_by_question
from tasks.assemble.status import question_status, response_days

__all__ = ["assemble_question", "group_by_question", "question_status", "response_days"]
