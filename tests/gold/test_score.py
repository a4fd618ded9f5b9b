"""The gold set is sound, and extraction does as well as promised on the half that rules never saw."""

import re
from collections import Counter
from functools import cache
from unittest.mock import patch

import pytest

from benchmarks.score import BEGINS, ENDS, PAGE, Tally, score, together, with_section
from schemas.codes import ANSWER_KINDS, LANGUAGES, MENTION_KINDS
from tasks.extract import mentions
from tests.gold.cases import HALVES, NEWS, cases
from tests.support.each_case import each_case

GOALS = {
    **dict.fromkeys(("url", "handle", "email", "phone", "document", "date", "money"), 0.99),
    **dict.fromkeys(("quantity", "legal_act", "party", "office"), 0.97),
    **dict.fromkeys(("organisation", "place", "person"), 0.93),
    "sub-questions": 0.98,
    "answers": 0.97,
}
FEWEST_QUESTIONS, FEWEST_MENTIONS = 60, 60
ISO = r"\d{4}(?:-\d\d(?:-\d\d)?)?"
NUMBER = r"\d+(?:\.\d+)?"
VALUES = {"date": ISO, "quantity": NUMBER, "money": NUMBER}


@pytest.fixture(scope="module")
def texts():
    return [text for half in (*HALVES, NEWS) for case in cases(half) for text in case]


@pytest.fixture(scope="module", autouse=True)
def found_once():
    """What is found in a text, for all scores of it."""
    with patch("benchmarks.score.mentions", cache(mentions)):
        yield


@pytest.fixture(scope="module")
def tested():
    return score("test")


def test_there_are_as_many_questions_and_mentions_as_it_takes(texts):
    assert len({text.case for text in texts}) >= FEWEST_QUESTIONS
    in_test = Counter(
        (m.kind, text.language) for case in cases("test") for text in case for m in text.mentions
    )
    assert {kind: count for kind, count in in_test.items() if count < FEWEST_MENTIONS} == {}
    assert {kind for kind, _ in in_test} == set(MENTION_KINDS)


def test_no_case_is_in_both_halves():
    names = [text.case for half in HALVES for case in cases(half) for text in case[:1]]
    assert len(names) == len(set(names))


def test_marks_are_of_known_kinds_and_stand_around_letters(texts):
    for text in texts:
        for mention in text.mentions:
            letters = text.text[mention.start : mention.end]
            assert mention.kind in MENTION_KINDS, (text.case, letters)
            assert letters == letters.strip() != "", (text.case, letters)
        for part in text.parts:
            assert text.part == "question" or part.kind in ANSWER_KINDS, (text.case, part)


def test_values_are_of_their_form(texts):
    for text in texts:
        for mention in text.mentions:
            if form := VALUES.get(mention.kind):
                assert re.fullmatch(f"{form}(?:/{form})?", mention.value or ""), (text.case, mention)
            if mention.kind in {"quantity", "money"}:
                assert mention.unit, (text.case, mention)


def test_parts_answer_sub_questions_that_the_question_has():
    for half in HALVES:
        for case in cases(half):
            for language in LANGUAGES:
                asked, *answers = [text for text in case if text.language == language]
                labels = {label for part in asked.parts for label in part.labels}
                named = {label for text in answers for part in text.parts for label in part.labels}
                assert named <= labels, asked.case


@each_case("kind", GOALS)
def test_the_goal_of_each_kind_is_reached_on_the_test_half(kind, tested):
    found = together(tested[kind, language] for language in LANGUAGES)
    assert found.f1 >= GOALS[kind], f"F1 {found.f1:.4f}"


def test_every_kind_has_a_goal():
    assert set(GOALS) == {*MENTION_KINDS, "sub-questions", "answers"}


def test_the_score_in_the_docs_is_that_of_the_code():
    page = PAGE.read_text("utf-8")
    assert BEGINS in page
    assert ENDS in page
    assert with_section(page) == page, "`make score SCORE=--write` writes it again"


def test_what_is_missed_and_what_is_too_much_is_counted():
    tally = Tally(right=6, missed=2, extra=2)
    assert (tally.precision, tally.recall, tally.f1) == (0.75, 0.75, 0.75)
    assert (tally.marked, tally.value_share) == (8, None)
    assert Tally().f1 == 1.0
