"""Titles and keywords that other questions or the other language contradict."""

import pytest

from tasks.link.subjects import subject_issues


def question(number, nl=None, fr=None):
    return {"question_id": f"6-{number}", "title_nl": nl, "title_fr": fr}


def keyword(number, text, language="nl"):
    return {"question_id": f"6-{number}", "language": language, "keyword": text}


def found(questions, keywords=()):
    return [(row["question_id"], row["kind"]) for row in subject_issues(questions, keywords)]


def test_a_title_that_is_a_keyword_of_others_is_reported_and_a_keyword_that_is_a_title():
    keywords = [keyword(2, "Reuzenbouw"), keyword(3, "reuzenbouw")]
    assert found([question(1, "Reuzenbouw"), question(2, "Poppen")], keywords) == [("6-1", "layout_title")]
    assert found([question(1, "Reuzenbouw")], keywords[:1]) == []
    assert found([question(1, fr="Reuzenbouw")], keywords) == []
    questions = [question(1, "Reuzen - Bouw"), question(2, "Reuzen - Bouw")]
    assert found(questions, [keyword(3, "reuzen - bouw")]) == [("6-3", "layout_keywords")]
    assert found(questions[:1], [keyword(3, "reuzen - bouw")]) == []


@pytest.mark.parametrize(
    ("nl", "fr", "is_reported"),
    [
        ("Reuzen - Bouw - Kosten", "Géants - Construction - Coûts", False),
        ("Reuzen - Bouw - Kosten", "Géants -Construction - Coûts", False),
        ("Reuzen - Bouw - Kosten", "Géants : construction - Coûts", False),
        ("Reuzen - Bouw - Kosten", "Commission de la Justice", True),
        ("Reuzen - Bouw - Kosten", "Géants  Construction ≠ Coûts", False),
        ("Reuzen - Bouw - Kosten", None, False),
    ],
)
def test_titles_with_different_numbers_of_parts_are_reported(nl, fr, is_reported):
    assert found([question(1, nl, fr)]) == ([("6-1", "layout_title")] if is_reported else [])
