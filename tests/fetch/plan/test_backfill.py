"""A backfill: number by number, and from where it was left."""

import pytest

from schemas.vocabulary import legislatures
from tasks.common.errors import UsageError
from tasks.fetch.plan import Range, plan_backfill, requests_left
from tests.fetch.plan.support import ABSENT_RUN, came, complete, failures, page, question, settled, state
from tests.support.each_case import each_case


def backfilled(wanted, **stored):
    return [item.address for item in plan_backfill(state(**stored), wanted, ABSENT_RUN)]


def old(number, language="nl", variant="main"):
    return page(number, language, variant, legislature=5)


OTHER_PAGES = [old(10, "fr"), old(10, "nl", "print_bilingual")]


@each_case(
    ("stored", "expected"),
    [
        pytest.param({}, [old(10), old(11)], id="number by number"),
        pytest.param({"addresses": {old(10): came(0)}}, [*OTHER_PAGES, old(11)], id="one came"),
        pytest.param({"addresses": complete([10, 11], legislature=5)}, [], id="all is complete"),
        pytest.param(
            {"questions": settled([10], legislature=5)},
            [old(10), *OTHER_PAGES, old(11)],
            id="a release has it",
        ),
        pytest.param({"addresses": {old(10): failures(0.1)}}, [old(11)], id="it did not exist just now"),
        pytest.param({"addresses": {old(10): failures(2)}}, [old(10), old(11)], id="it did not exist once"),
        pytest.param({"named": [question(10, 5)]}, [old(10), old(11)], id="it is named"),
    ],
)
def test_a_range_is_asked_for_number_by_number_with_the_pages_that_lack(stored, expected):
    assert backfilled(Range(5, 10, 11), **stored) == expected


def test_without_an_end_it_goes_on_above_what_was_seen_or_came_until_a_run_of_numbers_is_missing():
    last = legislatures()[5].seen_number
    assert backfilled(Range(5, last - 1))[-1] == old(last + ABSENT_RUN)
    last = legislatures()[5].seen_number + 300
    found = backfilled(Range(5, last), addresses=complete([last], legislature=5))
    assert found == [old(last + more) for more in range(1, ABSENT_RUN + 1)]
    last = legislatures()[5].seen_number
    gone = {old(last + more): failures(0.01) for more in range(1, ABSENT_RUN + 1)}
    assert backfilled(Range(5, last), addresses=complete([last], legislature=5) | gone) == []


def test_what_is_left_counts_the_pages_that_each_new_question_brings():
    stored = state(addresses={old(10): came(0)})
    planned = plan_backfill(stored, Range(5, 10, 12), ABSENT_RUN)
    assert requests_left(planned, stored) == 2 + 2 * 3


@each_case("wanted", [Range(0), Range(99), Range(5, 0), Range(5, 7, 6), Range(5, 1, 2_000_000_000)])
def test_what_is_no_range_is_wrong_usage(wanted):
    with pytest.raises(UsageError):
        wanted.checked()
