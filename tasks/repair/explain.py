"""Which evidence decides what is repaired in a text, in sentences."""

from collections.abc import Iterator, Sequence

from tasks.repair.charsets import SUSPICIOUS
from tasks.repair.chunks import chunks
from tasks.repair.edits import Repair, apply
from tasks.repair.misread.evidence import wrong_charsets
from tasks.repair.misread.gains import Scorer
from tasks.repair.misread.misread import doubtful_chunks
from tasks.repair.statistics.folding import COST_UNIT
from tasks.repair.statistics.language import (
    detect_language,
    is_other_language,
    language_evidence,
)
from tasks.repair.text import PASSES, may_be_damaged, one_pass, repair_text

SHOWN = 20
"""Changes shown of one pass, and pieces left."""
NATS = "nats (2.3 nats are a factor of ten)"
LANGUAGE_NAMES = {"nl": "Dutch", "fr": "French"}


def explain_text(text: str, language: str | None = None) -> list[str]:
    """Lines that say what `repair_text` does to a text, and which evidence decided."""
    if not may_be_damaged(text, language):
        return ["Nothing in this text looks damaged."]
    lines, current, scorer = list(_language(text, language)), text, Scorer(text)
    for number in range(1, PASSES + 1):
        changes = one_pass(scorer, current, language)
        if not changes:
            break
        lines += [f"Pass {number}:", *_evidence(current, language, changes)]
        current = apply(current, changes)
    if scorer.refused:
        skipped = len(scorer.refused)
        lines.append(f"{skipped} pieces were not read: there is more damage than the length allows.")
    made = repair_text(text, language).text
    if made != current:
        lines.append("Taken back: letters that are lost anyway, or changes that came to no end.")
    left = [repr(chunk) for _, chunk in chunks(made) if SUSPICIOUS.search(chunk)]
    if left:
        lines.append(f"Looks odd, and stays for want of evidence: {', '.join(left[:SHOWN])}")
    return lines


def _language(text: str, language: str | None) -> Iterator[str]:
    if language:
        yield f"Language: {LANGUAGE_NAMES[language]}, as given."
    else:
        found = LANGUAGE_NAMES.get(detect_language(text) or "", "undecided")
        evidence = language_evidence(text)
        nats = ", ".join(f"{LANGUAGE_NAMES[name]} {gain * COST_UNIT:.0f}" for name, gain in evidence.items())
        yield f"Language: {found}. Words that one language alone uses: {nats} nats."
    if is_other_language(text):
        yield "The text is in another language: only UTF-8, control characters and entities change."


def _evidence(text: str, language: str | None, made: Sequence[Repair]) -> Iterator[str]:
    """What decided one pass: the first changes of it, with the wrong charsets that were found."""
    rules = {repair.rule.partition("_as_")[0] for repair in made}
    if rules.isdisjoint({"accent", "c1", "entity", "lost", "hyphen", "utf8"}):
        known = language or detect_language(text)
        for finding in wrong_charsets(Scorer(text), text, doubtful_chunks(text), known):
            yield f"  {finding.pair.rule}: evidence {finding.evidence * COST_UNIT:.1f} {NATS}"
    for repair in made[:SHOWN]:
        yield f"    {repair.before!r} → {repair.after!r}: {repair.rule}, certainty {repair.certainty}"
    if len(made) > SHOWN:
        yield f"    and {len(made) - SHOWN} more"
