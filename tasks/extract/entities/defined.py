"""Bodies by what their text says of them: abbreviations in brackets, the short name of one named in full."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache

from schemas.codes import Language
from schemas.vocabulary.entities import Organisation, organisations, word_set
from schemas.vocabulary.rows import Lifetime
from tasks.common.accents import fold
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import WORD, begins_words
from tasks.extract.rules import BODIES
from tasks.extract.tokens import Words

_GLOSS = re.compile(r" (?:\(|[–-] )(?P<short>[A-Z][A-Za-z-]{0,8}[A-Z][A-Za-z]?)\)")
"""An abbreviation behind a name, in a bracket of its own or in that of the name: '(imkersraad – IR)'."""
_INSIDE = re.compile(r" \((?P<long>[A-ZÀ-Ý][^()\n]{8,120})\)")
_SHORT = re.compile(r"(?<![\w-])[A-Z][A-Za-z-]{0,8}[A-Z]$")
_LONGEST_SHORT = 11
_LONGEST = 120
"""Letters of a name before its abbreviation, at most."""
_BREAKS = frozenset(".;:?!\n()")
_QUOTES = frozenset("\"'”’»")
_STEM = 4


def definitions(text: str, found: Iterable[Mention]) -> dict[str, Mention | None]:
    """What each abbreviation means that a text puts in brackets behind a name.

    A body, or None for another thing. `found` are the bodies found in the text. The first definition holds.
    """
    named = sorted(found, key=lambda one: -one.start)
    ends = {one.end: one for one in named if " " in one.text and not is_one_of_many(text, one.start)}
    known = frozenset(one.text for one in named)
    defined: dict[str, Mention | None] = {}
    for gloss in _GLOSS.finditer(text):
        end, short = gloss.start(), gloss["short"]
        before = ends.get(end)
        if before and is_of_kind(before, "media") and not begins_words(short, before.text):
            continue  # 'De Morgen (LW)': the initials of who wrote it
        defined = _meaning(text, end - (text[end - 1] in _QUOTES), short, before) | defined
    for inside in _INSIDE.finditer(text):
        defined = _behind(text, inside, known) | defined
    return defined


@cache
def _bodies() -> dict[str | None, Organisation]:
    return {body.code: body for body in organisations()}


def is_of_kind(body: Mention, *kinds: str) -> bool:
    """Whether a body is a listed one of some kinds."""
    listed = _bodies().get(body.entity_id)
    return listed is not None and listed.kind in kinds


def lifetime_of(code: str | None) -> Lifetime | None:
    """The days of a listed body."""
    return _bodies()[code].lifetime if code in _bodies() else None


def _meaning(text: str, end: int, short: str, before: Mention | None) -> dict[str, Mention | None]:
    """What an abbreviation means behind a name that ends at a place; nothing if that is not said."""
    long = _long_form(text, end, short)
    body = _body(short, before, long)
    is_kind = (
        body and body is long and long.text[0].islower() and not BODIES.before("definite", text, long.start)
    )
    if body and not is_kind:  # 'als gereglementeerde vennootschap (GV)' is a kind of them
        return {short: body}
    is_plain = long and long.text[0].islower() and not _begins_as_body(long.text)
    is_another = long and (is_plain or _is_another(long.text, short))
    return {short: None} if is_another or _is_some_thing(text, end, short) else {}


def _is_some_thing(text: str, end: int, short: str) -> bool:
    """Whether a listed abbreviation is that of one of many things: 'un distributeur automatique (DA)'."""
    listed, start = _listed().get(short), _spelled(text, end, short)
    if listed is None or start is None or not is_one_of_many(text, start):
        return False
    return _is_another(text[start:end], short) and not _resembles(text[start:end], listed)


def _behind(text: str, inside: re.Match[str], known: Collection[str]) -> dict[str, Mention | None]:
    """An abbreviation before a bracket, and the body whose name is in it: 'OQV (Observatoire …)'.

    One of the two is known to be a body's, or the name begins as one.
    """
    at = inside.start()
    short = _SHORT.search(text, max(0, at - _LONGEST_SHORT), at)
    long = _long_form(text, inside.end("long"), short[0]) if short else None
    if short is None or long is None or long.start != inside.start("long"):
        return {}
    if _begins_as_body(long.text):
        return {short[0]: _body(short[0], None, long)}
    is_known = short[0] not in _listed() and (short[0] in known or long.text in known)
    return {short[0]: long} if is_known else {}


def _body(short: str, before: Mention | None, long: Mention | None) -> Mention | None:
    """The body that an abbreviation means: the one found before it, or a name whose letters it has."""
    listed = _listed().get(short)
    is_longer = before is not None and long is not None and long.start < before.start
    own = _bodies().get(before.entity_id) if before else None
    is_its = before and (_shortens(short, before.text) or (own and short in own.abbreviations))
    if before and before.entity_id and (listed or is_longer) and not is_its:
        return replace(before, entity_id=None)  # of a part of it: 'een korps van de federale politie (DAB)'
    if before and (before.entity_id or _shortens(short, before.text)):
        is_listed = before.entity_id is None and listed and _resembles(before.text, listed)
        return replace(before, entity_id=listed.code) if listed and is_listed else before
    if long and listed and _resembles(long.text, listed):
        return replace(long, entity_id=listed.code)
    is_spelled = long and (long.text[0].isupper() or _is_another(long.text, short))
    return long if long and is_spelled and _begins_as_body(long.text) else None


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
        while at >= 0 and (fold(text[at]) != letter or (number == 0 and text[at - 1 : at].isalnum())):
            if text[at] in _BREAKS or end - at > _LONGEST:
                return None
            at -= 1
    return at if at >= 0 else None


def _shortens(short: str, name: str) -> bool:
    """Whether a name has the letters of an abbreviation, in order."""
    return _spelled(name, len(name), short) is not None


def is_one_of_many(text: str, start: int) -> bool:
    """Whether the article before a name makes it one of many: 'un Centre de jour'."""
    return BODIES.before("one_of_many", text, start) is not None


def _resembles(name: str, body: Organisation) -> bool:
    """Whether a name has most of the words of one of a body's names, whatever their endings."""
    own, *all_listed = (
        {word[:_STEM].lower() for word in WORD.findall(one) if len(word) >= _STEM}
        for one in (name, *body.names)
    )
    return any(2 * len(own & listed) > max(len(own), len(listed)) for listed in all_listed)


def _is_another(name: str, short: str) -> bool:
    """Whether each letter of an abbreviation begins a word of a name that is not an English one."""
    return not BODIES("english_words").search(name) and begins_words(short, name)


def is_explained(text: str, short: str) -> bool:
    """Whether a text gives an abbreviation a meaning in plain words: 'prestations sociales (PS)'."""
    for bracket in re.finditer(rf" \({re.escape(short)}\)", text):
        start = _spelled(text, bracket.start(), short)
        long = "" if start is None else text[start : bracket.start()]
        if long and long.rsplit(maxsplit=1)[-1].islower() and _is_another(long, short):
            return True
    return False


def _begins_as_body(name: str) -> bool:
    """Whether a name begins with a word for a body: 'Commissie voor …', 'observatoire de …'."""
    return BODIES("begins_as_body").match(name[0].upper() + name[1:]) is not None


_UNION = frozenset({"eu", "europese-commissie", "europees-parlement"})


@cache
def _short(language: Language) -> frozenset[str]:
    """Words for bodies, which stand for one with their capital, behind an article: 'de Regie', 'l'Office'."""
    groups = ("body_head", "body_short", "body_always")
    return frozenset(word.lower() for group in groups for word in word_set(group, language))


def short_names(text: str, words: Words, language: Language, found: Iterable[Mention]) -> Iterator[Mention]:
    """The first word of a body that the text names in full; with its identifier, if one can be meant.

    Beside the Union's institutions the Council is theirs.
    """
    there = [number for number in words.among(_short(language)) if words.texts[number][0].isupper()]
    meant = _by_word(found) if there else {}
    if there and any(body.entity_id in _UNION for body in found):
        for council in word_set("council", language):
            meant.setdefault(council, set()).add("raad-eu")
    for number in there:
        name, start, end = words.texts[number], words.starts[number], words.end(number)
        is_named = name in meant or name in word_set("body_always", language)
        is_alone = is_named and not BODIES("longer_name", language).match(text, end)
        is_of_kind_alone = is_alone and not BODIES.before("kind_before", text, start)
        if is_of_kind_alone and BODIES.before("definite", text, start):
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
