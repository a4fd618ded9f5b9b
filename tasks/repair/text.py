"""Repair of a text that arrived already decoded."""

from collections.abc import Sequence

from tasks.repair.charsets import SUSPICIOUS
from tasks.repair.edits import Repair, RepairedText, apply, compose
from tasks.repair.judge import Judge
from tasks.repair.language import detect_language
from tasks.repair.misread import repair_misread
from tasks.repair.sequences import TRACE, repair_sequences

PASSES = 6
"""Damages laid over each other that are undone; a text that still changes then is left as it came."""


def _one_pass(
    judge: Judge, text: str, language: str | None, *, from_bytes: bool
) -> tuple[Sequence[Repair], int]:
    """Return the repairs of one pass, and how many chunks it left unjudged."""
    repairs = repair_sequences(text)
    if repairs or from_bytes or not SUSPICIOUS.search(text):
        return repairs, 0
    return repair_misread(judge, text, language or detect_language(text))


def repair_text(text: str, language: str | None = None, *, from_bytes: bool = False) -> RepairedText:
    """Repair the letters of a text.

    Passes are made until nothing changes any more, so that repairing the result changes nothing, unless
    some of it was left unjudged.

    Args:
        text: A word, a sentence or a page; a page is one piece of evidence for its wrong charset.
        language: 'nl', 'fr', or None to detect it (give None for a page in both).
        from_bytes: The letters were decoded from Windows-1252 bytes with certainty: no single letter is
            doubted, only sequences that cannot be meant are repaired.

    Returns:
        The repaired text with each change. Line feeds are neither added nor removed.
    """
    if not SUSPICIOUS.search(text) and not TRACE.search(text):
        return RepairedText(text, (), language or "")
    changes: tuple[Repair, ...] = ()
    current, judge, unjudged = text, Judge(text), 0
    for _ in range(PASSES):
        made, left = _one_pass(judge, current, language, from_bytes=from_bytes)
        unjudged = max(unjudged, left, int(judge.refused))
        if not made:
            return RepairedText(current, changes, language or detect_language(current) or "", unjudged)
        changes = compose(text, changes, made)
        current = apply(current, made)
    return RepairedText(text, (), language or detect_language(text) or "", unjudged)
