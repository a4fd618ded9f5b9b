"""Bodies, companies and associations: by name, and by patterns for kinds with too many to list."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from schemas.codes import Language
from schemas.vocabulary.entities import given_names, organisations, word_set, words_of_both
from tasks.extract.entities.defined import ambiguous, definitions, is_of_kind, lifetime_of, short_names
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import (
    NameList,
    abbreviations,
    begins_sentence,
    doubted,
    in_compound,
    is_of_another,
    narrowed,
    on_day,
)
from tasks.extract.entities.places import place_names
from tasks.extract.entities.unlisted import again, by_cue, by_form, of_a_kind
from tasks.extract.rules import BODIES, names_of_countries
from tasks.extract.tokens import Words

_TYPE = re.compile(r"[ -]?(?:[A-Z]{1,2}-?)?\d")


@cache
def _list() -> NameList:
    return NameList("organisation", _organisation_names())


def _organisation_names() -> Iterator[tuple[str, str, bool]]:
    """Names of several words in any case; abbreviations and single words as they are."""
    for body in organisations():
        for name in (*body.names, *_inflected(body.names_nl)):
            yield name, body.code, " " not in name or body.kind == "media"
            if name[0].islower() and " " not in name:
                yield name[0].upper() + name[1:], body.code, True  # bpost at the beginning of a sentence
            for service in words_of_both("federal_service"):
                plain = service[: service.index("(")]
                if name.startswith(plain):
                    yield f"{service} {name.removeprefix(plain)}", body.code, False
        for short in body.abbreviations:
            yield short, body.code, True
        for name in (*body.names, *body.abbreviations):
            if "-" in name and " " not in name:
                yield name.replace("-", " "), body.code, True
    yield from ((other, code, True) for code, other in _other_cases())


_LONG_ABBREVIATION, _LONG_WORD = 4, 5


def _other_cases() -> Iterator[tuple[str, str]]:
    """Abbreviations as French papers print them ('Inami'), and names in capitals ('INTERPOL')."""
    words = given_names() | place_names() | names_of_countries() | word_set("abbreviation_word", "nl")
    common = word_set("company_common", "nl")
    for body in organisations():
        for name in (*body.names, *body.abbreviations):
            if not name.isalpha() or name in common:
                continue
            if name.isupper() and len(name) >= _LONG_ABBREVIATION and name.capitalize() not in words:
                yield body.code, name.capitalize()
            elif len(name) >= _LONG_WORD:
                yield body.code, name.upper()


def _inflected(names: Iterable[str]) -> Iterator[str]:
    """Names with the adjective that an article demands: 'het Federale Planbureau'."""
    levels = word_set("body_level", "nl")
    for name in names:
        first, _, behind = name.partition(" ")
        for level in levels if first in levels else ():
            if level.endswith("e") and level.startswith(first[:-2]) and level != first:
                yield f"{level} {behind}"


def find_organisations(text: str, words: Words, language: Language, on: date | None) -> Iterator[Mention]:
    """Bodies by name (entity_id from organisations.tsv), and by patterns (without one)."""
    for body in _organisations(text, words, language):
        yield on_day(doubted(text, body), lifetime_of(body.entity_id), on)


def _organisations(text: str, words: Words, language: Language) -> Iterator[Mention]:
    listed = [*_list().find(text, words)]
    named = {one.entity_id for one in listed if one.text not in ambiguous()}
    known = [_identified(text, language, one, named) for one in listed if _is_by_itself(text, one)]
    known = [_with_region(text, one) for one in _without_common_words(text, known)]
    found = [_without_form(text, one) for one in (*known, *_unlisted(text, words, language, known))]
    defined = definitions(text, found)
    yield from (one for one in found if one.text not in defined)
    bodies = {short: body for short, body in defined.items() if body}
    yield from bodies.values()
    yield from abbreviations(text, bodies)
    yield from short_names(text, words, language, found)


def _without_form(text: str, body: Mention) -> Mention:
    """A company or association without the word for its legal form, which belongs to no name: 'Xylo NV'."""
    name = BODIES("legal_form_before").sub("", body.text)
    start = body.end - len(name)
    name = BODIES("with_legal_form").sub("", name)
    return body if name == body.text else body.within(text, start, start + len(name))


def _with_region(text: str, body: Mention) -> Mention:
    """A regional agency with its region: 'Vlaams Agentschap Wegen en Verkeer'."""
    if not is_of_kind(body, "regional") or body.text.isupper():
        return body
    region = BODIES.before("region_before", text, body.start)
    return body.within(text, region.start(), body.end) if region else body


_COMPANIES = ("company", "public_enterprise", "internet")


def _without_common_words(text: str, known: list[Mention]) -> list[Mention]:
    """The bodies of a text; 'Orange' is a company if the text names another one, and not as a first word."""
    common = word_set("company_common", "nl")
    others = [one for one in known if one.text not in common and is_of_kind(one, *_COMPANIES)]
    meant = {one.text for one in known if others and not begins_sentence(text, one.start)}
    return [one for one in known if one.text not in common or one.text in meant]


_NARROWED = ("parliament", "advisory", "court")
"""Kinds of bodies whose names begin those of others: 'Conseil d'État'."""


def _identified(text: str, language: Language, name: Mention, named: Collection[str | None]) -> Mention:
    """A listed name with the body it means: of two that share it, the one that the text names otherwise too.

    Without it if the words around it make it another's.
    """
    bodies = ambiguous().get(name.text)
    meant = bodies.intersection(named) if bodies else {name.entity_id}
    if len(meant) != 1 or is_of_another(text, name.start, name.end):
        return replace(name, entity_id=None)
    if is_of_kind(name, *_NARROWED):
        is_short = len(name.text.split()) in {1, 2} and is_of_kind(name, "parliament")
        name = narrowed(text, name, language, is_short=is_short)
    return replace(name, entity_id=name.entity_id and next(iter(meant)))


def _unlisted(text: str, words: Words, language: Language, known: list[Mention]) -> Iterator[Mention]:
    """Bodies by patterns and by the words before them; the names of companies wherever they stand."""
    shared = [one.start for one in known if one.text in words_of_both("body_owner")]
    owners = {start for start in shared if BODIES.before("of_owner_before", text, start)}
    ends = [at for mention in known for at in (mention.start, mention.end - 1)]

    def is_new(mention: Mention) -> bool:  # no body begins or ends in it, but its owner: 'Comité van de VN'
        inside = ends[bisect_left(ends, mention.start) : bisect_left(ends, mention.end)]
        return not inside or (mention.start < inside[0] and inside[0] in owners)

    cued = [*filter(is_new, by_cue(text, words, language))]
    of_kind = [*of_a_kind(text, words, known)]
    forms = by_form(text, words, language)
    yield from filter(None, (found if is_new(found) else _before(text, found, ends) for found in forms))
    yield from (*cued, *of_kind)
    form = BODIES("with_legal_form")
    companies = {form.sub("", one.text) for one in of_kind if form.search(one.text)}
    yield from filter(is_new, again(text, words, {one.text for one in cued} | companies))


_FEWEST_WORDS = 3


def _before(text: str, found: Mention, ends: list[int]) -> Mention | None:
    """The part of a name before a known body, to which it belongs: 'directie X | van de federale politie'."""
    known = bisect_right(ends, found.start)
    name = text[found.start : ends[known]] if known < len(ends) and ends[known] < found.end else ""
    link = BODIES("link").search(name)
    if link is None or len(name[: link.start()].split()) < _FEWEST_WORDS:
        return None
    return found.within(text, found.start, found.start + link.start())


def _is_by_itself(text: str, mention: Mention) -> bool:
    """Whether a name is not part of a compound, nor of another thing's: 'Boeing 747', 'wet Renault'."""
    start, end = mention.start, mention.end
    if is_of_kind(mention, "company"):
        is_other = _TYPE.match(text, end) or BODIES.before("law_before", text, start)
    elif is_of_kind(mention, "internet"):
        is_other = BODIES("product_behind").match(text, end)
    else:
        is_other = BODIES.before("other_thing", text, end, letters=40)
    return not is_other and not in_compound(text, start, end)
