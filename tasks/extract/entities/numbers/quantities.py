"""Numbers with a unit, or with what they count."""

import re
from collections.abc import Iterator
from functools import cache

from schemas.codes import Language
from schemas.vocabulary.entities import words_for
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.numbers.bare_numbers import counted_before, counted_earlier
from tasks.extract.entities.numbers.figures import (
    FIGURES,
    NUMBER,
    SPACE,
    is_year_number,
    number_value,
    numbers_something,
)
from tasks.extract.entities.numbers.units import Unit, unit_at
from tasks.extract.entities.places import place_names
from tasks.extract.entities.tokens import Words, matches_at

_JOINED = re.compile(rf"(?<![\w.,/:-])(?P<number>{NUMBER})(?P<symbol>%|‰|km/[uh]|km|kg|m²|ha|MW|°C)(?!\w)")
_BETWEEN = re.compile(rf"(?:tussen|entre){SPACE}(?P<first>{NUMBER})(?P<join>{SPACE}(?:en|et){SPACE})$")
_PARTICIPLE = re.compile(r"ge\w+(?:en|d|t)|(?:be|ver|ont)\w+(?:d|t)")
_THERE = re.compile(r"\ber(?: [a-z]+){0,2} $")
_HOURS = frozenset({"uur", "heures", "h"})
_CLOCK = re.compile(r"\d{1,2}\.[0-5]\d")
_CLOCK_LEAD = re.compile(
    r"(?:(?:tussen|entre|de|van) \d{1,2}(?:[.:]\d\d)? (?:en|et|à|tot)|\bom|vanaf"
    r"|(?:uur|h|heures) (?:tot|en|à|et)|vers|dès|jusqu['’]à|\dh?) $"
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
    for match in matches_at(_JOINED, text, words.figures):
        value = number_value(match["number"])
        yield Mention(match.start(), match.end(), "quantity", match[0], value, match["symbol"])
    yield from counted_before(text, language)
    yield from counted_earlier(text, counted, language)


def _unit_of(text: str, match: re.Match[str], language: Language) -> Unit | None:
    unit = unit_at(text, match.end(), language)
    if unit is None or _BOX.match(text, match.end()) or numbers_something(text, match, language):
        return None
    if _is_year(text, match, language) or _is_clock(text, match, unit):
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


@cache
def _year_lead(language: Language) -> re.Pattern[str]:
    words = "|".join((*words_for("year_lead", language), *words_for("count_month", language)))
    return re.compile(rf"(?:\b(?:{words})|[,(-])\s*$", re.IGNORECASE)


def _is_year(text: str, match: re.Match[str], language: Language) -> bool:
    if match["scale"] or not is_year_number(match["number"]):
        return False
    if match["last"]:
        return is_year_number(match["last"])
    return bool(_year_lead(language).search(_lead(text, match)))


def _is_clock(text: str, match: re.Match[str], unit: Unit) -> bool:
    """Whether a number of hours is a time of day."""
    if unit.text not in _HOURS:
        return False
    return bool(_CLOCK.fullmatch(match["number"]) or _CLOCK_LEAD.search(_lead(text, match)))
