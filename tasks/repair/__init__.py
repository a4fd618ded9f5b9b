"""Repair of letters damaged by a wrong charset; works alone: `from tasks.repair import repair_text`."""

from tasks.repair.edits import Repair, RepairedText
from tasks.repair.explain import LANGUAGE_NAMES, explain_text
from tasks.repair.statistics.folding import strange_letters
from tasks.repair.statistics.language import detect_language, language_score, word_list_score
from tasks.repair.statistics.memory import forget
from tasks.repair.statistics.word_lists import is_listed
from tasks.repair.text import repair_text

__all__ = [
    "LANGUAGE_NAMES",
    "Repair",
    "RepairedText",
    "detect_language",
    "explain_text",
    "forget",
    "is_listed",
    "language_score",
    "repair_text",
    "strange_letters",
    "word_list_score",
]
