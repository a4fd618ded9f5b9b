"""Repair of letters damaged by a wrong charset; works alone: `from tasks.repair import repair_text`."""

from tasks.repair.edits import Repair, RepairedText
from tasks.repair.statistics.language import detect_language
from tasks.repair.statistics.memory import forget
from tasks.repair.text import repair_text

__all__ = ["Repair", "RepairedText", "detect_language", "forget", "repair_text"]
