"""The record of a question does not depend on the order in which its pages come."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tasks.assemble import assemble_question, group_by_question
from tests.assemble.support import (
    ANSWER,
    CLOSED,
    DONE,
    FRENCH,
    OPEN,
    PLACEHOLDER,
    REMINDER,
    SENT,
    page,
    repaired,
    unsure,
    with_text,
)

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
