"""The words of which printed offices and surnames are made, from actor_words.tsv."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


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
    with files(__package__).joinpath("actor_words.tsv").open(encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(
            ActorWords(
                row["group"], row["code"], row["language"], tuple(row["words"].split("|")), row["source"]
            )
            for row in rows
        )


def phrases_of(group: str) -> tuple[str, ...]:
    """All phrases of a group, of both languages."""
    return tuple(phrase for row in actor_words() if row.group == group for phrase in row.phrases)
