"""Bodies in no list: by the form of their name, by the word before it, and throughout their text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import chain

from schemas.codes import LANGUAGES, Language
from schemas.vocabulary.entities import given_names, portfolios, word_set, words_of_both
from tasks.extract.entities.defined import is_one_of_many
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import begins_sentence, in_compound, party_spellings
from tasks.extract.entities.places import place_names
from tasks.extract.rules import BODIES, names_of_countries
from tasks.extract.tokens import Words, words_of

_SHORTEST = 3
"""Letters of a name that is looked for in all of the text."""


def by_cue(text: str, words: Words, language: Language) -> Iterator[Mention]:
    """Names behind a word for what they are: 'het bedrijf X', 'les sociétés X et Y'."""
    yield from _before_a_comma(text, words, language)
    if language == "nl":
        others = BODIES.find("cue_in_one_word", text, words, "nl")
    else:
        others = BODIES.find("foreign_acronym", text, words, language, needs="foreign")
    for match in (*BODIES.find("cue", text, words, language), *others):
        is_title = match[0][:2].istitle() and not begins_sentence(text, match.start())
        if is_title and match.lastgroup != "acronym":
            continue  # 'Direct Operator Billing'
        for name in BODIES("company_name").finditer(text, *match.span(match.lastgroup or 0)):
            if not _is_other(name[0]):
                yield Mention(*name.span(), "organisation", name[0])


def _before_a_comma(text: str, words: Words, language: Language) -> Iterator[Mention]:
    """Names of which the text says behind a comma what they are."""
    for explained in BODIES.find("explained", text, words, language):
        found = BODIES.before("explained_name", text, explained.start(), letters=60)
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


def by_form(text: str, words: Words, language: Language) -> Iterator[Mention]:
    """Names of bodies by their form: a word for a body and what it is for, units with their field."""
    quoted = (BODIES.find("body_with_purpose", text, words, either) for either in LANGUAGES)
    formed = [*BODIES.find("body", text, words, language), *chain.from_iterable(quoted)]
    if language == "nl":
        formed += BODIES.find("body_in_one_word", text, words, language)
    for match in formed:
        is_word = " " not in match[0] and begins_sentence(text, match.start())
        is_other = is_word or is_one_of_many(text, match.start()) or match[0] in place_names()
        end = match.start() + len(_own_part(match[0]))
        if not is_other and not in_compound(text, match.start(), end):
            yield Mention(match.start(), end, "organisation", text[match.start() : end])
    units = BODIES.find("unit_or_committee", text, words, language)
    for match in (*units, *BODIES.find("english_tail", text, words, needs="body_tail_english")):
        if match[0].partition(" ")[2] not in place_names():  # 'afdeling Brugge'
            yield Mention(*match.span(), "organisation", match[0])


def of_a_kind(text: str, words: Words, known: Iterable[Mention]) -> Iterator[Mention]:
    """Courts, police zones, hospitals, companies: a word for the kind, and a name, which may be known."""
    for match in (
        *BODIES.find("of_a_kind", text, words),
        *BODIES.find("company", text, words, needs="legal_form"),
        *BODIES.find("with_tail", text, words, needs="body_tail"),
    ):
        found = Mention(*match.span(), "organisation", match[0])
        inside = [one for one in known if found.start <= one.start and one.end <= found.end]
        is_known = [one.text for one in inside] == [BODIES("with_legal_form").sub("", found.text)]
        yield replace(found, entity_id=inside[0].entity_id) if is_known else found


def _own_part(name: str) -> str:
    """A name up to its second phrase, or a later one, that is another's: a person, a place, a day, a time."""
    for phrase in list(BODIES("phrase").finditer(name))[1:]:
        word = phrase["word"]
        if word in _strangers() or word.lower() in word_set("no_body_phrase", "nl"):
            return name[: phrase.start()]
    return name


@cache
def _strangers() -> frozenset[str]:
    own = word_set("home", "nl")
    return given_names() | ((place_names() | names_of_countries()) - own) | word_set("no_body_phrase", "fr")
