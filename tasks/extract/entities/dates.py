"""Dates with at least a year: days, months, quarters, halves, years, and ranges of them."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from functools import cache

from schemas.vocabulary import labels_of
from schemas.vocabulary.entities import words_of_both
from tasks.common.accents import fold
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.numbers.figures import spelled_number
from tasks.extract.rules import Rules
from tasks.extract.tokens import Words

_PLACES = ("first", "second", "third", "fourth")
_DAY_LETTERS = len("-12-31")
_YEAR_LETTERS = len("2012")
_MONTHS = date.max.month


@cache
def _months() -> dict[str, int]:
    """The number of each month by its name, with and without its accents."""
    names = (*labels_of("month"), *labels_of("month_short"))
    return {name: int(label.code) for label in names for name in (label.text.lower(), fold(label.text))}


_RULES = Rules("dates", month=_months)


def dates(text: str, words: Words) -> Iterator[Mention]:
    """Dates and ranges of dates.

    Value: ISO 8601, '2013-04-30', '2013-04', '2013'; ranges, quarters and halves as two of them with '/'.
    """
    for match in _RULES.find("dates", text, words):
        for start, end, value in _read(text, match):
            yield Mention(start, end, "date", text[start:end], value)


def _read(text: str, match: re.Match[str]) -> list[tuple[int, int, str]]:
    """The date or range of a match, or both its dates if they are no range."""
    spans = [match.span(name) for name in ("date", "last") if match[name]]
    if _is_numbered(text, spans):
        return []
    found = [(*span, value) for span in spans if (value := _value(text[slice(*span)]))]
    if match["begin"] and found and (begin := _begin(match["begin"].lower(), found[0][2])):
        found[0] = match.start("begin"), found[0][1], f"{begin}/{found[0][2].rpartition('/')[2]}"
    # '2020 tot 30 september 2020' is a year, and a day in it
    if len(found) > 1 and found[0][2] != found[1][2][:-_DAY_LETTERS]:
        first, last = found[0][2].partition("/")[0], found[1][2].rpartition("/")[2]
        return [(found[0][0], found[1][1], f"{first}/{last}")]
    return found


def _is_numbered(text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether apparent years are the number of something, as in 'artikel 2012', or the session of a paper."""
    start = spans[0][0]
    if any(end - begin > _YEAR_LETTERS for begin, end in spans):
        return False
    names = ("numbered", "session") if spans[1:] else ("numbered",)
    return any(_RULES.before(name, text, start) for name in names)


def _value(printed: str) -> str | None:
    """The value of a date that is complete; None for a day that does not exist."""
    if len(printed) == _YEAR_LETTERS:
        return printed
    for form, read in _FORMS.items():
        if match := _RULES(form).fullmatch(printed.lower()):
            return read(*filter(None, match.groups()))
    return None


def _begin(printed: str, value: str) -> str | None:
    """When a range begins whose first date omits what the last one says: '1 tot 15 maart 2012'."""
    first, _, last = value.rpartition("/")
    year, month, day = [*map(int, last.split("-")), 0, 0][:3]
    begin = None
    if parts := _RULES("begin_day").fullmatch(printed):
        first_day, *named = filter(None, parts.groups())
        own = _month(named[0]) if named else month
        if day or (named and named[0].isalpha()):
            begin = _day(first_day, str(own), str(year - (own > month)))
    elif _RULES("begin_month").fullmatch(printed):
        own = _month(printed)
        begin = f"{year - (own > month)}-{own:02}" if month and not day else None
    elif first and month and (place := _place(printed.split(maxsplit=1)[0])):
        months = month - int(first.split("-")[1]) + 1
        begin = f"{year}-{(place - 1) * months + 1:02}"
    return begin if begin and begin <= last else None


def _month(printed: str) -> int:
    return int(printed) if printed.isdecimal() else _months().get(printed, 0)


def _day(day: str, month: str, year: str) -> str | None:
    """The ISO date; the only day in words is 'premier'."""
    numbers = int(year), _month(month), int(re.sub(r"\D", "", day) or 1)
    with suppress(ValueError):
        return date(*numbers).isoformat()
    return None


def _place(word: str) -> int:
    """The place of a part in its year, from 1; 0 for letters that only look alike."""
    return next((place for place, group in enumerate(_PLACES, 1) if word in words_of_both(group)), 0)


def _part(places: str, what: str, year: str) -> str:
    """A quarter or half of a year, or several quarters in a row."""
    months = 6 if what in words_of_both("half") else 3
    known = re.findall(r"\w+", places)
    first, last = (min(_place(word), _MONTHS // months) for word in (known[0], known[-1]))
    return _between(year, (first - 1) * months + 1, last * months)


def _lettered(one: str, other: str) -> str:
    """'Q2 2012' or '2012 Q2'."""
    quarter, year = sorted((one, other), key=len)
    return _between(year, int(quarter[-1]) * 3 - 2, int(quarter[-1]) * 3)


def _several(some: str, what: str, year: str, *, are_last: bool = False) -> str | None:
    """The first or last months or quarters of a year."""
    months = spelled_number(some) * (1 if what in words_of_both("months") else 3)
    first = _MONTHS - months + 1 if are_last else 1
    return _between(year, first, first + months - 1) if 0 < months <= _MONTHS else None


def _between(year: str, first: int, last: int) -> str:
    return f"{year}-{first:02}/{year}-{last:02}"


def _season(year: str, last: str) -> str | None:
    """The two years of '2017-18'; '2011-12' may be a month."""
    second = str(int(year) + 1)
    return f"{year}/{second}" if second.endswith(last) and int(last) > _MONTHS else None


_FORMS: dict[str, Callable[..., str | None]] = {
    "decade": lambda year: f"{year}/{int(year) + 9}",
    "first_months": _several,
    "last_months": lambda *parts: _several(*parts, are_last=True),
    "named_day": _day,
    "named_month": lambda month, year: f"{year}-{_months()[month]:02}",
    "in_figures": lambda one, month, two: _day(two, month, one) if one[2:] else _day(one, month, two),
    "part": _part,
    "season": _season,
    "lettered": _lettered,
}
"""How the value of each form is read from the groups of its rule."""
