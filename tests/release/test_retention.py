"""Which old releases stay."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.release.published.folders import RELEASES
from tasks.release.published.retention import StoredRelease, remove_old_releases, superfluous
from tests.support.releases import manifest_of, write_manifest

NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)


def at(days_ago, hours=0, *, current=False):
    created = NOON - timedelta(days=days_ago, hours=hours)
    return StoredRelease(f"{created:%Y%m%dT%H%M}", created, current)


def test_the_newest_nights_and_one_a_month_stay_or_so_many():
    releases = [at(days, current=days == 0) for days in range(100)]
    gone = superfluous(releases, nights=14, months=None)
    kept = [release for release in releases if release.name not in gone]
    assert [(NOON - release.created).days for release in kept] == [*range(14), 31, 59, 90]
    releases = [at(days, current=days == 0) for days in range(0, 200, 10)]
    gone = superfluous(releases, nights=1, months=2)
    assert {release.name for release in releases} - set(gone) == {at(0).name, at(40).name}


def test_of_a_night_of_brussels_with_several_releases_the_last_stays():
    gone = superfluous([at(0, current=True), at(0, 2), at(1), at(1, 3)], 2, 0)
    assert gone == [at(0, 2).name, at(1, 3).name]
    midnight = datetime(2026, 6, 10, 22, 30, tzinfo=UTC)
    releases = [StoredRelease("b", midnight, True), StoredRelease("a", midnight - timedelta(hours=1), False)]
    assert superfluous(releases, nights=2, months=0) == []


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 23)), unique=True, min_size=1),
    st.integers(1, 20),
    st.none() | st.integers(0, 5),
)
def test_the_current_release_and_the_newest_always_stay(ages, nights, months):
    releases = [at(*age, current=place == 0) for place, age in enumerate(ages)]
    gone = set(superfluous(releases, nights, months))
    newest = max(releases, key=lambda release: release.created)
    assert releases[0].name not in gone
    assert newest.name not in gone
    assert gone <= {release.name for release in releases}


@pytest.fixture
def data(tmp_path):
    for days in (0, 1, 2, 40):
        folder = tmp_path / RELEASES / f"r{days:02}"
        folder.mkdir(parents=True)
        created = (NOON - timedelta(days=days)).isoformat()
        write_manifest(folder, manifest_of(folder.name, created))
    (tmp_path / RELEASES / "notes").mkdir()
    (tmp_path / "current").symlink_to(f"{RELEASES}/r00")
    return tmp_path


def test_a_folder_that_is_no_release_stays(data):
    assert remove_old_releases(data, nights=1, months=1) == ["r01", "r02", "r40"]
    assert sorted(path.name for path in (data / RELEASES).iterdir()) == ["notes", "r00"]


def test_without_a_current_release_nothing_goes(data):
    (data / "current").unlink()
    assert remove_old_releases(data, nights=1, months=0) == []
