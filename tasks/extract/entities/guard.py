"""What the words around a listed name say of it: another's, or part of a longer name."""

from dataclasses import replace
from datetime import date

from schemas.codes import Language
from schemas.vocabulary.rows import Lifetime
from tasks.extract.entities.mention import Mention
from tasks.extract.entities.names import RULES, has_adjective


def is_of_another(text: str, start: int, end: int) -> bool:
    """Whether a name is that of a family or a book, or a country's: 'familie X', 'Franse X', 'X français'."""
    return (
        RULES.before("owned_before", text, start) is not None
        or RULES("of_country").match(text, end) is not None
        or has_adjective("foreign", text, start, end)
    )


def narrowed(text: str, name: Mention, language: Language, *, is_short: bool = False) -> Mention:
    """A name with what makes it another one, then without identifier: 'Kamer van Notarissen'."""
    behind = RULES("narrower", language).match(text, name.end)
    if is_short:
        behind = behind or RULES("narrower_short", language).match(text, name.end)
        if RULES.before("kind_before", text, name.start, language):
            name = replace(name, entity_id=None)
    return replace(name.within(text, name.start, behind.end()), entity_id=None) if behind else name


def doubted(text: str, name: Mention) -> Mention:
    """A name that may go on, so that its identifier is unsure: 'Orange Marine'."""
    goes_on = name.entity_id is not None and RULES("goes_on").match(text, name.end) is not None
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
