"""Questions that the pages themselves say are the same."""

from datetime import date

import pytest

from tasks.link.same.groups import Group
from tests.link.same.support import contradictions, dutch, groups, link, question, question_groups, text

HELD = [question(name) for name in ("4-2803", "5-9", "5-10", "5-11", "6-1")]


def test_without_questions_there_are_no_groups_and_without_links_and_texts_each_is_alone():
    assert question_groups([], [], []) == {}
    assert question_groups([], [], HELD)["5-9"] == Group("5-9", "alone", 1)


@pytest.mark.parametrize("relation", ["also_asked_as", "reintroduced_as", "reintroduction_of"])
@pytest.mark.parametrize("ends", [("5-9", "5-10"), ("5-10", "5-9")])
def test_a_reference_joins_whichever_page_makes_it(relation, ends):
    found = question_groups([], [link(ends[0], relation, ends[1])], HELD)
    assert found["5-9"] == found["5-10"] == Group("5-9", "link", 2)
    assert found["5-11"] == Group("5-11", "alone", 1)


def test_the_lowest_question_names_the_group_by_numbers_and_not_by_letters():
    links = [link("6-1", "reintroduction_of", "5-10"), link("5-10", "reintroduction_of", "5-9")]
    assert groups([], links, HELD) == [["5-9", "5-10", "6-1"]]
    links.append(link("4-2803", "reintroduced_as", "5-10"))
    assert groups([], links, HELD) == [["4-2803", "5-9", "5-10", "6-1"]]


@pytest.mark.parametrize("relation", ["requalified_from", "requalified_as"])
def test_a_requalified_question_is_another_matter(relation):
    assert groups([], [link("5-9", relation, "5-10")], HELD) == []


@pytest.mark.parametrize("kind", ["oral_question", "explanation_request", "other"])
def test_another_kind_of_question_with_the_same_number_is_not_meant(kind):
    assert groups([], [link("5-9", "also_asked_as", "5-10", kind)], HELD) == []


def test_unknown_questions_and_one_that_names_itself_join_nothing():
    links = [link("5-9", "also_asked_as", "5-77"), link("5-10", "also_asked_as", "5-77")]
    assert groups([], links, HELD) == []
    itself = question_groups([], [link("5-9", "also_asked_as", "5-9")], HELD)
    assert itself["5-9"] == Group("5-9", "alone", 1)


@pytest.mark.parametrize(
    ("named", "size"),
    [
        ({"5-9": ["5-77"]}, 2),
        ({"5-9": [f"5-{number}" for number in range(8901, 8919)]}, 19),
        ({"5-9": ["5-77", "5-78", "5-10"], "5-10": ["5-9", "5-78", "5-79"]}, 5),
        ({"5-9": ["5-10"], "5-11": ["5-77"]}, 2),
    ],
    ids=["one", "nineteen ministers", "each is counted once", "what others name is not counted"],
)
def test_a_group_counts_each_question_that_is_held_or_that_a_member_names(named, size):
    links = [link(one, "also_asked_as", other) for one, others in named.items() for other in others]
    assert question_groups([], links, HELD)["5-9"] == Group("5-9", "link", size)


def test_what_a_member_that_only_its_text_joins_names_counts_too():
    links = [link("5-10", "reintroduced_as", "5-77"), link("5-9", "similar_to", "5-78")]
    found = question_groups([text("5-9", dutch()), text("5-10", dutch())], links, HELD)
    assert (found["5-9"], found["5-10"]) == (Group("5-9", "text", 3), Group("5-9", "link", 3))


def test_a_number_is_no_question_beside_those_that_it_has_strokes_for():
    held = [question(name) for name in ("1-1535/1", "1-1535/2")]
    links = [link("1-1535/1", "same_text_as", name) for name in ("1-1535", "1-1535/3")]
    assert question_groups([], links, held)["1-1535/1"] == Group("1-1535/1", "link", 3)


WRONG = {"5-9": "Kabouters - Telling", "5-10": "Reuzen - Telling"}


@pytest.mark.parametrize(
    ("titles", "withdrawn_on"), [(WRONG, None), ({}, date(2013, 5, 1))], ids=["other titles", "withdrawn"]
)
def test_a_link_that_is_doubtful_or_that_its_page_shows_no_more_joins_and_counts_nothing(
    titles, withdrawn_on
):
    held = [question(name, title_nl=titles.get(name)) for name in ("5-9", "5-10")]
    named = ["5-10", "5-77"] if withdrawn_on else ["5-10"]
    links = [link("5-9", "also_asked_as", other, withdrawn_on=withdrawn_on) for other in named]
    found = question_groups([], [*links, link("5-10", "also_asked_as", "5-78")], held)
    assert (found["5-9"], found["5-10"]) == (Group("5-9", "alone", 1), Group("5-10", "link", 2))


def test_a_link_joins_unlike_texts_and_comes_before_a_text_as_the_reason():
    texts = [text("5-9", dutch()), text("5-10", dutch("Gent")), text("5-11", dutch("Gent"))]
    found = question_groups(texts, [link("5-9", "also_asked_as", "5-10")], HELD)
    assert [found[name] for name in ("5-9", "5-10", "5-11")] == [
        Group("5-9", "link", 3),
        Group("5-9", "link", 3),
        Group("5-9", "text", 3),
    ]


def test_a_document_joins_the_questions_with_its_text_and_another_text_is_told():
    asked = [question(f"56-90000{number}", document_number="2024202500001") for number in range(1, 6)]
    other = (
        "Verzonnen vraag over de sluis. Hoe vaak bleef zij in de winter dicht, en wie heeft haar hersteld?"
    )
    texts = [dutch(), dutch(month="mei"), other, other]
    written = [text(f"56-90000{number}", words) for number, words in enumerate(texts, 1)]
    assert groups(written, questions=asked) == [
        ["56-900001", "56-900002", "56-900005"],
        ["56-900003", "56-900004"],
    ]
    assert contradictions(written, asked) == [
        ("56-900003", "Document 2024202500001 has another text in 56-900001; they are not joined by it.")
    ]
    assert contradictions([], asked) == []


def test_a_name_of_a_record_that_two_questions_have_is_told():
    asked = [
        question("56-900001", record_name="r"),
        question("56-900002", record_name="r"),
        question("56-900003"),
    ]
    assert contradictions([], asked) == [("56-900002", "The record of 56-900001 has the same name, r.")]
