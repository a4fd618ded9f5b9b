"""Questions that the pages themselves say are the same."""

import pytest

from tasks.link.same import Group, question_groups
from tests.link.same.support import dutch, groups, link, question, text

HELD = [question(name) for name in ("4-2803", "5-9", "5-10", "5-11", "6-1")]


def test_without_questions_there_are_no_groups_and_without_links_and_texts_each_is_alone():
    assert question_groups([], [], []) == {}
    assert question_groups([], [], HELD)["5-9"] == Group("5-9", "alone")


@pytest.mark.parametrize("relation", ["also_asked_as", "reintroduced_as", "reintroduction_of"])
@pytest.mark.parametrize("ends", [("5-9", "5-10"), ("5-10", "5-9")])
def test_a_reference_joins_whichever_page_makes_it(relation, ends):
    found = question_groups([], [link(ends[0], relation, ends[1])], HELD)
    assert found["5-9"] == found["5-10"] == Group("5-9", "link")
    assert found["5-11"] == Group("5-11", "alone")


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
    links = [link("5-9", "also_asked_as", "5-77"), link("5-77", "also_asked_as", "5-10")]
    assert groups([], links, HELD) == []
    assert question_groups([], [link("5-9", "also_asked_as", "5-9")], HELD)["5-9"].reason == "alone"


def test_a_link_joins_unlike_texts_and_comes_before_a_text_as_the_reason():
    texts = [text("5-9", dutch()), text("5-10", dutch("Gent")), text("5-11", dutch("Gent"))]
    found = question_groups(texts, [link("5-9", "also_asked_as", "5-10")], HELD)
    assert [found[name] for name in ("5-9", "5-10", "5-11")] == [
        Group("5-9", "link"),
        Group("5-9", "link"),
        Group("5-9", "text"),
    ]
