"""Things named in a text, each with its place, kind and normal form."""

from collections.abc import Iterator
from datetime import date

from schemas.codes import Language
from tasks.extract.entities.acts import legal_acts
from tasks.extract.entities.addresses import companies, emails_and_handles, phones, urls
from tasks.extract.entities.bodies import find_organisations
from tasks.extract.entities.dates import dates
from tasks.extract.entities.mention import Mention, longest
from tasks.extract.entities.numbers.in_words import amounts_in_words
from tasks.extract.entities.numbers.money import amounts
from tasks.extract.entities.numbers.quantities import quantities
from tasks.extract.entities.offices import offices
from tasks.extract.entities.papers import documents
from tasks.extract.entities.parties import find_parties
from tasks.extract.entities.persons import persons
from tasks.extract.entities.places import find_places
from tasks.extract.entities.tokens import tokens

__all__ = ["Mention", "mentions"]


def mentions(text: str, language: Language, on: date | None = None) -> tuple[Mention, ...]:
    """All mentions of a text in order, without overlaps.

    `text` has a blank line between paragraphs; `on` is its day, which decides what a name refers to.
    """
    return longest(_candidates(text, language, on))


def _candidates(text: str, language: Language, on: date | None) -> Iterator[Mention]:
    words = tokens(text)
    yield from urls(text)
    yield from companies(text)
    yield from emails_and_handles(text)
    for seeker in (phones, documents, amounts):
        yield from seeker(text, words)
    yield from amounts_in_words(text, words, language)
    days = tuple(dates(text, words))
    yield from days
    yield from legal_acts(text, words, days)
    held = tuple(offices(text, words, language))
    yield from held
    yield from quantities(text, words, language)
    yield from persons(text, words, held, on)
    yield from find_organisations(text, words, language)
    yield from find_parties(text, words, on)
    yield from find_places(text, words, language, on)
