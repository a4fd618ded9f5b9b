"""The words of which printed offices and surnames are made, from actor_words.tsv."""

from dataclasses import dataclass
from functools import cache

from schemas.vocabulary.rows import several, vocabulary_rows


@dataclass(frozen=True, slots=True)
class ActorWords:
    """Phrases that mean the same.

    Attributes:
        group: What they do: 'role', 'charged', 'attached', 'aspect', 'and', 'small' (words that do
            not count), 'article' or 'particle' (of a surname).
        code: What they stand for within their group.
        language: 'nl' or 'fr'.
        phrases: One or more words each.
        source: Where they were seen.
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
        ActorWords(row["group"], row["code"], row["language"], several(row["words"]), row["source"])
        for row in vocabulary_rows("actor_words.tsv")
    )


def phrases_of(group: str) -> tuple[str, ...]:
    """All phrases of a group, of both languages."""
    return tuple(phrase for row in actor_words() if row.group == group for phrase in row.phrases)
