"""The queries to begin with: in the documents with what they give, and one for each of the twelve views."""

from statistics import median

from docs.generate.queries import PAGE, queries_page
from schemas.examples import examples
from schemas.marts import views
from tests.release.test_marts import TWELVE
from tests.support.each_case import each_case


def test_the_page_shows_what_the_queries_give(sample_data):
    assert PAGE.read_text("utf-8") == queries_page(sample_data / "current"), "`make docs` writes it again"


def test_there_is_a_query_for_each_view_for_people():
    read = [
        [view.name for view in views() if view.name in example.query and view.name.startswith("v_")]
        for example in examples()
    ]
    shown = (*TWELVE, "v_domains", "v_known_figures", *["v_questions"] * 6)
    assert sorted(name for names in read for name in names) == sorted(shown)


@each_case("example", examples(), ids=lambda example: example.name)
def test_a_query_says_what_it_is_for(example):
    assert example.question.endswith("?")
    assert example.note.endswith(".")
    assert ";" not in example.query


def test_the_median_of_a_side_is_that_of_its_questions(database):
    """Not a mean of the medians of its parties, which one slow answer moves by hundreds of days."""
    (example,) = [one for one in examples() if "v_government_opposition" in one.query]
    told = {row[:3]: row[-1] for row in database.execute(example.query).fetchall()}
    asked = database.execute(
        "SELECT government, house, side, list(response_days) FROM question_sides JOIN questions "
        "USING (question_id) WHERE response_days IS NOT NULL AND question_id <> '5-90051' GROUP BY ALL"
    ).fetchall()
    assert {key: days for key, days in told.items() if days is not None} == {
        (government, house, side): median(days) for government, house, side, days in asked
    }
