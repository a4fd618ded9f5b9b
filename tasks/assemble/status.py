"""What became of a question: by what its pages say, then by the day on which they were last seen.

What a page does not show did not necessarily not happen: only a whole copy proves that there was no answer,
and only until the day on which it was seen.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from schemas.codes import EVIDENCE, Status, StatusReason
from schemas.question_number import question_number
from schemas.records import Event, Link, PageReading, Row, State
from schemas.tables import STATUS_HISTORY
from schemas.vocabulary import end_of_legislature
from tasks.assemble.history import deadline_on

_BY_DAY: frozenset[StatusReason] = frozenset({"copy_undated", "copy_before_end", "legislature_over"})
"""Reasons that the day of the copies decides: whole ones show no answer and no end."""


def state_of(
    readings: Sequence[PageReading], events: Sequence[Event], links: Iterable[Link], *, has_answer: bool
) -> State:
    """What became of a question by its pages (at least one) with these events and links."""
    sections = {reading.section for reading in readings}
    if has_answer or any(event.tells_answer for event in events) or "answered" in sections:
        return State("answered")
    whole, is_late = [reading for reading in readings if reading.is_whole], "unanswered" in sections or None
    shown = {
        (event.event_on, event.event) for one in readings if one.shows_chronology for event in one.events
    }
    if shown and (ended := _ended([one for one in events if (one.event_on, one.event) in shown], links)):
        reason: StatusReason | None = "event" if ended.status == "lapsed" else None
        return State(ended.status, reason, is_late=_is_late(deadline_on(events), ended.ended_on))
    if not whole:
        is_cut = any(reading.ends_in not in {None, "answer"} for reading in readings)
        return State("unknown", "copy_cut" if is_cut else "chronology_missing", is_late=is_late)
    if sections & {"unanswered", "provisional"}:
        return State("unknown", "section_unanswered", is_late=is_late)
    return State("unknown", "copy_undated")


class _End(NamedTuple):
    ended_on: date | None
    status: Status


_ENDS: Mapping[str, Status] = {"closed": "closed", "requalified": "requalified"}


def _ended(events: Sequence[Event], links: Iterable[Link]) -> _End | None:
    """The last closure or requalification, else the end of the legislature as printed."""
    ends = [_End(event.event_on, _ENDS[event.event]) for event in events if event.event in _ENDS]
    if ends:
        return max(reversed(ends), key=lambda end: end.ended_on or date.min)
    if any(link.relation == "requalified_as" for link in links):
        return _End(None, "requalified")
    over = [event.event_on for event in events if event.event == "legislature_ended"]
    return _End(max(over), "lapsed") if over else None


def _is_late(deadline: date | None, on: date | None) -> bool | None:
    """True when the deadline of a question without an answer was over on a day, else None."""
    return True if deadline and on and on > deadline else None


class _Days(NamedTuple):
    """When the newest copy of a question was last seen, and when the newest whole one."""

    seen: datetime | None = None
    whole: datetime | None = None


def _days(question: str, pages: Sequence[Row]) -> _Days:
    legislature, number = question_number(question)
    named = f"&LEG={legislature}&NR={number}&"  # else the address is another question's
    own = [page for page in pages if "&NR=" not in (page["url"] or "") or named in page["url"]] or pages
    dated = [page for page in own if page["seen_at"]]
    return _Days(_last_seen(dated), _last_seen([page for page in own if page["is_whole"]]))


def _last_seen(pages: Sequence[Row]) -> datetime | None:
    best = min((EVIDENCE.index(page["evidence"]) for page in pages), default=0)
    seen = (page["seen_at"] for page in pages if page["evidence"] == EVIDENCE[best])
    return max(filter(None, seen), default=None)


def settle(questions: Iterable[Row], pages: Iterable[Row]) -> None:
    """Fill in `seen_on` of rows of `questions`, and status and lateness where the day decides them."""
    of_question: dict[str, list[Row]] = defaultdict(list)
    for page in pages:
        if page["outcome"] == "read" and page["question_id"] and page["variant"] != "bulletin":
            of_question[page["question_id"]].append(page)
    days = {question: _days(question, found) for question, found in of_question.items()}
    for question in questions:
        _settle(question, days.get(question["question_id"], _Days()))


def _settle(question: Row, days: _Days) -> None:
    if days.seen:
        question["seen_on"] = days.seen.date()
    if not depends_on_day(question):
        return
    on = question["seen_on"]
    if days.seen:
        on = days.whole.date() if days.whole else None
        question["seen_on"] = on or question["seen_on"]
    over_on = end_of_legislature(question["legislature"])
    question["status"], question["status_reason"] = _as_of(on, over_on)
    question["is_late"] = _is_late(question["deadline_on"], min(on, over_on or on) if on else None)


def depends_on_day(question: Row) -> bool:
    """Whether the day of its copies decides the status of a row of `questions`."""
    return question["status"] == "open" or question["status_reason"] in _BY_DAY


def _as_of(on: date | None, over_on: date | None) -> tuple[Status, StatusReason | None]:
    """The status of a question without an answer on a day, in a legislature that ended or runs."""
    if on is None:
        return "unknown", "copy_undated"
    if over_on is None:
        return "open", None
    return ("lapsed", "legislature_over") if on > over_on else ("unknown", "copy_before_end")


def last_status(question: Row) -> Row | None:
    """The last row of `status_history` of a question whose status the day decides; None if it is there."""
    over_on, asked_on = end_of_legislature(question["legislature"]), question["asked_on"]
    if question["status"] == "open" and asked_on:
        return None
    is_over = over_on and question["status"] == "lapsed"
    since = max(over_on, asked_on or over_on) if over_on and is_over else None
    return STATUS_HISTORY.row(
        question_id=question["question_id"],
        position=int(asked_on is not None),
        since=since,
        status=question["status"],
    )
