"""The charts are specifications of Vega-Lite: no release compares them with its schema, these tests do."""

import re
from dataclasses import replace
from itertools import product

import pytest

from schemas.charts import CHART, CHARTS
from schemas.codes import HOUSES
from schemas.vocabulary.site_labels import LABEL_LANGUAGES, site_labels
from tasks.present.explorer.charts import values, worded
from tasks.present.explorer.drawings import draw
from tasks.release.query import fetch_rows
from tests.present.explorer.support import data_of
from tests.support.each_case import each_case


@pytest.fixture(scope="module")
def drawn(sample_data, hostile):
    """The charts with a drawing, of the sample and of a release whose texts try to be code."""
    return [
        chart
        for release in (sample_data / "current", hostile)
        for language in ("nl", "fr", "en")
        for chart in data_of(release, f"charts.{language}")["charts"]
        if chart["spec"]
    ]


@each_case(("chart", "language"), list(product(CHARTS, LABEL_LANGUAGES)))
def test_the_sentence_of_a_chart_has_a_value_at_each_of_its_places(chart, language, database):
    words = site_labels(HOUSES if chart.name == "houses" else HOUSES[:1])[language]
    rows = worded(chart, fetch_rows(database, chart.query()), words, language)
    places = re.findall(r"\{(\w+)\}", words[f"chart.{chart.name}.says"])
    known = values(chart, rows, words)
    assert [place for place in places if known.get(place) is None] == []


def checked(specification):
    """Compare a specification with the schema of Vega-Lite, by a package that takes a second to import."""
    import altair as alt  # noqa: PLC0415

    alt.Chart.from_dict(specification, validate=True)


@pytest.mark.long
@each_case("x", CHART["parties"].fields, ids=lambda x: x.name)
def test_columns_need_no_series_and_stand_for_years_or_names(x, database):
    chart, words = replace(CHART["parties"], mark="columns", x=x, series=None, most=0), site_labels()["en"]
    rows = worded(chart, fetch_rows(database, chart.query()), words, "en")
    checked(draw(chart, rows, words).spec)


def test_areas_need_a_series():
    with pytest.raises(ValueError, match="open has no series"):
        replace(CHART["open"], series=None)


@pytest.mark.long
def test_every_chart_is_drawn_in_each_language_by_a_specification_of_vega_lite(drawn):
    assert [chart["id"] for chart in drawn] == 2 * 3 * [
        chart.name for chart in CHARTS if chart.name != "houses"
    ]
    for chart in drawn:
        checked(chart["spec"])


@pytest.mark.long
def test_a_wrong_specification_would_be_seen(drawn):
    from jsonschema import ValidationError  # noqa: PLC0415 - comes with altair

    for spec in {chart["id"]: chart["spec"] for chart in drawn}.values():
        with pytest.raises(ValidationError):
            checked(spec | {"height": ["wrong"]})


def said(name, rows, language="en"):
    """The rows of a chart in words, and what its sentence may say of them."""
    shown = worded(CHART[name], rows, site_labels()[language], language)
    return shown, values(CHART[name], shown, site_labels()[language])


def asked(year, party, name, questions):
    return {"year": year, "party": party, "party_name": name, "questions": questions}


def by_member(member, name, party, party_name, questions):
    names = {"member_name": name, "party_name": party_name}
    return {"member": member, "party": party, "questions_asked": questions, **names}


def test_a_party_has_the_name_that_most_of_its_questions_print():
    rows = [asked(2009, "ecolo", "ECOLO", 1), asked(2011, "ecolo", "Ecolo", 3)]
    shown, told = said("parties", rows)
    assert {row["party"] for row in shown} == {"Ecolo"}
    assert (told["top"], told["count"]) == ("Ecolo", 4)


def test_two_parties_of_one_name_are_told_apart():
    shown, _ = said("parties", [asked(2009, "cdv", "CD&V", 1), asked(2009, "cdv-n-va", "CD&V", 2)])
    assert sorted(row["party"] for row in shown) == ["CD&V (cdv)", "CD&V (cdv-n-va)"]


def test_a_party_that_is_not_known_is_nobodys():
    rows = [by_member("jan", "Jan", None, "XYZ", 1), by_member("kees", "Kees", None, None, 1)]
    shown, _ = said("members", rows)
    assert [(row["member"], row["party"]) for row in shown] == [("Jan", "–"), ("Kees", "–")]


def test_namesakes_stay_two_senators():
    rows = [
        by_member("jan-peeters", "Jan Peeters", "n-va", "N-VA", 1),
        by_member("jan-peeters-fr", "Jan Peeters", "ps", "PS", 2),
        by_member("an-maes", "An Maes", "ps", "PS", 2),
    ]
    shown, told = said("members", rows)
    assert len({row["member"] for row in shown}) == 3
    assert (told["count"], told["top"]) == (2, "An Maes, Jan Peeters (jan-peeters-fr) (each)")


def test_of_many_who_tie_five_are_named_and_the_others_counted():
    rows = [by_member(name, name, "ps", "PS", 3) for name in "ABCDEFG"]
    _, told = said("members", [*rows, by_member("z", "Z", "ps", "PS", 1)])
    assert told["top"] == "A, B, C, D, E + 2 (each)"


def test_a_year_without_questions_is_zero_and_no_line_goes_through_it():
    rows = [asked(2009, "ecolo", "Ecolo", 1), asked(2012, "ecolo", "Ecolo", 3), asked(2012, "ps", "PS", 2)]
    shown, told = said("parties", rows)
    counts = {(row["party"], row["year"]): row["questions"] for row in shown}
    years = ("2009", "2010", "2011", "2012")
    assert [counts["Ecolo", year] for year in years] == [1, 0, 0, 3]
    assert [counts["PS", year] for year in years] == [0, 0, 0, 2]
    assert {row["href"] for row in shown if not row["questions"]} == {None}
    assert (told["top"], told["count"]) == ("Ecolo", 4)
