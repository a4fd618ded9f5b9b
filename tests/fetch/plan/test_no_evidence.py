"""Pages for which the site sent frames or an empty page: neither missing nor failed."""

from dataclasses import replace

from schemas.vocabulary import legislatures
from tasks.fetch.plan import QuestionState, Range, plan, plan_backfill
from tests.fetch.plan.support import (
    ABSENT_RUN,
    CURRENT,
    answered,
    asked,
    came,
    complete,
    day,
    failures,
    page,
    question,
    settled,
    state,
)
from tests.support.each_case import each_case

STORED = settled([1])
OLD_OPEN = {question(1): QuestionState("open", day(400))}
UNTRANSLATED = {question(1): answered(100, ["nl"])}


def silent(days=0.1, times=1, **others):
    return failures(days, "no_evidence", times, **others)


def planned(reason, addresses, questions=STORED):
    return asked(plan(state(questions, addresses), ABSENT_RUN), reason)


def numbers(addresses):
    return [address.number for address in addresses]


def test_they_do_not_count_for_the_end_of_the_search_for_new_numbers():
    pages = {page(2): failures(0.1), page(3): silent(), page(4): failures(0.1), page(5): silent()}
    assert numbers(planned("new_number", complete([1]) | pages)) == [6, 7, 8]


def test_as_many_in_a_row_as_missing_numbers_end_the_search():
    pages = {page(2 + more): silent(1) for more in range(ABSENT_RUN)}
    assert numbers(planned("new_number", complete([1]) | pages)) == [2, 3, 4, 5, 6]
    pages[page(4)] = failures(1)
    assert sorted(numbers(planned("new_number", complete([1]) | pages))) == [2, 3, 4, 5, 6, 7, 8, 9, 10]


def test_what_is_left_of_the_last_legislature_is_sought_beyond_them():
    stored = settled([1]) | settled([1], legislature=CURRENT + 1)
    pages = complete([1]) | complete([1], legislature=CURRENT + 1)
    pages |= {page(2): replace(silent(5), sought_as_new=True), page(3): silent(5)}
    assert numbers(planned("gap", pages, stored)) == [4, 5, 6, 7, 8, 2, 3]


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
    assert numbers(planned("gap", pages, settled([1, 9]))) == [4, 5, 6, 7, 8, 3, 2]
    pages = {
        page(2): came(1),
        page(2, "fr"): silent(2),
        page(1): came(1),
        page(1, "fr"): failures(1, "failed"),
    }
    assert planned("failed_before", pages, settled([1, 2])) == [page(1, "fr"), page(2, "fr")]


def test_a_backfill_goes_on_behind_them_and_asks_for_them_last():
    last = legislatures()[5].seen_number
    pages = complete([last], legislature=5)
    pages |= {page(last + more, legislature=5): failures(0.1) for more in range(1, ABSENT_RUN)}
    pages[page(last + 2, legislature=5)] = silent(2)
    found = [item.address for item in plan_backfill(state(addresses=pages), Range(5, last), ABSENT_RUN)]
    assert numbers(found) == [last + ABSENT_RUN, last + ABSENT_RUN + 1, last + 2]
