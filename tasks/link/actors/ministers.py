"""Who held the office that a question is addressed to, on its day.

Pages name an office, never its holder, and its printed form must fit completely: a portfolio that another
minister had that day excludes a person; one that nobody had does not, since ministers.tsv may lack it. A page
may print the title of a later day, when its question was handed over to a new government. Invented questions
are addressed to invented ministers.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from schemas.codes import LANGUAGES
from schemas.records import Row
from schemas.sample import is_invented
from schemas.vocabulary.governments import Term, invented_ministers, ministers
from tasks.link.actors.printed_office import PrintedOffice, read_office
from tasks.link.actors.shared import tidy

_PRIME_MINISTER = "prime_minister"
_DEPUTY = "deputy_prime_minister"
_SECRETARY = "state_secretary"
_HOLDERS: Mapping[str, tuple[str, ...]] = {
    _PRIME_MINISTER: (_PRIME_MINISTER,),
    "deputy_prime_minister": ("deputy_prime_minister",),
    "minister": ("minister", "deputy_prime_minister"),
    _SECRETARY: (_SECRETARY,),
}
"""Possible roles of an office's holder, by the printed role: pages may leave out 'deputy'."""

Terms = Callable[[], tuple[Term, ...]]
"""Provider of the terms to search for a holder: `ministers` or `invented_ministers`."""


def terms_for(questions: Iterable[Row]) -> Sequence[Term]:
    """The terms of all real ministers, and of invented ones to whom some of these questions are addressed."""
    named = {question["minister_id"] for question in questions}
    return (*ministers(), *(term for term in invented_ministers() if term.minister in named))


def minister_asked(question: Row) -> str | None:
    """The minister a question is addressed to; None when unknown, or when the languages disagree.

    The row has legislature, number, asked_on and the addressees as printed without preposition: addressee_nl,
    addressee_fr.
    """
    return _holder_of(question, [read_office(text) for text in _printed(question)], question["asked_on"])


def _printed(question: Row) -> list[str]:
    printed = (tidy(question[f"addressee_{language}"]) for language in LANGUAGES)
    return [text for text in printed if text]


def _holder_of(question: Row, offices: Iterable[PrintedOffice], on: date | None) -> str | None:
    among = invented_ministers if is_invented(question["legislature"], question["number"]) else ministers
    found = {minister_of(office, on, among) for office in offices} - {None}
    return next(iter(found)) if len(found) == 1 else None


def in_office(question: Row, on: date | None) -> bool | None:
    """Whether the minister of a question would be given it on another day; None without minister or day.

    Who is deputy prime minister no longer, and minister of the same still, would.
    """
    minister: str | None = question["minister_id"]
    if not (minister and on):
        return None
    offices = [read_office(text) for text in _printed(question)]
    plain = [replace(one, role="minister") if one.role == _DEPUTY else one for one in offices]
    return minister in {_holder_of(question, some, on) for some in (offices, plain)}


def minister_of(office: PrintedOffice, on: date | None, among: Terms = ministers) -> str | None:
    """The person who held an office on a day; None when nobody or more than one fits.

    An office with an unknown word has no holder: the word may mean 'Flemish'. Role and portfolios must both
    agree, the prime minister's role alone. Among several, the one with the printed role wins, then the one
    with exactly the printed portfolios.
    """
    return _holder(office, _last_change(on, among), among) if on and office.is_known else None


@cache
def _holder(office: PrintedOffice, on: date, among: Terms) -> str | None:
    named = frozenset((*office.portfolios, *office.charged_with))
    peers = _peers(on, among, is_secretary=office.role == _SECRETARY)
    fitting = [
        term
        for term in peers
        if term.role in _HOLDERS[office.role]
        and (term.role == _PRIME_MINISTER or _agrees(term, named, peers))
    ]
    best = max((_rank(term, office.role, named) for term in fitting), default=None)
    meant = [term.minister for term in fitting if _rank(term, office.role, named) == best]
    return meant[0] if len(meant) == 1 else None


def _last_change(on: date, among: Terms) -> date:
    """The last change up to a day: all days between two changes have the same holders."""
    changes = _changes(among)
    at = bisect_right(changes, on)
    return changes[at - 1] if at else date.min


@cache
def _changes(among: Terms) -> Sequence[date]:
    days = {day for term in among() for day in (term.since, term.until) if day}
    return sorted(days)


@cache
def _peers(on: date, among: Terms, *, is_secretary: bool) -> Sequence[Term]:
    """The secretaries of state in office on a day, or the ministers."""
    return [
        term
        for term in among()
        if term.since <= on
        and (term.until is None or on < term.until)
        and (term.role == _SECRETARY) == is_secretary
    ]


def _agrees(term: Term, named: frozenset[str], peers: Sequence[Term]) -> bool:
    """Whether someone has one of the named portfolios, and no peer has another of them."""
    others = named.difference(term.portfolios)
    return len(others) < len(named) and all(others.isdisjoint(peer.portfolios) for peer in peers)


def _rank(term: Term, role: str, named: frozenset[str]) -> tuple[bool, bool]:
    return term.role == role, named == set(term.portfolios)
