"""Questions that are the same: addressed to many ministers, or put again after a closure."""

from tasks.link.same.answers import ComparedAnswers, Likeness, compared_answers
from tasks.link.same.fingerprints import Fingerprint, Fingerprints, fingerprint_of
from tasks.link.same.groups import Group, Reason, question_groups, same_question_rows
from tasks.link.same.near import Compared, Near, NearTexts, comparable, compared

__all__ = [
    "Compared",
    "ComparedAnswers",
    "Fingerprint",
    "Fingerprints",
    "Group",
    "Likeness",
    "Near",
    "NearTexts",
    "Reason",
    "comparable",
    "compared",
    "compared_answers",
    "fingerprint_of",
    "question_groups",
    "same_question_rows",
]
