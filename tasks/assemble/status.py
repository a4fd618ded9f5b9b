"""What follows from a question's chronology: its status and how long the answer took."""

from collections.abc import Iterable
from datetime import date

from schemas.codes import Status, StatusReason
from schemas.records import Event


def question_status(events: Iterable[Event], *, has_answer: bool, is_over: bool = False) -> Status:
    """Status of a question, in this order: answered, closed, lapsed, open.

    Args:
        events: The chronology.
        has_answer: Whether any page shows an answer or dates one.
        is_over: Whether its legislature has ended.
    """
    found = tuple(events)
    if has_answer or any(event.tells_answer for event in found):
        return "answered"
    codes = {event.event for event in found}
    if "closed" in codes:
        return "closed"
    return "lapsed" if is_over or "legislature_ended" in codes else "open"


def status_reason(status: Status, events: Iterable[Event]) -> StatusReason | None:
    """Why a question lapsed: by its chronology, or because its legislature is over; None if it did not."""
    if status != "lapsed":
        return None
    told = any(event.event == "legislature_ended" for event in events)
    return "event" if told else "legislature_over"


def sent_on(events: Iterable[Event]) -> date | None:
    """The day the question was first sent."""
    return min((event.event_on for event in events if event.event == "sent"), default=None)


def deadline_on(events: Iterable[Event]) -> date | None:
    """The last deadline that is printed."""
    return max((event.deadline_on for event in events if event.deadline_on), default=None)


def response_days(events: Iterable[Event], answered_on: date | None) -> int | None:
    """Days from sending to answer; None when either day is not known, or the answer comes first."""
    sent = sent_on(tuple(events))
    if sent is None or answered_on is None or answered_on < sent:
        return None
    return (answered_on - sent).days
