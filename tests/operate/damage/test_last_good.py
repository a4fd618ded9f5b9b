"""A run compares with the last good release, and a damaged one is never taken for it."""

import pytest

from tests.conftest import copy_data
from tests.operate.damage.harms import HARMS
from tests.operate.damage.support import VERIFY, names, quickly_published
from tests.support.command import run, succeed
from tests.support.data_folder import current_manifest, files_of, forget_question, last_run
from tests.support.runs import numbered, page_files, parquet_files
from tests.support.sources import lay_out

pytestmark = [pytest.mark.first, pytest.mark.long]

LOST = "6-95001"


@pytest.fixture(scope="module", autouse=True)
def quickly():
    with quickly_published():
        yield


@pytest.fixture(scope="module")
def grown(tmp_path_factory):
    """A data folder with a release of two questions and one of three, and the pages of all of them."""
    top = tmp_path_factory.mktemp("grown")
    for numbers in ((95001, 95002), (95001, 95002, 95003)):
        pages = lay_out(top / f"pages-{len(numbers)}", page_files(map(numbered, numbers)))
        succeed("ingest", "--from", pages, "--data", top / "data")
    return top / "data", ("ingest", "--from", str(pages))


@pytest.fixture
def folder(grown, tmp_path):
    """A copy of it, to be damaged, and the run that brings nothing new."""
    data, again = grown
    return copy_data(data, tmp_path / "data"), again


def damaged(data, harm="cut", name="questions.parquet"):
    """The good release and the damaged one; the second is current."""
    current = (data / "current").resolve()
    (good,) = (path for path in (data / "releases").iterdir() if path != current)
    HARMS[harm](current / name)
    return good, current


@pytest.mark.parametrize("harm", ["cut", "removed", "zeroed"])
def test_a_loss_is_refused_though_the_current_release_is_damaged(folder, harm):
    data, _ = folder
    good, _ = damaged(data, harm)
    forget_question(data, LOST)
    done = run("rebuild", "--data", data)
    assert done.returncode == 3
    assert names(done, "questions.parquet")
    assert names(done, LOST)
    assert (data / "current").resolve() == good
    succeed(*VERIFY, "--data", data)


@pytest.mark.parametrize("name", ["questions.parquet", "senate.duckdb", "manifest.json"])
def test_a_new_release_is_made_and_compared_with_the_last_good_one_which_stays(folder, name):
    data, again = folder
    tables, version = parquet_files(data), (data / "current").resolve().name
    good, _ = damaged(data, name=name)
    before = files_of(good)
    done = run(*again, "--data", data)
    assert done.returncode == 0, done.stderr
    assert names(done, name)
    assert (data / "current").resolve().name not in {version, good.name}
    assert current_manifest(data)["compared_with"] == good.name
    assert parquet_files(data) == tables
    assert last_run(data)["outcome"] == "published"
    succeed("status", "--check", "--data", data)
    assert files_of(good) == before


def test_without_any_good_release_a_new_one_is_made(folder):
    data, again = folder
    good, current = damaged(data)
    HARMS["emptied"](good / "senate.duckdb")
    done = succeed(*again, "--data", data)
    assert names(done, "questions.parquet")
    assert (data / "current").resolve() not in {good, current}
    succeed(*VERIFY, "--data", data)


def test_an_older_release_that_is_damaged_is_verified_by_its_name(folder):
    data, _ = folder
    older, _ = damaged(data, "cut", "changes.md")
    HARMS["one byte flipped, its date kept"](older / "texts.parquet")
    done = run(*VERIFY, "--release", older.name, "--data", data)
    assert done.returncode == 1
    assert names(done, "texts.parquet")
    assert not names(done, "changes.md")
