"""Laws, decrees, directives and the like, with a date or number, and codes by name; with their articles."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from schemas.vocabulary.entities import act_kinds, legal_codes, words_for, words_of_both
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import foreign_behind, is_foreign, names_of_countries
from tasks.extract.entities.numbers.figures import SPACE
from tasks.extract.entities.tokens import Anchored, Words, WordTest, first_words, matches_at
from tasks.extract.rules import alternatives

_S = r" ?\n?"
_W = r"[ \n]"
_LATIN = "bis|ter|quater|[a-z]{2,9}ies"
_ARTICLE_NUMBER = (
    r"(?:[IVXL]{1,6}\. ?(?:[IVXL]{1,6}\.)?\d{1,4}|\d{1,4}(?:[./:]\d{1,4}){0,2})(?:er)?"
    rf"(?:{_LATIN})?(?: [A-Z](?= [A-Z]))?"
    r"(?:/\d{1,3})?[°a-z]?(?![\w])°?"
)
_ORDINAL_NL = "eerste|tweede|derde|vierde|vijfde|zesde|laatste"
_PIECE = (
    rf"(?:\d{{1,2}}(?:de|ste|e|er|°){_W}(?:lid|paragraaf|alin[ée]a|punt)"
    rf"|§{{1,2}}{_S}\d{{1,3}}(?:/\d{{1,2}}|er|{_LATIN})?|\d{{1,3}}°(?:{_S}lid|{_LATIN}|/\d{{1,2}})?"
    rf"|[a-z](?:\)|(?=,))|\d{{1,2}}\)|{_ARTICLE_NUMBER}"
    rf"|(?-i:[IVXL]{{1,6}})(?:er)?(?!\w)°?|(?:titel|titre|hoofdstuk|chapitre|boek|livre){_W}"
    rf"(?:[IVXL]{{1,6}}|\d{{1,3}})(?:er)?"
    rf"|(?:{_ORDINAL_NL})(?:{_W}en{_W}(?:{_ORDINAL_NL}))?{_W}(?:lid|paragraaf|alinea|streepje)"
    rf"|lid{_W}\d{{1,2}}"
    rf"|alin(?:éas?|ea)(?:{_W}\d{{1,2}}(?:er)?|{_W}(?:premier|deuxième|troisième|1er))|(?:premier"
    rf"|deuxième|troisième|quatrième|dernier){_W}(?:alinéa|tiret)"
    rf"|paragra(?:af|phe){_W}\d{{1,2}}(?:er)?|punt{_W}(?:\d{{1,2}}|[a-z])\)?"
    rf"|litt\.{_S}[a-z]\)?|n°{_S}\d{{1,3}}"
    rf"|al\.{_S}\d{{1,2}}|(?:et|en){_W}(?:suivants?|volgende)|e\.{_S}v\.)"
)
_JOIN = r"en|et|tot|à|t\.?e\.?m\.?|of|ou|alsook|juncto"
_AND = (
    rf"(?:{_S},{_W}(?:en|et|of|ou){_W}|{_S}[,;]{_S}|{_W}(?:tot{_W}en{_W}met|ainsi{_W}que|{_JOIN}){_W}"
    rf"|{_S}[-–]{_S}|{_W})"
)
_ARTICLES = Anchored(
    re.compile(
        rf"(?<!\w)(?:artikel(?:en|s)?|art\.|articles?|artt\.){_W}{{0,2}}"
        rf"(?P<list>{_PIECE}(?:{_AND}{_PIECE})*+)",
        re.IGNORECASE,
    ),
    frozenset({"artikel", "artikelen", "artikels", "art", "artt", "article", "articles"}),
)
_LEADS_TO = re.compile(
    rf"(?:\.(?={_S}(?-i:[a-z])))?{_S},?{_S}(?:van{_W}(?:het|de|dit|deze|onze)|uit{_W}(?:het|de|onze)"
    rf"|der|de{_W}l['’]"
    rf"|de{_W}(?:la|notre)|des"
    rf"|du|in{_W}(?:het|de)|van|de)?{_W}?"
    rf"(?:(?-i:[A-Z])\w+(?:se|ns){_W}(?=(?-i:Wetboek|Strafwetboek|Grondwet)))?(?:(?:voormelde"
    rf"|voornoemde|genoemde|vermelde|precitée?|susmentionnée?|nieuwe?(?!{_W}Burgerlijk)"
    rf"|nouvel(?:le)?){_W})?",
    re.IGNORECASE,
)
_NR = rf"(?:nrs?\.?|n°s?|nº|no\.?|numéro|nummer){SPACE}?"
_EU_INSTITUTION = rf"\((?:EU|EG|EEG|UE|CE|CEE|Euratom|GBVB|PESC)(?:,{SPACE}?Euratom)?\)"
_EU_BODY = "EG|EEG|EU|CE|CEE|UE|JBZ|JAI|GBVB|PESC|Euratom"
_EU_NUMBER = (
    rf"(?:{_EU_INSTITUTION}{_S})?(?:{_NR})?"
    r"\d{2,4}/\d{1,4}"
    rf"(?:(?:/|{SPACE})(?:{_EU_BODY})(?!\w)|{SPACE}\((?:{_EU_BODY})\))?"
)
_CODE_NUMBER = (
    r"(?:Ci\.\s{0,2})?RH\. ?\d{3}/[\d.]*\d|[A-Z]{2,6}(?:/[A-Z]\d/|[ /-])?\d{1,4}(?:[./]\d{1,4})?"
    rf"(?:{_LATIN})?"
)
_EU_ADJECTIVE = rf"(?:{_W}(?:européen(?:ne)?s?|communautaires?|déléguée?|d['’]exécution))"
_TAX_NUMBER = r"\d{4}/C/\d{1,3}"
_TAX_CIRCULAR = re.compile(rf"(?<![\w/]){_TAX_NUMBER}(?![\w/])")
"""Circulars of the tax administration since 2017, often named by their number alone."""
_KNOWN_CIRCULAR = re.compile(
    rf"(?<![\w/-])(?:COL ?\d{{1,2}}/(?:19|20)\d{{2}}|(?:GPI|PLP|OOP|MFO)[ -]?\d{{1,3}}(?:{_LATIN})?)(?![\w/])"
)
"""Circulars of the prosecutors general and those on the police, often named by their number alone."""
_SERIES = ("COL", "GPI", "PLP", "OOP", "MFO")
_EU_NUMBER_PARTS = re.compile(r"(\d{2,4})/(\d{1,4})")
_SHORT_YEAR, _FULL_YEAR = 2, 4
_FIRST_YEAR, _NO_YEAR_YET = 1952, 2100
"""The Communities have made acts since 1952."""


_PACT = (
    r"cao|cct|collectieve arbeidsovereenkomst(?:en)?|conventions? collectives?(?: de travail)?"
    r"|protocolakkoord(?:en)?"
)
_OF_UN = r"van de (?:VN|Verenigde)|des Nations|de l['’]ONU|du Conseil de sécurité|van de Veiligheidsraad"
_PACT_NUMBER = rf"\d{{1,3}}(?:/\d{{1,2}}|{_LATIN})?"
"""Agreements of employers and unions are called by their number alone: 'cao 19/9'."""
_TITLED = ("décret", "ordonnance", "loi", "convention", "accord", "traité")
"""French acts whose title may precede the date without a comma."""


@cache
def _kinds() -> dict[str, str]:
    """Every name of a kind of act in small letters, with the kind's code."""
    return {name.lower(): kind.code for kind in act_kinds() for name in kind.names}


@cache
def _acts() -> re.Pattern[str]:
    titled = "|".join(_TITLED)
    compounds = (
        rf"(?:programmawet|loi-programme){_W}\(I{{1,3}}\)",
        r"\w+(?:decreet|wet|verdrag)",
        r"(?-i:[A-Z]{2,6})-(?:richtlijn|verordening|wet|decreet|besluit)",
        rf"(?-i:[A-Z][a-z]+-?[A-Z]?[a-z]*){_W}(?-i:Verdrag)",
        (
            rf"(?:{titled})(?:{_W}(?!(?:[ld]['’])?(?:{titled}|arrêté|directive)\b|s['’]|(?:a|est|sont"
            rf"|prévoit|entrée?)\b)[a-zéèàê'’]+){{1,6}}(?={_W}du{_W}\d)"
        ),
    )
    kinds = "|".join((*compounds, alternatives(_kinds())))
    code = rf"(?-i:{_CODE_NUMBER})"
    return re.compile(
        rf"(?<![\w-])(?P<kind>(?P<pact>{_PACT})|{kinds})(?!\w)"
        rf"(?:{_W}(?-i:{alternatives(words_for('foreign', 'fr'))}|européen(?:ne)?)(?={_W}du{_W}\d))?"
        rf"(?(pact)(?:{_W}\((?:cao|cct)\))?(?:{_W}(?:{_NR})?(?P<agreed>{_PACT_NUMBER})(?![\w/]|[.,]\d))?|"
        rf"(?:{_EU_ADJECTIVE}?{_W}(?P<eu>{_EU_NUMBER})(?!\w)|{_W}(?:{_NR})?(?P<tax>{_TAX_NUMBER})(?!\w)"
        rf"|{_W}(?P<code>{code}|\d{{1,4}}(?:{_LATIN}))(?!\w)"
        rf"|{_W}(?:{_NR})?(?P<un>\d{{3,4}}(?:{SPACE}\((?:19|20)\d{{2}}\)|(?={_W}(?:{_OF_UN}))))"
        rf"|(?:{_W}(?-i:[A-Z])\w+)?{_W}{_NR}(?P<number>\d{{1,4}}(?:[/.-]\d{{1,4}})?|{code})(?!\w))?)",
        re.IGNORECASE,
    )


@cache
def _other_act() -> re.Pattern[str]:
    kinds = alternatives(_kinds())
    return re.compile(rf"\b(?:{kinds}|\w*(?:{'|'.join(_COMPOUNDS)}))\b", re.IGNORECASE)


@cache
def _codes() -> tuple[Anchored, dict[str, str]]:
    """Names of codes: those of several words in any case; with their identifiers, in small letters."""
    ids = {name: code.code for code in legal_codes() for name in code.names}
    single = {name for name in ids if " " not in name}
    names = rf"(?i:{alternatives(ids.keys() - single)})|{alternatives(single)}"
    pattern = re.compile(rf"(?<![\w-])(?<!KB/)(?<!AR/)(?:{names})(?![\w-])")
    return Anchored(pattern, first_words(ids)), {name.lower(): code for name, code in ids.items()}


def legal_acts(text: str, words: Words, days: Iterable[Mention]) -> Iterator[Mention]:
    """Acts with their date or number and the articles before them, but without their title.

    entity_id: 'law:1964-07-08', the CELEX number of a directive or regulation, 'code:penal'; value: the same
    letters without line breaks; articles: as printed.
    """
    acts = {act.start: act for act in (*_named(text, words), *_dated(text, words, days))}
    for match in _ARTICLES.matches(text, words):
        lead = _LEADS_TO.match(text, match.end())
        act = acts.pop(lead.end(), None) if lead else None
        if act:
            articles = " ".join(match["list"].split())
            yield replace(act, start=match.start(), text=text[match.start() : act.end], articles=articles)
    yield from (act for act in acts.values() if act.text not in _NEED_ARTICLES)


def _named(text: str, words: Words) -> Iterator[Mention]:
    pattern, ids = _codes()
    for match in pattern.matches(text, words):
        name = " ".join(match[0].split())
        code = ids[name.lower().replace("’", "'")]
        is_other = _is_foreign(text, match) or _is_abroad(text, match, code)
        known = None if is_other else code
        country = foreign_behind().match(text, match.end())  # 'Constitution bolivienne'
        end = country.end() if country else match.end()
        yield Mention(match.start(), end, "legal_act", text[match.start() : end], name, entity_id=known)
    circulars = [*matches_at(_TAX_CIRCULAR, text, words.figures)] if "/C/" in text else []
    if any(name in text for name in _SERIES):
        circulars += _KNOWN_CIRCULAR.finditer(text)
    for match in circulars:
        number = f"circular:{match[0]}"
        yield Mention(match.start(), match.end(), "legal_act", match[0], match[0], entity_id=number)


_CONSTITUTION = "code:constitution"
_LANGUAGES = ("frans", "nederlands", "duits", "engels", "français", "néerlandais", "allemand", "anglais")
_ABROAD = re.compile(rf"{_W}(?:van|de{_W}la|du|des?|de{_W}l['’]|d['’]){_W}?(?!Belg)[A-ZÀ-Ý]")
_OURS = re.compile(r"\b(?:[Oo]nze|[Nn]otre) $")
_NAME = re.compile(r"[^\W\d_][\w-]+")
_NEAR, _NEARER, _BESIDE = 300, 30, 100
"""Letters around a name: texts speak of a country's constitution at length, of its codes in a sentence."""


def _is_foreign(text: str, match: re.Match[str]) -> bool:
    """Whether a code is another country's, or a treaty's: 'de Grondwet van Rusland'."""
    return is_foreign(text, match.start(), match.end()) or _ABROAD.match(text, match.end()) is not None


def _is_abroad(text: str, match: re.Match[str], code: str) -> bool:
    """Whether a code may be that of another country, which the text names near it."""
    reach = _NEAR if code == _CONSTITUTION else _NEARER
    near = text[max(0, match.start() - reach) : match.end() + reach]
    beside = text[max(0, match.start() - _BESIDE) : match.end() + _BESIDE]
    is_ours = _OURS.search(text[max(0, match.start() - 8) : match.start()]) or "belg" in beside.lower()
    return not is_ours and not _foreign_words().isdisjoint(_NAME.findall(near))


@cache
def _foreign_words() -> frozenset[str]:
    """Names and adjectives of other countries in one word, but not those of languages."""
    adjectives = {word for word in words_of_both("foreign") if not word.lower().startswith(_LANGUAGES)}
    return frozenset(name for name in names_of_countries(abroad=True) if " " not in name) | adjectives


def _dated(text: str, words: Words, found: Iterable[Mention]) -> Iterator[Mention]:
    dates = {day.start: day for day in found}
    days = {at: day for at, day in dates.items() if len(day.value or "") == len("2000-01-01")}
    for match in matches_at(_acts(), text, _act_begins(words)):
        number = next((match[name] for name in _NUMBERED if match[name]), None)
        day = _day_behind(text, match, days, numbered=bool(number)) or _year_behind(text, match, dates)
        if not day and not number:
            continue
        end = day.end if day else match.end()
        kind = _kind(match["kind"])
        printed = text[match.start() : end]
        name = " ".join(printed.split())
        known = _known(text, match, kind, day, number)
        yield Mention(match.start(), end, "legal_act", printed, name, entity_id=known)
        if (match["eu"] or match["agreed"]) and match["kind"].lower().endswith(("s", "en", "travail")):
            yield from _more(text, end, kind, _MORE if match["eu"] else _MORE_AGREED)


_NUMBERED = ("eu", "tax", "code", "un", "number", "agreed")
_ALSO = rf"(?:{_S},|{_W}(?:en|et|of|ou|alsook|ainsi{_W}que)){_W}"
_MORE = re.compile(rf"{_ALSO}(?P<number>{_EU_NUMBER})(?!\w)")
_MORE_AGREED = re.compile(rf"{_ALSO}(?P<number>{_PACT_NUMBER})(?![\w/]|[.,]\d|{_W}[a-zé]{{4}})")


def _more(text: str, end: int, kind: str, further: re.Pattern[str]) -> Iterator[Mention]:
    """The further ones of several: 'de verordeningen 883/2004 en 987/2009', 'de cao's 17 en 123'."""
    while more := further.match(text, end):
        number = more["number"]
        yield Mention(
            *more.span("number"), "legal_act", number, number, entity_id=_identifier(kind, None, number)
        )
        end = more.end()


_COMPOUNDS = ("decreet", "wet", "verdrag")


def _act_begins(words: Words) -> list[int]:
    """Where the name of an act may begin: at a kind, a compound, or the name before 'Verdrag'."""
    begins = set(words.such_as(_begins_act))
    begins |= {at - 2 for at in begins if at > 1 and words.texts[at - 1] == "-"}
    for at in words.among({"verdrag"}):
        begins |= {number for number in (at - 1, at - 3) if number >= 0}
    return words.begins(sorted(begins))


@WordTest
def _begins_act(word: str) -> bool:
    return word in _kind_words() or word.endswith(_COMPOUNDS)


@cache
def _kind_words() -> frozenset[str]:
    return first_words([*_kinds(), *_TITLED, "programmawet"])


def _kind(name: str) -> str:
    plain = " ".join(name.lower().split())
    return _kinds().get(plain) or next(
        code for word, code in _kinds().items() if plain.endswith(word) or plain.startswith(word)
    )


def _day_behind(
    text: str, match: re.Match[str], days: dict[int, Mention], *, numbered: bool
) -> Mention | None:
    """The date of an act: directly, after its institutions, or after an intervening title."""
    lead = _OF_DAYS.match(text, match.end()) or _OF_DAY.match(text, match.end())
    if lead and lead.end() in days:
        return days[lead.end()]
    if numbered:
        lead = _INSTITUTIONS.match(text, match.end())
        return days.get(lead.end()) if lead else None
    title = _TITLE.match(text, match.end())
    for lead in _OF_DAY_WITHIN.finditer(text, match.end(), title.end() + 1) if title else ():
        if lead.end() in days:  # the date may be that of another act in the title
            return None if _other_act().search(text, match.end(), lead.start()) else days[lead.end()]
        if text[lead.end() : lead.end() + 1].isdigit():
            return None
    return None


def _year_behind(text: str, match: re.Match[str], dates: dict[int, Mention]) -> Mention | None:
    """The year directly behind an act: 'de wet van 2017'."""
    lead = _OF_YEAR.match(text, match.end())
    year = dates.get(lead.end()) if lead else None
    return year if year and len(year.value or "") in {_FULL_YEAR, len("2000-01")} else None


_OF_YEAR = re.compile(rf"(?:{_W}[A-Z]\w+)?{_W}(?:van|uit|de|d['’]){_W}?(?=\d|[a-zûé]{{3,9}}\.?{_W}\d)")
_NEED_ARTICLES = frozenset({"GW", "Gw", "Sw"})
"""Short names of codes that mean something else without an article: 'artikel 12 GW', but '3 GW'."""
_OF_DAY = re.compile(rf"{_W}(?:van{_W}|uit{_W}|du{_W}|d\.d\.{_S}|dd\.?{_S}|de{_W}|des{_W})?(?=\d)")
_OF_DAYS = re.compile(
    rf"{_W}(?:des|van){_W}(?:\d{{1,2}}(?:er)?(?:{_W}[a-zûé]{{3,9}})?(?:,{_W}|{_W}(?:et|en){_W}(?:(?:du"
    rf"|van){_W})?))+(?=\d)"
)
"""'arrêtés ministériels des 18 et 23 mars 2020'."""
_OF_DAY_WITHIN = re.compile(rf",?{_W}(?:(?:ge|sa)\w+{_W}op{_W}|coordonnée?s?{_W}le{_W}|van{_W}|du{_W})(?=\d)")
_INSTITUTIONS = re.compile(
    rf"{_W}(?:van|du|de){_W}(?:het{_W}|de{_W})?"
    rf"(?:(?:Europees{_W}Parlement|Parlement{_W}européen|Raad|Conseil|Commissie|Commission|en|et|van|de|du|la"
    rf"|Europese|européenne)(?:,?{_W})){{1,8}}(?:van{_W}|du{_W})?(?=\d)"
)
_TITLE = re.compile(
    rf"{_W}(?:op|inzake|betreffende|houdende|tot|over|voor|ter|sur|relative?|relatifs?|concernant|portant"
    rf"|en{_W}matière|d['’]exécution|de{_W}l['’]administration|in(?={_W}bestuurszaken)"
    rf"|(?-i:[A-Z]{{2,6}})|organique|générale|(?:van|van{_W}de|de|des)(?={_W}(?-i:[A-Z])))(?!\w)"
    r"(?:[^.;:!?()\d\n]|(?<=[Cc][Oo][Vv][Ii][Dd]-)19){0,120}(?:\n(?!\n)[^.;:!?()\d\n]{0,90})?(?=\d)",
    re.IGNORECASE,
)


def _known(text: str, match: re.Match[str], kind: str, day: Mention | None, number: str | None) -> str | None:
    """The identifier of an act; None for several, and another country's: 'de Franse wet van 3 mei 2009'."""
    if is_foreign(text, match.start(), match.end("kind")) or (day and _OF_DAYS.match(text, match.end())):
        return None
    return _identifier(kind, day, f"n° {number}" if kind == "R" and match["number"] else number)


def _identifier(kind: str, day: Mention | None, number: str | None) -> str | None:
    """The identifier of an act: CELEX for the Union's, else its kind with date or number."""
    if kind in {"L", "R", "F"}:
        return _celex(kind, number or "")
    if kind == "decision" and number and re.match(_EU_INSTITUTION, number):
        return _celex("D", number)
    if day and len(day.value or "") < len("2000-01-01"):  # a year has many acts
        return None
    return f"{kind}:{day.value if day else ' '.join((number or '').split())}"


def _celex(kind: str, number: str) -> str | None:
    """CELEX number: '32004L0038' for directive 2004/38/EG, '32004R0883' for regulation nr. 883/2004.

    If both numbers may be a year, it is the first one, but a regulation has its number first behind 'nr.',
    until 2014 (EU Interinstitutional Style Guide, 1.2). None if none can be.
    """
    found = _EU_NUMBER_PARTS.search(number)
    if found is None:
        return None
    years = [_year(part) for part in found.groups()]
    is_number_first = kind == "R" and bool(re.search(_NR, number, re.IGNORECASE))
    at = is_number_first if all(years) else bool(years[1])
    return f"3{years[at]}{kind}{int(found[2 - at]):04}" if years[at] else None


def _year(number: str) -> int | None:
    """The year that a number of two or four figures may be."""
    year = int(f"19{number}" if len(number) == _SHORT_YEAR else number)
    return year if _FIRST_YEAR <= year < _NO_YEAR_YET else None
