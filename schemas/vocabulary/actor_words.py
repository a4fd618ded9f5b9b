"""The words of printed offices and surnames, from actor_words.tsv."""

from dataclasses import dataclass
from functools import cache

from schemas.vocabulary.rows import record, several, vocabulary_rows


@dataclass(frozen=True, slots=True)
class ActorWords:
    """Phrases with the same meaning.

    `group` is their function: 'role', 'charged', 'attached', 'aspect', 'and', 'small' (words that do not
    count), 'article', 'particle' (of a surname) or 'title'.
    """

    group: str
    code: str
    language: str
    phrases: tuple[str, ...]
    source: str


@cache
def actor_words() -> tuple[ActorWords, ...]:
    """Every row of actor_words.tsv, in the order of the file."""
    return tuple(
        record(ActorWords, row, phrases=several(row["words"])) for row in vocabulary_rows("actor_words.tsv")
    )


@cache
def phrases_of(group: str) -> tuple[str, ...]:
    """All phrases of a group, in both languages."""
    return tuple(phrase for row in actor_words() if row.group == group for phrase in row.phrases)
