"""Repair of an already decoded text."""

from collections.abc import Sequence

from tasks.repair.accents import TRACE as ACCENTS
from tasks.repair.accents import repair_accents
from tasks.repair.charsets import BEGINS_UTF_8, SUSPICIOUS
from tasks.repair.edits import Repair, RepairedText, apply, compose
from tasks.repair.layers.layers import repair_layers
from tasks.repair.lost.hyphens import SIGN, repair_hyphens, repair_list_marks
from tasks.repair.lost.hyphens import TRACE as NO_HYPHENS
from tasks.repair.lost.lost import REPLACEMENT, repair_lost
from tasks.repair.lost.lost import TRACE as LOST
from tasks.repair.misread.gains import Scorer
from tasks.repair.misread.misread import repair_misread
from tasks.repair.misread.sequences import TRACE, repair_sequences
from tasks.repair.statistics.confusion import MARK
from tasks.repair.statistics.language import Passages, detect_language, is_other_language

PASSES = 6
"""Layers of damage that are undone; a text that still changes after that is left as it came."""


def may_be_damaged(text: str, language: str | None) -> bool:
    """Quick test whether anything needs a look; hardly any correct text does."""
    if language != "nl" and NO_HYPHENS.search(text):
        return True
    if not text.isascii() and (SUSPICIOUS.search(text) or BEGINS_UTF_8.search(text)):
        return True
    if "`" in text and ACCENTS.search(text):
        return True
    if SIGN in text or ("&" in text and TRACE.search(text)):
        return True
    return (MARK in text and LOST.search(text) is not None) or REPLACEMENT in text


def one_pass(
    scorer: Scorer, text: str, language: str | None, *, from_bytes: bool = False
) -> Sequence[Repair]:
    """The repairs of one pass."""
    repairs: Sequence[Repair] = repair_layers(text) or repair_sequences(text)
    if not repairs and not from_bytes:
        repairs = tuple(repair_accents(text)) or _repair_letters(scorer, text, language)
    return repairs or repair_hyphens(text, language) or repair_list_marks(text)


def _repair_letters(scorer: Scorer, text: str, language: str | None) -> Sequence[Repair]:
    """The repairs of single letters in one pass.

    Sentences in other languages have none: their letters may be right as they are.
    """
    is_suspicious = SUSPICIOUS.search(text) is not None
    if not (is_suspicious or LOST.search(text)) or is_other_language(text):
        return ()
    language, passages = language or detect_language(text), Passages(text)
    repairs = repair_misread(scorer, text, language) if is_suspicious else ()
    kept = [repair for repair in repairs if not passages.is_foreign(repair.start)]
    if kept or language is None:  # without a language nothing shows which letters were lost
        return kept
    lost = repair_lost(text, language, REPLACEMENT) or repair_lost(text, language, MARK)
    return [repair for repair in lost if not passages.is_foreign(repair.start)]


def repair_text(text: str, language: str | None = None, *, from_bytes: bool = False) -> RepairedText:
    """Repair the letters of a text: a word, a sentence, or a page as evidence for its own charset.

    Passes are repeated until nothing changes, so that repairing the result changes nothing, unless some of it
    was skipped. Line feeds are neither added nor removed. Without a language it is detected; give none for a
    page in both. `from_bytes` means the letters were decoded from Windows-1252 bytes with certainty: only
    impossible sequences and lost hyphens are repaired, no single letter is doubted.
    """
    if not may_be_damaged(text, language):
        return RepairedText(text, (), language or "")
    changes: tuple[Repair, ...] = ()
    current, scorer = text, Scorer(text)
    for _ in range(PASSES):
        made = one_pass(scorer, current, language, from_bytes=from_bytes)
        changes, current = compose(text, changes, made), apply(current, made)
        if not (made and may_be_damaged(current, language)):
            # Where UTF-8 said no more than that a letter is lost, and nothing restored it, the text stays.
            kept = changes
            if REPLACEMENT in current:
                kept = tuple(
                    one for one in changes if one.after.count(REPLACEMENT) <= one.before.count(REPLACEMENT)
                )
                current = apply(text, kept)
            language = language or detect_language(current) or ""
            return RepairedText(current, kept, language, len(scorer.refused))
    return RepairedText(text, (), language or detect_language(text) or "", len(scorer.refused))
