"""Rules by which extraction finds things: patterns, a line each, with their example; a file for each kind.

The lines of a name are its alternatives, in the order of the file.
"""

from dataclasses import dataclass
from functools import cache

from schemas.vocabulary.rows import vocabulary_rows


@dataclass(frozen=True, slots=True)
class Rule:
    """One alternative of a named pattern.

    `pattern` is a regular expression, in which '{name}' stands for the rules of that name, in the same file
    or common.tsv, or for a group of words.tsv, and '{name:fr}' for those of one language. `language` is 'nl',
    'fr' or '*'. `example` is a sentence in which this rule is needed to find what is between double square
    brackets, `counter` one that looks like it and has nothing but what is marked; `source` is where the form
    was seen.
    """

    name: str
    language: str
    pattern: str
    example: str
    counter: str
    source: str


@cache
def rules_of(kind: str) -> tuple[Rule, ...]:
    """The rules of a file, such as 'acts'."""
    return tuple(Rule(**row) for row in vocabulary_rows(f"{kind}.tsv", "schemas.vocabulary.rules"))


FIGURES = "9"
"""Stands in beginnings.tsv for any figures."""


@cache
def beginnings_of(kind: str, name: str, language: str | None) -> tuple[str, ...]:
    """The words with which rules of a name can begin, in small letters; none for any word.

    '{name}' stands for the first words of a group or list, 'acht*' for all that begin so, '*firma' for all
    that end so.
    """
    rows = vocabulary_rows("beginnings.tsv", "schemas.vocabulary")
    mine = (row for row in rows if (row["kind"], row["name"]) == (kind, name))
    return tuple(word for row in mine if row["language"] in {"*", language} for word in row["words"].split())
