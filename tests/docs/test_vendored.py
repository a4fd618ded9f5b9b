"""What is kept of libraries is what they have, and its licences go with it."""

import pytest

from tasks.present.explorer.build import VEGA


@pytest.mark.long
def test_each_file_is_what_the_libraries_have():
    from docs.generate.vendored import vendored  # noqa: PLC0415 - needs what long tests alone have

    stale = [path.name for path, content in vendored().items() if path.read_bytes() != content]
    assert stale == [], "`make vendored` writes them again"


def test_a_release_has_the_script_that_draws_charts_and_its_licences(sample_data):
    assets = sample_data / "current/site/assets"
    for file in VEGA.iterdir():
        assert (assets / file.name).read_bytes() == file.read_bytes()
    assert "University of Washington Interactive Data Lab" in (assets / "vega.LICENSES.txt").read_text(
        "utf-8"
    )
