"""Numbers with a unit or what they count, behind them or earlier: 'Het aantal abonnees bedraagt 414'."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from schemas.codes import LANGUAGES, Language
from schemas.vocabulary.entities import word_set, words_for
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.numbers.figures import (
    FIGURES,
    MINUS,
    NUMBER,
    SPACE,
    is_year_number,
    number_value,
    numbers_something,
)
from tasks.extract.entities.numbers.money import is_currency
from tasks.extract.entities.numbers.units import Unit, unit_at
from tasks.extract.entities.places import place_names
from tasks.extract.entities.tokens import Words, matches_at

_TOO_SHORT = frozenset("lgt")
"""Symbols that need a space before them: 4g, 2l are names of networks and flats."""
_BELOW_ZERO = frozenset("% ‰ °C graden degrés".split())
"""Units that numbers below zero have."""
_ARTICLE = rf"(?:(?:de|het|les|la|le){SPACE})?"
_NUMBER = re.compile(NUMBER)
_MINUS = frozenset("-−")
_BETWEEN = re.compile(
    rf"(?:tussen|entre){SPACE}{_ARTICLE}(?P<first>{NUMBER})(?P<join>{SPACE}(?:en|et){SPACE}{_ARTICLE})$",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(
    r"ge(?!\w+(?:eerden|wonden|handicapten|rechtigden)$)\w+(?:en|d|t)|(?:be|ver|ont)\w+(?:d|t)"
)
"""'er werden 12 gedood', but 'er zaten 12 gedetineerden'."""
_THERE = re.compile(r"\ber(?: [a-z]+){0,2} $")
_HOURS = frozenset({"uur", "heures", "h"})
_CLOCK = re.compile(r"\d{1,2}\.[0-5]\d")
_CLOCK_LEAD = re.compile(
    r"(?:(?:tussen|entre|de|van) \d{1,2}(?:[.:]\d\d)? (?:en|et|à|tot)|\bom|vanaf|vóór|tegen|rond|omstreeks"
    r"|(?:uur|h|heures) (?:tot|en|à|et)|vers|avant|dès|jusqu['’]à|\dh?) $"
)
_MORNING, _NOON, _MIDNIGHT = 6, 12, 24
_FROM = re.compile(r"(?:tussen|entre|van|de) $")
_TO = re.compile(r" (?:en|et|tot|à) \d{1,2}(?:[.:]\d\d)? ?(?:uur|h|heures)(?!\w)")
"""'tussen 22 uur en 6 uur'."""
_OF_DAY = re.compile(
    r" (?:['’]s (?:ochtends|morgens|middags|avonds|nachts)|du (?:matin|soir)|de l['’]après-midi)"
)
_BOX = re.compile(rf"{SPACE}(?:bus|bte|boîte){SPACE}\d")
_LEAD = 24


def quantities(text: str, words: Words, language: Language) -> Iterator[Mention]:
    """Numbers in figures with their unit or what they count.

    Value: a decimal number, two of them with '/' for a range; unit: as printed, '%' for words that mean it.
    """
    counted = []
    for match in matches_at(FIGURES, text, words.figures):
        unit = _unit_of(text, match, language)
        if unit:
            counted.append(_quantity(text, match, unit))
    yield from counted
    for quantity in counted:
        yield from _listed_before(text, quantity, language)
    for match in matches_at(_joined(), text, words.figures):
        if not numbers_something(text, match, language):
            value = number_value(match["number"])
            yield Mention(match.start(), match.end(), "quantity", match[0], value, match["symbol"])
    yield from _below_zero(text, words, language)
    yield from counted_before(text, language)
    yield from counted_earlier(text, counted, language)


_PER = r"(?:/(?:m|km|l|kg|ml|dl|h|u|s|min)[²³]?)?"


@cache
def _joined() -> re.Pattern[str]:
    """A number and its symbol without a space."""
    symbols = (re.escape(symbol) for symbol in words_for("count_symbol", "nl") if symbol not in _TOO_SHORT)
    return re.compile(
        rf"(?<![\w.,/:-])(?P<number>{NUMBER})(?P<symbol>(?:{'|'.join(symbols)}){_PER})(?![\w/²³])"
    )


def _below_zero(text: str, words: Words, language: Language) -> Iterator[Mention]:
    """Numbers with a sign: '-5 graden', '+1,5 %', where plus is no part of the number."""
    for begin in words.figures:
        sign = text[max(0, begin - 1) : begin]
        is_below = sign in _MINUS and MINUS.search(text, max(0, begin - 2), begin)
        number = _NUMBER.match(text, begin) if is_below or sign == "+" else None
        unit = unit_at(text, number.end(), language) if number else None
        if number and unit and unit.text.split()[0] in _BELOW_ZERO:
            start = begin - 1 if is_below else begin
            value = f"{'-' if is_below else ''}{number_value(number[0])}"
            yield Mention(start, unit.end, "quantity", text[start : unit.end], value, unit.text)


def _unit_of(text: str, match: re.Match[str], language: Language) -> Unit | None:
    unit = unit_at(text, match.end(), language)
    if unit is None or _BOX.match(text, match.end()):
        return None
    if unit.text[0] != "%" and numbers_something(text, match, language):
        return None
    if text[unit.end : unit.end + 1] == "-" and text[unit.end + 1 : unit.end + 2].isalpha():
        return None  # 'de 20 %-grens'
    if _is_year(text, match, unit, language) or _is_clock(text, match, unit):
        return None
    is_done = _PARTICIPLE.fullmatch(unit.text) and _THERE.search(_lead(text, match))
    return None if is_done or not _is_unit(match, unit, language) else unit


def _is_unit(match: re.Match[str], unit: Unit, language: Language) -> bool:
    """Whether a number counts what follows, which is no post code, name or verb."""
    if unit.text[:1].isupper() and (unit.text in place_names() or not unit.is_counted(language)):
        return False
    is_measure = match["number"] == "1" or "," in match["number"] or bool(match["scale"])
    return is_measure or unit.is_counted(language)


def _lead(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - _LEAD) : match.start()]


def _quantity(text: str, match: re.Match[str], unit: Unit) -> Mention:
    start, value = match.start(), number_value(match["number"], match["scale"])
    if match["last"]:
        value = f"{value}/{number_value(match['last'], match['scale'])}"
    elif between := _BETWEEN.search(_lead(text, match)):
        start -= len(between["first"]) + len(between["join"])
        value = f"{number_value(between['first'], match['scale'])}/{value}"
    return Mention(start, unit.end, "quantity", text[start : unit.end], value, unit.text)


_FREE = rf"(?<![\w.,/:°§-])(?P<number>{NUMBER})"
_AND = re.compile(rf"{_FREE}{SPACE}(?:en|et|of|ou){SPACE}$")
_COMMA = re.compile(rf"{_FREE},{SPACE}$")


def _listed_before(text: str, quantity: Mention, language: Language) -> Iterator[Mention]:
    """The numbers before one that share its unit: '24' in '24 en 30 dagen'."""
    at, joined = quantity.start, _AND
    while before := joined.search(text, max(0, at - _LEAD), at):
        number = FIGURES.match(text, before.start())
        if number is None or is_year_number(before["number"]) or numbers_something(text, number, language):
            return
        start, end = before.span("number")
        yield Mention(start, end, "quantity", before["number"], number_value(before["number"]), quantity.unit)
        at, joined = start, _COMMA


@cache
def _year_lead(language: Language) -> re.Pattern[str]:
    words = "|".join((*words_for("year_lead", language), *words_for("count_month", language)))
    return re.compile(rf"(?:\b(?:\w*jaar|{words})|[,(-])\s*$", re.IGNORECASE)


_INFINITIVE = re.compile(r"[^\W\d_]{2,}[clnrstu]eren")
"""'hanteren', but not 'kinderen' or 'dieren'."""


def _is_year(text: str, match: re.Match[str], unit: Unit, language: Language) -> bool:
    if match["scale"] or not is_year_number(match["number"]):
        return False
    if match["last"]:
        return is_year_number(match["last"])
    if language == "nl" and _INFINITIVE.fullmatch(unit.text):
        return True
    return bool(_year_lead(language).search(_lead(text, match)))


def _are_hours(first: str, last: str) -> bool:
    """Whether two numbers look like opening hours, not like a duration: from 9 to 17."""
    is_time = first.isdigit() and last.isdigit()
    return is_time and int(first) >= _MORNING and _NOON <= int(last) <= _MIDNIGHT


def _is_clock(text: str, match: re.Match[str], unit: Unit) -> bool:
    """Whether a number of hours is a time of day."""
    if unit.text not in _HOURS:
        return False
    lead = _lead(text, match)
    if (
        match["last"]
        and _are_hours(match["number"], match["last"])
        and _FROM.search(lead)
        and not text.startswith((" per ", " par "), unit.end)
    ):
        return True  # 'van 9 tot 17 uur'
    begins = (_FROM.search(lead) and _TO.match(text, unit.end)) or _OF_DAY.match(text, unit.end)
    return bool(begins or _CLOCK.fullmatch(match["number"]) or _CLOCK_LEAD.search(lead))


_NUMBER_OF: dict[Language, re.Pattern[str]] = {
    "nl": re.compile(
        r"\b[Aa]antal(?:len)?\s(?P<noun>(?:[^\W\d_]\w*e[nd]?\s){0,2}?[^\W\d_][\w'’-]*)"
        r"(?P<rest>[^;?!\n]{0,240})"
    ),
    "fr": re.compile(
        r"\b[Nn]ombres?\s(?:total\s|moyen\s|annuel\s)?(?:de\s|d['’]|des\s)(?P<noun>[^\W\d_][\w'’-]*)"
        r"(?P<rest>[^;?!\n]{0,240})"
    ),
}
_MONTH_BEHIND: dict[Language, re.Pattern[str]] = {
    language: re.compile(rf"{SPACE}(?:{'|'.join(words_for('count_month', language))})(?!\w)", re.IGNORECASE)
    for language in LANGUAGES
}
_SENTENCE_END = re.compile(r"[.](?=\s+(?:[A-ZÀ-Ý]|\d{1,2}[.)]\s)|\s*$)")
_OTHER_UNIT = re.compile(rf"{SPACE}(?:euros?|EUR|dollars?|uur|h|heures)(?!\w)|{SPACE}?[€%]")
_LEADS: dict[Language, str] = {
    "nl": (
        r"\b(?:er(?: [a-z]+){0,3}|waarvan|waaronder|van wie|onder wie|onder meer|tegenover|tegen"
        r"|in plaats van|in [12]\d{3}|in [A-Z]\w+)|[,:;(]|\ben(?= [\d., ]+(?:in|van|op|te|uit|voor|bij) )"
    ),
    "fr": (
        r"\b(?:en (?:avait|a|avaient|ont|est|étaient)(?: eu| resté| restés)?|dont|notamment|parmi lesquels"
        r"|ils sont"
        r"|elles sont|contre|au lieu de|en [12]\d{3}|à [A-Z]\w+)"
        r"|[,:;(]|\b(?:et|à)(?= [\d., ]+(?:en|de|du|des|à|au|aux|chez|sur) )|\bet(?= \d+ d['’])"
    ),
}
_BEHIND = r"(?![\d/%°@+-]|[.,:]\d| (?:h|uur|heures)(?!\w))(?=[,;.)](?:\s|$)|\s(?:[a-zéèêà–]|d[’'])|$)"
_BARE: dict[Language, re.Pattern[str]] = {
    language: re.compile(rf"(?:{lead})[ \u00a0](?P<number>{NUMBER}){_BEHIND}")
    for language, lead in _LEADS.items()
}
_COUNTS_NOTHING = re.compile(r"(?:ge|be|ver|ont)\w+(?:en|d|t)")
_NUMBERS_POINT = re.compile(r"\d{1,2}[.)]\s+[A-ZÀ-Ý]")
"""': 1. Hoeveel' begins a list."""
_FAR = 250
"""Letters within which a bare number can count what was counted before."""


def counted_before(text: str, language: Language) -> Iterator[Mention]:
    """Bare numbers in a sentence that first says what they count; the number is the mention."""
    for sentence in _NUMBER_OF[language].finditer(text):
        begin, end = sentence.span("rest")
        if stop := _SENTENCE_END.search(text, begin, end):
            end = stop.start()
        if sentence["noun"] in word_set("count_stop", language):
            continue
        noun = _with_adjective(sentence["noun"], text[begin:end])
        for match in FIGURES.finditer(text, begin, end):
            is_bare = not _OTHER_UNIT.match(text, match.end()) and not match["last"]
            is_year = is_year_number(match["number"]) and not match["scale"]
            is_day = _MONTH_BEHIND[language].match(text, match.end())
            if is_bare and not is_day and not is_year and not numbers_something(text, match, language):
                number = number_value(match["number"], match["scale"])
                yield Mention(match.start(), match.end(), "quantity", match[0], number, noun)


def _with_adjective(noun: str, rest: str) -> str:
    """'vertraagde' with the 'treinen' after it."""
    behind = re.match(r"\s([^\W\d_][\w'’-]+)", rest)
    is_adjective = noun.endswith("e") and behind and behind[1] not in word_set("count_stop", "nl")
    return f"{noun} {behind[1]}" if is_adjective and behind else noun


def counted_earlier(text: str, counted: list[Mention], language: Language) -> Iterator[Mention]:
    """Bare numbers of what was just counted: 'Van de 22 710 toestellen vielen er 318 uit'."""
    for match in _BARE[language].finditer(text):
        start, end = match.span("number")
        begins_list = match[0][0] == ":" and _NUMBERS_POINT.match(text, start)
        is_other = begins_list or is_year_number(match["number"]) or numbers_something(text, match, language)
        if is_other or _counts_itself(text, match, language):
            continue
        if unit := _last_unit(counted, start):
            yield Mention(start, end, "quantity", text[start:end], number_value(match["number"]), unit)


def _counts_itself(text: str, match: re.Match[str], language: Language) -> bool:
    """Whether what a number counts follows it; a participle after 'er 796' is not counted."""
    own = unit_at(text, match.end("number"), language)
    if own is None or not own.is_counted(language):
        return False
    return not (match[0].startswith("er") and _COUNTS_NOTHING.fullmatch(own.text))


def _last_unit(counted: list[Mention], start: int) -> str | None:
    """What was last counted before a place, apart from shares, times and measures."""
    at = bisect_left(counted, start, key=lambda mention: mention.end) - 1
    while at >= 0 and start - counted[at].end < _FAR:
        unit = counted[at].unit or ""
        if unit[:1] != "%" and unit.split()[0] not in word_set("measure", "nl") and not is_currency(unit):
            return unit
        at -= 1
    return None
