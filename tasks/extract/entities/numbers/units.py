"""What follows a number: a unit, or the adjectives and the noun that it counts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from schemas.codes import Language
from schemas.vocabulary.entities import word_set, words_for
from tasks.extract.entities.numbers.figures import NUMBER, SPACE

_WORD = re.compile(
    r"[^\W\d_](?:[\w'’/²³-]|[.](?!(?-i:[A-ZÀ-Ý][a-zà-ÿ])))*|\d{2}-plussers?|%|‰|°C|µg", re.IGNORECASE
)
_RATIO = re.compile(r"[A-Za-zµμ]{1,3}/[A-Za-z]{1,3}[²³]?")
_GAP = re.compile(rf"{SPACE}(?:{SPACE}(?=%))?")
_MOST_WORDS = 7
_ADJECTIVE_FR = re.compile(
    r"\w{2,}(?:elles|els|aux|ales|ifs|ives|iques|aires|eux|euses|ables|ibles|iens|iennes|éens|éennes"
    r"|ics|ands|andes|oles|aises|ais|oises|ois"
    r"|ains|aines|istes|ières|iers|oires|urnes|ants|antes|ieures|ieurs|iles|phones)"
)
_SINGULAR_ADJECTIVE_FR = re.compile(r"\w{2,}(?:el|al|if|ique|aire|able|ible|ien|iste|ieur|ile)")
_AND_FR = re.compile(
    r" et (?:(?:jeunes|petites?|grands|grandes|autres) )?(?P<noun>[a-zéèêàâîôûç]{4,}[sx])"
    r"(?![\w'’-]| de | d['’])"
)
"""'12 policiers et pompiers': without an article the number counts both."""
_AND_NL = re.compile(
    r"(?<=en|[^i]s) en (?P<noun>[a-z][a-z-]{2,}(?:en|[^i]ers|eurs|ups))"
    r"(?![\w'’-]| (?:de|het|een|hun|geen|dat|er|zich|niet|al|nog|zijn|haar|op|in|van|voor|met|te|naar)\b)"
)
_ALSO = {"nl": _AND_NL, "fr": _AND_FR}
_PARTICIPLE_NL = re.compile(r"(?:ge|be|ver|ont|her|over|mis)\w+(?:en|d|t)")
_FULL_TIME = frozenset({"VTE", "FTE"})
"""Who is counted may follow: '12 VTE treinbegeleiders'."""
_TIMES = frozenset({"keer", "maal"})
_PER_MANY = {"nl": re.compile(rf"{SPACE}per{SPACE}{NUMBER}"), "fr": re.compile(rf"{SPACE}par{SPACE}{NUMBER}")}
_PER = {"nl": "per", "fr": "par"}
_NO_PER = frozenset(
    "rapport exemple ailleurs contre conséquent hasard erreur défaut courrier courriel lettre"
    " téléphone fax application écrit voie train avion bateau route e-mail mail brief post telefoon"
    " trein vliegtuig schip".split()
)
"""What is no rate behind "per" and "par": 12 % par rapport à 2010, 50 klachten per brief."""
_WHICH = re.compile(
    r"\b(?:derniers|dernières|prochains|prochaines|laatste|voorbije|afgelopen|volgende|komende) (?=\w)"
)
"""Adjectives that say which ones were counted, not what."""
_ELIDED = ("d'", "d’", "l'", "l’", "qu'", "qu’", "s'", "s’", "n'", "n’", "j'", "j’")
_PLURAL = {
    "nl": re.compile(r"\w+(?:en|s|a|ën|i)\b|['’]s\b|^[A-Z]{1,2}-?\d+"),
    "fr": re.compile(r"\w+[sx]\b|^[A-Z]{1,2}-?\d+"),
}
_LONGEST_PREFIX_E = 4
_SHORTEST_PER = 2


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts: its text, its end, and whether it is a symbol."""

    text: str
    end: int
    is_symbol: bool = False

    def is_counted(self, language: Language) -> bool:
        """Whether it looks countable: a known unit, or a noun in the plural."""
        words = self.text.split()
        head = next((word for word in words if word in word_set("count_unit", language)), None)
        return self.is_symbol or head is not None or any(_PLURAL[language].search(word) for word in words)


def unit_at(text: str, at: int, language: Language, *, rates: bool = True) -> Unit | None:
    """The unit at a place after a number, with its rate ('per week') unless it is one; None without one."""
    if rates and (rate := _rate(text, at, language)):
        return rate
    gap = _GAP.match(text, at)
    begin = gap.end() if gap else at
    if not _WORD.match(text, begin):
        return None
    words = list(_words_from(text, begin)) if rates else list(_words_from(text, begin))[:1]
    return _symbol(text, begin, words, language) or (_counted(text, begin, words, language) if gap else None)


_OF_MANY = re.compile(rf"{SPACE}(?P<rate>(?:per|par|pour|op){SPACE}1[. ]?0[\d. ]*0(?!\d))")


def _rate(text: str, at: int, language: Language) -> Unit | None:
    """How many of what there are: '36,4 per 100.000 inwoners'."""
    many = _OF_MANY.match(text, at)
    counted = unit_at(text, many.end(), language, rates=False) if many else None
    if many is None or counted is None or not counted.is_counted(language):
        return None
    return Unit(text[many.start("rate") : counted.end], counted.end, is_symbol=True)


def _symbol(text: str, begin: int, words: list[tuple[str, int]], language: Language) -> Unit | None:
    """A symbol, or a word for %."""
    if bracketed := _any_of("count_bracketed", language).match(text, begin):
        return Unit(bracketed[0], bracketed.end(), is_symbol=True)
    first, end = words[0]
    if first in _FULL_TIME and language == "nl" and len(words) > 1 and not _is_stop(words[1][0], "nl"):
        noun, behind = words[1]
        if _PLURAL["nl"].search(noun):
            return Unit(text[begin:behind], behind, is_symbol=True)
    if first in word_set("count_symbol", language) or _RATIO.fullmatch(first):
        return _with_per(text, Unit(first, end, is_symbol=True), words[1:], language)
    spelled = _any_of("count_percent", language, r"(?![^\W\d_])").match(text, begin)
    return Unit("%", spelled.end(), is_symbol=True) if spelled else None


@cache
def _any_of(group: str, language: Language, behind: str = "") -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, words_for(group, language)))}){behind}")


def _counted(text: str, begin: int, words: list[tuple[str, int]], language: Language) -> Unit | None:
    """What is counted: a known phrase, or a noun with its adjectives."""
    if fixed := _any_of("count_phrase", language).match(text, begin):
        return _with_adjectives(text, Unit(fixed[0], fixed.end(), is_symbol=True), language)
    size = _dutch_phrase(words) if language == "nl" else _french_phrase(words)
    if not size:
        return None
    end = words[size - 1][1]
    also = _ALSO[language].match(text, end)
    if (
        also
        and not _is_stop(also["noun"], language)
        and also["noun"] not in word_set("number_word", language)
    ):
        end = also.end()
        while (behind := _WORD.match(text, end + 1)) and _is_adjective_behind(behind[0], _ADJECTIVE_FR):
            end = behind.end()
    unit = Unit(_WHICH.sub("", text[begin:end]).removeprefix("d'").removeprefix("d’"), end)
    return _with_per(text, unit, words[size:], language)


def _with_adjectives(text: str, unit: Unit, language: Language) -> Unit:
    """A unit of several words with the French adjectives after it."""
    behind = _WORD.match(text, unit.end + 1)
    if language == "nl" or behind is None or not _is_adjective_behind(behind[0], _ADJECTIVE_FR):
        return unit
    return Unit(text[unit.end - len(unit.text) : behind.end()], behind.end(), unit.is_symbol)


def _words_from(text: str, at: int) -> Iterator[tuple[str, int]]:
    """Words with one space between them, and where each ends."""
    for _ in range(_MOST_WORDS):
        match = _WORD.match(text, at)
        if match is None:
            return
        word = match[0].rstrip("./'’-") if len(match[0]) > 1 else match[0]
        yield word, at + len(word)
        gap = _GAP.match(text, at + len(word))
        if gap is None:
            return
        at = gap.end()


def _is_stop(word: str, language: Language) -> bool:
    plain = word.lower()
    stops = word_set("count_stop", language)
    inverted = language == "fr" and plain.partition("-")[0] in stops  # 'ont-elles'
    return plain in stops or inverted or plain.startswith(_ELIDED[2:])


def _dutch_phrase(words: list[tuple[str, int]]) -> int:
    adjectives, units = word_set("count_adjective", "nl"), word_set("count_unit", "nl")
    for at, (word, _) in enumerate(words):
        if _is_stop(word, "nl"):
            return at if at and words[at - 1][0].endswith("e") else 0
        behind = words[at + 1][0] if at + 1 < len(words) else None
        if word in _TIMES and behind and _PARTICIPLE_NL.fullmatch(behind) and not _is_stop(behind, "nl"):
            return at + 2
        ends_in_e = word.endswith("e") and len(word) >= _LONGEST_PREFIX_E
        is_adjective = word in adjectives or (ends_in_e and word not in units)
        if not (is_adjective and behind and not _is_stop(behind, "nl")):
            is_compound = behind in _ENGLISH and not _PLURAL["nl"].search(word)  # 'phishing e-mails'
            return at + 2 if is_compound else at + 1
    return 0


_ENGLISH = frozenset("e-mails pedelecs days kits jobs desks points cases tests trucks".split())


def _french_phrase(words: list[tuple[str, int]]) -> int:
    before = word_set("count_adjective", "fr")
    size = 0
    while (
        size < len(words) - 1 and words[size][0].lower() in before and not _is_stop(words[size + 1][0], "fr")
    ):
        size += 1
    noun = words[size][0]
    is_verb = size > 0 and noun.endswith("ent") and words[0][0] == "autres"  # '144 autres suivent'
    if _is_stop(noun, "fr") or is_verb or (size and noun.startswith(_ELIDED)):
        return size if size and words[size - 1][0].lower() in word_set("count_unit", "fr") else 0
    size += 1
    shape = _ADJECTIVE_FR if noun[-1:] in {"s", "x"} else _SINGULAR_ADJECTIVE_FR
    while size < len(words) and _is_adjective_behind(words[size][0], shape):
        size += 1
    return size


def _is_adjective_behind(word: str, shape: re.Pattern[str]) -> bool:
    is_known = word in word_set("count_adjective_behind", "fr")
    return is_known or (bool(shape.fullmatch(word)) and not _is_stop(word, "fr"))


def _with_per(text: str, unit: Unit, behind: list[tuple[str, int]], language: Language) -> Unit:
    """The unit with 'per week', 'par jour ouvrable', 'per 100 000 inwoners' after it."""
    many = _PER_MANY[language].match(text, unit.end) if behind else None
    if many:
        counted = unit_at(text, many.end(), language, rates=False)
        if counted:
            return Unit(f"{unit.text}{text[unit.end : counted.end]}", counted.end, unit.is_symbol)
    if len(behind) < len(("per", "week")) or behind[0][0] != _PER[language]:
        return unit
    (per, _), (word, end), *more = behind
    if word in _NO_PER or _is_stop(word, language) or word.startswith(_ELIDED) or len(word) < _SHORTEST_PER:
        return unit
    printed = f"{unit.text} {per} {word}"
    if language == "fr" and more and _SINGULAR_ADJECTIVE_FR.fullmatch(more[0][0]):
        printed, end = f"{printed} {more[0][0]}", more[0][1]
    return Unit(printed, end, unit.is_symbol)
