"""`make quick` runs the tests of what changed, of data files too."""

from pathlib import Path

import pytest

from tests.support import PROJECT
from tests.support.quick import checks_of

CHECKED = {
    "schemas/vocabulary/labels.tsv": ("tests/read", "tests/extract", "tests/assemble"),
    "schemas/vocabulary/organisations.tsv": ("tests/extract", "tests/tables"),
    "schemas/vocabulary/floors.tsv": ("tests/release",),
    "schemas/marts/v_topics.sql": ("tests/release",),
    "tasks/fetch/site/signs.tsv": ("tests/fetch/site",),
    "tasks/present/explorer/assets/style.css": ("tests/present/explorer",),
    "tests/fixtures/literal_lines.tsv": ("tests/read",),
}


@pytest.mark.parametrize("file", CHECKED)
def test_a_data_file_is_tested_where_it_is_used(file):
    folders = {str(Path(test).parent) for test in checks_of(Path(file))}
    assert set(CHECKED[file]) <= folders


@pytest.mark.parametrize("folder", ["schemas", "tasks"])
def test_every_data_file_of_the_product_has_a_test(folder):
    files = [
        path for path in (PROJECT / folder).rglob("*.*") if path.suffix in {".tsv", ".sql", ".css", ".js"}
    ]
    assert len(files) > 10
    assert all(checks_of(path.relative_to(PROJECT)) for path in files)
