"""How far a word leans to one of the two languages."""

from functools import lru_cache

from tasks.repair.model import LANGUAGES
from tasks.repair.scoring import read_chunk

COSTS_A_NAT = 10
HIGHEST_LEANING = 6.0
"""No single word counts for more (nats): names and typing errors are not evidence."""


@lru_cache(maxsize=65536)
def language_leaning(word: str) -> float:
    """How much more likely a word is in Dutch than in French, in nats; negative when it is French.

    Args:
        word: A piece of text without spaces.
    """
    dutch, french = (read_chunk(language, word, word)[0] for language in LANGUAGES)
    leaning = (french - dutch) / COSTS_A_NAT
    return max(-HIGHEST_LEANING, min(HIGHEST_LEANING, leaning))
