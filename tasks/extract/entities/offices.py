"""Offices of governments: ministers and secretaries of state, with their portfolios."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from schemas.codes import Language
from schemas.vocabulary.entities import given_names, organisations, portfolios, word_set
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import foreign_behind, of_country
from tasks.extract.entities.tokens import Words, WordTest
from tasks.extract.rules import alternatives

_W = r"[ \n]"
_CAPITAL = "(?-i:[A-ZÀ-Ý])"
_ADJECTIVE_NL = (
    rf"(?:{_CAPITAL}\w+(?:se|ijkse|ne)|(?-i:Vlaams|Waals|Brussels|Frans|Duits)(?:talige)?|federaal|federale)"
)
_ADJECTIVE_FR = (
    r"(?:fédérale?s?|fédéraux|régionale?s?|régionaux|communautaires?|flamande?s?|wallonn?e?s?|\w+(?:ais"
    r"|aises?|ois|oises?|iens?|iennes?|ains?|aines?|ands?|andes?"
    r"|nols?|noles?|iques?|éens?|éennes?|ons|onne|onnes|ède|èque|aque|ard|arde)|turc|turque|grec"
    r"|grecque|russe|suisse|serbe|slovaque|bulgare|croate|belge|arabe|délégué(?:e)?|d['’]État)"
)
_MINISTER = (
    rf"(?:(?:{_ADJECTIVE_NL}{_W}(?:en{_W}{_ADJECTIVE_NL}{_W})?)?(?:vice-?)?ministers?"
    rf"|(?:vice-)?ministres?(?:{_W}{_ADJECTIVE_FR})?"
    rf"|(?:{_ADJECTIVE_NL}{_W})?staatssecretaris(?:sen)?"
    rf"|secrétaires?{_W}d['’][ÉE]tat(?:{_W}{_ADJECTIVE_FR})?)"
)
_PRIME = (
    rf"(?:(?:{_ADJECTIVE_NL}{_W})?vice-?eerste-?{_W}?ministers?|vice-premi(?:er|ère)s?{_W}ministres?"
    rf"|(?:{_ADJECTIVE_NL}{_W})?eerste{_W}minister"
    rf"|premi(?:er|ère)s?{_W}ministres?(?:{_W}{_ADJECTIVE_FR})?|vice-premiers?(?!\w)"
    rf"|secrétaire{_W}d['’][ÉE]tat{_W}américaine?"
    rf"|(?:{_ADJECTIVE_NL}{_W})?(?:vice-?)?minister-president(?:en)?|(?:vice-)?ministres?-présidente?s?)"
)
_PREPOSITIONS: dict[Language, str] = {
    # In small letters or capitals, for 'minister Van Rompuy' and 'ministre De Croo' are persons.
    "nl": rf"(?-i:(?:van|VAN){_W}(?:de|het|DE|HET)|van|voor|VAN|VOOR)(?={_W})",
    "fr": rf"(?-i:(?:de{_W}la|des|du|de|à{_W}la|aux?|à|pour|en)(?={_W})|de{_W}l['’]|d['’]|à{_W}l['’])",
}
_ARTICLES: dict[Language, str] = {"nl": rf"(?:het{_W}|de{_W})", "fr": rf"(?:l['’]|la{_W}|le{_W}|les{_W})"}
_ANDS: dict[Language, str] = {
    "nl": rf"(?:,?{_W}en{_W}|,{_W})",
    "fr": rf"(?:,?{_W}(?:et|ainsi{_W}que){_W}|,{_W})",
}
_CHARGED: dict[Language, str] = {
    "nl": rf"(?:bevoegd{_W}voor|belast{_W}met){_W}",
    "fr": rf"(?:compétente?|chargée?){_W}",
}
_DEPUTY: dict[Language, str] = {"nl": rf"toegevoegd{_W}aan", "fr": rf"adjointe?{_W}(?:au|à)"}
_ADJECTIVE = r"\w+(?:ales?|aux|al|iques?|elles?|aires|ères|ière|ines|éennes|ives?|oises|aises|ises)"
_CAPITALISED = re.compile(rf"[A-ZÀ-Ý][\w'’-]+(?: [A-ZÀ-Ý][\w-]+){{0,6}}(?: {_ADJECTIVE}(?!\w)| d['’]\w+)?")
_PREMIER_NL = (
    rf"(?:{_ADJECTIVE_NL}{_W}|(?<=\b(?:de|De|ex){_W})|(?<=(?:als|oud|met|een){_W})|(?<=(?:toenmalig"
    rf"|voormalig){_W}))"
    rf"premier(?={_W}(?:{_CAPITAL}|[a-z])|[,.;:?!)])"
)
"""In French 'de premier rang' is no office."""
_ROLES = {
    language: re.compile(rf"(?<![\w-])(?:(?P<prime>{prime})|{_MINISTER})(?!\w)", re.IGNORECASE)
    for language, prime in (("nl", f"{_PRIME}|{_PREMIER_NL}"), ("fr", _PRIME))
}
_LEVEL = re.compile(
    rf"{_W}(?:van{_W}(?:het|de)?{_W}?|de{_W}la{_W}|du{_W}|de{_W}l['’]|in{_W}de{_W}"
    rf"|de{_W})?(?:{_CAPITAL}\w+(?:{_W}Hoofdstedelijke?)?"
    rf"{_W}(?:regering|gewest|gemeenschap)|Vlaanderen|Wallonië|gouvernement{_W}(?:flamand|wallon"
    rf"|bruxellois|fédéral|de{_W}la{_W}(?:région|communauté){_W}(?:de{_W}Bruxelles-Capitale|\w+))"
    rf"|région{_W}(?:flamande|wallonne|bruxelloise|de{_W}Bruxelles-Capitale)|communauté{_W}(?:française"
    rf"|flamande|germanophone)"
    rf"|Fédération{_W}Wallonie-Bruxelles|(?:flamand|wallon|bruxellois"
    rf"|germanophone)e?(?:{_W}et{_W}(?:flamand|wallon|bruxellois|germanophone)e?)?|Wallonie"
    rf"|Flandre)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Grammar:
    """What joins roles and portfolios in one language."""

    role: re.Pattern[str]
    of: re.Pattern[str]
    following: re.Pattern[str]
    charge: re.Pattern[str]
    deputy: re.Pattern[str]
    also: re.Pattern[str]


@cache
def _grammar(language: Language) -> _Grammar:
    preposition, article = _PREPOSITIONS[language], _ARTICLES[language]
    join, charged = _ANDS[language], _CHARGED[language]
    patterns = (
        rf"{_W}(?:{charged}{article}?|(?:{charged})?{preposition}{_W}?{article}?)",
        rf"{join}(?P<of>{preposition}{_W}?)?(?P<article>{article})?",
        rf",?{_W}{charged}(?:{preposition}{_W}?)?{article}?",
        rf",?{_W}{_DEPUTY[language]}{_W}{article}?",
        rf"{join}(?={_MINISTER}|{_PRIME})",
    )
    return _Grammar(_ROLES[language], *(re.compile(pattern, re.IGNORECASE) for pattern in patterns))


_NO_PORTFOLIO = frozenset({"M", "Mevrouw", "Raad", "Conseil", "Europa", "Europe"})
"""Words with a capital behind 'ministers van': 'Comité van ministers van de Raad van Europa' is a body."""
IDIOMATIC = frozenset(("Plan", "Ondernemen"))
"""Portfolios that need their capital: who is "van plan" intends to do something, "ondernemen" is to do it."""


@cache
def _bodies() -> frozenset[str]:
    """Single words that are a body's name."""
    named = (name for body in organisations() for name in (*body.names, *body.abbreviations))
    return frozenset(filter(str.isalpha, named))


_ADJECTIVE_BEHIND = re.compile(
    r" (?!(?:ex|ap|im)plique|indique|communique|revendique|arrive)\w+(?:ique|ional|ionale|ive|ienne)(?!\w)"
)


@cache
def _portfolio() -> re.Pattern[str]:
    names = {name for portfolio in portfolios() for name in portfolio.names}
    common, others = names & IDIOMATIC, names - IDIOMATIC
    return re.compile(rf"(?:{alternatives(others)}|(?-i:{alternatives(common)}))(?!\w)", re.IGNORECASE)


_ROLE_BEGINS = ("minister", "ministre", "vice", "premi", "eerste", "staatssecretaris", "secrétaire")


@WordTest
def _begins_role(word: str) -> bool:
    return word.startswith(_ROLE_BEGINS)


def _role_begins(words: Words) -> list[int]:
    """Where a role may begin: at its words, or at the adjective before them."""
    roles = words.such_as(_begins_role)
    return words.begins(sorted({number for at in roles for number in (max(at - 1, 0), at)}))


def offices(text: str, words: Words, language: Language) -> Iterator[Mention]:
    """Complete offices; a bare 'de minister' is none."""
    at, grammar = 0, _grammar(language)
    for begin in _role_begins(words):
        role = grammar.role.match(text, begin) if begin >= at else None
        if role is None:
            continue
        end = _office_end(text, role, grammar)
        if end:
            yield Mention(role.start(), end, "office", text[role.start() : end])
        at = end or role.end()


def _office_end(text: str, role: re.Match[str], grammar: _Grammar, *, deputy: bool = True) -> int | None:
    """The end of an office that begins with a role, with whose deputy it is; None when it is no office."""
    end = _single_end(text, role, grammar)
    if end is None:
        return None
    while (also := grammar.also.match(text, end)) and (more := grammar.role.match(text, also.end())):
        behind = _single_end(text, more, grammar)
        if behind is None:
            break
        end = behind
    end = _charge_end(text, end, grammar)
    return _deputy_end(text, end, grammar) if deputy else end


def _single_end(text: str, role: re.Match[str], grammar: _Grammar) -> int | None:
    """The end of one role with its portfolios; a prime minister needs none."""
    if role["prime"]:
        return _level_end(text, role.end())
    lead = grammar.of.match(text, role.end())
    first = _portfolio_end(text, lead.end(), any_name=True) if lead else None
    return None if first is None else _level_end(text, _list_end(text, first, grammar))


def _list_end(text: str, end: int, grammar: _Grammar) -> int:
    """The end of a list of portfolios after its first one."""
    while following := grammar.following.match(text, end):
        is_bare = not following["article"] and ("," not in following[0] or bool(following["of"]))
        any_name = is_bare or _list_continues(text, following, grammar)
        any_name = any_name and not _begins_body(text, following.end())
        more = _portfolio_end(text, following.end(), any_name=any_name)
        if more is None:
            break
        end = more
    return _charge_end(text, end, grammar)


def _begins_body(text: str, at: int) -> bool:
    """Whether a body is named where a portfolio could be: 'minister van Justitie en Unia'."""
    name = _CAPITALISED.match(text, at)
    return name is not None and name[0].split(" ", 1)[0] in _bodies()


def _list_continues(text: str, following: re.Match[str], grammar: _Grammar) -> bool:
    """Whether a comma is followed by a name and more of the list."""
    name = _CAPITALISED.match(text, following.end())
    return (
        following[0].strip() == "," and name is not None and bool(grammar.following.match(text, name.end()))
    )


def _portfolio_end(text: str, at: int, *, any_name: bool) -> int | None:
    """The end of a portfolio: a known one, or a capitalised name that is no person's."""
    if known := _portfolio().match(text, at):
        adjective = _ADJECTIVE_BEHIND.match(text, known.end())
        return adjective.end() if adjective else known.end()
    name = _CAPITALISED.match(text, at) if any_name else None
    if name is None:
        return None
    begins, *further = name[0].split(" ")
    if begins in given_names() or begins in word_set("title", "fr") or begins in _NO_PORTFOLIO:
        return None
    person = next((at for at, word in enumerate(further) if word in given_names()), len(further))
    return name.start() + len(" ".join([begins, *further[:person]]))  # "Visserij", not Hilde Peeters


def _level_end(text: str, end: int) -> int:
    """The end of an office with its government: 'van de Vlaamse Regering', 'du Maroc', 'luxembourgeois'."""
    level = _LEVEL.match(text, end) or of_country().match(text, end) or foreign_behind().match(text, end)
    return level.end() if level else end


def _charge_end(text: str, end: int, grammar: _Grammar) -> int:
    """The end of 'belast met …'."""
    charge = grammar.charge.match(text, end)
    first = _portfolio_end(text, charge.end(), any_name=True) if charge else None
    return _list_end(text, first, grammar) if first else end


def _deputy_end(text: str, end: int, grammar: _Grammar) -> int:
    """The end of 'toegevoegd aan de minister van …'."""
    lead = grammar.deputy.match(text, end)
    role = grammar.role.match(text, lead.end()) if lead else None
    return (_office_end(text, role, grammar, deputy=False) or end) if role else end
