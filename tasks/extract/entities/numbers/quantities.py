"""Numbers with a unit or what they count, behind them or earlier: 'Het aantal abonnees bedraagt 414'."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

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
_AGE = frozenset({"jaar", "ans"})
"""Units before which a sign says 'older' or 'younger': '+65 jaar'."""
_ARTICLE = rf"(?:(?:de|het|les|la|le){SPACE})?"
_NUMBER = re.compile(NUMBER)
_MINUS = frozenset("-−")
_BETWEEN = re.compile(
    rf"(?:tussen|entre){SPACE}{_ARTICLE}(?P<first>{NUMBER})(?P<join>{SPACE}(?:en|et){SPACE}{_ARTICLE})$",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(
    r"ge(?!\w+(?:eerden|wonden|handicapten|rechtigden|issen|ingen|heden|teiten)$"
    r"|(?:bieden|bouwen|breken|meenten|schillen|tuigen|vallen|vangenen|zinnen)$)"
    r"\w+(?:en|d|t)|(?:be|ver|ont)\w+(?:d|t)|ontvangen"
)
"""'er werden 12 gedood', but 'er zaten 12 gedetineerden', 'er waren 12 gevallen'."""
_THERE = re.compile(r"\ber(?: [a-z]+){0,2} $")
_HOURS = frozenset({"uur", "heures", "h"})
_CLOCK = re.compile(r"\d{1,2}\.[0-5]\d")
_CLOCK_LEAD = re.compile(
    r"(?:(?:tussen|entre|de|van) \d{1,2}(?:[.:]\d\d)? (?:en|et|à|tot)|\bom|vanaf|vóór|tegen|rond|omstreeks"
    r"|(?:uur|h|heures) (?:tot|en|à|et)|journaal van|JT d[eu]|journal (?:télévisé )?d[eu]"
    r"|vers|avant|dès|jusqu['’]à|\dh?) $"
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
    signed = [*_below_zero(text, words, language)]
    yield from (*counted, *signed, *_both_ends(text, counted))
    for quantity in (*counted, *signed):
        yield from _listed_before(text, quantity, language)
    for match in matches_at(_joined(), text, words.figures):
        if not numbers_something(text, match, language):
            value = number_value(match["number"])
            yield Mention(match.start(), match.end(), "quantity", match[0], value, match["symbol"])
    yield from counted_before(text, language)
    yield from _counted_behind(text) if " le nombre d" in text else ()
    yield from counted_earlier(text, counted, language)


_PER = r"(?:/(?:m|km|l|kg|ml|dl|h|u|s|min)[²³]?)?"


@cache
def _joined() -> re.Pattern[str]:
    """A number and its symbol without a space."""
    symbols = (re.escape(symbol) for symbol in words_for("count_symbol", "nl") if symbol not in _TOO_SHORT)
    return re.compile(
        rf"(?<![\w.,/:-])(?P<number>{NUMBER})(?P<symbol>(?:{'|'.join(symbols)}){_PER})(?![\w/²³]|-[^\W\d])"
    )


def _below_zero(text: str, words: Words, language: Language) -> Iterator[Mention]:
    """Numbers with a sign: '-5 graden', '+1,5 %', '-18 jaar'.

    A plus is no part of the number, nor is the minus of an age.
    """
    for begin in words.figures:
        sign = text[max(0, begin - 1) : begin]
        is_below = sign in _MINUS and MINUS.search(text, max(0, begin - 2), begin) is not None
        number = _NUMBER.match(text, begin) if is_below or sign == "+" else None
        unit = unit_at(text, number.end(), language) if number else None
        is_age = unit is not None and unit.text in _AGE
        is_below = is_below and not is_age
        is_more = sign == "+" and unit is not None and unit.is_counted(language)
        if number and unit and (is_age or is_more or unit.text.split()[0] in _BELOW_ZERO):
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
    is_done = _PARTICIPLE.fullmatch(unit.text) and _THERE.search(_lead(text, match.start()))
    return None if is_done or not _is_unit(text, match, unit, language) else unit


_OF_SCALE = re.compile(rf"mille(?!\w)|\w+{SPACE}(?:de{SPACE}|d['’])", re.IGNORECASE)
"""A scale that what is counted follows: 'deux mille personnes', but 'deux millions de personnes'."""


def _is_unit(text: str, match: re.Match[str], unit: Unit, language: Language) -> bool:
    """Whether a number counts what follows, which is no post code, name or verb."""
    if unit.text[:1].isupper() and (unit.text in place_names() or not unit.is_counted(language)):
        return False
    if (
        language == "fr"
        and match["scale"]
        and not unit.is_symbol
        and not _OF_SCALE.match(text, match.start("scale"))
    ):
        return False  # 'un écart de 3 milliards représente'
    is_measure = match["number"] == "1" or "," in match["number"] or bool(match["scale"])
    return is_measure or unit.is_counted(language)


def _lead(text: str, start: int) -> str:
    return text[max(0, start - _LEAD) : start]


def _quantity(text: str, match: re.Match[str], unit: Unit) -> Mention:
    groups = match.groupdict()
    scale, last = groups.get("scale"), groups.get("last")
    start, value = match.start(), number_value(match["number"], scale)
    if last:
        value = f"{value}/{number_value(last, scale)}"
    elif between := _BETWEEN.search(_lead(text, match.start())):
        start -= len(between["first"]) + len(between["join"])
        value = f"{number_value(between['first'], scale)}/{value}"
    return Mention(start, unit.end, "quantity", text[start : unit.end], value, unit.text)


_FREE = (
    rf"(?<![\w.,/:°§+-])(?P<sign>[+-])?(?P<number>{NUMBER})"
    rf"(?:(?:{SPACE}(?:à|tot|tot{SPACE}en{SPACE}met){SPACE}|-)(?P<last>{NUMBER}))?"
)
_THAN = rf"(?P<than>(?:(?:ouder|meer|minder|jonger){SPACE}dan|(?:plus|moins){SPACE}de){SPACE}|[+]{SPACE}?)?$"
_AND = re.compile(rf"{_FREE}{SPACE}(?:en|et|of|ou){SPACE}{_THAN}")
_COMMA = re.compile(rf"{_FREE},{SPACE}{_THAN}")


def _listed_before(text: str, quantity: Mention, language: Language) -> Iterator[Mention]:
    """The numbers before one that share its unit: '24' in '24 en 30 dagen', '18-24' in '18-24, +25 jaar'."""
    at, is_list = quantity.start, False
    is_age = quantity.unit in _AGE or text[at - 1 : at] == "+"
    while before := _before(text, at, is_list=is_list, is_age=is_age):
        if is_year_number(before["number"]) or numbers_something(text, before, language):
            return
        start, end = before.start("number"), before.end("last" if before["last"] else "number")
        value = "/".join(number_value(part) for part in (before["number"], before["last"]) if part)
        yield Mention(start, end, "quantity", text[start:end], value, quantity.unit)
        at, is_list = before.start(), True


def _before(text: str, at: int, *, is_list: bool, is_age: bool) -> re.Match[str] | None:
    """The number before one in a list: behind a comma if the list goes on, or has classes of age."""
    begin = max(0, at - _LEAD)
    joined = _AND.search(text, begin, at)
    if joined is None and (is_list or is_age):
        joined = _COMMA.search(text, begin, at)
        joined = joined if is_list or (joined and (joined["last"] or joined["than"])) else None
    return joined if joined and (is_age or not joined["sign"]) else None


_UP_TO = re.compile(rf"{SPACE}(?:tot|à){SPACE}")
_CHANGE = re.compile(
    r"st(?:ijg|eeg|egen)|daal|verhoog|verlaag|toegenomen|afgenomen|opgetrokken|opgelopen|terug|gezakt"
    r"|gegroeid|gaan|ging"
    r"|évolu|pass|augment|dimin|baiss|hauss|grimp|rédui|chut|monté|tomb|port(?:er|ée?s?\b)|relev|ramen",
    re.IGNORECASE,
)
"""What a number did that is now another: 'gestegen van 20 % tot 30 %'."""


def _is_range(text: str, first: Mention, last: Mention) -> bool:
    join = text[first.end : last.start]
    if _UP_TO.fullmatch(join):
        return _CHANGE.search(text, max(0, first.start - 3 * _LEAD), first.start) is None
    number = text[first.start : first.end].removesuffix(first.unit or "").rstrip()
    return _BETWEEN.search(f"{_lead(text, first.start)}{number}{join}") is not None


def _both_ends(text: str, counted: list[Mention]) -> Iterator[Mention]:
    """Ranges that have their unit at both ends: 'tussen 25 % en 30 %'."""
    for first, last in pairwise(counted):
        if first.unit != last.unit or not _is_range(text, first, last):
            continue
        value = f"{first.value}/{last.value}"
        if value.count("/") == 1:
            yield replace(first, end=last.end, text=text[first.start : last.end], value=value)


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
    if language == "nl" and (_INFINITIVE.fullmatch(unit.text) or _PARTICIPLE.fullmatch(unit.text)):
        return True
    return bool(_year_lead(language).search(_lead(text, match.start())))


def _are_hours(first: str, last: str) -> bool:
    """Whether two numbers look like opening hours, not like a duration: from 9 to 17."""
    is_time = first.isdigit() and last.isdigit()
    return is_time and int(first) >= _MORNING and _NOON <= int(last) <= _MIDNIGHT


def _is_clock(text: str, match: re.Match[str], unit: Unit) -> bool:
    """Whether a number of hours is a time of day."""
    if unit.text not in _HOURS:
        return False
    lead = _lead(text, match.start())
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
        r"|in plaats van|[Dd]at (?:is|zijn)|(?:hun|dat|het) aantal (?:op|bedraagt)(?: ongeveer| zo['’]n)?"
        r"|in [12]\d{3}|in [A-Z]\w+)|[,:;(]|\ben(?= [\d., ]+(?:in|van|op|te|uit|voor|bij) )"
    ),
    "fr": (
        r"\b(?:en (?:avait|a|avaient|ont|est|étaient)(?: eu| resté| restés)?|dont|notamment|parmi lesquels"
        r"|ils sont|[Cc]['’]est|soit|au nombre de"
        r"|leur nombre (?:à|s['’]élève à)(?: environ| quelque| près de)?"
        r"|elles sont|contre|au lieu de|en [12]\d{3}|à [A-Z]\w+)"
        r"|[,:;(]|\b(?:et|à)(?= [\d., ]+(?:en|de|du|des|à|au|aux|chez|sur) )|\bet(?= \d+ d['’])"
    ),
}
_BEHIND = r"(?![\d/%°@+-]|[.,:]\d| (?:h|uur|heures)(?!\w))(?=[,;.)](?:\s|$)|\s(?:[a-zéèêà–]|d[’'])|$)"
_BARE: dict[Language, re.Pattern[str]] = {
    language: re.compile(rf"(?:{lead}) (?P<number>{NUMBER}){_BEHIND}") for language, lead in _LEADS.items()
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
            is_bare = not _OTHER_UNIT.match(text, match.end()) and not is_year_number(match["last"] or "")
            is_year = is_year_number(match["number"]) and not match["scale"]
            is_day = _MONTH_BEHIND[language].match(text, match.end())
            if is_bare and not is_day and not is_year and not numbers_something(text, match, language):
                yield from _bare(text, match, noun)


def _bare(text: str, match: re.Match[str], noun: str) -> Iterator[Mention]:
    """A number or range that counts a noun before it; of a change, each number by itself."""
    if match["last"] and _CHANGE.search(text, max(0, match.start() - 3 * _LEAD), match.start()):
        for part in ("number", "last"):
            yield Mention(*match.span(part), "quantity", match[part], number_value(match[part]), noun)
    else:
        yield _quantity(text, match, Unit(noun, match.end()))


_NOUN_BEHIND = re.compile(
    rf"(?<![\w.,/:-])(?P<number>{NUMBER})(?:{SPACE}environ|,)?{SPACE}le{SPACE}nombre{SPACE}(?:total{SPACE})?"
    rf"(?:des{SPACE}|de{SPACE}|d['’])(?P<noun>[^\W\d_][\w'’-]*)"
)
"""'on estime à 40.000 le nombre de visiteurs'."""


def _counted_behind(text: str) -> Iterator[Mention]:
    for match in _NOUN_BEHIND.finditer(text):
        if not is_year_number(match["number"]) and not numbers_something(text, match, "fr"):
            yield _quantity(text, match, Unit(match["noun"], match.end("number")))


def _with_adjective(noun: str, rest: str) -> str:
    """'vertraagde' with the 'treinen' after it."""
    behind = re.match(r"\s([^\W\d_][\w'’-]+)", rest)
    is_adjective = noun.endswith("e") and behind and behind[1] not in word_set("count_stop", "nl")
    return f"{noun} {behind[1]}" if is_adjective and behind else noun


def counted_earlier(text: str, counted: list[Mention], language: Language) -> Iterator[Mention]:
    """Bare numbers of what was just counted: 'Van de 22 710 toestellen vielen er 318 uit'."""
    begin, stop = (counted[0].end, counted[-1].end + 2 * _FAR) if counted else (0, 0)
    for match in _BARE[language].finditer(text, begin, stop):
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
