"""Dates as the pages print them: '30 april 2013', '1 février 2010', '30/4/2013'."""

import re
from datetime import date
from functools import cache, lru_cache

from schemas.vocabulary import labels_of
from tasks.read.text.patterns import damaged

DATE_IN_FIGURES = re.compile(r"(\d{1,2})\s?/\s?(\d{1,2})\s?/\s?(\d{4})(?!\d)")
_YEARS = range(1990, 2100)
"""Years of questions and answers: the pages begin in 1995."""
_DATE_IN_ROW = re.compile(r"(\d{1,2})\s?(?:er|ste|de|e)?\.?\s+([^\W\d_]\S*?)(?:\s+(\d{4}))?(?=[\s,]|\Z)")
_DATE_IN_WORDS = re.compile(r"(\d{1,2})\s?(?:er|ste|de|e)?\.?\s+(\S+)\s+(\d{4})")


@cache
def _months() -> tuple[tuple[re.Pattern[str], int], ...]:
    return tuple(
        (re.compile(damaged(label.text), re.IGNORECASE), int(label.code)) for label in labels_of("month")
    )


def _month(name: str) -> int | None:
    return next((number for pattern, number in _months() if pattern.fullmatch(name)), None)


def _date(year: str, month: int | None, day: str) -> date | None:
    try:
        found = date(int(year), month or 0, int(day))
    except ValueError:
        return None
    return found if found.year in _YEARS else None


@lru_cache(maxsize=20_000)
def parse_date(text: str) -> date | None:
    """Read one date; None for text that is no date, or a day that does not exist or is centuries away."""
    text = text.strip()
    if figures := DATE_IN_FIGURES.fullmatch(text):
        return _date(figures[3], int(figures[2]), figures[1])
    if words := _DATE_IN_WORDS.fullmatch(text):
        return _date(words[3], _month(words[2]), words[1])
    return None


def parse_dates(text: str) -> tuple[date | None, ...]:
    """Read dates in a row, which may share the year of the last: '29 januari en 14 juni 2001'.

    One per day in the text; None for a day that does not exist or has no year.
    """
    dates: list[date | None] = []
    year = ""
    for day, month, own_year in reversed(_DATE_IN_ROW.findall(text)):
        year = own_year or year
        dates.append(_date(year or "0", _month(month), day))
    return tuple(reversed(dates))
