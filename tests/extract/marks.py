"""Examples of rules: texts with double square brackets around what is to be found."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import schemas.vocabulary.rules
from schemas.codes import LANGUAGES, Language
from schemas.vocabulary.entities import Word, WordGroup, word_groups, word_rows
from schemas.vocabulary.rows import several
from schemas.vocabulary.rules import Rule
from tasks.extract import Mention, mentions
from tests.golden.rows import EXAMPLES

ALL_KINDS = sorted(path.stem for path in Path(schemas.vocabulary.rules.__file__).parent.glob("*.tsv"))
KINDS = [kind for kind in ALL_KINDS if kind != "numbering"]
"""The files of rules, and those that find mentions."""
OPEN, CLOSE = "[[", "]]"
Example = tuple[str, Language]


def languages_of(rule: Rule) -> tuple[Language, ...]:
    """The languages in which a rule is tried."""
    return tuple(one for one in LANGUAGES if rule.language in {one, "*"})


def examples_of(rule: Rule) -> tuple[str, ...]:
    """Its examples and counter-examples."""
    return (*several(rule.example), *several(rule.counter))


def plain(text: str) -> str:
    """A text without the brackets."""
    return text.replace(OPEN, "").replace(CLOSE, "")


@cache
def found_in(text: str, language: Language) -> tuple[Mention, ...]:
    """What is found in a text, which several tests look at."""
    return tuple(mentions(text, language))


def marked(text: str, language: Language) -> str:
    """A text, whose own brackets are left out, with brackets around what is found in it."""
    text = plain(text)
    pieces: list[str] = []
    at = 0
    for one in found_in(text, language):
        pieces += [text[at : one.start], OPEN, one.text, CLOSE]
        at = one.end
    return "".join([*pieces, text[at:]])


def examples_of_words() -> Iterator[Example]:
    """The sentences of words.tsv, and those of groups with each of their words, each with its language."""
    for group in word_groups():
        for word in word_rows()[group.group]:
            yield from sentences_of(group, word)


def sentences_of(group: WordGroup, word: Word) -> Iterator[Example]:
    """The sentences of a word, or those of its group with the word in them."""
    templates = {"nl": group.example_nl, "fr": group.example_fr}
    for language in (one for one in LANGUAGES if word.language in {one, "*"}):
        for text in several(word.example or templates[language]):
            yield filled(text, word.word), language


def filled(template: str, word: str) -> str:
    """A sentence with a word at its place."""
    return template.replace("{word}", word).replace("{Word}", word[:1].upper() + word[1:])


def golden_lines() -> Iterator[str]:
    """What is found in examples: of words in all, of rules in those whose values no other test has."""
    rows = (line.split("\t")[:3] for line in EXAMPLES.read_text("utf-8").splitlines())
    yield from (_line(kind, text, language) for kind, language, text in rows if kind != "words")
    yield from (_line("words", text, language) for text, language in examples_of_words())


def _line(kind: str, text: str, language: Language) -> str:
    return f"{kind}\t{language}\t{text}\t{' ; '.join(map(_shown, found_in(text, language)))}"


def _shown(mention: Mention) -> str:
    parts = (mention.kind, mention.text, mention.value, mention.unit, mention.entity_id, mention.articles)
    return "/".join(part or "" for part in parts).rstrip("/") + "?" * mention.is_unsure
