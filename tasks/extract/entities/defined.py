"""Bodies by what their text says of them: abbreviations in brackets, the short name of one named in full."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from schemas.codes import Language
from schemas.vocabulary.entities import Organisation, organisations, word_set
from tasks.common.accents import fold
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import WORD, begins_words, in_compound
from tasks.extract.entities.tokens import Words
from tasks.extract.rules import Rules, alternatives

_RULES = Rules("bodies")

_GLOSS = re.compile(r" \((?P<short>[A-Z][A-Za-z-]{0,8}[A-Z][A-Za-z]?)\)")
_DASHED = re.compile(r"\([^()\n]{6,120}?(?= [–-] (?P<short>[A-Z][A-Za-z-]{0,8}[A-Z][A-Za-z]?)\))")
"""A name and its abbreviation in one bracket: '(energiebeleidsovereenkomst – EBO)'."""
_BRACKET = re.compile(r" \((?=[A-ZÀ-Ý])")
_SHORT = re.compile(r"(?<![\w-])[A-Z][A-Za-z-]{0,8}[A-Z]$")
_INSIDE = re.compile(r" \((?P<long>[A-ZÀ-Ý][^()\n]{8,120})\)")
_LONGEST_SHORT = 11
_LONGEST = 120
"""Letters of a name before its abbreviation, at most."""
_BREAKS = frozenset(".;:?!\n()")
_QUOTES = frozenset("\"'”’»")
_STEM = 4


def definitions(text: str, language: Language, found: Iterable[Mention]) -> dict[str, Mention | None]:
    """What each abbreviation means that a text puts in brackets behind a name.

    A body, or None for another thing. `found` are the bodies found in the text. The first definition holds.
    """
    named = sorted(found, key=lambda one: -one.start)
    ends = {one.end: one for one in named if " " in one.text and not is_one_of_many(text, one.start)}
    known = frozenset(one.text for one in named)
    defined: dict[str, Mention | None] = {}
    for bracket in _BRACKET.finditer(text):
        at = bracket.start()
        if gloss := _GLOSS.match(text, at):
            before = at
            while before and text[before - 1].isspace():
                before -= 1
            body = ends.get(before)
            if body and _is_newspaper(body) and not begins_words(gloss["short"], body.text):
                continue  # 'De Morgen (LW)': the initials of who wrote it
            end = before - (text[before - 1] in _QUOTES)
            defined = _meaning(text, end, gloss["short"], ends.get(before), language) | defined
        elif behind := _behind(text, at, known, language):
            defined.setdefault(*behind)
    for dashed in _DASHED.finditer(text):
        end = dashed.end()
        defined = _meaning(text, end, dashed["short"], ends.get(end), language) | defined
    return defined


def _is_newspaper(body: Mention) -> bool:
    listed = _bodies().get(body.entity_id)
    return listed is not None and listed.kind == "media"


def _meaning(
    text: str, at: int, short: str, before: Mention | None, language: Language
) -> dict[str, Mention | None]:
    """What an abbreviation means behind a name that ends at a place; nothing if that is not said."""
    long = _long_form(text, at, short)
    body = _body(short, before, long, language)
    if (
        body
        and body is long
        and long.text[0].islower()
        and not _RULES("definite").search(text, max(0, long.start - 5), long.start)
    ):
        body = None  # 'als gereglementeerde vennootschap (GV)' is a kind of them
    is_another = (
        body is None
        and long is not None
        and (_is_another(long.text, short) or _is_plain(long.text, language))
    )
    return {short: body} if body or is_another or _is_some_thing(text, at, short) else {}


def _is_some_thing(text: str, at: int, short: str) -> bool:
    """Whether a listed abbreviation is that of one of many things: 'un distributeur automatique (DA)'."""
    listed = _listed().get(short)
    start = _spelled(text, at, short) if listed else None
    if listed is None or start is None or not is_one_of_many(text, start):
        return False
    name = text[start:at]
    return name[0].islower() and _is_another(name, short) and not _resembles(name, listed)


def _is_plain(name: str, language: Language) -> bool:
    """Whether a name in small letters is no body's."""
    return name[0].islower() and not _begins_as_body(name[0].upper() + name[1:], language)


def _behind(
    text: str, at: int, known: frozenset[str], language: Language
) -> tuple[str, Mention | None] | None:
    """An abbreviation before a bracket, and the body whose name is in it: 'OQV (Observatoire …)'.

    One of the two is known to be a body's, or the name begins as one.
    """
    short = _SHORT.search(text[max(0, at - _LONGEST_SHORT) : at])
    inside = _INSIDE.match(text, at) if short else None
    long = _long_form(text, inside.end("long"), short[0]) if short and inside else None
    if short is None or inside is None or long is None or long.start != inside.start("long"):
        return None
    if _begins_as_body(long.text, language):
        return short[0], _body(short[0], None, long, language)
    is_known = short[0] not in _listed() and not known.isdisjoint((short[0], long.text))
    return (short[0], long) if is_known else None


def _body(short: str, before: Mention | None, long: Mention | None, language: Language) -> Mention | None:
    """The body that an abbreviation means: the one found before it, or a name whose letters it has."""
    listed = _listed().get(short)
    if before and long and long.start < before.start and _begins_as_body(long.text, language):
        before = None if before.entity_id is None else before
    is_longer = before is not None and long is not None and long.start < before.start
    if before and before.entity_id and (listed or is_longer) and not _is_its(short, before):
        return replace(before, entity_id=None)  # of a part of it: 'een korps van de federale politie (DAB)'
    if before and (before.entity_id or _shortens(short, before.text)):
        is_listed = before.entity_id is None and listed and _resembles(before.text, listed)
        return replace(before, entity_id=listed.code) if listed and is_listed else before
    if long and listed and _resembles(long.text, listed):
        return replace(long, entity_id=listed.code)
    is_body = long is not None and (
        _begins_as_body(long.text, language) or _is_spelled_out(long.text, short, language)
    )
    return long if is_body else None


def _is_its(short: str, body: Mention) -> bool:
    """Whether an abbreviation may be that of a listed body: it is listed too, or has its letters."""
    listed = _bodies().get(body.entity_id)
    is_listed = listed is not None and short in (*listed.abbreviations, *listed.names)
    return is_listed or _shortens(short, body.text)


@cache
def _bodies() -> dict[str | None, Organisation]:
    return {body.code: body for body in organisations()}


def _is_spelled_out(name: str, short: str, language: Language) -> bool:
    """Whether a name in small letters begins with a word for a body and has a word for each letter."""
    capital = name[0].upper() + name[1:]
    return name[0].islower() and _begins_as_body(capital, language) and _is_another(name, short)


@cache
def _listed() -> dict[str, Organisation]:
    return {
        short: body for body in organisations() for short in body.abbreviations if short not in ambiguous()
    }


@cache
def ambiguous() -> dict[str, frozenset[str]]:
    """Abbreviations that several bodies share: 'BCE', the European Central Bank or a register."""
    bodies: dict[str, set[str]] = defaultdict(set)
    for body in organisations():
        for short in body.abbreviations:
            bodies[short].add(body.code)
    return {short: frozenset(codes) for short, codes in bodies.items() if len(codes) > 1}


def _long_form(text: str, end: int, short: str) -> Mention | None:
    """The name before an abbreviation that has its letters; None for one of many, 'des centres'."""
    start = _spelled(text, end, short)
    if start is None or is_one_of_many(text, start):
        return None
    return Mention(start, end, "organisation", text[start:end], found_by="defined")


def _spelled(text: str, end: int, short: str) -> int | None:
    """Where words begin that have the letters of an abbreviation in order, the first as that of a word.

    After Schwartz and Hearst, 'A simple algorithm for identifying abbreviation definitions', 2003.
    """
    at = end
    for number, letter in reversed([*enumerate(fold(short))]):
        if not letter.isalpha():
            continue
        at -= 1
        while at > 0 and (fold(text[at]) != letter or (number == 0 and text[at - 1].isalnum())):
            if text[at] in _BREAKS or end - at > _LONGEST:
                return None
            at -= 1
    return at if at >= 0 else None


def is_one_of_many(text: str, start: int) -> bool:
    """Whether the article before a name makes it one of many: 'un Centre de jour'."""
    return _RULES("one_of_many").search(text, max(0, start - 8), start) is not None


def _resembles(name: str, body: Organisation) -> bool:
    """Whether a name has most of the words of one of a body's names, whatever their endings."""
    stems = {word[:_STEM].lower() for word in WORD.findall(name) if len(word) >= _STEM}
    for listed in body.names:
        its = {word[:_STEM].lower() for word in WORD.findall(listed) if len(word) >= _STEM}
        if its and 2 * len(stems & its) > max(len(stems), len(its)):
            return True
    return False


def _is_another(name: str, short: str) -> bool:
    """Whether each letter of an abbreviation begins a word of a name that is not an English one."""
    return not _RULES("english_words").search(name) and begins_words(short, name)


def is_explained(text: str, short: str, own: Collection[str]) -> bool:
    """Whether a text gives an abbreviation a meaning in plain words: 'prestations sociales (PS)'."""
    for bracket in re.finditer(rf" \({re.escape(short)}\)", text):
        start = _spelled(text, bracket.start(), short)
        long = "" if start is None else text[start : bracket.start()]
        if long and long not in own and long.rsplit(maxsplit=1)[-1].islower() and _is_another(long, short):
            return True
    return False


def _begins_as_body(name: str, language: Language) -> bool:
    """Whether a name begins with a word for a body, with its capital: 'Commissie voor …'."""
    return _RULES("begins_as_body", language).match(name) is not None


def _shortens(short: str, name: str) -> bool:
    """Whether the letters of an abbreviation stand in a name in this order, the first as that of a word."""
    letters = iter(name[name.lower().find(short[0].lower()) :].lower())
    begins = any(word[:1].lower() == short[0].lower() for word in re.split(r"[\s'’-]+", name))
    return begins and all(letter in letters for letter in short.lower())


def _named_again(body: Mention, short: re.Match[str]) -> Mention:
    return replace(body, start=short.start(), end=short.end(), text=short[0], found_by="defined")


def abbreviated(text: str, defined: Mapping[str, Mention | None]) -> Iterator[Mention]:
    """The names that a text abbreviates, and their abbreviations wherever they stand."""
    bodies = {short: body for short, body in defined.items() if body}
    if bodies:
        yield from bodies.values()
        for short in re.finditer(rf"(?<![\w-])(?:{alternatives(bodies)})(?!\w)", text):
            if not in_compound(text, short.start(), short.end()):
                yield _named_again(bodies[short[0]], short)


_UNION = frozenset({"eu", "europese-commissie", "europees-parlement"})
_COUNCIL: dict[Language, str] = {"nl": "Raad", "fr": "Conseil"}
_ALWAYS = frozenset({"Parlement", "Commissie", "Commission", "Union"})
"""Short names that a reader knows without the full one."""


@cache
def _short(language: Language) -> frozenset[str]:
    """Words for bodies, which stand for one with their capital, behind an article: 'de Regie', 'l'Office'."""
    return frozenset(
        {word.lower() for word in word_set("body_head", language) | word_set("body_short", language)}
        | {word.lower() for word in _ALWAYS}
    )


def short_names(text: str, words: Words, language: Language, found: Iterable[Mention]) -> Iterator[Mention]:
    """The first word of a body that the text names in full; with its identifier, if one can be meant.

    Beside the Union's institutions the Council is theirs.
    """
    there = [number for number in words.among(_short(language)) if words.texts[number][0].isupper()]
    meant = _by_word(found) if there else {}
    if any(body.entity_id in _UNION for body in found):
        meant.setdefault(_COUNCIL[language], set()).add("raad-eu")
    for number in there:
        name, start, end = words.texts[number], words.starts[number], words.end(number)
        is_named = name in meant or name in _ALWAYS
        if (
            is_named
            and _RULES("definite").search(text, max(0, start - 4), start)
            and not _RULES("longer_name", language).match(text, end)
        ):
            ids = meant.get(name, set())
            known = next(iter(ids)) if len(ids) == 1 else None
            yield Mention(start, end, "organisation", name, entity_id=known, found_by="defined")


def _by_word(found: Iterable[Mention]) -> dict[str, set[str | None]]:
    """The bodies of a text by the words of their names that have a capital."""
    meant: dict[str, set[str | None]] = {}
    for body in found:
        listed = _bodies().get(body.entity_id)
        for name in {body.text, *(listed.names if listed else ())}:
            for word in name.split():
                if word[0].isupper() and word != name:
                    meant.setdefault(word, set()).add(body.entity_id)
    return meant
