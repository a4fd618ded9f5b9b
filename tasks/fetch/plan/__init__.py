"""What to fetch next, worked out from what is stored."""

from tasks.fetch.plan.plan import PlannedFetch, Range, plan, plan_backfill, requests_left
from tasks.fetch.plan.state import AddressState, QuestionState, StoredState, address_states, after

__all__ = [
    "AddressState",
    "PlannedFetch",
    "QuestionState",
    "Range",
    "StoredState",
    "address_states",
    "after",
    "plan",
    "plan_backfill",
    "requests_left",
]
