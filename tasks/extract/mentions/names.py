"""Finding the names of a list in a text, in time that grows with the text alone."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from schemas.codes import MentionKind
from tasks.extract.mentions.mention import Mention

_TOKEN = re.compile(r"\w+(?:['’](?=\w))?|[^\w\s]")
_STRAIGHT = str.maketrans({"’": "'", "\u2011": "-", "\u00a0": " "})


class Words(NamedTuple):
    """The words and signs of a text: letters with straight apostrophes, the same in small letters, places."""

    texts: list[str]
    lowers: list[str]
    places: list[tuple[int, int]]


def tokens(text: str) -> Words:
    """The words and signs of a text; an apostrophe belongs to the letters before it ("l'")."""
    straight = text.translate(_STRAIGHT)
    matches = list(_TOKEN.finditer(straight))
    texts = [match[0] for match in matches]
    return Words(texts, [word.lower() for word in texts], [match.span() for match in matches])


_LONG_NAME = 5
"""So many words are no coincidence, whatever their capitals."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name that was found: first and last token (half-open), and what it names."""

    first: int
    last: int
    identifier: str


class NameList:
    """Names with what they name; a longer name wins over a shorter one that begins where it does."""

    def __init__(self, names: Iterable[tuple[str, str, bool]]) -> None:
        """Take names as (name, identifier, exact): whether capitals must be as given."""
        self._names: dict[str, list[tuple[tuple[str, ...], str, bool]]] = defaultdict(list)
        for name, identifier, exact in names:
            words = tokens(name)
            self._names[words.lowers[0]].append((tuple(words.texts), identifier, exact))
        for same in self._names.values():
            same.sort(key=lambda entry: -len(entry[0]))

    def find(self, words: Words) -> Iterator[Found]:
        """Every name in a text; none overlaps another."""
        end = 0
        for at in [at for at, word in enumerate(words.lowers) if word in self._names]:
            if at >= end and (found := self._at(words, at)):
                yield found
                end = found.last

    def _at(self, words: Words, at: int) -> Found | None:
        for name, identifier, exact in self._names[words.lowers[at]]:
            last = at + len(name)
            if _alike(words.texts[at:last], name, exact=exact):
                return Found(at, last, identifier)
        return None


def _alike(there: list[str], name: tuple[str, ...], *, exact: bool) -> bool:
    if len(there) != len(name):
        return False
    if exact:
        return tuple(there) == name
    # The first letter tells a name from common words, unless the name itself begins with a small one.
    begins = there[0][0].isupper() or name[0][0].islower() or len(name) >= _LONG_NAME
    return begins and [word.lower() for word in there] == [word.lower() for word in name]


def mention_of(text: str, words: Words, found: Found, kind: MentionKind) -> Mention:
    """A name that was found, as a mention."""
    start, end = words.places[found.first][0], words.places[found.last - 1][1]
    return Mention(start, end, kind, text[start:end], entity_id=found.identifier)


def in_compound(text: str, start: int, end: int) -> bool:
    """Whether a name is part of a word with hyphens: 'NMBS-personeel', 'ex-Belgacom'."""
    behind = text[end : end + 1] in _HYPHENS and text[end + 1 : end + 2].isalnum()
    return behind or (start > 1 and text[start - 1] in _HYPHENS and text[start - 2].isalnum())


_HYPHENS = ("-", "\u2011")
_BEGINNING = re.compile(r"(?:^|[.!?:;\n•]\s*|[\n]\s*[-–]\s*|\d[.)]\s*)[\"“«(]?\s?$")


def begins_sentence(text: str, start: int) -> bool:
    """Whether a word stands where any word would have a capital."""
    return bool(_BEGINNING.search(text[max(0, start - 6) : start])) or start == 0


def alternatives(names: Iterable[str]) -> str:
    """A pattern that matches any of the names, with either apostrophe and any blank between words."""
    return "|".join(r"[\s\u00a0]".join(_escaped(word) for word in name.split()) for name in names)


def _escaped(word: str) -> str:
    return re.escape(word).replace("'", "['’]")


_STREET = re.compile(
    r"(?:rue|avenue|boulevard|bd|chaussée|place|quai|square|allée|clos|drève|chemin)"
    r"(?: (?:du|de la|de l['’]|des|de|d['’]))? ?$",
    re.IGNORECASE,
)


def names_street(text: str, start: int) -> bool:
    """Whether a name stands behind 'rue de' and the like."""
    return bool(_STREET.search(text[max(0, start - 24) : start]))
