"""When the site is asked again: unknown statuses, pages that said nothing, pages beside one that changed."""

from dataclasses import replace

from schemas.codes import LANGUAGES
from schemas.vocabulary import legislatures
from tasks.fetch.plan import QuestionState, Range, StoredState, address_states, plan, plan_backfill
from tests.fetch.plan.support import (
    ABSENT_RUN,
    CURRENT,
    NOW,
    ago,
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
from tests.fetch.plan.test_state import after, logged
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
    assert order == ["spot_check", "unknown_status", "new_number", "new_legislature"]


@each_case("addresses", [{}, complete([1], 1), {page(1): replace(came(1), came_at=None)}], ids=str)
def test_a_copy_from_elsewhere_is_fetched_once(addresses):
    assert sought(addresses) == [page(1)]
    assert sought(addresses | {page(1): live(0)}) == []


def test_the_stored_page_is_fetched_and_one_from_elsewhere_that_is_newer_than_the_fetched_one():
    assert sought({page(1): live(9), page(1, "fr"): came(8)}) == [page(1)]
    assert sought({page(1): live(9), page(1, "fr"): came(10)}) == []
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


STORED = settled([1])
OLD_OPEN = {question(1): QuestionState("open", day(400))}
UNTRANSLATED = {question(1): answered(100, ["nl"])}


def silent(days=0.1, times=1, **others):
    return failures(days, "no_evidence", times, **others)


def planned_for(reason, addresses, questions=STORED):
    return asked(plan(state(questions, addresses), ABSENT_RUN), reason)


def numbers(addresses):
    return [address.number for address in addresses]


def test_silent_pages_end_the_search_for_new_numbers_only_as_many_in_a_row():
    pages = {page(2): failures(0.1), page(3): silent(), page(4): failures(0.1), page(5): silent()}
    assert numbers(planned_for("new_number", complete([1]) | pages)) == [6, 7, 8]
    pages = {page(2 + more): silent(1) for more in range(ABSENT_RUN)}
    assert numbers(planned_for("new_number", complete([1]) | pages)) == [2, 3, 4, 5, 6]
    pages[page(4)] = failures(1)
    assert sorted(numbers(planned_for("new_number", complete([1]) | pages))) == [2, 3, 4, 5, 6, 7, 8, 9, 10]


def test_what_is_left_of_the_last_legislature_is_sought_beyond_them():
    stored = settled([1]) | settled([1], legislature=CURRENT + 1)
    pages = complete([1]) | complete([1], legislature=CURRENT + 1)
    pages |= {page(2): replace(silent(5), sought_as_new=True), page(3): silent(5)}
    assert numbers(planned_for("gap", pages, stored)) == [4, 5, 6, 7, 8, 2, 3]


NEXT_NIGHT = {
    "a new number": ("new_number", STORED, complete([1]), page(2), {}),
    "a new number many times": ("new_number", STORED, complete([1]), page(2), {"times": 30}),
    "a gap": ("gap", settled([1, 3]), complete([1, 3]), page(2), {}),
    "a gap many times": ("gap", settled([1, 3]), complete([1, 3]), page(2), {"times": 30}),
    "the other language": ("failed_before", STORED, complete([1]), page(1, "fr"), {}),
    "the bilingual page": ("failed_before", STORED, complete([1]), page(1, "nl", "print_bilingual"), {}),
    "a page that came before": (None, STORED, complete([1]), page(1), {"stored": True, "came": 400}),
    "an old open question": ("open", OLD_OPEN, {}, page(1), {"stored": True, "came": 35}),
    "a translation": ("translation", UNTRANSLATED, complete([1], 35), page(1, "fr"), {}),
}


@each_case("name", NEXT_NIGHT)
@each_case(("days", "due"), [(0.5, False), (0.8, True), (1, True), (3, True)])
def test_they_are_requested_again_the_next_night_without_growing_pauses(days, due, name):
    reason, questions, others, address, more = NEXT_NIGHT[name]
    found = plan(state(questions, others | {address: silent(days, **more)}), ABSENT_RUN)
    assert any(one.address == address and reason in {one.reason, None} for one in found) is due


def test_they_come_last_of_their_kind_and_the_longest_ago_first():
    """Else those that never say anything would be asked for night after night, and nothing behind them."""
    pages = complete([1, 9]) | {page(2): silent(1), page(3): silent(2), page(5): failures(1)}
    assert numbers(planned_for("gap", pages, settled([1, 9]))) == [4, 5, 6, 7, 8, 3, 2]
    pages = {
        page(2): came(1),
        page(2, "fr"): silent(2),
        page(1): came(1),
        page(1, "fr"): failures(1, "failed"),
    }
    assert planned_for("failed_before", pages, settled([1, 2])) == [page(1, "fr"), page(2, "fr")]


def test_a_backfill_goes_on_behind_them_and_asks_for_them_last():
    last = legislatures()[5].seen_number
    pages = complete([last], legislature=5)
    pages |= {page(last + more, legislature=5): failures(0.1) for more in range(1, ABSENT_RUN)}
    pages[page(last + 2, legislature=5)] = silent(2)
    found = [item.address for item in plan_backfill(state(addresses=pages), Range(5, last), ABSENT_RUN)]
    assert numbers(found) == [last + ABSENT_RUN, last + ABSENT_RUN + 1, last + 2]


STILL_OPEN = QuestionState("open", day(900))


def row(address, days, **others):
    return replace(logged(days=days), canonical_url=address.url, url=address.url, **others)


def beside_changed(*rows):
    state = StoredState(NOW, {question(1): STILL_OPEN}, address_states(rows, NOW))
    return {item.address for item in plan(state, ABSENT_RUN) if item.reason == "changed"}


def test_other_pages_of_a_question_are_asked_when_one_has_changed():
    dutch, french, both = page(1), page(1, "fr"), page(1, "nl", "print_bilingual")
    before = [row(one, 9) for one in (dutch, french, both)]
    assert beside_changed(*before, row(dutch, 0)) == set()
    changed = row(dutch, 0, sha256="b" * 64)
    assert beside_changed(*before, changed) == {french, both}
    assert beside_changed(*before, changed, row(french, 0, outcome="unchanged", status=304)) == {both}
    assert beside_changed(*before, row(french, 0.2, outcome="failed"), changed) == {both}


def test_the_day_on_which_content_came_is_that_of_no_304():
    rows = [logged(days=40), logged(days=9, outcome="unchanged", status=304)]
    assert (after(*rows).came_at, after(*rows).sent_at) == (ago(9), ago(40))
    assert after(*rows, logged(days=3, outcome="unchanged", status=200)).sent_at == ago(3)
