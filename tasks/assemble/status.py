"""What follows from a question's chronology: its status and response time."""

from collections.abc import Iterable
from datetime import date

from schemas.codes import Status, StatusReason
from schemas.records import Event


def question_status(events: Iterable[Event], *, has_answer: bool, is_over: bool = False) -> Status:
    """Status of a question, in this order: answered, closed, lapsed, open."""
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
    ended = any(event.event == "legislature_ended" for event in events)
    return "event" if ended else "legislature_over"


def sent_on(events: Iterable[Event]) -> date | None:
    """The day the question was first sent."""
    return min((event.event_on for event in events if event.event == "sent"), default=None)


def deadline_on(events: Iterable[Event]) -> date | None:
    """The last printed deadline."""
    return max((event.deadline_on for event in events if event.deadline_on), default=None)


def response_days(events: Iterable[Event], answered_on: date | None) -> int | None:
    """Days from sending to answer; None when a day is unknown or the answer comes first."""
    sent = sent_on(tuple(events))
    if sent is None or answered_on is None or answered_on < sent:
        return None
    return (answered_on - sent).days
