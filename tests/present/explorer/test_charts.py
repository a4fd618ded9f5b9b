"""The charts are specifications of Vega-Lite: no release compares them with its schema, these tests do."""

import re

import altair as alt
import pytest
from jsonschema import ValidationError

from schemas.charts import CHARTS
from tests.present.explorer.support import data_of, hostile_release


@pytest.fixture(scope="module")
def charts(sample_data, tmp_path_factory):
    """The charts of the sample and of a release whose texts try to be code."""
    hostile = hostile_release(tmp_path_factory.mktemp("hostile") / "data")
    return [
        chart
        for release in (sample_data / "current", hostile)
        for language in ("nl", "fr", "en")
        for chart in data_of(release, f"charts.{language}")["charts"]
    ]


@pytest.fixture(scope="module")
def drawn(charts):
    return [chart for chart in charts if chart["spec"]]


@pytest.mark.long
def test_each_chart_is_there_in_each_language(charts):
    assert [chart["id"] for chart in charts] == 2 * 3 * [chart.name for chart in CHARTS]


@pytest.mark.long
def test_the_sentence_of_a_chart_has_a_value_at_each_of_its_places(charts):
    for chart in charts:
        places = re.findall(r"\{(\w+)\}", chart["says"])
        assert [place for place in places if chart["values"].get(place) is None] == [], chart["id"]


@pytest.mark.long
def test_every_specification_is_one_of_vega_lite(drawn):
    assert len(drawn) == 2 * 3 * sum(chart.mark != "table" for chart in CHARTS)
    for chart in drawn:
        alt.Chart.from_dict(chart["spec"], validate=True)


@pytest.mark.long
def test_a_wrong_specification_would_be_seen(drawn):
    for chart in drawn:
        with pytest.raises(ValidationError):
            alt.Chart.from_dict(chart["spec"] | {"height": ["wrong"]}, validate=True)
