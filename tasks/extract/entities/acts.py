"""Laws, decrees, directives and the like, with a date or number, and codes by name; with their articles."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from schemas.codes import Language
from schemas.vocabulary.acts import Act, acts_of, cited_acts, eli_kinds
from schemas.vocabulary.entities import act_kinds, legal_codes, words_of_both
from tasks.common.accents import fold
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import has_adjective, narrowed
from tasks.extract.rules import BODIES, Rules, names_of_countries
from tasks.extract.tokens import Words

_PARTS = re.compile(r"(\d{2,4})/(\d{1,4})")
_DAY_LETTERS = len("2000-01-01")
_YEAR = re.compile(r"(?:19)?(?P<last>5[2-9]|[6-9]\d)|20[0-2]\d")
_YEARS_FIRST = frozenset(map(str, range(2015, 2030)))
"""Years whose regulations have the year first."""
"""The Communities have made acts since 1952."""
_CONSTITUTION = "code:constitution"
_SERIES, _ZEROS = re.compile(r"^([A-Z]{2,})[ -]?(?=\d)"), re.compile(r"(?<![\d.])0+(?=\d)")
_NAME = re.compile(r"[^\W\d_][\w-]+")
_NEAR, _NEARER, _BESIDE = 300, 30, 100
"""Letters around a name: texts speak of a country's constitution at length, of its codes in a sentence."""


@cache
def _kinds() -> dict[str, str]:
    """Every name of a kind of act in small letters, with the kind's code."""
    return {name.lower(): kind.code for kind in act_kinds() for name in kind.names}


@cache
def _codes() -> dict[str, str | None]:
    """Every name of a code or an act in small letters, with its identifier; None if two acts share it."""
    acts: dict[str, set[str]] = defaultdict(set)
    for act in cited_acts():
        for name in act.names_nl + act.names_fr:
            acts[_plain(name)].add(act.eli)
    known = {name: ids.pop() if len(ids) == 1 else None for name, ids in acts.items()}
    return known | {name.lower(): code.code for code in legal_codes() for name in code.names}


_RULES = Rules(
    "acts",
    act_names=_kinds,
    long_code_names=lambda: (
        *(name for code in legal_codes() for name in code.names if " " in name),
        *(name for act in cited_acts() for name in act.names_nl),
    ),
    act_names_fr=lambda: (name for act in cited_acts() for name in act.names_fr),
    short_code_names=lambda: (name for code in legal_codes() for name in code.names if " " not in name),
)


def legal_acts(text: str, words: Words, days: Iterable[Mention], language: Language) -> Iterator[Mention]:
    """Acts with their date or number and the articles before them, but without their title.

    entity_id: the ELI of a Belgian act, the CELEX number of a directive or regulation, 'code:penal';
    is_unsure: it names a day, or a number without one, that several acts may have; value: the same letters
    without line breaks; articles: as printed.
    """
    acts = {act.start: act for act in (*_named(text, words, language), *_dated(text, words, days))}
    for match in _RULES.find("articles", text, words):
        lead = _RULES("leads_to").match(text, match.end())
        act = acts.pop(lead.end(), None) if lead else None
        if act:
            articles = " ".join(match["list"].split())
            yield replace(act, start=match.start(), text=text[match.start() : act.end], articles=articles)
    yield from (act for act in acts.values() if not _RULES("only_with_articles").fullmatch(act.text))


def _act(text: str, start: int, end: int, known: str | None) -> Mention:
    printed = text[start:end]
    return Mention(start, end, "legal_act", printed, " ".join(printed.split()), entity_id=known)


def _named(text: str, words: Words, language: Language) -> Iterator[Mention]:
    """Codes, and circulars that are named by their number alone."""
    for match in _RULES.find("code", text, words):
        country = BODIES("foreign_behind").match(text, match.end())  # 'Constitution bolivienne'
        code = _act(text, match.start(), country.end() if country else match.end(), _code(text, match))
        yield code if country else narrowed(text, code, language)
    for match in _RULES.find("circular", text, words):
        yield _act(text, match.start(), match.end(), f"circular:{_circular(match[0])}")


def _code(text: str, match: re.Match[str]) -> str | None:
    """The identifier of a code; None if it is or may be another country's: 'de Grondwet van Rusland'."""
    start, end = match.span()
    code = _codes().get(_plain(match[0]))
    if has_adjective("foreign", text, start, end) or _RULES("of_another").match(text, end):
        return None
    reach = _NEAR if code == _CONSTITUTION else _NEARER
    near = text[max(0, start - reach) : end + reach]
    is_belgian = "belg" in text[max(0, start - _BESIDE) : end + _BESIDE].lower()
    is_ours = is_belgian or _RULES.before("ours", text, start)
    return code if is_ours or _foreign_words().isdisjoint(_NAME.findall(near)) else None


@cache
def _foreign_words() -> frozenset[str]:
    """Names and adjectives of other countries in one word, but not those of languages."""
    names = {name for name in names_of_countries(abroad=True) if " " not in name}
    return frozenset({*names, *words_of_both("foreign")} - {*words_of_both("language_name")})


def _dated(text: str, words: Words, found: Iterable[Mention]) -> Iterator[Mention]:
    """Acts by their date or their number; without either they are common words."""
    dates = {day.start: day for day in found}
    for match in (match for name in ("act", "compound", "pact") for match in _RULES.find(name, text, words)):
        number, kind = match["number"], _kind(match["kind"])
        day = _day_behind(text, match, dates)
        if not kind or not (day or number):
            continue
        before_it = "before_treaty" if match["kind"] == "Verdrag" else "before"
        before = _RULES.before(before_it, text, match.start())
        is_several = day and _RULES("several_days").match(text, match.end())
        is_known = not is_several and not has_adjective("foreign", text, match.start(), match.end("kind"))
        start, end = before.start() if before else match.start(), day.end if day else match.end()
        act = _act(text, start, end, _identifier(kind, day, number) if is_known else None)
        yield _with_number(act, kind, day, text, match.end())
        yield from _more(text, end, kind, number)


def _with_number(act: Mention, kind: str, day: Mention | None, text: str, name_end: int) -> Mention:
    """An act of a kind that ELI has with its ELI; a day alone or the number of a decree is unsure."""
    if act.entity_id is None or kind not in eli_kinds():
        is_day = act.entity_id is not None and day is not None and act.entity_id.endswith(day.value or "")
        return replace(act, is_unsure=is_day)
    if day is None:
        return replace(act, is_unsure=True)
    name, between = text[act.start : name_end], text[name_end : day.start]
    behind = text[day.end : day.end + _NEAR]
    known, is_unsure = _act_id(kind, day.value or "", name, between, behind)
    return replace(act, entity_id=known, is_unsure=is_unsure)


def _kind(name: str) -> str | None:
    """The code of a kind of act, or of the kind that a name in one word ends with: 'drugswet'."""
    plain = _plain(name)
    return _kinds().get(plain) or next((code for end, code in _kinds().items() if plain.endswith(end)), None)


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("’", "'").split())


def _more(text: str, end: int, kind: str, number: str | None) -> Iterator[Mention]:
    """The further ones of several: 'de verordeningen 883/2004 en 987/2009', 'de cao's 17 en 123'."""
    further = "more_of_eu" if kind in {"L", "R"} else "more_pacts" if "agreement" in kind else None
    for more in _RULES.in_row(further, text, end) if number and further else ():
        yield _act(text, *more.span("number"), _identifier(kind, None, more["number"]))


def _day_behind(text: str, match: re.Match[str], dates: dict[int, Mention]) -> Mention | None:
    """The date of an act, or its year or month: directly, after its institutions, or within its title."""
    end = match.end()
    names = ("several_days", "of_date", "by_institutions") if match["number"] else ("several_days", "of_date")
    for name in names:
        lead = _RULES(name).match(text, end)
        day = dates.get(lead.end()) if lead else None
        if day and "/" not in (day.value or ""):
            return day
    title = None if match["number"] else _RULES("title").match(text, end)
    for lead in _RULES("of_date_within").finditer(text, end, title.end() + 1) if title else ():
        day = dates.get(lead.end())
        if day and len(day.value or "") == _DAY_LETTERS:  # the date may be that of another act in the title
            return None if _RULES("named_act").search(text, end, lead.start()) else day
        return None
    return None


def _identifier(kind: str, day: Mention | None, number: str | None) -> str | None:
    """The identifier of an act: CELEX for the Union's, else its kind with date or number."""
    if kind in {"L", "R", "F"}:
        return _celex(kind, number or "")
    if number and number.startswith("("):
        return _celex("D", number)
    if day and len(day.value or "") < _DAY_LETTERS:  # a year has many acts
        return None
    printed = _RULES("number_sign").split(number or "")[-1]
    return f"{kind}:{day.value if day else _circular(printed) if kind == 'circular' else printed}"


def _circular(number: str) -> str:
    """The number of a circular in its one written form: 'COL 4/2006' for 'COL04/2006'."""
    return _ZEROS.sub("", _SERIES.sub(r"\1 ", number))


def _celex(kind: str, number: str) -> str | None:
    """CELEX number: '32004L0038' for directive 2004/38/EG, '32004R0883' for regulation nr. 883/2004.

    If both numbers may be a year, it is the first one, but a regulation had its number first until 2014 (EU
    Interinstitutional Style Guide, 1.2). None if none can be.
    """
    found = _PARTS.search(number)
    if found is None:
        return None
    years = [_YEAR.fullmatch(part) for part in found.groups()]
    is_number_first = kind == "R" and found[1] not in _YEARS_FIRST
    at = is_number_first if all(years) else bool(years[1])
    if year := years[at]:
        return f"3{19 if year['last'] else 20}{year[0][-2:]}{kind}{int(found[2 - at]):04}"
    return None


_WORD = re.compile(r"[a-z0-9]+")
_REACH, _SHORT = 300, 3
"""Letters behind a day in which a title begins, and of words that say nothing of it: 'de', 'la'."""
_PLAIN = frozenset(("law", "royal_decree", "decree", "ordinance"))
"""Kinds of which a bare day may mean the act that is known by it: a 'programmawet' of that day is another."""
_LISTED = _PLAIN | {"special_law", "special_decree"}
"""Kinds whose acts are listed: a ministerial decree of a day is not the royal one."""
_Title = tuple[str, ...]
"""Words of a title, in small letters without accents."""


def _act_id(kind: str, day: str, name: str, between: str, behind: str) -> tuple[str, bool]:
    """The ELI of an act, of a kind that has one, and whether it is unsure, because it has the day alone.

    `name` is what the text calls it: 'wet', 'GAS-wet', 'programmawet (I)'; `between` are the letters from
    there to its day, `behind` those after it.
    """
    eli = eli_kinds()[kind]
    prefix = f"eli/{eli}/{day.replace('-', '/')}"
    printed = _RULES("numac").match(behind)
    if printed:
        return f"{prefix}/{printed['numac']}", False
    acts = acts_of(eli, day) if kind in _LISTED else ()
    number = _number(acts, _title(name), between, behind, is_plain=kind in _PLAIN) if acts else None
    return (f"{prefix}/{number}", False) if number else (prefix, True)


def _number(acts: tuple[Act, ...], name: _Title, between: str, behind: str, *, is_plain: bool) -> str | None:
    """The number of the one act that has the name or the title, or is known by its day."""
    found = [act for act in acts if name in _all_words(act.names)]
    title = _RULES("own_title").match(between) or _RULES("own_title").match(behind)
    if title and not found:
        words = _subject(title.string[title.start("title") : title.start("title") + _REACH])
        keys = ((act, key) for act in acts for key in (*_subjects(act.titles), *_all_words(act.names)))
        found = list(dict.fromkeys(act for act, key in keys if words[: len(key)] == key))
    elif not found and is_plain and name in _plain_names():
        found = [act for act in acts if act.is_known_by_day]
    return found[0].numac if len(found) == 1 else None


def _title(text: str) -> _Title:
    return tuple(_WORD.findall(fold(text)))


@cache
def _all_words(names: tuple[str, ...]) -> frozenset[_Title]:
    return frozenset(map(_title, names))


@cache
def _subjects(titles: tuple[str, ...]) -> tuple[_Title, ...]:
    return tuple(map(_subject, titles))


def _subject(text: str) -> _Title:
    """The words of a title without those that any title may begin with: 'relative à la'."""
    words = _title(text)
    first = next((at for at, word in enumerate(words) if word not in _leads() and len(word) > _SHORT), 0)
    return words[first:]


@cache
def _leads() -> frozenset[str]:
    return frozenset(map(fold, words_of_both("act_title")))


@cache
def _plain_names() -> frozenset[_Title]:
    """Names of kinds, which say nothing of an act but its kind."""
    return _all_words(tuple(name for kind in act_kinds() for name in kind.names))
