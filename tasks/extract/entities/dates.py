"""Dates with at least a year: days, months, quarters, halves, years, and ranges of them."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import cache

from schemas.vocabulary import labels_of
from tasks.common.accents import fold
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.numbers.figures import SPACE as _BLANK
from tasks.extract.entities.tokens import Words, WordTest, first_words, matches_at

SPACE = rf"(?:{_BLANK}|\n(?!\n))"
"""A blank, or a line end within a paragraph."""
_YEAR = r"(?:1[89]|20)\d{2}"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:er|ste|de|e)?"
_ORDINALS = {
    1: "eerste|1ste|1e|premier|première|1er|1re|1ère|I",
    2: "tweede|2de|2e|deuxième|second|seconde|2ème|2nd|II",
    3: "derde|3de|3e|troisième|3ème|III",
    4: "vierde|4de|4e|laatste|quatrième|4ème|dernier|dernière|IV",
}
_ORDINAL = "|".join(_ORDINALS.values())
_AND = rf"(?:,{SPACE}|,?{SPACE}(?:en|et){SPACE})"
_RUN = "|".join(
    _AND.join(f"(?:{_ORDINALS[place]})" for place in range(first, last + 1))
    for first in (1, 2, 3)
    for last in range(4, first, -1)
)
"""Ordinals of quarters in a row: 'eerste en tweede', 'premier, deuxième et troisième'."""
_HALVES = "semester|semestre|jaarhelft|helft|moitié"
_QUARTERS = "kwartaal|trimester|trimestre"
_OF_YEAR = rf"(?:{SPACE}(?:van|de|in|en)(?:{SPACE}het{SPACE}jaar|{SPACE}l['’]année)?)?{SPACE}"
_STAGE = rf"(?:{SPACE}(?:begin|midden|half|einde?|début|fin|mi(?=-)))?"
_JOIN = (
    rf"(?P<join>{SPACE}(?:tot{SPACE}en{SPACE}met|tot{SPACE}op|tot|t\.?e\.?m\.?|t/m|jusqu['’](?:au|en|à)"
    rf"|au|à|en|et)"
    rf"(?:{SPACE}(?:het|de|le|la))?{_STAGE}(?:{SPACE}|(?<=mi)-)|{SPACE}?[-–—]{SPACE}?|/)"
)
_BETWEEN = re.compile(
    rf"(?:tussen|entre)(?:{SPACE}(?:de|le|het|les|la))?{_STAGE}(?:{SPACE}|(?<=mi)-)$", re.IGNORECASE
)
_YEAR_BEFORE = re.compile(rf"(?<!\d){_YEAR}.$")
_DECADE_LEAD = re.compile(rf"(?:jaren|années){SPACE}$", re.IGNORECASE)
_MORE_YEARS = re.compile(
    rf"{SPACE}?(?:,|[-–]|en|et|à|au|tot|t/m|t\.e\.m\.|of|ou){SPACE}?(?:\d|volgende|suivantes)", re.IGNORECASE
)
"""What follows the first of several years: 'de jaren 2010 en 2011' are no decade."""
_SESSION = re.compile(rf"(?:Kamer|Senaat|Chambre|Sénat),{SPACE}?{_YEAR}[-/]{_YEAR}")
"""The session of a paper: '(Kamer, 2019-2020, nr. 12)'."""
_LEAD = 16
"""Letters before a number that show what it numbers."""
_WINDOW = 60
"""Letters before a date searched for the start of its range."""
_DAY_LETTERS = len("-12-31")
_MONTHS_OF = {"half": 6, "quarter": 3}
_NO_YEAR = re.compile(
    r"(?:(?i:artikel(?:en)?|artikels|art\.|articles?|nr\.|nrs\.|n°|nº|numéro|nummer|§|lijn|ligne|trein"
    r"|train|Europa|Europe"
    rf"|Agenda|Vision|Visie|Expo|Mundiaal|Euro)|\bH(?i:orizon)){SPACE}?$"
)
"""'à l'horizon 2030' is a year, 'Horizon 2020' a programme."""
_HALF_OF = re.compile(r"\bmi-$", re.IGNORECASE)


@cache
def _months() -> dict[str, int]:
    """The number of each month by its name, with and without its accents."""
    names = (*labels_of("month"), *labels_of("month_short"))
    return {name: int(label.code) for label in names for name in (label.text.lower(), fold(label.text))}


@cache
def _month() -> str:
    return "|".join(sorted(_months(), key=len, reverse=True))


@cache
def _whole() -> re.Pattern[str]:
    of = rf"(?:,?{SPACE}(?:van{SPACE}|de{SPACE})?|-)"
    day_behind = rf"{_DAY}(?:{SPACE}(?:{_month()})|[/.][01]?\d[/.])"
    return re.compile(
        rf"(?<![\w@€$£§.])(?<!\d,)(?:"
        rf"(?:(?P<day>{_DAY}|premier)(?:{SPACE}{{1,2}}|-)|(?<!\d))(?P<month>{_month()})\.?{of}"
        rf"(?P<year>{_YEAR})"
        rf"|(?P<d>[0-3]?\d)[/.-](?P<m>[01]?\d)[/.-](?P<y>{_YEAR})"
        rf"|(?P<iy>{_YEAR})(?P<stroke>[-/])(?P<im>[01]\d)(?P=stroke)(?P<id>[0-3]\d)"
        rf"|(?P<place>{_ORDINAL}){SPACE}(?:(?P<half>{_HALVES})|(?P<quarter>{_QUARTERS})){_OF_YEAR}"
        rf"(?P<py>{_YEAR})"
        rf"|(?P<run>{_RUN}){SPACE}(?:kwartalen|trimestres|{_QUARTERS}){_OF_YEAR}(?P<ry>{_YEAR})"
        rf"|(?P<sy>{_YEAR})-(?P<ny>\d\d)(?=[^\w/.-]|[.](?!\d)|$)"
        rf"|[QTK](?P<q>[1-4])[ /-]?(?P<qy>{_YEAR})|(?P<yq>{_YEAR})[ /-]?[QTK](?P<nq>[1-4])"
        rf"|(?P<only>{_YEAR})"
        rf")(?![\w@%€]|[.,]\d(?!\d?[.)]{SPACE}?[^\W\d])|/\d{{1,3}}(?!\d)|/[A-Z]/?\d"
        rf"|-(?!{day_behind})\d{{1,3}}(?!\d)|-(?!(?:{_month()})\b)[^\W\d])",
        re.IGNORECASE,
    )


@cache
def _begin() -> re.Pattern[str]:
    """The start of a range, before the date that ends it."""
    return re.compile(
        rf"(?:(?<![\w/,.-])|(?<=\bmi-))(?P<begin>(?:(?P<day>{_DAY})(?:{SPACE}(?P<dmonth>{_month()}))?"
        rf"|(?P<month>{_month()})"
        rf"|(?P<dd>[0-3]?\d)[/.](?P<dm>[01]?\d)|(?P<place>{_ORDINAL})(?:{SPACE}(?:{_QUARTERS}"
        rf"|{_HALVES}))?)){_JOIN}$",
        re.IGNORECASE,
    )


def dates(text: str, words: Words) -> Iterator[Mention]:
    """Dates and ranges of dates.

    Value: ISO 8601, '2013-04-30', '2013-04', '2013'; ranges, quarters and halves as two of them with '/'.
    """
    yield from _several(text, words)
    before: tuple[int, int, str] | None = None
    for match in matches_at(_whole(), text, _begins(words)):
        start, end = match.span()
        if decade := _decade(match, text):
            yield decade
            continue
        value = _value(match)
        if value is None or _is_other_number(match, text):
            continue
        # '2020 tot 30 september 2020' is a year, and a day in it
        is_range = bool(before and before[2] != value[:-_DAY_LETTERS] and _joined(text, before, start))
        if before and is_range:
            first, last = before[2].partition("/")[0], value.rpartition("/")[2]
            start, value = before[0], f"{first}/{last}"
        elif found := _incomplete(text, start, value):
            start, value = found
        yield Mention(start, end, "date", text[start:end], value)
        before = None if is_range else (start, end, value)


def _begins(words: Words) -> list[int]:
    """Where a date may begin: at figures, and at names of months and parts of a year."""
    return sorted({*words.figures, *words.begins(words.such_as(_begins_date))})


@WordTest
def _begins_date(word: str) -> bool:
    return word in _date_words() or bool(_QUARTER.match(word))


@cache
def _date_words() -> frozenset[str]:
    return first_words([*_months(), *_ORDINAL.split("|")])


_QUARTER = re.compile("[qtk][1-4]")


def _is_other_number(match: re.Match[str], text: str) -> bool:
    """Whether an apparent date is the number of something, as in 'nr. 5-2012'."""
    if match["month"]:
        return False
    before = text[max(0, match.start() - _LEAD) : match.start()]
    is_second = bool((match["only"] or match["y"]) and _YEAR_BEFORE.search(before))
    if before[-1:] in {"/", "-"} and not is_second and not _HALF_OF.search(before):
        return True
    session = _SESSION.search(text, max(0, match.start() - _LEAD), match.end() + len("-2020"))
    return bool(match["only"] and (_NO_YEAR.search(before) or session))


def _decade(match: re.Match[str], text: str) -> Mention | None:
    """The ten years of 'de jaren 1990'."""
    year, start, end = match["only"], *match.span()
    if year is None or year[-1] != "0" or _MORE_YEARS.match(text, end):
        return None
    lead = _DECADE_LEAD.search(text, max(0, start - _LEAD), start)
    value = f"{year}/{int(year) + 9}"
    return Mention(lead.start(), end, "date", text[lead.start() : end], value) if lead else None


_NUMBERS = {
    word: number
    for number, words in enumerate(
        "twee|deux drie|trois vier|quatre vijf|cinq zes|six zeven|sept acht|huit negen|neuf tien|dix".split(),
        start=2,
    )
    for word in words.split("|")
}
_SOME = rf"{'|'.join(_NUMBERS)}|\d{{1,2}}"
_SEVERAL = re.compile(
    rf"(?:(?P<nl>eerste|laatste){SPACE}(?P<some_nl>{_SOME})|(?P<some_fr>{_SOME}){SPACE}(?P<fr>premiers"
    rf"|derniers))"
    rf"{SPACE}(?P<what>maanden|kwartalen|mois|trimestres){_OF_YEAR}(?P<year>{_YEAR})(?![\w-]|[.,]\d)",
    re.IGNORECASE,
)
_FIRST_OR_LAST = frozenset("eerste laatste premiers derniers".split())


def _several(text: str, words: Words) -> Iterator[Mention]:
    """'eerste zes maanden van 2012', 'deux premiers trimestres de 2020'."""
    for number in words.among(_FIRST_OR_LAST):
        found = (_SEVERAL.match(text, words.starts[at]) for at in (number, number - 1) if at >= 0)
        for match in filter(None, found):
            some = (match["some_nl"] or match["some_fr"]).lower()
            months = _NUMBERS.get(some) or int(some)
            months *= _MONTHS_OF["quarter"] if match["what"].lower() in {"kwartalen", "trimestres"} else 1
            is_last = (match["nl"] or match["fr"]).lower() in {"laatste", "derniers"}
            if 0 < months <= date.max.month:
                first = date.max.month - months + 1 if is_last else 1
                value = f"{match['year']}-{first:02}/{match['year']}-{first + months - 1:02}"
                yield Mention(match.start(), match.end(), "date", match[0], value)


def _joined(text: str, before: tuple[int, int, str], start: int) -> bool:
    """Whether two complete dates are a range."""
    between = re.fullmatch(_JOIN, text[before[1] : start], re.IGNORECASE)
    if between is None:
        return False
    return _is_range(between["join"], text[max(0, before[0] - _WINDOW) : before[0]])


def _is_range(join: str, lead: str) -> bool:
    """Whether a word joins a range; 'en' and 'et' do only after 'tussen' and 'entre'."""
    return join.lower().split()[0] not in {"en", "et"} or bool(_BETWEEN.search(lead))


def _incomplete(text: str, start: int, value: str) -> tuple[int, str] | None:
    """A range whose first date omits what the last one says: '1 tot 15 maart 2012'."""
    window = text[max(0, start - _WINDOW) : start]
    last_word = window.split()[-1:]
    if not last_word or not (last_word[0][-1] in _STROKES or last_word[0].lower().startswith(_JOINING)):
        return None  # saves time
    match = _begin().search(window)
    if match is None or not _is_range(match["join"], window[: match.start()]):
        return None
    last = value.rsplit("/", maxsplit=1)[-1]
    first = _first_of(match, value)
    return (start - len(window) + match.start(), f"{first}/{last}") if first and first <= last else None


_STROKES = frozenset("-–—/")
_JOINING = tuple("begin midden half eind début fin mi t op met jusqu au à en et het le".split())


def _first_of(match: re.Match[str], value: str) -> str | None:
    """When a range begins, in the year of its end or the one before."""
    year, *rest = value.rsplit("/", maxsplit=1)[-1].split("-")
    month = match["dmonth"] or match["month"]
    if match["place"]:
        return _part_begin(year, match["place"], value)
    last = int(rest[0]) if rest else 0
    number = _months().get(month.lower(), 0) if month else int(match["dm"] or last)
    if number > last:  # 'november tot februari 2017' begins in the year before
        year = str(int(year) - 1)
    if match["month"]:
        return f"{year}-{number:02}" if len(rest) == 1 else None
    is_whole = bool(rest[1:] or match["dmonth"])
    return _day(year, number, _day_number(match["day"] or match["dd"])) if is_whole else None


def _part_begin(year: str, word: str, value: str) -> str | None:
    """First month of the quarter or half that begins a range."""
    first, _, last = value.partition("/")
    if not last:
        return None
    months = int(last.split("-")[1]) - int(first.split("-")[1]) + 1
    return f"{year}-{(_place(word) - 1) * months + 1:02}"


def _value(match: re.Match[str]) -> str | None:
    if match["only"]:
        return match["only"]
    if match["month"]:
        return _month_or_day(match)
    if match["y"] or match["iy"]:
        year, month, day = (match[name] or match[f"i{name}"] for name in "ymd")
        return _day(year, int(month), int(day))
    if match["q"] or match["nq"]:
        return _part(match["qy"] or match["yq"], int(match["q"] or match["nq"]), _MONTHS_OF["quarter"])
    if match["run"] or match["sy"]:
        return _quarters(match["ry"], match["run"]) if match["run"] else _season(match["sy"], match["ny"])
    months = _MONTHS_OF["half" if match["half"] else "quarter"]
    place = _place(match["place"])
    return _part(match["py"], min(place, 12 // months), months)


def _month_or_day(match: re.Match[str]) -> str | None:
    number = _months().get(match["month"].lower())
    if number is None:  # letters that only look alike
        return None
    if match["day"] is None:
        return f"{match['year']}-{number:02}"
    return _day(match["year"], number, _day_number(match["day"]))


def _day_number(printed: str) -> int:
    """The number of a day; 'premier' is the only one in words."""
    return int(re.sub(r"\D", "", printed) or 1)


def _place(word: str) -> int:
    return next((p for p, words in _ORDINALS.items() if word.lower() in words.lower().split("|")), 1)


def _part(year: str, place: int, months: int) -> str:
    return f"{year}-{(place - 1) * months + 1:02}/{year}-{place * months:02}"


def _season(year: str, last: str) -> str | None:
    """The two years of '2017-18'; '2011-12' may be a month."""
    second = str(int(year) + 1)
    return f"{year}/{second}" if second.endswith(last) and int(last) > date.max.month else None


def _quarters(year: str, run: str) -> str:
    """Several quarters in a row."""
    first, *_, last = re.findall(r"\w+", run)
    months = _MONTHS_OF["quarter"]
    return f"{year}-{(_place(first) - 1) * months + 1:02}/{year}-{_place(last) * months:02}"


def _day(year: str, month: int, day: int) -> str | None:
    """The ISO date; None for a day that does not exist."""
    if 1 <= month <= date.max.month and 1 <= day <= monthrange(int(year), month)[1]:
        return date(int(year), month, day).isoformat()
    return None
