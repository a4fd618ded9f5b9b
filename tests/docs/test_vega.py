"""The script that draws charts is the one that vl-convert makes, and its licences go with it."""

import pytest

from docs.generate.vega import FILE, bundle


@pytest.mark.long
def test_the_script_is_the_one_that_is_made():
    assert FILE.read_bytes() == bundle(), "`make vega` writes it again"


def test_a_release_has_the_script_and_its_licences(sample_data):
    assets = sample_data / "current/site/assets"
    for file in FILE.parent.iterdir():
        assert (assets / file.name).read_bytes() == file.read_bytes()
    assert "University of Washington Interactive Data Lab" in (assets / "vega.LICENSES.txt").read_text(
        "utf-8"
    )
