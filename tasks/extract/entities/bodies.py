"""Bodies, companies and associations: by name, and by patterns for kinds with too many to list."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache

from schemas.codes import Language
from schemas.vocabulary.entities import given_names, organisations, word_set, words_of_both
from tasks.extract.entities.cues import again, by_cue
from tasks.extract.entities.defined import abbreviated, ambiguous, definitions, is_one_of_many, short_names
from tasks.extract.entities.forms import formed, headed, of_a_kind
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import (
    NameList,
    begins_sentence,
    in_compound,
    is_foreign,
    mention_of,
    names_of_countries,
    of_country,
    party_spellings,
)
from tasks.extract.entities.places import place_names
from tasks.extract.entities.tokens import Words
from tasks.extract.rules import alternatives

_SERVICES = (
    ("Federale Overheidsdienst ", "FOD"),
    ("Service public fédéral ", "SPF"),
    ("Programmatorische Federale Overheidsdienst ", "POD"),
    ("Programmatorische Overheidsdienst ", "POD"),
    ("Service public fédéral de programmation ", "SPP"),
    ("Service public de programmation ", "SPP"),
)
_TYPE = re.compile(r"[ -]?(?:[A-Z]{1,2}-?)?\d")
_LAW_OF = re.compile(r"(?:\bcanal de|\bwet|\bloi|-wet|procedure|procédure)-?\)? ?$")
"""Laws are called by the company that they were made for, 'wet Renault', and a canal by its city."""
_PRODUCT = re.compile(r" (?:Play|Messenger|Translate|Maps|Chrome|App Store)(?!\w)")
"""'Google Play' is no company."""
_NO_BODY_BEHIND = {
    "IRM": re.compile(r"\b(?:examens?|appareils?|scanners?|une?|aux|les|des|par) $|d['’]$"),
    "Benelux": re.compile(r"\b(?:train|trein|ligne|lijn) $"),
}
"""Words before a name that is something else too: imaging by magnetic resonance, a train."""
_ARTICLE = re.compile(
    r"(?:(?:[Ll]orsqu|[Pp]uisqu|[Qq]u|[Dd]|[JL])['’](?:une?|la|les?) |"
    r"(?:De|Het|Een|La|Le|Les|Une|Un|Ce|Cet|Cette|Ces|Leur|Notre|Votre|Deze"
    r"|Die|Dit|Dat|Onze|Uw|In|Bij|Door|Volgens|Van|Voor|Hoeveel"
    r"|Sommige|Alle|Andere|Elke|Vele|Enkele|Certaine?s|Tou[ts]e?s|Plusieurs|Quelques|Aucune?|Chaque) )"
)


@cache
def _list() -> NameList:
    return NameList(_organisation_names())


def _organisation_names() -> Iterator[tuple[str, str, bool]]:
    """Names of several words in any case; abbreviations and single words as they are."""
    for body in organisations():
        for name in (*body.names, *_inflected(body.names_nl)):
            yield name, body.code, " " not in name or body.kind == "media"
            if name[0].islower() and " " not in name:
                yield name[0].upper() + name[1:], body.code, True  # bpost at the beginning of a sentence
            for plain, short in _SERVICES:
                if name.startswith(plain):
                    yield f"{plain}({short}) {name.removeprefix(plain)}", body.code, False
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


_INFLECTIONS = (("aal", "ale"), ("ees", "ese"), ("een", "ene"), ("s", "se"), ("k", "ke"), ("sch", "sche"))


def _inflected(names: Iterable[str]) -> Iterator[str]:
    """Names with the adjective that an article demands: 'het Federale Planbureau'."""
    levels = word_set("body_level", "nl")
    for name in names:
        first, _, behind = name.partition(" ")
        for ending, inflected in _INFLECTIONS:
            if first.endswith(ending) and f"{first.removesuffix(ending)}{inflected}" in levels:
                yield f"{first.removesuffix(ending)}{inflected} {behind}"


def find_organisations(text: str, words: Words, language: Language) -> Iterator[Mention]:
    """Bodies by name (entity_id from organisations.tsv), and by patterns (without one)."""
    listed = [mention_of(text, words, found, "organisation") for found in _list().find(words)]
    named = {one.entity_id for one in listed if one.text not in ambiguous()}
    known = [
        replace(one, entity_id=_identifier(text, one, named)) for one in listed if _stands_alone(text, one)
    ]
    known = [_with_region(text, one) for one in _without_common_words(text, known)]
    found = [*known, *_unlisted(text, words, language, known)]
    defined = definitions(text, language, found)
    yield from (one for one in found if one.text not in defined)
    yield from abbreviated(text, defined)
    yield from short_names(text, words, language, found)


_REGION = re.compile(r"\b(?:Vlaamse?|Waalse?|Brusselse?) $")


def _with_region(text: str, body: Mention) -> Mention:
    """A regional agency with its region: 'Vlaams Agentschap Wegen en Verkeer'."""
    start = body.start
    region = _REGION.search(text[max(0, start - 10) : start])
    if region is None or _kinds().get(body.entity_id or "") != "regional" or body.text.isupper():
        return body
    start -= len(region[0])
    return replace(body, start=start, text=text[start : body.end])


_COMPANIES = frozenset(("company", "public_enterprise", "internet"))


def _without_common_words(text: str, known: list[Mention]) -> list[Mention]:
    """The bodies of a text; 'Orange' is a company if the text names another one, and not as a first word."""
    common = word_set("company_common", "nl")
    others = [
        one for one in known if one.text not in common and _kinds().get(one.entity_id or "") in _COMPANIES
    ]
    meant = {one.text for one in known if others and not begins_sentence(text, one.start)}
    return [one for one in known if one.text not in common or one.text in meant]


def _identifier(text: str, mention: Mention, named: Collection[str | None]) -> str | None:
    """The body that a listed name means: of two that share it, the one that the text names otherwise too.

    None if the text says that it is a foreign one.
    """
    if is_foreign(text, mention.start, mention.end) or _is_of_country(text, mention):
        return None
    bodies = ambiguous().get(mention.text)
    meant = bodies.intersection(named) if bodies else {mention.entity_id}
    return next(iter(meant)) if len(meant) == 1 else None


_OF_NO_STATE = frozenset(("company", "international", "association", "media", "internet"))


def _is_of_country(text: str, mention: Mention) -> bool:
    """Whether a parliament or court is said to be another country's: 'Parlement des Pays-Bas'."""
    is_of_state = _kinds()[mention.entity_id or ""] not in _OF_NO_STATE
    return is_of_state and of_country().match(text, mention.end) is not None


def _unlisted(text: str, words: Words, language: Language, known: list[Mention]) -> Iterator[Mention]:
    """Bodies by patterns and by the words before them; the names of companies wherever they stand."""
    owners = {one.start for one in known if _is_owner(text, one)}
    ends = [at for mention in known for at in (mention.start, mention.end - 1)]

    def is_new(mention: Mention) -> bool:  # no known body begins or ends in it, but for its owner
        inside = ends[bisect_left(ends, mention.start) : bisect_left(ends, mention.end)]
        return not inside or (mention.start < inside[0] and inside[0] in owners and not inside[2:])

    cued = [*filter(is_new, by_cue(text, words, language))]
    of_kind = [one for match in of_a_kind(text, words) for one in _of_kind(text, match, known)]
    for found in _by_pattern(text, words, language):
        own = found if is_new(found) else _before(text, found, ends)
        if own and is_new(own):
            yield own
    yield from (*cued, *of_kind)
    companies = {_form().sub("", one.text) for one in of_kind if _form().search(one.text)}
    yield from filter(is_new, again(text, words, {one.text for one in cued} | companies))


_LINK = re.compile(
    r"(?: et| en|,)? (?:van|der|des?|du|pour|voor|aux?)(?: (?:de|het|la|les?))? $| (?:de |pour )?[ld]['’]$"
)
_FEWEST_WORDS = 3


def _before(text: str, found: Mention, ends: list[int]) -> Mention | None:
    """The part of a name before a known body, to which it belongs: 'directie X | van de federale politie'."""
    known = bisect_right(ends, found.start)
    name = text[found.start : ends[known]] if known < len(ends) and ends[known] < found.end else ""
    link = _LINK.search(name)
    is_name = link is not None and len(name[: link.start()].split()) >= _FEWEST_WORDS
    return _body(text, found.start, found.start + link.start()) if link and is_name else None


_GENITIVE = re.compile(r"(?<!\ben )(?<!\bet )(?:\b(?:van de|van het|des|de la|du) |\bde l['’])$")


def _is_owner(text: str, body: Mention) -> bool:
    """Whether a body of many states is part of another's name: 'Comité van de Verenigde Naties'."""
    is_genitive = _GENITIVE.search(text[max(0, body.start - 11) : body.start])
    return is_genitive is not None and body.text in words_of_both("body_owner")


def _of_kind(text: str, match: re.Match[str], known: list[Mention]) -> Iterator[Mention]:
    """A name with the word for its kind, which alone is none; with the identifier of a known body in it."""
    article = _ARTICLE.match(match[0])
    found = _body(text, match.start() + (article.end() if article else 0), match.end())
    if any(found.text in words_of_both(kind) for kind in ("legal_form", "body_tail")):
        return
    name = _form().sub("", found.text)
    inside = [one for one in known if found.start <= one.start and one.end <= found.end]
    is_known = [one.text for one in inside] == [name]
    yield replace(found, entity_id=inside[0].entity_id) if is_known else found


@cache
def _form() -> re.Pattern[str]:
    forms = alternatives(words_of_both("legal_form"))
    return re.compile(rf"^(?:{forms}) | (?:{forms})$")


def _stands_alone(text: str, mention: Mention) -> bool:
    """Whether a name is not part of a compound, nor of a type: 'Boeing 747'."""
    kind = _kinds()[mention.entity_id or ""]
    is_type = kind == "company" and (
        _TYPE.match(text, mention.end) or _LAW_OF.search(text[max(0, mention.start - 12) : mention.start])
    )
    other = _NO_BODY_BEHIND.get(mention.text)
    is_other = other and other.search(text[max(0, mention.start - 16) : mention.start])
    is_product = kind == "internet" and _PRODUCT.match(text, mention.end)
    return (
        not is_type and not is_other and not is_product and not in_compound(text, mention.start, mention.end)
    )


@cache
def _kinds() -> dict[str, str]:
    return {body.code: body.kind for body in organisations()}


def _body(text: str, start: int, end: int) -> Mention:
    return Mention(start, end, "organisation", text[start:end])


def _by_pattern(text: str, words: Words, language: Language) -> Iterator[Mention]:
    """Names of bodies by their form."""
    for match in formed(text, words, language):
        is_word = " " not in match[0] and begins_sentence(text, match.start())
        is_other = is_word or is_one_of_many(text, match.start()) or match[0] in _known()
        end = match.start() + len(_own_part(match[0]))
        if not is_other and not in_compound(text, match.start(), end):
            yield _body(text, match.start(), end)
    for match in headed(text, words, language):
        if match[0].partition(" ")[2] not in place_names():  # 'afdeling Brugge'
            yield _body(text, match.start(), match.end())


_PHRASE = re.compile(
    r"(?:,| en| et)? (?:van|voor|inzake|der|des?|du|pour|contre|sur|aux?|et|en)(?: (?:de|het|la|les?))?"
    r"(?: ?[ld]['’]| (?=\w))(?P<word>[\w-]+)|, (?P<item>[A-ZÀ-Ý][\w-]+)"
)


def _own_part(name: str) -> str:
    """A name up to its second phrase, or a later one, that is another's: a person, a place, a day, a time."""
    for phrase in list(_PHRASE.finditer(name))[1:]:
        word = phrase["word"] or phrase["item"]
        if word in _strangers() or word.lower() in word_set("no_body_phrase", "nl"):
            return name[: phrase.start()]
    return name


@cache
def _strangers() -> frozenset[str]:
    own = word_set("home", "nl")
    return given_names() | ((place_names() | names_of_countries()) - own) | word_set("no_body_phrase", "fr")


@cache
def _known() -> frozenset[str]:
    """Names of other things."""
    return place_names() | party_spellings()
