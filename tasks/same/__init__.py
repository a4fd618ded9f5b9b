"""Questions that are one and the same: asked to many ministers, or put again after a closure."""

from tasks.same.groups import Group, Reason, question_groups, same_question_rows

__all__ = ["Group", "Reason", "question_groups", "same_question_rows"]
