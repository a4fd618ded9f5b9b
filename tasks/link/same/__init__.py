"""Questions that are the same: addressed to many ministers, or put again after a closure."""

from tasks.link.same.answers import Likeness, compared_answers
from tasks.link.same.groups import Group, question_groups
from tasks.link.same.near import Compared, Near, NearTexts, comparable, compared
from tasks.link.same.shingles import Fingerprint, Fingerprints, fingerprint_of

__all__ = [
    "Compared",
    "Fingerprint",
    "Fingerprints",
    "Group",
    "Likeness",
    "Near",
    "NearTexts",
    "comparable",
    "compared",
    "compared_answers",
    "fingerprint_of",
    "question_groups",
]
