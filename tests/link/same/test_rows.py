"""The rows that say which questions are the same, and how alike their texts are."""

import pytest

from tasks.link.same import same_question_rows
from tests.link.same.support import dutch, french, link, question, text

QUESTIONS = [question(name) for name in ("5-2", "4-2803", "5-10")]


def rows(texts, links=()):
    found = same_question_rows(texts, links, QUESTIONS)
    assert [row["question_id"] for row in found] == ["4-2803", "5-2", "5-10"]
    return [tuple(row.values())[1:] for row in found]


def test_without_questions_there_are_no_rows():
    assert same_question_rows([], [], []) == []


def test_a_question_alone_is_like_no_other():
    assert rows([text("5-2", dutch())])[1] == ("5-2", "alone", None)


def test_equal_texts_are_quite_alike():
    texts = [text("4-2803", dutch()), text("5-10", dutch().upper())]
    assert rows(texts) == [("4-2803", "text", 1.0), ("5-2", "alone", None), ("4-2803", "text", 1.0)]


def test_an_edited_text_is_less_alike():
    texts = [text("4-2803", dutch()), text("5-10", dutch().replace("Uw voorganger", "U"))]
    *_, (group, reason, similarity) = rows(texts)
    assert (group, reason) == ("4-2803", "text")
    assert 0.8 < similarity < 1


def test_the_language_in_which_they_are_most_alike_counts():
    texts = [text("4-2803", dutch()), text("5-10", dutch().replace("Uw voorganger", "U"))]
    texts += [text("4-2803", french(), "fr"), text("5-10", french(), "fr")]
    assert rows(texts)[2] == ("4-2803", "text", 1.0)


def test_linked_questions_are_as_alike_as_their_texts():
    links = [link("5-2", "reintroduction_of", "4-2803"), link("5-10", "reintroduction_of", "5-2")]
    texts = [text("4-2803", dutch()), text("5-2", "Iets heel anders."), text("5-10", french(), "fr")]
    assert rows(texts, links) == [("4-2803", "link", 1.0), ("4-2803", "link", 0.0), ("4-2803", "link", None)]


def test_linked_questions_without_texts_have_no_similarity():
    assert rows([], [link("5-2", "also_asked_as", "5-10")])[1:] == [("5-2", "link", None)] * 2


@pytest.mark.parametrize("letters", ["", "…"])
def test_texts_without_words_have_no_similarity(letters):
    found = rows([text("5-2", letters), text("5-10", letters)], [link("5-2", "also_asked_as", "5-10")])
    assert found[1:] == [("5-2", "link", None)] * 2
