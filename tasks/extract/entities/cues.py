"""Companies and associations that are in no list, by the word before their name, and wherever it stands."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from schemas.codes import Language
from schemas.vocabulary.entities import given_names, portfolios, words_for, words_of_both
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import begins_sentence, in_compound, party_spellings
from tasks.extract.entities.places import place_names
from tasks.extract.entities.tokens import Anchored, Words, WordTest, first_words, matches_at, words_of
from tasks.extract.rules import alternatives

_WORD = r"[A-ZÀ-Ý][\w'’&-]+"
_JOINED = r"(?:zonder|sans|for|van|de) [A-ZÀ-Ý][\w-]+"
_NAME = rf"(?!\w+-[a-z]){_WORD}(?: (?:{_WORD}|&|{_JOINED})){{0,3}}"
_QUOTE = r"(?:[«“\"'‘]\s?)?"
_AND = r"(?:,|/| (?:en|et|of|ou|en/of|et/ou))\s?"
_SHORTEST = 3
"""Letters of a name that is looked for in the whole text."""
_ENDS_FR = (
    "ais|aise|ois|oise|ain|aine|ien|ienne|and|ande|ole|que|al|ale|el|elle|ier|ière|if|ive|aire|eur|euse|iste"
    "|ée|able|ible|ile"
)
_GAP_FR = (
    r"(?! de données)(?: (?:de |d['’])[a-zà-ÿ-]{3,})?"
    rf"(?: (?:belge|turc|turque|grec|grecque|russe|suisse|[a-zà-ÿ]\w+(?:{_ENDS_FR})s?)){{0,2}}"
)
"""What may stand before a name in French: 'chaîne de magasins', 'compagnie aérienne américaine'."""
_SUCH_AS = r",? (?:zoals|als|waaronder|comme|tels que|telles que|dont|notamment)"
_OF_CLUB = r"(?:(?<=[Cc]lub)|(?<=[Cc]lubs)) (?:van|de|du|d['’]) ?(?<=[ '’])"
"""'le club d'Arsenal'."""


@WordTest
def _is_head(word: str) -> bool:
    """Whether a Dutch word is one for a company, or ends in one: 'winkelketen'."""
    return word.endswith(words_for("body_cue_head", "nl")) and not word.endswith(
        words_for("body_cue_not", "nl")
    )


@cache
def _single(language: Language) -> Anchored:
    cues = (*words_for("body_cue", language), *words_of_both("legal_form"))
    # 'HR-bedrijf' is a company, a 'night-club' is none
    begin, gap = (r"(?<!\w)", "") if language == "nl" else (r"(?<![\w-])", _GAP_FR)
    return Anchored(
        re.compile(rf"{begin}(?i:{alternatives(cues)}){gap}(?: |{_OF_CLUB}){_QUOTE}(?P<names>{_NAME})"),
        first_words(cues),
    )


@WordTest
def _is_plural_head(word: str) -> bool:
    """Whether a Dutch word ends in one for companies: 'beveiligingsfirma's'."""
    return word.endswith((*words_for("body_cues", "nl"), "firma"))


_NAMES = rf"(?P<names>{_NAME}(?:{_AND}{_NAME})*)"
_COMPOUND_SEVERAL = re.compile(rf"(?<![\w-])[\w-]+(?:(?<=firma)['’]s)?(?<!firma)(?:{_SUCH_AS})? {_NAMES}")
_ACRONYM_BEHIND = re.compile(r" (?P<names>[A-Z]{3,6})(?![\w-])")
_ACRONYM_BEFORE = re.compile(r"(?<![\w-])(?P<names>[A-Z]{3,6}) $")


def _foreign_acronyms(text: str, words: Words, language: Language) -> Iterator[re.Match[str]]:
    """'het Franse ABCD', 'l'ABCD française'."""
    for number in words.among(_foreign(language)):
        start, end = words.starts[number], words.end(number)
        if language == "nl" and words.texts[number][0].isupper():
            found = _ACRONYM_BEHIND.match(text, end)
        else:
            found = _ACRONYM_BEFORE.search(text, max(0, start - 8), start) if language == "fr" else None
        if found and found["names"] not in _no_acronyms():
            yield found


@cache
def _foreign(language: Language) -> frozenset[str]:
    return frozenset(word.lower() for word in words_for("foreign", language))


@cache
def _no_acronyms() -> frozenset[str]:
    return frozenset(words_of_both("no_acronym")) | party_spellings()


_COMPOUND = re.compile(rf"(?<![\w-])[\w-]+ {_QUOTE}(?P<names>{_NAME})")


@cache
def _several(language: Language) -> Anchored:
    cues = words_for("body_cues", language)
    gap = _GAP_FR if language == "fr" else ""
    lead = rf"(?:(?={_SUCH_AS}|,? {_NAME}{_AND})(?:{_SUCH_AS}|,)? |{_OF_CLUB})"
    names = rf"(?P<names>{_NAME}(?:{_AND}(?:(?:du|de|van) )?{_NAME})*)"
    return Anchored(re.compile(rf"(?<![\w-])(?i:{alternatives(cues)}){gap}{lead}{names}"), first_words(cues))


@cache
def _explained(language: Language) -> re.Pattern[str]:
    """Said behind the name: 'X, een private bewakingsfirma', 'X, une société de gardiennage'."""
    cues = words_for("body_cue", language)
    if language == "fr":
        return re.compile(rf", une? (?:[a-zà-ÿ-]+ )?(?:{alternatives(cues)})(?!\w| [«\"]?[A-ZÀ-Ý])")
    heads = "|".join(words_for("body_cue_head", "nl"))
    return re.compile(
        rf", een (?:[\w-]+ ){{0,3}}?(?:{alternatives(cues)}|[a-z-]*(?:{heads}))(?!\w| [«\"]?[A-ZÀ-Ý])"
    )


_ONE = re.compile(_NAME)
_LAST = re.compile(rf"(?<![\w'’-])(?P<name>(?:{_WORD} )*{_WORD})(?: \([A-Z]\w+\))?$")
_LONGEST = 60


def by_cue(text: str, words: Words, language: Language) -> Iterator[Mention]:
    """Names behind a word for what they are: 'het bedrijf X', 'les sociétés X et Y'."""
    found = [*_single(language).matches(text, words), *_several(language).matches(text, words)]
    if language == "nl":
        found += matches_at(_COMPOUND, text, words.begins(words.such_as(_is_head)))
        found += matches_at(_COMPOUND_SEVERAL, text, words.begins(words.such_as(_is_plural_head)))
    found += _foreign_acronyms(text, words, language)
    yield from _before_a_comma(text, language)
    for match in found:
        if match[0][0].isupper() and match[0][1].islower() and not begins_sentence(text, match.start()):
            continue  # 'Direct Operator Billing'
        for name in _ONE.finditer(text, *match.span("names")):
            if not _is_other(name[0]) and not in_compound(text, *name.span()):
                yield Mention(*name.span(), "organisation", name[0])


def _before_a_comma(text: str, language: Language) -> Iterator[Mention]:
    """Names of which the text says behind a comma what they are."""
    for explained in _explained(language).finditer(text):
        found = _LAST.search(text, max(0, explained.start() - _LONGEST), explained.start())
        if found is None:
            continue
        start, name = found.start(), found["name"]
        if begins_sentence(text, start):  # 'Bij X, een bedrijf'
            first, _, name = name.partition(" ")
            start += len(first) + 1
        if name and not _is_other(name):
            yield Mention(start, start + len(name), "organisation", name)


def _is_other(name: str) -> bool:
    """Whether a name is that of a place, party or person, or an adjective."""
    first = name.split(maxsplit=1)[0]
    is_known = name in place_names() or name in party_spellings() or name in _no_names()
    return is_known or first in given_names() or name.lower() in _adjectives()


@cache
def _no_names() -> frozenset[str]:
    fields = {name for portfolio in portfolios() for name in portfolio.names}  # 'organisaties zoals Defensie'
    return frozenset(fields.union(words_of_both("no_company"), words_of_both("legal_form")))


@cache
def _adjectives() -> frozenset[str]:
    groups = ("foreign", "body_level", "region_adjective")
    return frozenset(word.lower() for group in groups for word in words_of_both(group))


_ENDS = re.compile(r"(?!\w| [A-ZÀ-Ý][a-z])")
"""What follows a whole name: no further word of another one."""


def again(text: str, words: Words, names: Iterable[str]) -> Iterator[Mention]:
    """Every place of names that the text introduced."""
    wanted = {name for name in names if len(name) >= _SHORTEST and not _is_other(name)}
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in wanted:
        lengths[words_of(name)[0].lower()].add(len(name))
    as_printed = frozenset(words.texts)
    for number in words.among(lengths.keys()):
        start = words.starts[number]
        for length in lengths[words.lowers[number]]:
            name, end = text[start : start + length], start + length
            is_word = name.lower() in as_printed and begins_sentence(text, start)
            is_whole = name in wanted and _ENDS.match(text, end) and not in_compound(text, start, end)
            if is_whole and not is_word:
                yield Mention(start, end, "organisation", name, found_by="defined")
