"""Which pages of senators to request: rarely, and after all pages of questions."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from schemas.vocabulary import end_of_legislature
from tasks.common.address import FetchAddress, SenateAddress
from tasks.fetch.plan.rules import LEAD, PlanFacts
from tasks.fetch.plan.state import AddressState
from tasks.raw import RawStore
from tasks.read import linked_senators

LISTED_AGAIN = timedelta(days=30)
"""The pause between two requests for the list of a legislature that has not ended."""
SENATOR_AGAIN = timedelta(days=365)
"""The same for the page of a senator on such a list."""


def senators(facts: PlanFacts) -> Iterator[SenateAddress]:
    """The lists of the current legislature and of those with questions, the latest first."""
    known = {legislature for legislature, _ in facts.stored if legislature < facts.current}
    for legislature in sorted({facts.current, *known}, reverse=True):
        address, over_on = SenateAddress("senators", legislature, LEAD), end_of_legislature(legislature)
        came_at = facts.at(address).came_at
        is_final = over_on and came_at and came_at.date() > over_on
        if not is_final and facts.due(address, timedelta(0) if over_on else LISTED_AGAIN):
            yield address


def senator(facts: PlanFacts) -> Iterator[SenateAddress]:
    """The pages of the senators on lists, those of the latest legislature first."""
    listed = facts.state.listed
    for number in sorted(listed, key=lambda number: (-listed[number], number)):
        address = SenateAddress("senator", number, LEAD)
        is_final = end_of_legislature(listed[number]) and facts.at(address).came_at
        if not is_final:
            yield address


def listed_senators(store: RawStore, states: Mapping[FetchAddress, AddressState]) -> dict[int, int]:
    """The senators on the newest lists in a raw store, by number, with the latest legislature of each."""
    lists = [
        (address.number, state.sha256)
        for address, state in states.items()
        if address.variant == "senators" and state.sha256
    ]
    found: dict[int, int] = {}
    contents = store.pages([sha256 for _, sha256 in lists])
    for (legislature, _), content in zip(lists, contents, strict=True):
        for number in linked_senators(content) if isinstance(content, bytes) else ():
            if number:
                found[number] = max(legislature, found.get(number, 0))
    return found
