"""What became of a question, and when, is told only where a page proves it; what no page shows is unknown."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.codes import EVENTS
from schemas.records import Capture, Event, Link, PageReading, PageRecord, Seen, State
from tasks.assemble.status import last_status, seen, settle, state_of, status_history
from tests.assemble.support import ANSWER_EVENT, ASKED, CLOSED, DONE, ENDED, OPEN, REMINDER, SENT

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
IN_JUNE = {name: event(name, 6) for name in ("closed", "requalified", "legislature_ended")}


@pytest.mark.parametrize(
    ("events", "answered_on", "history"),
    [
        ([], None, [(None, "unknown")]),
        ([event("sent", 5)], None, []),
        ([IN_JUNE["requalified"], event("closed", 7)], None, [(JUNE, "requalified"), (JULY, "closed")]),
        ([IN_JUNE["closed"], event("requalified", 7)], None, [(JUNE, "closed"), (JULY, "requalified")]),
        ([event("sent", 5)], JUNE, [(JUNE, "answered")]),
        ([event("answered", 6)], date(2013, 6, 2), [(date(2013, 6, 2), "answered")]),
        ([IN_JUNE["closed"]], None, [(JUNE, "closed")]),
        (
            [IN_JUNE["legislature_ended"]],
            date(2013, 7, 2),
            [(JUNE, "lapsed"), (date(2013, 7, 2), "answered")],
        ),
        ([IN_JUNE["closed"], event("legislature_ended", 7)], None, [(JUNE, "closed")]),
        ([IN_JUNE["legislature_ended"], event("closed", 7)], None, [(JUNE, "lapsed"), (JULY, "closed")]),
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


REQUALIFIED = Event(date(2013, 5, 25), "requalified")
AS_ORAL = Link("requalified_as", "oral_question", "5-568")
PENDING = State("unknown", "copy_undated")
BULLETIN = replace(OPEN, legislature=3, variant="bulletin", events=())


def state(*readings, events=None, links=(), has_answer=False):
    return state_of(readings, readings[0].events if events is None else events, links, has_answer=has_answer)


def showing(*events, ends_in=None):
    return replace(OPEN, events=events, ends_in=ends_in)


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        (showing(SENT), PENDING),
        (showing(SENT, REMINDER), PENDING),
        (showing(SENT, ANSWER_EVENT, CLOSED), State("answered")),
        (showing(SENT, Event(date(2013, 6, 1), "supplemented")), State("answered")),
        (showing(SENT, CLOSED), State("closed")),
        (showing(SENT, REQUALIFIED), State("requalified")),
        (showing(SENT, REQUALIFIED, CLOSED), State("closed")),
        (showing(SENT, CLOSED, Event(date(2013, 6, 2), "requalified")), State("requalified")),
        (showing(SENT, ENDED), State("lapsed", "event")),
        (showing(SENT, ENDED, CLOSED), State("closed")),
        (showing(), State("unknown", "chronology_missing")),
    ],
)
def test_a_status_follows_the_order_of_the_contract(reading, expected):
    assert state(reading) == expected


def test_an_answer_counts_whatever_the_chronology_says_and_what_it_became_only_before_events():
    assert state(showing(SENT, CLOSED), has_answer=True) == State("answered")
    assert state(showing(SENT), links=[AS_ORAL]) == State("requalified")
    assert state(showing(SENT, CLOSED), links=[AS_ORAL]) == State("closed")


@pytest.mark.parametrize("ends_in", ["head", "chronology", "references", "question"])
def test_a_copy_that_ends_before_the_place_of_an_answer_proves_none(ends_in):
    assert state(showing(SENT, ends_in=ends_in)) == State("unknown", "copy_cut")


@pytest.mark.parametrize("end", [CLOSED, ENDED, REQUALIFIED])
def test_an_end_is_reported_by_a_chronology_that_is_there_to_its_end(end):
    assert state(showing(SENT, end, ends_in="question")).status != "unknown"
    assert state(showing(SENT, end, ends_in="chronology")) == State("unknown", "copy_cut")


def test_one_complete_copy_proves_what_a_cut_one_does_not():
    assert state(showing(SENT, ends_in="head"), showing(SENT)) == PENDING
    assert state(showing(), showing(SENT, ends_in="question")) == State("unknown", "copy_cut")


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("answered", State("answered")),
        ("unanswered", State("unknown", "section_unanswered", is_late=True)),
        ("provisional", State("unknown", "section_unanswered")),
        (None, PENDING),
    ],
)
def test_the_section_of_a_bulletin_is_evidence(section, expected):
    assert state(replace(BULLETIN, section=section)) == expected


def test_a_bulletin_that_is_cut_proves_nothing_but_its_section():
    assert state(replace(BULLETIN, ends_in="question")) == State("unknown", "copy_cut")
    assert state(replace(BULLETIN, ends_in="question", section="answered")) == State("answered")


def test_a_question_that_ended_after_its_deadline_was_late():
    deadline = Event(ASKED, "sent", date(2013, 5, 30))
    assert state(showing(deadline, CLOSED)) == State("closed", is_late=True)
    assert state(showing(replace(deadline, deadline_on=CLOSED.event_on), CLOSED)) == State("closed")


def question(legislature=5, **others):
    row = {"question_id": f"{legislature}-1", "legislature": legislature, "asked_on": ASKED, "seen_on": None}
    row |= {"status": "unknown", "status_reason": "copy_undated", "deadline_on": None, "is_late": None}
    return row | others


def copy(day, legislature=5, evidence="site", **others):
    url = f"https://www.senate.be/www/?MIval=/Vragen/SVPrint&LEG={legislature}&NR=1&LANG=nl"
    page = {"question_id": f"{legislature}-1", "outcome": "read", "variant": "main", "is_whole": True}
    return page | {"url": url, "evidence": evidence, "seen_at": day and datetime(*day, tzinfo=UTC)} | others


BEFORE, LATER, NOW = (2013, 9, 1), (2014, 4, 29), (2026, 5, 3)


@pytest.mark.parametrize(
    ("legislature", "pages", "expected"),
    [
        (5, [copy(LATER)], ("lapsed", "legislature_over", date(*LATER))),
        (5, [copy(BEFORE), copy(NOW)], ("lapsed", "legislature_over", date(*NOW))),
        (5, [copy(BEFORE)], ("unknown", "copy_before_end", date(*BEFORE))),
        (5, [copy((2014, 4, 28))], ("unknown", "copy_before_end", date(2014, 4, 28))),
        (5, [copy(None)], ("unknown", "copy_undated", None)),
        (5, [copy(BEFORE), copy(NOW, is_whole=False)], ("unknown", "copy_before_end", date(*BEFORE))),
        (5, [copy(NOW, evidence="named"), copy(BEFORE)], ("unknown", "copy_before_end", date(*BEFORE))),
        (5, [copy(BEFORE), copy(NOW, question_id="5-2")], ("unknown", "copy_before_end", date(*BEFORE))),
        (8, [copy(NOW, 8)], ("open", None, date(*NOW))),
        (8, [copy(None, 8)], ("unknown", "copy_undated", None)),
    ],
)
def test_the_day_of_a_complete_copy_decides(legislature, pages, expected):
    row = question(legislature)
    settle([row], pages)
    assert (row["status"], row["status_reason"], row["seen_on"]) == expected


def test_the_newest_copy_of_its_own_address_dates_a_question_and_a_told_status_stays():
    row = question()
    settle([row], [copy(BEFORE), copy(NOW, url=copy(NOW)["url"].replace("NR=1", "NR=2"))])
    assert row["seen_on"] == date(*BEFORE)
    row = question(status="closed", status_reason=None)
    settle([row], [copy(BEFORE), copy(NOW, is_whole=False)])
    assert (row["status"], row["seen_on"]) == ("closed", date(*NOW))


def test_the_day_of_a_bulletin_is_its_own():
    row = question(3, seen_on=date(2006, 7, 4))
    settle([row], [copy(NOW, 3, variant="bulletin")])
    assert (row["status"], row["status_reason"], row["seen_on"]) == (
        "unknown",
        "copy_before_end",
        date(2006, 7, 4),
    )


@pytest.mark.parametrize(
    ("legislature", "deadline", "seen", "expected"),
    [
        (8, date(2026, 5, 2), NOW, True),
        (8, date(2026, 5, 3), NOW, None),
        (8, None, NOW, None),
        (8, date(2026, 5, 2), None, None),
        (5, date(2013, 8, 31), BEFORE, True),
        (5, date(2014, 4, 27), NOW, True),
        (5, date(2014, 4, 28), NOW, None),
    ],
)
def test_an_unanswered_question_is_late_if_a_copy_after_its_deadline_shows_it(
    legislature, deadline, seen, expected
):
    row = question(legislature, deadline_on=deadline)
    settle([row], [copy(seen, legislature)])
    assert row["is_late"] is expected


@pytest.mark.parametrize(
    ("legislature", "seen", "asked_on", "expected"),
    [
        (8, NOW, ASKED, None),
        (8, NOW, None, (0, None, "open")),
        (5, NOW, ASKED, (1, date(2014, 4, 28), "lapsed")),
        (5, NOW, date(2014, 5, 2), (1, date(2014, 5, 2), "lapsed")),
        (5, BEFORE, ASKED, (1, None, "unknown")),
    ],
)
def test_the_history_ends_with_what_the_day_decides(legislature, seen, asked_on, expected):
    row = question(legislature, asked_on=asked_on)
    settle([row], [copy(seen, legislature)])
    found = last_status(row)
    assert (found and (found["position"], found["since"], found["status"])) == expected


def test_an_answer_in_a_text_is_an_answer():
    assert state(DONE, has_answer=True) == State("answered")
