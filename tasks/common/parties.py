"""Which party a printed name means at a given time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from schemas.vocabulary import known_legislature
from schemas.vocabulary.entities import Party, parties
from tasks.common.accents import fold


class _Spelled(NamedTuple):
    """A party, and the rank of one of its spellings: the higher, the rarer."""

    place: int
    party: Party


def party_of(printed: str, asked_on: date | None, legislature: int) -> Party | None:
    """The party that a page prints behind an author's name; None when parties.tsv lacks the spelling.

    Of several parties printed the same ('VB', 'VLD'), the one that had the name on that day. A question
    without a date counts from the election of its legislature.
    """
    candidates = _candidates(printed)
    known = known_legislature(legislature)
    when = asked_on or (known.elected_on if known else None)
    nearest = min(
        candidates, key=lambda one: (_days_away(one.party, when), one.place, one.party.code), default=None
    )
    return nearest.party if nearest else None


def same_party(one: str | None, other: str | None) -> bool:
    """Whether two printed parties may be one: 'Onafhankelijke' in Dutch is 'Indépendant' in French."""
    if one == other or not (one and other):
        return one == other
    codes = {spelled.party.code for spelled in _candidates(one)}
    return any(spelled.party.code in codes for spelled in _candidates(other))


def names_party(printed: str) -> bool:
    """Whether parties.tsv has a spelling."""
    return bool(_candidates(printed))


def _candidates(printed: str) -> Sequence[_Spelled]:
    exact, folded = _spellings()
    return exact.get(printed) or folded.get(_folded(printed)) or ()


def side_of(party: Party | None) -> str | None:
    """The language group of a party, 'nl' or 'fr'; None for any other."""
    return party.language_group if party and party.language_group in {"nl", "fr"} else None


@cache
def _spellings() -> tuple[Mapping[str, list[_Spelled]], Mapping[str, list[_Spelled]]]:
    exact: dict[str, list[_Spelled]] = defaultdict(list)
    folded: dict[str, list[_Spelled]] = defaultdict(list)
    for party in parties():
        for place, spelling in enumerate(party.spellings):
            exact[spelling].append(_Spelled(place, party))
            folded[_folded(spelling)].append(_Spelled(place, party))
    return dict(exact), dict(folded)


def _folded(printed: str) -> str:
    """A name without accents, case, dots and spaces: 'Vl. Belang' and 'VL.BELANG' are one."""
    return "".join(fold(printed).replace(".", "").split())


def _days_away(party: Party, when: date | None) -> int:
    """Days between a date and the time when a party had its name; 0 within it."""
    if when is None:
        return 0
    return max((party.lifetime.first - when).days, (when - party.lifetime.last).days, 0)
