"""A run compares with the last good release, and a damaged one is never taken for it."""

import pytest

from tests.cli.support import current_manifest, files_of, forget_question, last_run
from tests.command import run
from tests.conftest import copy_data
from tests.damage.harms import HARMS
from tests.damage.support import NOTHING_NEW, VERIFY, names

pytestmark = [pytest.mark.first, pytest.mark.long]


@pytest.fixture
def folder(base, tmp_path):
    return copy_data(base, tmp_path / "data")


def damaged(data, harm="cut", name="questions.parquet"):
    """The good release and the damaged one; the second is current."""
    current = (data / "current").resolve()
    HARMS[harm](current / name)
    (good,) = (path for path in (data / "releases").iterdir() if path != current)
    return good, current


@pytest.mark.parametrize("harm", ["cut", "removed", "zeroed"])
def test_a_loss_is_refused_though_the_current_release_is_damaged(folder, harm):
    good, _ = damaged(folder, harm)
    forget_question(folder, "5-8900")
    done = run("rebuild", "--data", folder)
    assert done.returncode == 3
    assert names(done, "questions.parquet")
    assert names(done, "5-8900")
    assert (folder / "current").resolve() == good
    assert run(*VERIFY, "--data", folder).returncode == 0


def test_what_changed_is_told_against_the_last_good_release(folder):
    good, _ = damaged(folder)
    done = run(*NOTHING_NEW, "--data", folder)
    assert done.returncode == 0, done.stderr
    assert current_manifest(folder)["compared_with"] == good.name
    assert last_run(folder)["outcome"] == "published"


def test_the_last_good_release_stays_as_it_was(folder):
    good, _ = damaged(folder)
    before = files_of(good)
    assert run(*NOTHING_NEW, "--data", folder).returncode == 0
    assert files_of(good) == before


def test_without_any_good_release_a_new_one_is_made(folder):
    good, current = damaged(folder)
    HARMS["emptied"](good / "senate.duckdb")
    done = run(*NOTHING_NEW, "--data", folder)
    assert done.returncode == 0, done.stderr
    assert names(done, "questions.parquet")
    assert (folder / "current").resolve() not in {good, current}
    assert run(*VERIFY, "--data", folder).returncode == 0


def test_an_older_release_that_is_damaged_is_verified_by_its_name(folder):
    current = (folder / "current").resolve()
    (older,) = (path for path in (folder / "releases").iterdir() if path != current)
    HARMS["one byte flipped, its date kept"](older / "texts.parquet")
    assert run(*VERIFY, "--data", folder).returncode == 0
    done = run(*VERIFY, "--release", older.name, "--data", folder)
    assert done.returncode == 1
    assert names(done, "texts.parquet")
