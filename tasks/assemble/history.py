"""What follows from a question's pages and chronology: when it was seen, its status and response time."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from schemas.codes import Language, Part, Status
from schemas.records import Event, PageRecord, Seen, has_answer
from tasks.assemble.same_words import is_placeholder

_RANK: dict[Status, int] = {"open": 0, "lapsed": 1, "closed": 2, "requalified": 2, "answered": 3}
"""Later ones prevail, as in `tasks.assemble.status`."""
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
