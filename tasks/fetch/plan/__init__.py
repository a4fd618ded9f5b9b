"""What to fetch next, decided by what is held."""

from tasks.fetch.plan.plan import PlannedFetch, Range, plan, plan_backfill, requests_left
from tasks.fetch.plan.state import AddressState, HeldState, QuestionState, address_states

__all__ = [
    "AddressState",
    "HeldState",
    "PlannedFetch",
    "QuestionState",
    "Range",
    "address_states",
    "plan",
    "plan_backfill",
    "requests_left",
]
