"""Sub-questions and answer parts of whole pages: what a careful human reads in them."""

from tasks.extract import answer_parts, subquestions
from tests.support.each_case import each_case
from tests.support.reading import INVENTED

BOTH = [(question_id, language) for question_id in INVENTED for language in ("nl", "fr")]
ANSWERED = [(question_id, language) for question_id, language in BOTH if INVENTED[question_id].answer]


@each_case(("question_id", "language"), BOTH)
def test_subquestions_are_those_that_a_human_reads(question_id, language):
    facts = INVENTED[question_id]
    found = [item.label for item in subquestions(facts.question[language]) if item.label]
    assert tuple(found) == facts.subquestions


@each_case(("question_id", "language"), ANSWERED)
def test_answer_parts_are_those_that_a_human_reads(question_id, language):
    facts = INVENTED[question_id]
    found = answer_parts(facts.answer[language], facts.subquestions)
    assert tuple(part.answers for part in found if part.label) == facts.answer_parts


@each_case(("question_id", "language"), ANSWERED)
def test_the_parts_of_an_answer_hold_its_text_from_the_first_part_on(question_id, language):
    facts = INVENTED[question_id]
    found = answer_parts(facts.answer[language], facts.subquestions)
    whole = "\n\n".join(facts.answer[language])
    assert all(part.text in whole for part in found)
    assert whole.endswith(found[-1].text)


@each_case(("question_id", "language"), BOTH)
def test_subquestions_are_pieces_of_the_text_without_their_number(question_id, language):
    paragraphs = INVENTED[question_id].question[language]
    for item in subquestions(paragraphs):
        assert item.text in "\n\n".join(paragraphs[item.first : item.last])
        assert not item.label or not item.text.startswith(f"{item.label})")
