"""Numbers whose unit comes earlier: 'Het aantal abonnees bedraagt 414', 'waarvan 12'."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from schemas.codes import Language
from schemas.vocabulary.entities import word_set
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.numbers.figures import (
    FIGURES,
    NUMBER,
    SPACE,
    is_year_number,
    number_value,
    numbers_something,
)
from tasks.extract.entities.numbers.money import is_currency
from tasks.extract.entities.numbers.units import unit_at

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
_SENTENCE_END = re.compile(r"[.](?=\s+[A-ZÀ-Ý]|\s*$)")
_OTHER_UNIT = re.compile(rf"{SPACE}(?:euros?|EUR|dollars?)(?!\w)|{SPACE}?[€%]")
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
_PARTICIPLE = re.compile(r"(?:ge|be|ver|ont)\w+(?:en|d|t)")
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
        noun = _with_adjective(sentence["noun"], text[begin:end])
        for match in FIGURES.finditer(text, begin, end):
            is_bare = not _OTHER_UNIT.match(text, match.end()) and not match["last"]
            is_year = is_year_number(match["number"]) and not match["scale"]
            if is_bare and not is_year and not numbers_something(text, match, language):
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
    return not (match[0].startswith("er") and _PARTICIPLE.fullmatch(own.text))


def _last_unit(counted: list[Mention], start: int) -> str | None:
    """What was last counted before a place, apart from shares, times and measures."""
    at = bisect_left(counted, start, key=lambda mention: mention.end) - 1
    while at >= 0 and start - counted[at].end < _FAR:
        unit = counted[at].unit or ""
        if unit[:1] != "%" and unit.split()[0] not in word_set("measure", "nl") and not is_currency(unit):
            return unit
        at -= 1
    return None
