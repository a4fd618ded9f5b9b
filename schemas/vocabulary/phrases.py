"""Phrases that number questions, or with which answers refer, decline or excuse; answer_phrases.tsv.

In groups 'with gaps', '…' stands for a few words of the same sentence, '~' for some of the same clause that
deny nothing, '(a|b)' for one of several words,
'{data_word}' for a word of that group, '*' for the rest of a word, '^' and '$' for the beginning and the end
of the sentence.
"""

from dataclasses import dataclass
from functools import cache, partial

from schemas.vocabulary.rows import records, vocabulary_rows

PhraseGroup = str
"""The name of a group of phrase_groups.tsv."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase, in lower case.

    `code` is its meaning within its group, or '-'; `source` is where it was seen, or 'unseen' for an
    expectation.
    """

    group: str
    code: str
    language: str
    text: str
    source: str


phrases = cache(partial(records, Phrase, "answer_phrases.tsv"))
"""Every phrase."""


@cache
def phrase_groups() -> dict[str, str]:
    """The meaning of each group of phrases."""
    return {row["group"]: row["meaning"] for row in vocabulary_rows("phrase_groups.tsv")}


@cache
def phrases_of(group: PhraseGroup) -> tuple[Phrase, ...]:
    """The phrases of a group, longest first, so that none hides behind a shorter one; KeyError if unknown."""
    phrase_groups()[group]
    found = (phrase for phrase in phrases() if phrase.group == group)
    return tuple(sorted(found, key=lambda phrase: (-len(phrase.text), phrase.text)))
