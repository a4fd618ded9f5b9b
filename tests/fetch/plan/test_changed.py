"""A page that changed sends a night to the question's other pages, and each page's content comes monthly."""

from dataclasses import replace

from tasks.fetch.plan import QuestionState, StoredState, address_states, plan
from tests.fetch.plan.support import ABSENT_RUN, NOW, ago, day, page, question
from tests.fetch.plan.test_state import after, logged

OPEN = QuestionState("open", day(900))


def row(address, days, **others):
    return replace(logged(days=days), canonical_url=address.url, url=address.url, **others)


def planned(*rows):
    state = StoredState(NOW, {question(1): OPEN}, address_states(rows, NOW))
    return {item.address for item in plan(state, ABSENT_RUN) if item.reason == "changed"}


def test_other_pages_of_a_question_are_asked_when_one_has_changed():
    dutch, french, both = page(1), page(1, "fr"), page(1, "nl", "print_bilingual")
    before = [row(one, 9) for one in (dutch, french, both)]
    assert planned(*before, row(dutch, 0)) == set()
    changed = row(dutch, 0, sha256="b" * 64)
    assert planned(*before, changed) == {french, both}
    assert planned(*before, changed, row(french, 0, outcome="unchanged", status=304)) == {both}
    assert planned(*before, row(french, 0.2, outcome="failed"), changed) == {both}


def test_the_day_on_which_content_came_is_that_of_no_304():
    rows = [logged(days=40), logged(days=9, outcome="unchanged", status=304)]
    assert (after(*rows).came_at, after(*rows).sent_at) == (ago(9), ago(40))
    assert after(*rows, logged(days=3, outcome="unchanged", status=200)).sent_at == ago(3)
