"""Amounts of money in words: 'twee miljoen euro', "onze millions d'euros"."""

from collections.abc import Iterator

from text_to_num import text2num

from schemas.codes import Language
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.numbers.money import currency_codes
from tasks.extract.entities.tokens import Words

_CURRENCIES = frozenset("euro euros dollar dollars frank franken franc francs".split())
"""Those that are no other words."""
_MOST = 9
"""Words and hyphens of a number."""
_SPACES = frozenset(("", " "))
_OF = frozenset(("de", "d'"))
_TO = frozenset(("tot", "à"))
_BETWEEN = frozenset(("tussen", "entre"))
_NO_NUMBERS = frozenset("een un miljoen million millions miljard milliard milliards biljoen".split())
"""Alone: articles, and words of scale as in "des millions d'euros"."""
_ANDS = frozenset(("en", "et"))
_SCALE = 1000


def amounts_in_words(text: str, words: Words, language: Language) -> Iterator[Mention]:
    """Amounts with their number in words before the currency.

    Value: the amount in its currency, unit: ISO 4217.
    """
    for at in words.among(_CURRENCIES):
        first, last, code = _currency(words, at)
        behind = first - (_before(words, first) in _OF)
        if number := _number(text, words, behind, language):
            begin, value = number
            shown = str(value)
            if lower := _lower(text, words, begin, value, language):
                begin, least = lower
                shown = f"{least * _scale(_before(words, behind), least, language)}/{value}"
            start, end = words.starts[begin], words.end(last)
            yield Mention(start, end, "money", text[start:end], shown, code)


def _before(words: Words, at: int) -> str:
    """The word before a word."""
    return words.lowers[at - 1] if at > 0 else ""


def _lower(text: str, words: Words, begin: int, value: int, language: Language) -> tuple[int, int] | None:
    """The lower end of a range, before 'tot' or 'à', or behind 'tussen' or 'entre'."""
    join = _before(words, begin)
    lower = _number(text, words, begin - 1, language) if join in _TO | _ANDS else None
    if lower is None or lower[1] >= value:
        return None
    return lower if join in _TO or _before(words, lower[0]) in _BETWEEN else None


def _currency(words: Words, at: int) -> tuple[int, int, str]:
    """The first and last word of a currency, with its code: 'Amerikaanse dollar', 'francs suisses'."""
    for first, last in ((at - 1, at), (at, at + 1)):
        name = " ".join(words.lowers[first : last + 1])
        if " " in name and name in currency_codes():
            return first, last, currency_codes()[name]
    return at, at, currency_codes()[words.lowers[at]]


def _number(text: str, words: Words, end: int, language: Language) -> tuple[int, int] | None:
    """The longest number in words before a word: its first word, and its value."""
    first = end
    while first > 0 and end - first < _MOST and _goes_on(text, words, first - 1):
        first -= 1
    for begin in range(first, end):
        spelled = text[words.starts[begin] : words.end(end - 1)].lower()
        value = _value(spelled, language)
        is_percent = words.lowers[begin] == "cent" and _before(words, begin) == "pour"
        is_whole = words.lowers[begin] not in _ANDS and not is_percent
        if value and is_whole and spelled not in _NO_NUMBERS:
            return begin, value
    return None


def _goes_on(text: str, words: Words, at: int) -> bool:
    """Whether a word may be one of a number: letters or a hyphen, beside the next one."""
    is_word = words.texts[at].isalpha() or words.texts[at] == "-"
    return is_word and text[words.end(at) : words.starts[at + 1]] in _SPACES


def _value(spelled: str, language: Language) -> int | None:
    try:
        return int(text2num(spelled, language))
    except ValueError:
        return None


def _scale(last: str, lower: int, language: Language) -> int:
    """What the first of two numbers shares with the last: 'twee tot drie miljoen'."""
    scale = _value(last, language) or 1
    return scale if scale >= _SCALE > lower else 1
