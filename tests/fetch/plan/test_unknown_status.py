"""Questions whose status no copy shows, and requalified ones: when the site is asked for them."""

from dataclasses import replace

from schemas.codes import LANGUAGES
from schemas.vocabulary import legislatures
from tasks.fetch.plan import QuestionState, plan
from tests.fetch.plan.support import (
    ABSENT_RUN,
    CURRENT,
    NOW,
    asked,
    came,
    complete,
    day,
    failures,
    page,
    question,
    reasons,
    settled,
    state,
)
from tests.support.each_case import each_case

UNKNOWN = {question(1): QuestionState("unknown", day(400))}
OVER = CURRENT - 2
SINCE_OVER = (NOW.date() - legislatures()[OVER].ended_on).days


def live(days, first=None):
    """An address whose page came from the site so many days ago, and for the first time `first` days ago."""
    found = came(days)
    return replace(found, live_at=found.came_at, first_live_at=came(first or days).came_at)


def planned(questions, addresses):
    return plan(state(questions, addresses), ABSENT_RUN)


def sought(addresses, questions=UNKNOWN):
    return asked(planned(questions, addresses), "unknown_status")


def test_they_are_fetched_right_behind_the_spot_checks():
    found = planned(settled([2, 3]) | UNKNOWN, complete([1, 2, 3]))
    order = list(dict.fromkeys(item.reason for item in found))
    assert order == ["spot_check", "unknown_status", "new_number", "new_legislature", "senators"]


@each_case("addresses", [{}, complete([1], 1), {page(1): replace(came(1), came_at=None)}], ids=str)
def test_a_copy_from_elsewhere_is_fetched_once(addresses):
    assert sought(addresses) == [page(1)]
    assert sought(addresses | {page(1): live(0)}) == []


def test_a_copy_from_elsewhere_that_is_newer_than_the_fetched_one_is_fetched():
    assert sought({page(1): live(9), page(1, "fr"): came(8)}) == [page(1)]
    assert sought({page(1): live(9), page(1, "fr"): came(10)}) == []


def test_the_page_that_is_stored_is_fetched():
    assert sought({page(1, "fr"): came(8)}) == [page(1, "fr")]


@each_case(("days", "due"), [(-1, False), (0, True), (1, True)])
def test_a_page_fetched_before_the_legislature_was_over_is_fetched_again(days, due):
    fetched = page(1, legislature=OVER)
    questions = {question(1, OVER): QuestionState("unknown", day(SINCE_OVER + 100))}
    assert sought({fetched: live(SINCE_OVER + days)}, questions) == [fetched] * due


def test_the_youngest_come_first():
    questions = {question(n): QuestionState("unknown", day(9)) for n in (1, 2, 3)}
    assert sought(complete([1, 2, 3]), questions) == [page(3), page(2), page(1)]


@each_case(("days", "due"), [(1, False), (2, True)])
def test_a_page_that_does_not_come_is_asked_for_after_growing_pauses(days, due):
    assert bool(sought({page(1): failures(days, times=2)})) is due


def test_a_question_known_from_bulletins_alone_is_not_fetched_for_this():
    bulletin = {question(1): QuestionState("unknown", day(400), has_page=False)}
    assert sought({}, bulletin) == []


@each_case("status", ["answered", "open", "closed", "requalified", "lapsed"])
def test_a_question_of_another_status_is_not_fetched_for_this(status):
    assert sought(complete([1]), settled([1], status)) == []


@each_case(("days", "due"), [(1, False), (29, False), (30, True), (400, True)])
@each_case("age", [2, 4000])
def test_what_a_fetched_page_leaves_unknown_is_asked_for_once_more_after_thirty_days(age, days, due):
    unknown = {question(1): QuestionState("unknown", day(age))}
    pages = complete([1], days) | {page(1, language): live(days) for language in LANGUAGES}
    every = [page(1), page(1, "fr")] * due
    assert asked(planned(unknown, pages), "answered_again") == every
    assert {page(1), page(1, "fr")} & set(reasons(planned(unknown, pages))) == set(every)
    pages |= {address: live(0, days) for address in every}
    assert {page(1), page(1, "fr")} & set(reasons(planned(unknown, pages))) == set()


@each_case("status", ["open", "unknown"])
def test_spot_checks_look_at_settled_questions_alone(status):
    assert asked(planned(settled(range(1, 9), status), complete(range(1, 9))), "spot_check") == []


@each_case("status", ["answered", "closed", "requalified", "lapsed"])
def test_spot_checks_look_at_each_status_that_is_settled(status):
    assert asked(planned(settled([1], status), complete([1])), "spot_check") == [page(1)]


def requalified(days):
    return {question(1): QuestionState("requalified", day(500), day(days))}


def test_a_requalified_question_is_looked_at_once_more_after_thirty_days():
    assert asked(planned(requalified(400), complete([1], 380)), "answered_again") == [page(1, "fr")]
    assert asked(planned(requalified(400), complete([1], 370)), "answered_again") == []
