"""The houses of parliament whose questions are read, and what their numbers mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, partial

from schemas.codes import HouseCode
from schemas.vocabulary.rows import records


@dataclass(frozen=True, slots=True)
class House:
    """One house; its legislatures are numbered from `first` to `last`, `ahead` of terms.

    `consecutive` says whether its questions are numbered without gaps, so that one that is not there is
    missing; `has_pages`, whether each is asked for by its number. `archive` is the address of
    all records of a legislature, empty without one. `url_nl` and `url_fr` are addresses for people, with
    columns of `questions` in braces.
    """

    code: HouseCode
    name_en: str
    name_nl: str
    name_fr: str
    member_en: str
    member_nl: str
    member_fr: str
    first: int
    last: int
    ahead: int
    hosts: tuple[str, ...]
    invented_from: int
    consecutive: bool
    has_pages: bool
    archive: str
    url_nl: str
    url_fr: str
    licence: str
    source: str


houses = cache(partial(records, House, "houses.tsv"))
"""Every house, the Senate first."""


def houses_of(legislatures: Iterable[int | str]) -> tuple[House, ...]:
    """The houses of some legislatures, in the order of the list; the Senate if there are none."""
    found = {house_of(int(one)) for one in legislatures}
    return tuple(one for one in houses() if one in found) or houses()[:1]


@cache
def house_of(legislature: int) -> House:
    """The house that counts a legislature so; the Senate for a number that no house has."""
    return next((one for one in houses() if one.first <= legislature <= one.last), houses()[0])


def term_of(legislature: int) -> int:
    """The term of parliament, 1 from 1995, of a legislature: 8 is the Senate's 8 and the Chamber's 56."""
    return legislature - house_of(legislature).ahead
