"""What became of a question, and when: by what its pages say, then by the day on which they were last seen.

What a page does not show did not necessarily not happen: only a whole copy proves that there was no answer,
and only until the day on which it was seen.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any, NamedTuple

from schemas.codes import EVIDENCE, Language, Part, Status, StatusReason
from schemas.question_number import question_number
from schemas.records import Event, Link, PageReading, PageRecord, Row, Seen, State, has_answer
from schemas.tables import STATUS_HISTORY
from schemas.vocabulary import end_of_legislature
from tasks.assemble.same_words import is_placeholder

_RANK: dict[Status, int] = {"open": 0, "lapsed": 1, "closed": 2, "requalified": 2, "answered": 3}
"""Later ones prevail."""
_STATUS_OF_EVENT: dict[str, Status] = {
    "legislature_ended": "lapsed",
    "closed": "closed",
    "requalified": "requalified",
    "answered": "answered",
}


def seen(records: Iterable[PageRecord], telling: Iterable[PageRecord]) -> Seen:
    """When the pages of a question were fetched, as far as known.

    A page that is fetched again with the same content is no change, whatever its bytes. `telling` are the
    pages that may show its answer.
    """
    dated = _dated(records)
    of_answers = [record for record in _dated(telling) if record.reading and has_answer(record.reading)]
    first = min(map(_time, dated), default=None)
    answered = min(map(_time, of_answers), default=None)
    texts = _texts_seen(dated, "question") | _texts_seen(of_answers, "answer")
    return Seen(first, answered, max(_news(dated), default=None), texts)


def _dated(records: Iterable[PageRecord]) -> list[PageRecord]:
    return [record for record in records if record.capture.fetched_at and record.reading]


def _texts_seen(dated: Iterable[PageRecord], part: Part) -> dict[tuple[Language, Part], datetime]:
    """When each text was first seen, apart from placeholders for a text to come."""
    found: dict[tuple[Language, Part], datetime] = {}
    for record in dated:
        for place, paragraphs in record.reading.texts.items() if record.reading else ():
            if place[1] == part and not is_placeholder(paragraphs):
                found[place] = min(found.get(place, _time(record)), _time(record))
    return found


def _time(record: PageRecord) -> datetime:
    assert record.capture.fetched_at  # noqa: S101 - only dated records come here
    return record.capture.fetched_at


def _news(dated: Sequence[PageRecord]) -> Iterator[datetime]:
    """For each address the times of new content."""
    by_address: dict[str, list[PageRecord]] = defaultdict(list)
    for record in sorted(dated, key=lambda record: (_time(record), record.capture.page_id)):
        by_address[record.capture.url or record.capture.page_id].append(record)
    for same in by_address.values():
        for _, run in groupby(same, key=lambda record: record.reading):
            yield _time(next(run))


def status_history(
    asked_on: date | None, events: Iterable[Event], answered_on: date | None, status: Status | None
) -> list[tuple[date | None, Status]]:
    """From which day a question had which status, in order; the last one is its status now.

    A status of None is not known yet. The day is None where no page dates it.
    """
    found: list[tuple[date, Status]] = [(asked_on, "open")] if asked_on else []
    found += [(e.event_on, _STATUS_OF_EVENT[e.event]) for e in events if e.event in _STATUS_OF_EVENT]
    if answered_on:
        found = [(day, one) for day, one in found if one != "answered"] + [(answered_on, "answered")]
    history: list[tuple[date | None, Status]] = []
    for day, one in sorted(found, key=lambda pair: (pair[0], _RANK[pair[1]])):
        if not history or (one != history[-1][1] and _RANK[one] >= _RANK[history[-1][1]]):
            history.append((day, one))
    if status and (not history or history[-1][1] != status):
        history.append((None, status))
    return history


def counting(events: Sequence[Event], withdrawn: Container[Any]) -> list[Event]:
    """The events that count: a withdrawn one only where no other of its kind has taken its place."""
    kinds = {event.event for event in events if event not in withdrawn}
    return [event for event in events if event not in withdrawn or event.event not in kinds]


def sent_on(events: Iterable[Event]) -> date | None:
    """The day the question was first sent."""
    return min((event.event_on for event in events if event.event == "sent"), default=None)


def deadline_on(events: Iterable[Event]) -> date | None:
    """The last printed deadline."""
    return max((event.deadline_on for event in events if event.deadline_on), default=None)


def response_days(events: Iterable[Event], asked_on: date | None, answered_on: date | None) -> int | None:
    """Days from sending, else from asking, to answer; None without both, or when the answer comes first."""
    since = sent_on(events) or asked_on
    if since is None or answered_on is None or answered_on < since:
        return None
    return (answered_on - since).days


_BY_DAY: frozenset[StatusReason] = frozenset({"copy_undated", "copy_before_end", "legislature_over"})
"""Reasons that the day of the copies decides: whole ones show no answer and no end."""


def state_of(
    readings: Sequence[PageReading], events: Sequence[Event], links: Iterable[Link], *, has_answer: bool
) -> State:
    """What became of a question by its pages, that of its state first, with these events and links."""
    states = {reading.state for reading in readings}
    sections = {reading.section for reading in readings}
    was_late = "unanswered" in states or None
    if has_answer or any(event.tells_answer for event in events) or "answered" in {*sections, *states}:
        return State("answered", is_late=was_late)
    if readings[0].state == "cancelled":
        return State("closed", is_late=was_late)
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
    return State("unknown", "copy_undated", is_late=was_late)


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
    question["is_late"] = question["is_late"] or _is_late(
        question["deadline_on"], min(on, over_on or on) if on else None
    )


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
