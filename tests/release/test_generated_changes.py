"""A site changes its pages in ways drawn at random: no value is wrong in silence."""

import pytest

from tests.support.fuzz.changed_pages import LEAST_RIGHT, NEW, Found, Night, silent_values, try_nights

pytestmark = pytest.mark.long


@pytest.mark.parametrize("variant", ["main", "print"])
def test_pages_of_a_usual_night_are_right(variant):
    found = Found()
    assert [*silent_values(Night(NEW[:12], variant), found)] == []
    assert (found.told.total(), found.share_right) == (0, 1)


def test_values_of_changed_pages_are_right_null_or_told(pytestconfig, record_property):
    found = try_nights(str(pytestconfig.getoption("--hypothesis-seed") or 8900), range(50))
    report = "\n".join(found.report())
    record_property("shares", report)
    assert found.beyond() == [], report
    assert found.share_right >= LEAST_RIGHT, report
