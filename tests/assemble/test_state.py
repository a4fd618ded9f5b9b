"""Which page tells the state of a question, the furthest advanced, then the newest, whatever their order."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.records import Event
from tasks.assemble import assemble_question, group_by_question, response_days
from tasks.assemble.status import counting, deadline_on, sent_on
from tests.assemble.support import (
    ANSWER,
    ANSWER_EVENT,
    ANSWERED,
    ASKED,
    CLOSED,
    DONE,
    ENDED,
    FRENCH,
    OPEN,
    PLACEHOLDER,
    REMINDER,
    SENT,
    kinds,
    page,
    repaired,
    unsure,
    with_text,
)


@pytest.mark.parametrize("year", [None, 2012, 2013, 2030])
@pytest.mark.parametrize("name", ["a", "z"])
def test_a_copy_without_answer_never_reopens_an_answered_question(name, year):
    question = assemble_question([page(name, OPEN, year), page("m", DONE, 2014)])
    assert question.state.status == "answered"
    assert question.events == DONE.events
    assert question.answered_on == ANSWERED
    assert question.texts["nl", "answer"] == ANSWER


@pytest.mark.parametrize("year", [None, 2030])
@pytest.mark.parametrize(("end", "code"), [(CLOSED, "closed"), (ENDED, "lapsed")])
def test_an_old_copy_never_reopens_a_question_that_ended(end, code, year):
    ended = replace(OPEN, events=(SENT, end))
    question = assemble_question([page("a", ended, 2014), page("b", OPEN, year)])
    assert question.state.status == code


def test_an_answer_without_date_is_further_than_a_closed_copy_and_a_reminder_than_none():
    closed = replace(OPEN, events=(SENT, CLOSED))
    question = assemble_question([page("a", DONE, None), page("b", closed, 2020)])
    assert question.events == DONE.events
    question = assemble_question(
        [page("a", OPEN, 2020), page("b", replace(OPEN, events=(SENT, REMINDER)), None)]
    )
    assert question.events == (SENT, REMINDER)


@pytest.mark.parametrize("names", ["ab", "ba"])
def test_of_two_equally_advanced_copies_the_newest_known_one_tells(names):
    old = replace(DONE, events=(SENT, REMINDER, Event(date(2013, 5, 28), "answered")))
    for years, kept in (((2014, 2016), old.events[2:]), ((None, 2014), ())):
        question = assemble_question([page(names[0], old, years[0]), page(names[1], DONE, years[1])])
        assert question.events == (*DONE.events[:2], *kept, *DONE.events[2:])
        assert (question.answered_on, set(question.withdrawn)) == (ANSWERED, set(kept))


def test_a_page_without_chronology_does_not_lose_that_of_another():
    bare = replace(DONE, events=())
    question = assemble_question([page("a", bare, 2020), page("b", OPEN, 2012)])
    assert question.events == OPEN.events
    assert question.answered_on == ANSWERED
    assert question.state.status == "answered"


def test_a_deadline_is_taken_from_another_page_for_the_same_event():
    deadline = date(2013, 6, 3)
    early = replace(OPEN, events=(Event(ASKED, "sent", deadline),))
    question = assemble_question([page("a", early, 2012), page("b", DONE, 2014)])
    assert question.events == (Event(ASKED, "sent", deadline), *DONE.events[1:])
    assert deadline_on(question.events) == deadline
    assert kinds(question) == set()


def test_a_deadline_belongs_to_its_day_and_that_of_the_telling_page_stays():
    other = replace(OPEN, events=(Event(date(2013, 4, 29), "sent", date(2013, 6, 2)),))
    question = assemble_question([page("a", other, 2012), page("b", DONE, 2014)])
    assert deadline_on(counting(question.events, question.withdrawn)) is None
    telling = replace(DONE, events=(Event(ASKED, "sent", date(2013, 6, 10)), *DONE.events[1:]))
    other = replace(OPEN, events=(Event(ASKED, "sent", date(2013, 6, 3)),))
    question = assemble_question([page("a", telling, 2014), page("b", other, 2020)])
    assert deadline_on(question.events) == date(2013, 6, 10)


@pytest.mark.parametrize(
    ("reading", "day"),
    [
        (replace(DONE, answered_on=date(2013, 5, 29)), date(2013, 5, 29)),
        (replace(DONE, answered_on=None), ANSWERED),
        (replace(with_text(OPEN, "answer", ANSWER), events=()), None),
    ],
    ids=["by its line", "by the chronology", "by nothing"],
)
def test_an_answer_is_dated(reading, day):
    question = assemble_question([page("a", reading)])
    assert (question.state.status, question.answered_on) == ("answered", day)


def test_links_of_all_pages_are_kept_once_those_of_the_telling_page_first():
    other = replace(OPEN.links[0], target_id="5-90299")
    question = assemble_question(
        [page("a", replace(OPEN, links=(other, *OPEN.links))), page("b", replace(DONE, links=OPEN.links))]
    )
    assert question.links == (*OPEN.links, other)


def test_a_provisional_answer_announced_by_one_page_is_announced():
    announced = replace(OPEN, provisional_answer=True)
    assert assemble_question([page("a", DONE, 2014), page("b", announced)]).provisional_answer is True
    assert assemble_question([page("a", DONE, 2014)]).provisional_answer is False


TWICE = (SENT, Event(date(2013, 5, 10), "sent"), ANSWER_EVENT)


@pytest.mark.parametrize(
    ("events", "asked_on", "answered_on", "days"),
    [
        (TWICE, None, ANSWERED, 30),
        (TWICE, date(2013, 1, 1), ASKED, 0),
        ((REMINDER,), ASKED, ANSWERED, 30),
        ((REMINDER,), None, ANSWERED, None),
        ((SENT,), ASKED, None, None),
        ((SENT,), ASKED, date(2013, 4, 29), None),
    ],
)
def test_an_answer_takes_the_days_from_the_first_sending_or_else_from_the_question(
    events, asked_on, answered_on, days
):
    assert response_days(events, asked_on, answered_on) == days
    assert sent_on(TWICE) == ASKED


IMPLAUSIBLE = {
    "answer_before_question": replace(DONE, answered_on=date(2012, 5, 30)),
    "event_before_question": replace(DONE, events=(Event(date(2012, 4, 30), "sent"), *DONE.events)),
    "deadline_before_event": replace(DONE, events=(Event(ASKED, "sent", date(2013, 3, 1)), *DONE.events[1:])),
}


@pytest.mark.parametrize("kind", IMPLAUSIBLE)
def test_a_date_that_cannot_be_is_kept_and_becomes_an_issue(kind):
    reading = IMPLAUSIBLE[kind]
    question = assemble_question([page("a", reading)])
    assert kinds(question) == {kind}
    assert (question.answered_on, question.events) == (reading.answered_on, reading.events)
    (issue,) = question.issues
    assert issue["question_id"] == "5-90200"
    assert issue["detail"].endswith(".")


def test_dates_on_one_day_are_plausible():
    same = replace(DONE, answered_on=ASKED, events=(Event(ASKED, "sent", ASKED), Event(ASKED, "answered")))
    assert kinds(assemble_question([page("a", same)])) == set()


@pytest.mark.parametrize(
    ("fetched", "found"), [((2013, 2012), {"date_after_fetch"}), ((2014, 2012), set()), ((None, 2012), set())]
)
def test_what_lies_behind_the_newest_page_is_kept_and_becomes_an_issue(fetched, found):
    question = assemble_question([page(str(year), DONE, year) for year in fetched])
    assert kinds(question) == found
    assert question.answered_on == ANSWERED
    details = [issue["detail"] for issue in question.issues]
    assert len(set(details)) == len(details)
    assert all("2013-01-01" in detail for detail in details)


SUPPLEMENTED = Event(date(2014, 1, 9), "supplemented")


def test_a_question_with_a_further_answer_stays_answered():
    further = replace(DONE, events=(*DONE.events, SUPPLEMENTED))
    question = assemble_question([page("a", DONE, 2013), page("b", further, 2014)])
    assert (question.state.status, question.answered_on) == ("answered", ANSWERED)
    assert question.events == further.events


MANY = [
    page("a", OPEN, 2013),
    page("b", DONE, 2014, repairs=repaired("question", 3)),
    page("c", FRENCH, None),
    page("d", replace(OPEN, events=(SENT, REMINDER, CLOSED), author="Iemand Anders"), 2016),
    page("e", with_text(DONE, "answer", PLACEHOLDER["nl"]), 2015, form="text"),
    page("f", with_text(DONE, "answer", ANSWER[:1]), 2015, form="markdown"),
    page(
        "g",
        replace(DONE, title={"nl": "Een andere titel", "fr": "Un autre"}),
        issues=unsure("title_not_parted"),
    ),
]
RECORD = assemble_question(MANY)


@given(st.permutations(MANY))
def test_any_order_of_pages_gives_the_same_record(pages):
    assert assemble_question(pages) == RECORD


@given(st.permutations(MANY))
def test_any_order_of_pages_gives_the_same_groups(pages):
    others = [page("z", replace(OPEN, number=number)) for number in (10, 9, 90300)]
    groups = group_by_question([*pages, *others])
    assert list(groups) == ["5-9", "5-10", "5-90200", "5-90300"]
    assert sorted(groups["5-90200"], key=lambda one: one.capture.page_id) == MANY


def test_quarantined_pages_belong_to_no_question():
    bad = replace(MANY[0], outcome="quarantined", reason="It is cut.", reading=None)
    assert group_by_question([bad]) == {}


@given(st.sets(st.integers(0, len(MANY) - 1), min_size=1), st.randoms())
def test_any_choice_of_pages_gives_the_same_record_in_any_order(chosen, chance):
    pages = [MANY[number] for number in sorted(chosen)]
    shuffled = list(pages)
    chance.shuffle(shuffled)
    assert assemble_question(shuffled) == assemble_question(pages)
