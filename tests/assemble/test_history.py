"""When a question was seen and changed, and which status it had from which day."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.codes import EVENTS
from schemas.records import Capture, Event, PageReading, PageRecord, Seen
from tasks.assemble.status import seen, state_of, status_history

ASKED = date(2013, 4, 30)
READING = PageReading(5, 8900, "main", ("nl",), asked_on=ASKED)
ANSWERED = replace(READING, answered_on=date(2013, 5, 30))


def night(day):
    return datetime(2013, 6, day, 4, tzinfo=UTC)


def page(day, reading=READING, url="a"):
    at = night(day) if day else None
    capture = Capture(f"{url}-{day}", "0" * 64, url, at, "live", url)
    return PageRecord(capture, "read", None, "html", None, None, reading)


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        ([page(None)], Seen()),
        ([page(1)], Seen(night(1), None, night(1))),
        ([page(1), page(3)], Seen(night(1), None, night(1))),
        ([page(1), page(3, ANSWERED)], Seen(night(1), night(3), night(3))),
        ([page(3, ANSWERED), page(5, ANSWERED), page(1)], Seen(night(1), night(3), night(3))),
        ([page(1), page(2, url="b"), page(4)], Seen(night(1), None, night(2))),
        ([page(1), page(2, ANSWERED), page(3)], Seen(night(1), night(2), night(3))),
    ],
)
def test_a_change_is_when_a_page_says_something_else(pages, found):
    assert seen(pages, pages) == found
    assert seen(reversed(pages), reversed(pages)) == found


ASKED_TEXT, ANSWER_TEXT = ("Hoeveel?",), ("Drie.",)
SOON = ("Texte pas encore disponible.",)


@pytest.mark.parametrize(
    ("pages", "found"),
    [
        ([(None, {"question": ASKED_TEXT})], {}),
        ([(1, {"question": ASKED_TEXT})], {"question": 1}),
        (
            [(3, {"question": ASKED_TEXT, "answer": ANSWER_TEXT}), (1, {"question": ASKED_TEXT})],
            {"question": 1, "answer": 3},
        ),
        ([(1, {"answer": SOON}), (4, {"answer": ANSWER_TEXT}), (5, {"answer": ANSWER_TEXT})], {"answer": 4}),
    ],
)
def test_a_text_is_first_seen_with_the_first_page_that_shows_it(pages, found):
    """A page that only says that the text will come shows none."""
    records = [
        page(day, replace(READING, texts={("fr", part): text for part, text in texts.items()}))
        for day, texts in pages
    ]
    assert seen(records, records).texts == {("fr", part): night(day) for part, day in found.items()}


def event(name, month):
    return Event(date(2013, month, 1), name)


def status_by(events, answered_on):
    """The status by a chronology; None where the day of the copy decides it."""
    state = state_of([replace(READING, events=tuple(events))], events, (), has_answer=answered_on is not None)
    return None if state.reason == "copy_undated" else state.status


JUNE, JULY = date(2013, 6, 1), date(2013, 7, 1)
CLOSED, REQUALIFIED, ENDED = (event(name, 6) for name in ("closed", "requalified", "legislature_ended"))


@pytest.mark.parametrize(
    ("events", "answered_on", "history"),
    [
        ([], None, [(None, "unknown")]),
        ([event("sent", 5)], None, []),
        ([REQUALIFIED, event("closed", 7)], None, [(JUNE, "requalified"), (JULY, "closed")]),
        ([CLOSED, event("requalified", 7)], None, [(JUNE, "closed"), (JULY, "requalified")]),
        ([event("sent", 5)], JUNE, [(JUNE, "answered")]),
        ([event("answered", 6)], date(2013, 6, 2), [(date(2013, 6, 2), "answered")]),
        ([CLOSED], None, [(JUNE, "closed")]),
        ([ENDED], date(2013, 7, 2), [(JUNE, "lapsed"), (date(2013, 7, 2), "answered")]),
        ([CLOSED, event("legislature_ended", 7)], None, [(JUNE, "closed")]),
        ([ENDED, event("closed", 7)], None, [(JUNE, "lapsed"), (JULY, "closed")]),
    ],
)
def test_a_status_begins_on_its_day(events, answered_on, history):
    status = status_by(events, answered_on)
    assert status_history(ASKED, events, answered_on, status) == [(ASKED, "open"), *history]


def test_an_answer_without_date_has_no_day():
    assert status_history(ASKED, [], None, "answered") == [(ASKED, "open"), (None, "answered")]


DAYS = st.dates(date(2010, 1, 1), date(2014, 1, 1))


@given(
    st.none() | DAYS, st.lists(st.builds(Event, DAYS, st.sampled_from(EVENTS)), max_size=6), st.none() | DAYS
)
def test_a_history_ends_with_the_status_and_never_goes_back(asked_on, events, answered_on):
    status = status_by(events, answered_on)
    history = status_history(asked_on, events, answered_on, status)
    assert status is None or history[-1][1] == status
    kinds = [one for _, one in history]
    assert all(one != after for one, after in pairwise(kinds))
    days = [day for day, _ in history if day]
    assert days == sorted(days)
