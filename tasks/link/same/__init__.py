"""Questions that are one and the same: asked to many ministers, or put again after a closure."""

from tasks.link.same.answers import ComparedAnswers, Likeness, compared_answers
from tasks.link.same.groups import Group, Reason, question_groups, same_question_rows
from tasks.link.same.near import Compared, Near, NearTexts, comparable, compared
from tasks.link.same.prints import Print, Prints, print_of

__all__ = [
    "Compared",
    "ComparedAnswers",
    "Group",
    "Likeness",
    "Near",
    "NearTexts",
    "Print",
    "Prints",
    "Reason",
    "comparable",
    "compared",
    "compared_answers",
    "print_of",
    "question_groups",
    "same_question_rows",
]
