"""The record of a question does not depend on the order in which its pages come."""

import random
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
from tests.support.each_case import each_case
from tests.support.reading import INVENTED, PAGES, read_page

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


def six_pages(facts):
    for number, (variant, language) in enumerate(PAGES):
        record = read_page(facts, variant, language)
        yield replace(record, capture=replace(record.capture, page_id=f"{number}"))


@each_case("question_id", INVENTED)
def test_the_six_pages_of_a_question_give_its_facts_in_any_order(question_id):
    facts = INVENTED[question_id]
    records = list(six_pages(facts))
    question = assemble_question(records)
    shuffled = random.Random(question_id).sample(records, len(records))
    assert assemble_question(shuffled) == question
    assert (question.question_id, question.author, question.party) == (question_id, facts.author, facts.party)
    assert (question.asked_on, question.answered_on) == (facts.asked_on, facts.answered_on)
    assert question.original_language == facts.original_language
    for language in ("nl", "fr"):
        assert question.addressee[language] == facts.addressee[language]
        assert question.title[language] == facts.title[language]
        assert question.keywords[language] == facts.keywords[language]
        assert question.texts[language, "question"] == facts.question[language]
        answer = facts.answer[language] if facts.answer else None
        assert question.texts.get((language, "answer")) == answer
    assert [(e.event_on, e.event, e.deadline_on) for e in question.events] == [
        (e.on, e.event, e.deadline_on) for e in facts.events
    ]
    assert {(link.relation, link.target_id) for link in question.links} == {
        (link.relation, link.target) for link in facts.links if link.target
    }
    assert [issue for issue in question.issues if issue["kind"] in {"pages_disagree", "text_cut"}] == []
