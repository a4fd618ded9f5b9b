"""Companies and associations in no list, by the word before their name, and throughout their text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from schemas.codes import Language
from schemas.vocabulary.entities import given_names, portfolios, words_for, words_of_both
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import RULES, begins_sentence, in_compound, party_spellings
from tasks.extract.entities.places import place_names
from tasks.extract.tokens import Words, WordTest, matches_at, words_of

_SHORTEST = 3
"""Letters of a name that is looked for in all of the text."""


@WordTest
def _is_cue(word: str) -> bool:
    """Whether a Dutch word ends in one for companies: 'winkelketen', 'beveiligingsfirma's'."""
    return word.endswith((*words_for("body_cue_head", "nl"), *words_for("body_cues", "nl"), "firma"))


def by_cue(text: str, words: Words, language: Language) -> Iterator[Mention]:
    """Names behind a word for what they are: 'het bedrijf X', 'les sociétés X et Y'."""
    yield from _before_a_comma(text, words, language)
    if language == "nl":
        places = words.begins(words.such_as(_is_cue))
        others = matches_at(RULES("cue_in_one_word", "nl"), text, places)
    else:
        others = RULES.find("foreign_acronym", text, words, language, needs="foreign")
    for match in (*RULES.find("cue", text, words, language), *others):
        is_title = match[0][:2].istitle() and not begins_sentence(text, match.start())
        if is_title and match.lastgroup != "acronym":
            continue  # 'Direct Operator Billing'
        for name in RULES("company_name").finditer(text, *match.span(match.lastgroup or 0)):
            if not _is_other(name[0]):
                yield Mention(*name.span(), "organisation", name[0])


def _before_a_comma(text: str, words: Words, language: Language) -> Iterator[Mention]:
    """Names of which the text says behind a comma what they are."""
    for explained in RULES.find("explained", text, words, language):
        found = RULES.before("explained_name", text, explained.start(), letters=60)
        if found is None:
            continue
        start, name = found.start(), found["name"]
        if begins_sentence(text, start):  # 'Bij X, een bedrijf'
            first, _, name = name.partition(" ")
            start += len(first) + 1
        if name and not _is_other(name):
            yield Mention(start, start + len(name), "organisation", name)


def _is_other(name: str) -> bool:
    """Whether a name is that of a place, party or person, or an adjective."""
    first = name.split(maxsplit=1)[0]
    is_known = name in place_names() or name in party_spellings() or name.lower() in _no_names()
    return is_known or first in given_names()


@cache
def _no_names() -> frozenset[str]:
    fields = {name for portfolio in portfolios() for name in portfolio.names}  # 'organisaties zoals Defensie'
    groups = ("no_company", "legal_form", "foreign", "body_level", "region_adjective")
    return frozenset(map(str.lower, fields.union(*map(words_of_both, groups))))


_ENDS = re.compile(r"(?!\w| [A-ZÀ-Ý][a-z])")
"""What follows a complete name: no further word of another one."""


def again(text: str, words: Words, names: Iterable[str]) -> Iterator[Mention]:
    """Every place of names that the text introduced."""
    wanted = {name for name in names if len(name) >= _SHORTEST and not _is_other(name)}
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in wanted:
        lengths[words_of(name)[0].lower()].add(len(name))
    as_printed = frozenset(words.texts)
    for start, word in zip(words.starts, words.lowers, strict=True) if wanted else ():
        for length in lengths.get(word, ()):
            name, end = text[start : start + length], start + length
            is_word = name.lower() in as_printed and begins_sentence(text, start)
            is_complete = name in wanted and _ENDS.match(text, end) and not in_compound(text, start, end)
            if is_complete and not is_word:
                yield Mention(start, end, "organisation", name, found_by="defined")
