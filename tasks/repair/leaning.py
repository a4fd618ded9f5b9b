"""How far a word leans to one of the two languages."""

from functools import lru_cache

from tasks.repair.model import LANGUAGES, models
from tasks.repair.scoring import read_chunk

COSTS_A_NAT = 10
HIGHEST_LEANING = 6.0
"""No single word counts for more (nats): names and typing errors are not evidence."""
HIGHEST_BY_LETTERS = 3.0
"""No word that is in no list counts for more (nats): its letters alone tell little."""


@lru_cache(maxsize=65536)
def language_leaning(word: str) -> float:
    """How much more likely a word is in Dutch than in French, in nats; negative when it is French.

    Args:
        word: A piece of text without spaces.
    """
    dutch, french = (read_chunk(language, word, word)[0] for language in LANGUAGES)
    leaning = (french - dutch) / COSTS_A_NAT
    most = HIGHEST_LEANING if _is_known(word) else HIGHEST_BY_LETTERS
    return max(-most, min(most, leaning))


def _is_known(word: str) -> bool:
    plain = word.strip(".,;:!?()«»“”\"'").lower()
    return any(plain in models()[language].words for language in LANGUAGES)
