"""The forms that names of bodies have: with too many bodies of a kind to list them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import chain

from schemas.codes import LANGUAGES, Language
from schemas.vocabulary.entities import given_names, word_set, words_for
from tasks.extract.entities.defined import is_one_of_many
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import RULES, begins_sentence, in_compound, names_of_countries
from tasks.extract.entities.places import place_names
from tasks.extract.tokens import Words, WordTest, matches_at


@WordTest
def _is_compound(word: str) -> bool:
    """Whether a Dutch word has a body as its head: 'Rijksdienst', 'Gezondheidsraad'."""
    return word.rstrip("'").endswith(words_for("body_head", "nl"))


def by_form(text: str, words: Words, language: Language) -> Iterator[Mention]:
    """Names of bodies by their form: a word for a body and what it is for, units with their field."""
    quoted = (RULES.find("body_with_purpose", text, words, either) for either in LANGUAGES)
    formed = [*RULES.find("body", text, words, language), *chain.from_iterable(quoted)]
    if language == "nl":
        places = words.begins(words.such_as(_is_compound))
        formed += matches_at(RULES("body_in_one_word", language), text, places)
    for match in formed:
        is_word = " " not in match[0] and begins_sentence(text, match.start())
        is_other = is_word or is_one_of_many(text, match.start()) or match[0] in place_names()
        end = match.start() + len(_own_part(match[0]))
        if not is_other and not in_compound(text, match.start(), end):
            yield Mention(match.start(), end, "organisation", text[match.start() : end])
    units = RULES.find("unit_or_committee", text, words, language)
    for match in (*units, *RULES.find("english_tail", text, words, needs="body_tail_english")):
        if match[0].partition(" ")[2] not in place_names():  # 'afdeling Brugge'
            yield Mention(*match.span(), "organisation", match[0])


def of_a_kind(text: str, words: Words, known: Iterable[Mention]) -> Iterator[Mention]:
    """Courts, police zones, hospitals, companies: a word for the kind, and a name, which may be known."""
    for match in (
        *RULES.find("of_a_kind", text, words),
        *RULES.find("company", text, words, needs="legal_form"),
        *RULES.find("with_tail", text, words, needs="body_tail"),
    ):
        found = Mention(*match.span(), "organisation", match[0])
        inside = [one for one in known if found.start <= one.start and one.end <= found.end]
        is_known = [one.text for one in inside] == [RULES("with_legal_form").sub("", found.text)]
        yield replace(found, entity_id=inside[0].entity_id) if is_known else found


def _own_part(name: str) -> str:
    """A name up to its second phrase, or a later one, that is another's: a person, a place, a day, a time."""
    for phrase in list(RULES("phrase").finditer(name))[1:]:
        word = phrase["word"]
        if word in _strangers() or word.lower() in word_set("no_body_phrase", "nl"):
            return name[: phrase.start()]
    return name


@cache
def _strangers() -> frozenset[str]:
    own = word_set("home", "nl")
    return given_names() | ((place_names() | names_of_countries()) - own) | word_set("no_body_phrase", "fr")
