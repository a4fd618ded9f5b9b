"""Dutch or French: by the words of the text that only one of the two uses."""

import re

from tasks.repair.statistics.model import models

SAMPLES = 8
SAMPLE = 1200
"""A long text is judged by this many pieces of this many characters."""
_WORD = re.compile(r"[^\W\d_]+")
UNKNOWN = 150
TELLING = 20
"""Difference in cost, in units of `COST_UNIT`, that makes a word evidence."""
ENOUGH = 40
SHARE = 0.75
"""Part of the evidence that one language must have."""


def _sample(text: str) -> str:
    if len(text) <= SAMPLES * SAMPLE:
        return text
    step = len(text) // SAMPLES
    return " ".join(text[at : at + SAMPLE] for at in range(0, step * SAMPLES, step))


def detect_language(text: str) -> str | None:
    """Return 'nl' or 'fr', or None when the text is too short, in neither, or in both.

    Damaged words say nothing here; function words, which hold few accents, decide.
    """
    dutch, french = (models()[name].words for name in ("nl", "fr"))
    evidence = {"nl": 0, "fr": 0}
    for word in _WORD.findall(_sample(text).lower()):
        difference = french.get(word, UNKNOWN) - dutch.get(word, UNKNOWN)
        if abs(difference) >= TELLING:
            evidence["nl" if difference > 0 else "fr"] += abs(difference)
    best = max(evidence, key=lambda name: evidence[name])
    if evidence[best] < ENOUGH or evidence[best] < SHARE * sum(evidence.values()):
        return None
    return best
