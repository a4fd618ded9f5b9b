"""Rules by which extraction finds things: patterns, a line each, with their example; a file for each kind.

The lines of a name are its alternatives, in the order of the file.
"""

from dataclasses import dataclass
from functools import cache

from schemas.vocabulary.rows import records


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
    return records(Rule, f"{kind}.tsv", "schemas.vocabulary.rules")
