"""The charts are specifications of Vega-Lite: no release compares them with its schema, these tests do."""

import altair as alt
import pytest
from jsonschema import ValidationError

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


@pytest.mark.long
def test_every_specification_is_one_of_vega_lite(charts):
    assert len(charts) == 2 * 3 * 6
    for chart in charts:
        alt.Chart.from_dict(chart["spec"], validate=True)


@pytest.mark.long
def test_a_wrong_specification_would_be_seen(charts):
    for chart in charts:
        with pytest.raises(ValidationError):
            alt.Chart.from_dict(chart["spec"] | {"height": ["wrong"]}, validate=True)
