"""Things named in a text, each with its place, kind and normal form."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from schemas.codes import Language
from schemas.vocabulary.entities import only_names
from tasks.extract.entities.acts import legal_acts
from tasks.extract.entities.addresses import addresses, phones
from tasks.extract.entities.bodies import find_organisations
from tasks.extract.entities.dates import dates
from tasks.extract.entities.mention import Mention, longest
from tasks.extract.entities.numbers.money import amounts
from tasks.extract.entities.numbers.quantities import quantities
from tasks.extract.entities.offices import offices
from tasks.extract.entities.papers import documents
from tasks.extract.entities.parties import find_parties
from tasks.extract.entities.persons import persons
from tasks.extract.entities.places import find_places
from tasks.extract.tokens import tokens

__all__ = ["Mention", "mentions"]

_BLANK = re.compile(r"[\u00a0\u2000-\u200a\u202f]|\t(?:(?!\d)|(?<!\d\t))")
_BROKEN = re.compile(
    r"\n(?=\w)(?:(?<=[a-zß-ÿ,]\n)(?=[a-zß-ÿ])"
    r"|(?<= van\n)|(?<= de\n)|(?<= der\n)|(?<= du\n)|(?<= des\n)|(?<= het\n)|(?<= la\n))"
)
"""A line break within a sentence; one between the rows of a table or the items of a list stays."""
_FURTHER = re.compile(r"(?<![ \d] )(?<= ) +|(?<=\d ) +(?![ \d])")
"""Blanks behind a blank; between two figures they separate columns."""


def mentions(text: str, language: Language, on: date | None = None) -> tuple[Mention, ...]:
    """All mentions of a text in order, without overlaps.

    `text` has a blank line between paragraphs; `on` is its day, which decides what a name refers to.
    All blanks count alike, several as one, and a line break within a sentence too.
    """
    plain = _BROKEN.sub(" ", _BLANK.sub(" ", text))
    runs = _FURTHER.finditer(plain) if "  " in plain else ()
    more = {at for run in runs for at in range(*run.span())}
    places = [at for at in range(len(text)) if at not in more] if more else range(len(text))
    found = longest(_candidates(_FURTHER.sub("", plain) if more else plain, language, on))
    found = tuple(replace(one, entity_id=None) if one.entity_id in only_names() else one for one in found)
    if plain == text and not more:
        return found
    return tuple(one.within(text, places[one.start], places[one.end - 1] + 1) for one in found)


def _candidates(text: str, language: Language, on: date | None) -> Iterator[Mention]:
    words = tokens(text)
    yield from addresses(text)
    yield from phones(text, words)
    yield from documents(text, words)
    yield from amounts(text, words, language)
    days = tuple(dates(text, words))
    yield from days
    yield from legal_acts(text, words, days, language)
    held = tuple(offices(text, words, language))
    yield from held
    yield from quantities(text, words, language)
    yield from persons(text, words, held, on)
    yield from find_organisations(text, words, language, on)
    yield from find_parties(text, words, on)
    yield from find_places(text, words, language, on)
