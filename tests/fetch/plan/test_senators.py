"""Pages of senators are requested rarely, and after all pages of questions."""

from dataclasses import replace
from datetime import UTC, datetime

from tasks.common.address import SenateAddress
from tasks.fetch.plan import plan
from tests.fetch.plan.support import ABSENT_RUN, CURRENT, asked, came, complete, failures, settled, state

RUNNING, ENDED = SenateAddress("senators", CURRENT, "nl"), SenateAddress("senators", 5, "nl")


def planned(senate=(), listed=(), now=None):
    questions = settled([1]) | settled([1], legislature=5)
    pages = complete([1]) | complete([1], legislature=5)
    found = replace(state(questions, pages | dict(senate)), listed=dict(listed))
    return plan(found, ABSENT_RUN)


def lists(senate=()):
    return asked(planned(senate), "senators")


def test_lists_of_the_current_legislature_and_those_with_questions_come_last():
    found = planned()
    assert lists() == [RUNNING, ENDED]
    assert [item.reason for item in found[-2:]] == ["senators", "senators"]


def test_a_running_list_comes_monthly_and_an_ended_one_once_after_its_end():
    assert lists({RUNNING: came(20), ENDED: came(2000)}) == []
    assert lists({RUNNING: came(31), ENDED: came(2000)}) == [RUNNING]
    before_end = datetime(2013, 1, 1, tzinfo=UTC)
    early = replace(came(2000), tried_at=before_end, came_at=before_end)
    assert lists({RUNNING: came(1), ENDED: early}) == [ENDED]


def test_a_list_that_did_not_come_is_requested_again_at_growing_intervals():
    assert lists({RUNNING: failures(1), ENDED: came(2)}) == [RUNNING]
    assert lists({RUNNING: failures(1, times=5), ENDED: came(2)}) == []


def test_senators_on_lists_are_requested_once_and_yearly_while_their_legislature_runs():
    one, two, three = (SenateAddress("senator", number, "nl") for number in (1, 2, 3))
    listed = {1: 5, 2: CURRENT, 3: CURRENT}
    assert asked(planned(listed=listed), "senator") == [two, three, one]
    senate = {one: came(400), two: came(400), three: came(300)}
    assert asked(planned(senate, listed), "senator") == [two]
