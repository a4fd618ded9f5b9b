"""Pages of the raw store that are damaged, and times of fetching that cannot be."""

import pytest

from tests.support.command import run, succeed
from tests.support.runs import numbered, page_files, parquet_files, rows
from tests.support.sources import lay_out

pytestmark = pytest.mark.long


@pytest.fixture
def data(two_copy):
    return two_copy


def ingested(folder, data):
    succeed("ingest", "--from", folder, "--data", data)


def tear(data, count=1):
    torn = sorted((data / "raw/pages").glob("*/*.gz"))[:count]
    for path in torn:
        path.write_bytes(path.read_bytes()[:-20])
    return torn


def test_a_torn_page_is_set_aside_and_the_others_are_released(data):
    tear(data)
    succeed("rebuild", "--data", data, "--accept-drop", "A page is torn")
    (quarantined,) = rows(data, "SELECT reason FROM pages WHERE outcome = 'quarantined'")
    assert "raw store" in quarantined[0]
    assert rows(data, "SELECT count(*) FROM questions") == [(2,)]


def test_a_torn_page_that_costs_rows_publishes_nothing_unasked(data):
    before = parquet_files(data)
    tear(data, 4)
    assert run("rebuild", "--data", data).returncode in {1, 3}
    assert parquet_files(data) == before


def test_a_time_of_fetching_that_is_yet_to_come_is_left_out_with_a_sentence(tmp_path):
    files = page_files([numbered(95001)])
    late = {name: text + b"2099-01-01T00:00:00Z\n" for name, text in files.items() if name.endswith(".url")}
    folder = lay_out(tmp_path / "pages", files | late)
    done = succeed("ingest", "--from", folder, "--data", tmp_path / "data")
    assert "2 times of fetching are in the future" in done.stderr
    assert rows(tmp_path / "data", "SELECT DISTINCT fetched_at FROM pages") == [(None,)]
    assert "unchanged" in run("ingest", "--from", folder, "--data", tmp_path / "data").stdout


def test_pages_that_are_complete_again_are_read_again(data, tmp_path):
    """What was worked out of a shard while its pages were torn is not kept."""
    whole = {path: path.read_bytes() for path in (data / "raw/pages").glob("*/*.gz")}
    tear(data, len(whole))
    new = lay_out(tmp_path / "new", page_files([numbered(95003)]))
    assert run("ingest", "--from", new, "--data", data).returncode == 3
    for path, content in whole.items():
        path.write_bytes(content)
    ingested(new, data)
    assert rows(data, "SELECT count(*) FROM questions") == [(3,)]
    assert rows(data, "SELECT count(*) FROM pages WHERE outcome = 'quarantined'") == [(0,)]
