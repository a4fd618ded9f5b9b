"""Machines that publish to one address go on from each other, and a late one gives way."""

import json
import os
import time

import pytest

from tasks.raw.storage import open_storage
from tasks.release.published.folders import current_release
from tests.conftest import copy_data
from tests.support.command import begun, output_of, refusal_of, run, succeed
from tests.support.environment import environment
from tests.support.object_server import in_long_tests
from tests.support.runs import parquet_files, rows

IN_A_STORE = pytest.mark.parametrize("address", in_long_tests("objects"), indirect=True)


@pytest.fixture(params=["folder", *in_long_tests("objects")])
def address(request, tmp_path):
    if request.param == "folder":
        return f"file://{tmp_path}/shared"
    return request.getfixturevalue("objects").bucket()


@pytest.fixture
def env(address):
    """Raw store and releases at an address: nothing of a machine but its ledger stays on it."""
    return {
        "SENATE_RAW_STORE": f"{address}/raw",
        "SENATE_RELEASES": f"{address}/senate",
        **{name: value for name, value in os.environ.items() if name.startswith("AWS_")},
    }


@pytest.fixture
def published(sample_data, address, env, tmp_path):
    """The sample's release, published by a machine that worked with its own raw store first."""
    data = copy_data(sample_data, tmp_path / "first")
    store = open_storage(f"{address}/raw")
    for path in (data / "raw").rglob("*.*"):
        store.upload(path.relative_to(data / "raw").as_posix(), path)
    assert "unchanged" in output_of("ingest", "--from", "sample", "--data", data, env=env)
    return data


def pointed(address):
    return json.loads(open_storage(f"{address}/senate").read("current"))["version"]


def test_an_unchanged_run_publishes_what_was_not_handed_over_yet(published, address):
    assert pointed(address) == current_release(published).name


def test_a_fresh_folder_answers_from_the_release_at_the_address(published, address, env, tmp_path):
    query = "SELECT count(*) AS n FROM questions"
    shown = output_of("sql", query, "--json", "--data", tmp_path / "new", env=env)
    assert json.loads(shown) == [{"n": rows(published, "SELECT count(*) FROM questions")[0][0]}]
    found = json.loads(run("status", "--json", "--data", tmp_path / "new", env=env).stdout)
    assert found["version"] == pointed(address)
    assert [one["outcome"] for one in found["runs"]] == ["published"]
    done = run("ingest", "--from", "sample", "--data", tmp_path / "newer", env=env)
    assert "unchanged" in done.stdout


@pytest.mark.long
@pytest.mark.parametrize("words", [("sql", "SELECT 1"), ("status",), ("ingest", "--from", "sample")])
def test_an_address_without_store_is_1_where_there_is_no_release(objects, tmp_path, words):
    env = {"SENATE_RELEASES": "s3://no-such-bucket/senate", **objects.variables}
    said = refusal_of(*words, "--data", tmp_path, env=env, code=1)
    assert "s3://no-such-bucket/senate" in said
    assert objects.variables["AWS_SECRET_ACCESS_KEY"] not in said


@pytest.mark.long
def test_a_reader_of_an_older_release_is_reported_and_gets_it(small_copy, objects):
    env = {"SENATE_RELEASES": "s3://no-such-bucket/senate", **objects.variables}
    done = run("sql", "SELECT 1 AS one", "--json", "--data", small_copy, env=env)
    assert (done.returncode, json.loads(done.stdout)) == (0, [{"one": 1}])
    assert current_release(small_copy).name in done.stderr


@IN_A_STORE
def test_a_fresh_machine_goes_on_where_the_last_one_stopped(published, address, env, own_folder, tmp_path):
    done = run("ingest", "--from", own_folder, "--accept-drop", "no sample", "--data", published, env=env)
    assert done.returncode == 0, done.stderr
    before = pointed(address)
    second = tmp_path / "second"
    done = succeed("rebuild", "--data", second, env=env)
    manifest = json.loads((second / "current/manifest.json").read_text(encoding="utf-8"))
    assert (manifest["previous"], pointed(address)) == (before, manifest["version"])
    assert parquet_files(second) == parquet_files(published)
    assert rows(second, "SELECT count(*) FROM changes")[0][0] == 0
    assert len(rows(second, "SELECT run_id FROM runs")) == len(rows(published, "SELECT run_id FROM runs")) + 1


@IN_A_STORE
def test_a_run_during_which_another_machine_published_is_3_and_changes_nothing(
    published, address, env, tmp_path
):
    second, storage = tmp_path / "second", open_storage(f"{address}/senate")
    with begun("rebuild", "--data", second, env=environment(**env)) as late:
        while not (second / "current").exists():
            time.sleep(0.02)
        taken = current_release(second).name
        other = json.dumps({"version": "20990101T000000Z-00000000", "manifest_sha256": "0"}).encode()
        storage.write("current", other)
        _, said = late.communicate()
    assert late.returncode == 3, said
    assert "20990101T000000Z-00000000" in said
    assert storage.read("current") == other
    assert (current_release(second).name, len(list((second / "releases").iterdir()))) == (taken, 1)
