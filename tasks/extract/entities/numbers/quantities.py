"""Numbers with a unit or what they count, behind them or earlier: 'Het aantal abonnees bedraagt 414'."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile, zip_longest

from schemas.codes import Language
from schemas.vocabulary.entities import word_set, words_of_both
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.numbers.figures import is_year_number, number_value
from tasks.extract.entities.numbers.money import is_currency
from tasks.extract.entities.places import place_names
from tasks.extract.rules import Rules
from tasks.extract.tokens import Words

_LEAD = 24
_NUMBERING = 33
"""Letters of a word such as 'artikel' and of the numbers behind it."""
_SHORT = 3
_FAR = 250
"""Letters within which a bare number can count what was counted before."""
_NOON, _MIDNIGHT = 12, 24

_RULES = Rules(
    "quantities",
    attached_symbol=lambda: [one for one in words_of_both("count_symbol") if one not in "lgt"],
)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text, and where in it numbers are those of an article, a line, a room, a road."""

    text: str
    words: Words
    language: Language
    numbered: AbstractSet[int]

    def find(self, name: str) -> Iterator[re.Match[str]]:
        return _RULES.find(name, self.text, self.words, self.language)

    def before(self, name: str, at: int, letters: int = _LEAD) -> re.Match[str] | None:
        """What a rule finds that ends at a place."""
        return _RULES.before(name, self.text, at, self.language, letters)

    def behind(self, name: str, at: int) -> re.Match[str] | None:
        """What a rule finds that begins at a place."""
        return _RULES(name, self.language).match(self.text, at)

    def is_form(self, name: str, printed: str) -> bool:
        return _RULES(name, self.language).fullmatch(printed) is not None

    def numbers_something(self, match: re.Match[str]) -> bool:
        """Whether a number (group 'number') is that of an article, a line, a room, a road."""
        number, start = match["number"], match.start("number")
        if start in self.numbered or number in words_of_both("called_number"):
            return True
        return len(number) <= _SHORT and self.before("code", start) is not None

    def is_measure(self, unit: str) -> bool:
        """Whether a unit is a known symbol or phrase."""
        return _RULES("symbolic", self.language).match(unit) is not None

    def is_countable(self, unit: str) -> bool:
        """Whether a unit looks countable: a known one, or a noun in the plural."""
        return self.is_measure(unit) or _RULES("countable", self.language).search(unit) is not None

    def unit(self, printed: str) -> str:
        """A unit without 'last' and 'next' before what is counted; words for % are '%'."""
        name = printed.lstrip()
        if self.is_form("percent", name):
            return "%"
        return _RULES("which").sub("", name).removeprefix("d'").removeprefix("d’")


def quantities(text: str, words: Words, language: Language) -> Iterator[Mention]:
    """Numbers in figures with their unit or what they count.

    Value: a decimal number, two of them with '/' for a range; unit: as printed, '%' for words that mean it.
    """
    if not words.figures:
        return
    numbering = _RULES.find("numbering", text, words, language)
    numbered = {at for match in numbering for at in range(match.start(), match.end())[:_NUMBERING]}
    of = _Text(text, words, language, numbered)
    found = [*of.find("quantity")]
    counted = [*filter(None, (_counted(of, match) for match in found if match["sign"] is None))]
    signed = [*filter(None, (_signed(of, match) for match in found if match["sign"] is not None))]
    yield from (*counted, *signed, *_both_ends(of, counted))
    for quantity in (*counted, *signed):
        yield from _listed_before(of, quantity)
    for match in of.find("joined"):
        yield _quantity(of, match, match["unit"], match.end())
    yield from _counted_before(of)
    yield from _counted_behind(of) if language == "fr" else ()
    yield from _counted_earlier(of, counted) if counted else ()


def _counted(of: _Text, match: re.Match[str]) -> Mention | None:
    """A number with its unit; None for what is no number of things."""
    unit = of.unit(match["unit"])
    if unit[0] != "%" and of.numbers_something(match):
        return None
    if _is_year(of, match, unit) or _is_clock(of, match, unit) or not _is_unit(of, match, unit):
        return None
    is_done = of.is_form("done", unit) and of.before("there", match.start())
    return None if is_done else _quantity(of, match, unit, match.end())


def _is_unit(of: _Text, match: re.Match[str], unit: str) -> bool:
    """Whether a number counts what follows, which is no post code, name or verb."""
    is_countable = of.is_countable(unit)
    if unit[0].isupper() and (unit in place_names() or not is_countable):
        return False
    if of.language == "fr" and match["scale"] and not of.behind("of_scale", match.start("scale")):
        return of.is_measure(unit)  # 'un écart de 3 milliards représente'
    return is_countable or match["number"] == "1" or "," in match["number"] or bool(match["scale"])


def _quantity(of: _Text, match: re.Match[str], unit: str, end: int) -> Mention:
    groups = match.groupdict()
    scale, last = groups.get("scale"), groups.get("last")
    start, value = match.start("number"), number_value(match["number"], scale)
    if last:
        value = f"{value}/{number_value(last, scale)}"
    elif between := of.before("between", start):
        start, value = between.start("first"), f"{number_value(between['first'], scale)}/{value}"
    return Mention(start, end, "quantity", of.text[start:end], value, unit)


def _signed(of: _Text, match: re.Match[str]) -> Mention | None:
    """A number with a sign: '-5 graden', '+1,5 %', '-18 jaar'.

    A plus is no part of the number, nor is the minus of an age.
    """
    unit, is_below = of.unit(match["unit"]), of.text[match.start() - 1] != "+"
    is_age = unit in words_of_both("age")
    is_more = not is_below and of.is_countable(unit)
    if not (is_age or is_more or unit.split(maxsplit=1)[0] in words_of_both("signed_unit")):
        return None
    sign = "-" if is_below and not is_age else ""
    start = match.start("number") - len(sign)
    value = f"{sign}{number_value(match['number'])}"
    return Mention(start, match.end(), "quantity", of.text[start : match.end()], value, unit)


def _listed_before(of: _Text, quantity: Mention) -> Iterator[Mention]:
    """The numbers before one that share its unit: '24' in '24 en 30 dagen', '18-24' in '18-24, +25 jaar'."""
    at, is_list = quantity.start, False
    is_age = quantity.unit in words_of_both("age") or of.text[at - 1 : at] == "+"
    while before := of.before("listed", at):
        is_classed = is_age and (before["last"] or before["than"])
        is_joined = is_list or is_classed or not before["join"].startswith(",")
        is_numbered = is_year_number(before["number"]) or of.numbers_something(before)
        if not is_joined or is_numbered or (before["sign"] and not is_age):
            return
        start, end = before.start("number"), before.end("last" if before["last"] else "number")
        value = "/".join(number_value(part) for part in (before["number"], before["last"]) if part)
        yield Mention(start, end, "quantity", of.text[start:end], value, quantity.unit)
        at, is_list = before.start(), True


def _both_ends(of: _Text, counted: list[Mention]) -> Iterator[Mention]:
    """Ranges that have their unit at both ends: 'tussen 25 % en 30 %'."""
    for first, last in pairwise(counted):
        if first.unit == last.unit and _is_range(of, first, last):
            both = replace(first, value=f"{first.value}/{last.value}")
            yield both.within(of.text, first.start, last.end)


def _is_range(of: _Text, first: Mention, last: Mention) -> bool:
    join = of.text[first.end : last.start]
    if of.is_form("both_ends", join):
        return not of.before("changed", first.start, 3 * _LEAD)  # 'gestegen van 20 % tot 30 %'
    number = of.text[first.start : first.end].removesuffix(first.unit or "").rstrip()
    lead = of.text[max(0, first.start - _LEAD) : first.start]
    return _RULES("between").search(f"{lead}{number}{join}") is not None


def _is_year(of: _Text, match: re.Match[str], unit: str) -> bool:
    if match["scale"] or not is_year_number(match["number"]):
        return False
    is_verb = of.is_form("infinitive", unit) or of.is_form("done", unit)
    return is_verb or of.before("in_year", match.start()) is not None


def _is_clock(of: _Text, match: re.Match[str], unit: str) -> bool:
    """Whether a number of hours is a time of day."""
    if unit not in words_of_both("hour"):
        return False
    first, last = match["number"], match["last"] or ""
    is_opening = first.isdecimal() and last.isdecimal() and _NOON <= int(last) <= _MIDNIGHT
    if of.before("from", match.start()) and (is_opening or of.behind("to_hour", match.end())):
        return True  # 'van 9 tot 17 uur'
    is_of_day = of.behind("time_of_day", match.end()) or of.before("clock_time", match.start())
    return bool(is_of_day) or of.is_form("clock", first)


def _counted_before(of: _Text) -> Iterator[Mention]:
    """Bare numbers in a sentence that first says what they count; the number is the mention."""
    stops = word_set("count_stop", of.language)
    sentences = [one for one in of.find("number_of") if one["noun"] not in stops]
    for sentence, following in zip_longest(sentences, sentences[1:]):
        begin, end = sentence.span("rest")
        ends = (_RULES("sentence_end").search(of.text, begin, end), following)
        stop = min((one.start() for one in ends if one), default=end)
        noun = _with_adjective(sentence["noun"], of.text[begin:end])
        for match in _RULES("figures", of.language).finditer(of.text, begin, end):
            if match.start() > stop:
                break
            is_year = is_year_number(match["last"] or match["number"])
            is_other = of.behind("other_unit", match.end())
            if not is_other and not is_year and not of.numbers_something(match):
                yield from _bare(of, match, noun)


def _bare(of: _Text, match: re.Match[str], noun: str) -> Iterator[Mention]:
    """A number or range that counts a noun before it; of a change, each number by itself."""
    if match["last"] and of.before("changed", match.start(), 3 * _LEAD):
        for part in ("number", "last"):
            yield Mention(*match.span(part), "quantity", match[part], number_value(match[part]), noun)
    else:
        yield _quantity(of, match, noun, match.end())


def _with_adjective(noun: str, rest: str) -> str:
    """'vertraagde' with the 'treinen' after it."""
    behind = re.match(r"\s([^\W\d_][\w'’-]+)", rest)
    is_adjective = noun.endswith("e") and behind and behind[1] not in word_set("count_stop", "nl")
    return f"{noun} {behind[1]}" if is_adjective and behind else noun


def _counted_behind(of: _Text) -> Iterator[Mention]:
    """'on estime à 40.000 le nombre de visiteurs'."""
    for match in of.find("number_first") if " le nombre " in of.text else ():
        if not is_year_number(match["number"]) and not of.numbers_something(match):
            yield _quantity(of, match, match["noun"], match.end("number"))


def _counted_earlier(of: _Text, counted: list[Mention]) -> Iterator[Mention]:
    """Bare numbers of what was just counted: 'Van de 22 710 toestellen vielen er 318 uit'."""
    for match in of.find("later"):
        start, end = match.span("number")
        begins_list = of.text.endswith(": ", 0, start) and of.behind("point", start)
        is_other = begins_list or is_year_number(match["number"]) or of.numbers_something(match)
        if is_other or _counts_itself(of, match):
            continue
        if unit := _last_unit(counted, start):
            yield Mention(start, end, "quantity", match["number"], number_value(match["number"]), unit)


def _counts_itself(of: _Text, match: re.Match[str]) -> bool:
    """Whether what a number counts follows it; a participle after 'er 796' is not counted."""
    own = of.behind("unit", match.end("number"))
    if own is None or not of.is_countable(of.unit(own[0])):
        return False
    return not (match[0].startswith("er") and of.is_form("participle", of.unit(own[0])))


def _last_unit(counted: list[Mention], start: int) -> str | None:
    """What was last counted before a place, apart from shares, times and measures."""
    before = counted[: bisect_left(counted, start, key=lambda mention: mention.end)]
    near = takewhile(lambda mention: start - mention.end < _FAR, reversed(before))
    measures = {"%", *words_of_both("measure")}
    units = (one.unit for one in near if one.unit and one.unit.split(maxsplit=1)[0] not in measures)
    return next((unit for unit in units if not is_currency(unit)), None)
