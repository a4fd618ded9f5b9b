"""Which pages a night asks for, and why: one rule after the other."""

from dataclasses import replace
from datetime import timedelta

import pytest

from schemas.codes import FETCH_REASONS, LANGUAGES
from schemas.vocabulary import fetch_reasons, legislatures
from tasks.fetch.plan import PlannedFetch, QuestionState, plan
from tasks.fetch.plan.rules import NEXT_LEGISLATURE, NUMBERS_REACH, SPOT_CHECKS
from tests.fetch.plan.support import (
    ABSENT_RUN,
    CURRENT,
    NOW,
    answered,
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


def planned(*arguments, **named):
    return plan(state(*arguments, **named), ABSENT_RUN)


def test_every_reason_is_explained_and_with_nothing_stored_the_current_legislature_begins():
    assert set(fetch_reasons()) == set(FETCH_REASONS)
    found = planned()
    assert asked(found, "new_number") == [page(number) for number in range(1, ABSENT_RUN + 1)]
    assert max(legislatures()) == CURRENT


@each_case(
    ("stored", "named", "first", "gaps"),
    [
        pytest.param([1, 2], [], 3, [], id="above the highest known one"),
        pytest.param([1], [question(4), question(700, 5)], 5, [2, 3], id="another question names it"),
        pytest.param([1], [question(NUMBERS_REACH * 5)], 2, [], id="far above all others"),
        pytest.param([1, 4], [], 5, [2, 3], id="below the highest"),
    ],
)
def test_new_numbers_are_sought_above_the_highest_known_one_and_gaps_below_it(stored, named, first, gaps):
    found = planned(settled(stored), complete(stored), named=named)
    assert asked(found, "new_number") == [page(number) for number in range(first, first + ABSENT_RUN)]
    assert asked(found, "gap") == [page(number) for number in gaps]


@each_case(("days", "due"), [(0.5, False), (0.7, False), (0.8, True), (1, True)])
def test_absent_new_numbers_are_sought_again_each_night_without_growing_pauses(days, due):
    found = planned(settled([1]), complete([1]) | {page(2): failures(days, times=30)})
    assert (page(2) in asked(found, "new_number")) is due


@each_case(
    ("now", "order"),
    [(NOW, [5, 6, 4, 2, 3]), (NOW + timedelta(1), [2, 3, 4, 5, 6])],
    ids=["Monday", "Tuesday"],
)
def test_on_mondays_the_new_numbers_that_were_tried_longest_ago_come_first(now, order):
    tried = {page(2): failures(1, "failed"), page(3): failures(1, "failed"), page(4): failures(2, "failed")}
    found = planned(settled([1]), complete([1]) | tried, now=now)
    assert asked(found, "new_number") == [page(number) for number in order]


@each_case(
    ("age", "last_look", "due"),
    [
        *((10, 0.5, False), (10, 1, True), (60, 0.9, True)),
        *((61, 1, False), (61, 6, False), (61, 7, True), (240, 6.9, True)),
        *((241, 7, False), (241, 29, False), (241, 30, True), (3000, 30, True)),
    ],
)
def test_open_questions_are_looked_at_daily_then_weekly_then_monthly(age, last_look, due):
    stored = {question(1): QuestionState("open", day(age))}
    found = planned(stored, complete([1], last_look))
    assert (page(1) in asked(found, "open")) is due


def test_the_youngest_open_questions_come_first_and_one_without_a_date_is_looked_at_monthly():
    stored = {question(1): QuestionState("open"), question(2): QuestionState("open")}
    found = planned(stored, complete([1], 29) | complete([2], 31))
    assert asked(found, "open") == [page(2)]
    stored = {question(n): QuestionState("open", day(5)) for n in (1, 2, 3)}
    assert asked(planned(stored, complete([1, 2, 3], 2)), "open") == [page(3), page(2), page(1)]


@each_case("status", ["answered", "closed", "requalified", "lapsed"])
def test_a_settled_question_is_left_alone(status):
    found = planned(settled([1], status), complete([1], 100))
    assert set(reasons(found).values()) <= {"spot_check", "new_number", "new_legislature"}


def test_the_pages_of_an_open_question_are_looked_at_in_turn_and_less_and_less_when_gone():
    stored = {question(1): QuestionState("open", day(5))}
    dutch, french = page(1), page(1, "fr")
    assert asked(planned(stored, {dutch: came(2), french: came(1)}), "open") == [dutch]
    assert asked(planned(stored, {dutch: came(1), french: came(2)}), "open") == [french]
    assert asked(planned(stored, {dutch: came(0.1), french: came(2)}), "open") == []
    assert asked(planned(stored, {french: came(2)}), "open") == [french]
    assert asked(planned(stored, {dutch: came(2)}), "open") == [dutch]
    pages = dict.fromkeys((page(1), page(1, "fr")), failures(3, times=3, stored=True))
    assert asked(planned(stored, pages), "open") == []
    pages = dict.fromkeys((page(1), page(1, "fr")), failures(4, times=3, stored=True))
    assert asked(planned(stored, pages), "open") == [page(1)]


DUTCH, FRENCH = page(1), page(1, "fr")
BILINGUAL, OF_FRENCH = (page(1, language, "print_bilingual") for language in LANGUAGES)


@each_case(
    ("stored", "came_before", "other_language", "bilingual"),
    [
        pytest.param([1], {DUTCH: 1}, [FRENCH], [BILINGUAL], id="one page came"),
        pytest.param([1], {DUTCH: 1, FRENCH: 1, BILINGUAL: 1}, [], [], id="all came"),
        pytest.param([1], {DUTCH: 1, FRENCH: 1, OF_FRENCH: 500}, [], [], id="the other bilingual address"),
        pytest.param([1], {FRENCH: 1, BILINGUAL: 1}, [DUTCH], [], id="the French page alone"),
        pytest.param([], {DUTCH: 0}, [FRENCH], [BILINGUAL], id="a question that came this night"),
    ],
)
def test_the_other_language_and_the_bilingual_page_are_fetched_once(
    stored, came_before, other_language, bilingual
):
    found = planned(settled(stored), {address: came(days) for address, days in came_before.items()})
    assert asked(found, "other_language") == other_language
    assert asked(found, "bilingual") == bilingual


@each_case(
    ("age", "last_look", "due"),
    [(2, 0.5, False), (34, 0.5, False), (34, 1, True), (100, 6, False), (100, 7, True), (370, 300, False)],
)
@each_case(("status", "known"), [("answered", {"nl"}), ("requalified", set())])
def test_a_missing_text_of_an_answer_is_looked_for_while_it_is_recent(status, known, age, last_look, due):
    """5-5811 was answered 34 days after its requalification."""
    stored = {question(1): QuestionState(status, day(age + 40), day(age), frozenset(known))}
    assert asked(planned(stored, complete([1], last_look)), "translation") == [page(1, "fr")] * due


@each_case(
    ("age", "last_look", "due"),
    [(29, 20, False), (30, 20, True), (30, 1, True), (31, 1, False), (400, 380, True)],
)
def test_an_answered_question_is_looked_at_once_more_after_thirty_days(age, last_look, due):
    found = planned({question(1): answered(age)}, complete([1], last_look))
    assert (page(1, "fr") in asked(found, "answered_again")) is due
    assert page(1) in reasons(found) or not due


def test_an_answer_without_date_is_as_old_as_its_question_at_most():
    undated = QuestionState("answered", day(100), None, frozenset({"nl"}))
    found = planned({question(1): undated}, complete([1], 80))
    assert asked(found, "translation") == [page(1, "fr")]
    assert asked(planned({question(1): undated}, complete([1], 6)), "translation") == []
    undated = replace(undated, answer_languages=frozenset(LANGUAGES))
    assert asked(planned({question(1): undated}, complete([1], 80)), "answered_again") == [page(1, "fr")]
    assert asked(planned({question(1): undated}, complete([1], 60)), "answered_again") == []


@each_case(
    ("times", "days", "due"),
    [
        (1, 0.5, False),
        (1, 1, True),
        (2, 1, False),
        (2, 2, True),
        (5, 15, False),
        (5, 16, True),
        (30, 180, True),
    ],
)
def test_a_gap_is_sought_again_after_growing_pauses(times, days, due):
    found = planned(settled([1, 3]), complete([1, 3]) | {page(2): failures(days, times=times)})
    assert (page(2) in asked(found, "gap")) is due


@each_case("outcome", ["absent", "no_evidence"])
def test_gaps_of_an_earlier_legislature_are_sought_where_they_were_sought_before(outcome):
    stored, pages = settled([5, 9], legislature=7), complete([5, 9], legislature=7)
    pages |= {page(number, legislature=7): failures(3, outcome) for number in (6, 12)}
    assert asked(planned(stored, pages), "gap") == [page(6, legislature=7)]


@each_case(
    ("tried", "due"),
    [
        *((failures(1, outcome), True) for outcome in ("failed", "blocked", "forbidden", "absent")),
        *((failures(1, outcome, times=2), False) for outcome in ("failed", "blocked", "forbidden")),
        *((failures(8, outcome, times=50), True) for outcome in ("failed", "blocked", "forbidden")),
        (failures(1, stored=True, came=40), True),
        (failures(100, stored=True, came=400, times=30), False),
    ],
)
def test_a_page_of_a_stored_question_that_did_not_come_or_is_gone_is_asked_for_again(tried, due):
    pages = complete([1]) | {page(1, "fr"): tried}
    assert asked(planned(settled([1]), pages), "failed_before") == [page(1, "fr")] * due


def test_the_next_legislature_is_tried_once_a_week():
    first = [page(number, legislature=CURRENT + 1) for number in range(1, NEXT_LEGISLATURE + 1)]
    assert asked(planned(), "new_legislature") == first
    assert asked(planned(addresses={first[0]: failures(6)}), "new_legislature") == first[1:]


def test_a_page_of_a_later_legislature_makes_it_the_current_one_and_an_address_alone_does_not():
    stored = {question(1, CURRENT + 1): QuestionState("closed", day(9))}
    found = planned(stored, {page(1, legislature=CURRENT + 1): came(0)})
    assert asked(found, "new_number")[0] == page(2, legislature=CURRENT + 1)
    found = planned(addresses={page(1, legislature=CURRENT + 1): came(0), page(3, legislature=80): came(0)})
    assert asked(found, "new_number")[0] == page(1)
    assert asked(planned(settled([3], legislature=80)), "new_number")[0] == page(1)


def test_what_is_left_of_a_legislature_is_sought_when_the_next_has_begun():
    stored = settled([1, 4]) | settled([1], legislature=CURRENT + 1)
    pages = complete([1, 4]) | complete([1], legislature=CURRENT + 1)
    assert asked(planned(stored, pages), "gap") == []
    pages |= {page(5): failures(0.1), page(6): failures(5)}
    assert asked(planned(stored, pages), "gap") == []
    pages[page(5)] = replace(pages[page(5)], sought_as_new=True)
    left = [page(number) for number in (2, 3, 6, 7, 8, 9)]
    assert asked(planned(stored, pages), "gap") == left


def test_a_look_that_failed_is_made_again_the_next_day():
    stored = {question(1): answered(40), question(2): QuestionState("open", day(400))}
    pages = complete([1, 2], 35) | {page(1, "fr"): failures(1, "failed", stored=True, came=35)}
    pages |= {page(2, language): failures(1, "failed", stored=True, came=35) for language in ("nl", "fr")}
    found = planned(stored, pages)
    assert page(1, "fr") in asked(found, "answered_again")
    assert len(asked(found, "open")) == 1
    pages |= {address: failures(0.1, "failed", stored=True, came=35) for address in list(pages)}
    assert asked(planned(stored, pages), "answered_again") + asked(planned(stored, pages), "open") == []


def test_spot_checks_are_few_settled_ones_the_same_all_day_and_made_once():
    stored, pages = settled(range(1, 60)), complete(range(1, 60))
    found = asked(planned(stored, pages), "spot_check")
    assert len(found) == SPOT_CHECKS
    assert found == asked(planned(stored, pages, now=NOW.replace(hour=9)), "spot_check")
    assert found != asked(planned(stored, pages, now=NOW.replace(day=9)), "spot_check")
    assert reasons(planned(stored, pages))[found[0]] == "spot_check"
    pages |= dict.fromkeys(found, came(0.1))
    assert asked(planned(stored, pages), "spot_check") == []


def test_the_first_spot_check_was_answered_long_ago_and_is_another_each_day():
    long_ago, lately = (
        {question(number): answered(days) for number in range(first, first + 5)}
        for first, days in ((1, 400), (11, 40))
    )
    pages = complete([*range(1, 6), *range(11, 16)], 1)
    moments = [NOW + timedelta(days=days) for days in range(5)]
    checks = [asked(planned(long_ago | lately, pages, now=moment), "spot_check") for moment in moments]
    assert {found[0] for found in checks} == {page(number) for number in range(1, 6)}
    assert [len(set(found)) for found in checks] == [SPOT_CHECKS] * 5
    assert len(asked(planned(lately, pages), "spot_check")) == SPOT_CHECKS


def test_a_page_that_came_short_is_asked_for_once_more_before_all_others():
    stored, pages = settled(range(1, 9)), complete(range(1, 9))
    pages |= {page(3): came(1, came_short=True), page(4): came(0.1, came_short=True)}
    assert planned(stored, pages)[0] == PlannedFetch(page(3), "failed_before")
    assert asked(planned(stored, pages), "failed_before") == [page(3)]


def test_what_is_most_worth_asking_comes_first():
    stored = settled([1, 2, 3]) | {question(4): QuestionState("open", day(3))}
    found = planned(stored, complete([1, 2, 4]) | {page(3): came(3)})
    order = list(dict.fromkeys(item.reason for item in found))
    rest = ["other_language", "bilingual", "new_legislature"]
    assert order == ["spot_check", "new_number", "open", *rest]


def test_a_night_with_60_new_and_400_open_questions_fits_its_hour():
    """Each new one brings two more pages with it; the numbers that do not exist are asked for too."""
    numbers = range(1, 2000)
    stored = settled(numbers) | {question(n): QuestionState("open", day(20)) for n in range(1600, 2000)}
    found = plan(state(stored, complete(numbers, 1)), 20)
    assert len(asked(found, "open")) == 400
    assert len(found) + 60 * 3 < 3600 / 2
