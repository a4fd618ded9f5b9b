"""Dutch or French, by the words that only one of the two uses."""

import re

from tasks.repair.statistics.model import models

SAMPLES = 8
SAMPLE = 1200
"""Characters per sample; a long text is represented by `SAMPLES` of them."""
_WORD = re.compile(r"[^\W\d_]+")
UNKNOWN = 150
TELLING = 20
"""Difference in cost, in units of `COST_UNIT`, that makes a word evidence."""
ENOUGH = 40
SHARE = 0.75
"""Share of the evidence that one language needs."""


def _sample(text: str) -> str:
    if len(text) <= SAMPLES * SAMPLE:
        return text
    step = len(text) // SAMPLES
    return " ".join(text[at : at + SAMPLE] for at in range(0, step * SAMPLES, step))


def detect_language(text: str) -> str | None:
    """'nl' or 'fr', None when the text is too short, in neither, or in both.

    Function words decide; they have few accents, so damage matters little.
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
