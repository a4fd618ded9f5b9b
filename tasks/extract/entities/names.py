"""Listed names in a text, found in time that grows only with the text, and what the words around them say."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain

from schemas.codes import Language, MentionKind
from schemas.vocabulary.entities import parties, word_set
from schemas.vocabulary.rows import Lifetime
from tasks.common.accents import fold, without_accents
from tasks.extract.entities.mention import Mention
from tasks.extract.rules import BODIES, alternatives
from tasks.extract.tokens import Words, words_of

_LONG_NAME = 3
"""This many words are no coincidence, whatever their capitals."""
WORD = re.compile(r"[^\W\d_]+")


def begins_words(short: str, name: str) -> bool:
    """Whether each letter of an abbreviation begins a word of a name, in their order."""
    initials = iter(fold("".join(word[0] for word in WORD.findall(name))))
    return all(letter in initials for letter in fold(short) if letter.isalpha())


@dataclass(frozen=True, slots=True)
class _Name:
    """A listed name in words, as written and in small letters."""

    words: tuple[str, ...]
    lowers: tuple[str, ...]
    identifier: str
    exact: bool

    def is_at(self, words: Words, at: int) -> bool:
        """Whether it is at a word, with its capitals where they matter."""
        last = at + len(self.words)
        if self.exact:
            return tuple(words.texts[at:last]) == self.words
        # A capital distinguishes a name from common words, unless the name begins with a small letter.
        capitals = any(word[0].isupper() for word in words.texts[at:last])
        begins = capitals or self.words[0][0].islower() or len(self.words) >= _LONG_NAME
        return begins and tuple(words.lowers[at:last]) == self.lowers


class NameList:
    """Names and identifiers; a longer name takes precedence over a shorter one at the same place."""

    def __init__(self, kind: MentionKind, names: Iterable[tuple[str, str, bool]]) -> None:
        """Index names given as (name, identifier, exact), and without accents; `exact` ones need capitals."""
        self._kind = kind
        self._names: dict[str, dict[str, list[_Name]]] = defaultdict(lambda: defaultdict(list))
        listed = [*names]
        known = {name for name, _, _ in listed}
        bare = ((without_accents(name), code, exact) for name, code, exact in listed if not name.isascii())
        for name, identifier, exact in (*listed, *(one for one in bare if one[0] not in known)):
            words = words_of(name)
            lowers = tuple(map(str.lower, words))
            second = lowers[1] if len(lowers) > 1 else ""
            self._names[lowers[0]][second].append(_Name(words, lowers, identifier, exact))
        for begun in self._names.values():
            for same in begun.values():
                same.sort(key=lambda name: -len(name.words))
        self._first = frozenset(self._names)

    def find(self, text: str, words: Words) -> Iterator[Mention]:
        """Every name in a text, without overlaps."""
        end, lowers, last = 0, words.lowers, len(words.lowers) - 1
        for at in words.among(self._first):
            begun = self._names[lowers[at]]
            longer = begun.get(lowers[at + 1], ()) if at < last else ()
            for name in chain(longer, begun.get("", ())) if at >= end else ():
                if name.is_at(words, at):
                    end = at + len(name.words)
                    span = slice(words.starts[at], words.end(end - 1))
                    known = name.identifier
                    yield Mention(
                        span.start, span.stop, self._kind, text[span], entity_id=known, found_by="list"
                    )
                    break


def in_compound(text: str, start: int, end: int) -> bool:
    """Whether a name is part of a word with hyphens: 'NMBS-personeel', 'ex-Belgacom'."""
    behind = text[end : end + 1] in HYPHENS and bool(BODIES("part_of_word").match(text, end + 1))
    return behind or (text[start - 1 : start] in HYPHENS and text[start - 2 : start - 1].isalnum())


def abbreviations(text: str, meant: Mapping[str, Mention]) -> Iterator[Mention]:
    """What a text abbreviates, wherever it has one of the abbreviations."""
    pattern = rf"(?<![\w-])(?:{alternatives(meant)})(?!\w)"
    for short in re.finditer(pattern, text) if meant else ():
        if not in_compound(text, *short.span()):
            yield replace(meant[short[0]], found_by="defined").within(text, *short.span())


HYPHENS = ("-", "\u2011")
_BEGINNING = re.compile(r"(?:^|[.!?:;\n•]\s*|[\n]\s*[-–]\s*|\d[.)]\s*|(?<!\w)[a-z]\)\s*)[\"“«(]?\s?$")


def begins_sentence(text: str, start: int) -> bool:
    """Whether a word is where any word would have a capital."""
    return bool(_BEGINNING.search(text[max(0, start - 6) : start]))


def names_street(text: str, start: int) -> bool:
    """Whether a name follows 'rue de' and the like."""
    return BODIES.before("street", text, start) is not None


@cache
def party_spellings() -> frozenset[str]:
    """Every spelling of a party."""
    return frozenset(spelling for party in parties() for spelling in party.spellings)


_WORD_BEFORE, _WORD_BEHIND = re.compile(r"([\w-]+) $"), re.compile(r" ([\w-]+)")


def has_adjective(group: str, text: str, start: int, end: int) -> bool:
    """Whether an adjective of a group is beside a name: 'Franse Senaat', 'Sénat français'."""
    before, behind = _WORD_BEFORE.search(text, max(0, start - 24), start), _WORD_BEHIND.match(text, end)
    is_before = before is not None and before[1] in word_set(group, "nl")
    return is_before or (behind is not None and behind[1] in word_set(group, "fr"))


def is_of_another(text: str, start: int, end: int) -> bool:
    """Whether a name is that of a family or a book, or a country's: 'familie X', 'Franse X', 'X français'."""
    return (
        BODIES.before("owned_before", text, start) is not None
        or BODIES("of_country").match(text, end) is not None
        or has_adjective("foreign", text, start, end)
    )


def narrowed(text: str, name: Mention, language: Language, *, is_short: bool = False) -> Mention:
    """A name with what makes it another one, then without identifier: 'Kamer van Notarissen'."""
    behind = BODIES("narrower", language).match(text, name.end)
    if is_short:
        behind = behind or BODIES("narrower_short", language).match(text, name.end)
        if BODIES.before("kind_before", text, name.start, language):
            name = replace(name, entity_id=None)
    return replace(name.within(text, name.start, behind.end()), entity_id=None) if behind else name


def doubted(text: str, name: Mention) -> Mention:
    """A name that may go on, so that its identifier is unsure: 'Orange Marine'."""
    goes_on = name.entity_id is not None and BODIES("goes_on").match(text, name.end) is not None
    return replace(name, is_unsure=True) if goes_on else name


def on_day(name: Mention, lifetime: Lifetime | None, on: date | None) -> Mention:
    """A name without identifier on days without its bearer; unsure in a year that alone is known."""
    if on is None or lifetime is None or name.entity_id is None:
        return name
    if not lifetime.first <= on <= lifetime.last:
        return replace(name, entity_id=None)
    bounds = ((lifetime.since, lifetime.since_year), (lifetime.until, lifetime.until_year))
    is_unsure = any(day is None and year == on.year for day, year in bounds)
    return replace(name, is_unsure=name.is_unsure or is_unsure)
