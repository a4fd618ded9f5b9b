"""Publishing: built aside, checked, swapped in by one rename; a refused build changes nothing."""

import hashlib
import json
import os
import re
import stat
from dataclasses import replace
from datetime import UTC, date, datetime

import duckdb
import pytest

from schemas.codes import SAMPLE_SOURCE
from schemas.marts import views
from schemas.marts.small import small_tables
from schemas.tables import CHANGES, SCHEMA_VERSION, TABLES, question_issue
from tasks.common.errors import RefusedError, StorageError
from tasks.common.files import files_below
from tasks.common.redactions import Redactions, redaction
from tasks.common.version import code_version
from tasks.present.publishing import publish
from tasks.release.checks.verify import VerificationError
from tasks.release.kept import is_current
from tasks.release.made_by import Extras
from tasks.release.published.folders import current_release, release_folder
from tasks.release.query import open_release
from tasks.tables.inputs import Inputs
from tests.support.privileges import make_read_only, small_disk
from tests.support.releases import (
    altered,
    bare,
    built,
    inputs,
    published,
    released,
    say_made_otherwise,
    snapshot,
    to_arrow,
    usual_data,
    usual_database,
    without,
    world,
)

pytestmark = pytest.mark.first

FOUND = {
    "texts_question_id_reference": "question_id=5-99999",
    "questions_status_code": "status=unheard of",
    "links_key": "times=2",
    "missing_question_unlisted": "target_id=5-90199",
}
"""The checks that fail of the faulty release, and the rows that they name."""


def fewer():
    return without(world(), "keywords", language="fr")


def faulty():
    """Rows that break four rules."""
    tables = altered(altered(world(), "texts", question_id="5-99999"), "questions", status="unheard of")
    return without(tables, "issues", kind="linked_question_missing") | {"links": tables["links"] * 2}


NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)


@pytest.fixture
def once():
    """A data folder with one release, to look at."""
    return usual_data()


@pytest.fixture
def manifest(once):
    return json.loads((once / "current/manifest.json").read_text("utf-8"))


def test_current_is_a_link_inside_the_data_folder_that_can_be_moved(once):
    target = (once / "current").readlink()
    assert not target.is_absolute()
    assert target.parts == ("releases", current_release(once).name)
    assert sorted(path.name for path in once.iterdir()) == ["current", "releases"]


def test_the_version_tells_the_time_and_the_inputs(once, manifest):
    version = current_release(once).name
    assert manifest["version"] == version
    assert version.endswith(f"Z-{inputs().fingerprint[:8]}")


def test_a_release_holds_the_files_of_the_contract(once):
    tables = {f"{table.name}.parquet" for table in TABLES}
    told = {"manifest.json", "datapackage.json", "SHA256SUMS"}
    others = told | {"senate.duckdb", "dictionary.md", "README.md", "changes.md", "feed.xml"}
    others |= {"attach.sql", "index.html"}
    others |= {f"views/{view.name}.parquet" for view in views() if view.kind == "stored"}
    held = set(snapshot(once / "current"))
    site = {name for name in held if name.startswith(("site/", "feeds/"))}
    assert held - site == tables | others | {small.path for small in small_tables()}
    assert "site/index.html" in site


def test_the_files_of_a_release_are_read_only(once):
    current = once / "current"
    for name in files_below(current):
        assert stat.S_IMODE((current / name).stat().st_mode) == 0o444, name


def test_the_manifest_has_size_and_hash_of_every_other_file(once, manifest):
    files = snapshot(once / "current")
    del files["manifest.json"]
    assert manifest["files"] == {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in files.items()
    }


def test_the_manifest_tells_counts_coverage_sources_and_versions(manifest):
    assert manifest["counts"] == {name: len(rows) for name, rows in world().items()} | {"changes": 0}
    days = {"asked_from": "2013-04-30", "asked_to": "2013-04-30"}
    assert manifest["coverage"] == {
        "5": {"questions": 3, "first_number": 90100, "last_number": 90102, **days}
    }
    assert manifest["sources"] == ["map"]
    assert manifest["inputs"] == inputs().fingerprint
    assert (manifest["code_version"], manifest["schema_version"]) == (code_version(), SCHEMA_VERSION)
    assert "accepted_drop" not in manifest


def test_the_data_package_matches_the_files(once, manifest):
    package = json.loads((once / "current/datapackage.json").read_text("utf-8"))
    assert package["version"] == manifest["version"]
    files = snapshot(once / "current")
    assert {resource["path"] for resource in package["resources"]} == {
        name for name in files if name.endswith(".csv") or (name.endswith(".parquet") and "/" not in name)
    }
    for resource in package["resources"]:
        content = files[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        read = "read_csv(?, header = true)" if resource["format"] == "csv" else "read_parquet(?)"
        columns = duckdb.execute(f"SELECT * FROM {read}", [str(once / "current" / resource["path"])])
        assert [field["name"] for field in resource["schema"]["fields"]] == [
            column[0] for column in columns.description
        ]


def test_a_release_is_current_for_its_own_inputs_alone(once, tmp_path):
    assert is_current(once, inputs())
    assert not is_current(once, inputs(count=2))
    assert not is_current(once, inputs(source="other"))
    assert not is_current(once, Inputs(inputs().captures, 5))
    assert not is_current(once, inputs(), Extras(search=True))
    assert not is_current(tmp_path, inputs())
    assert current_release(tmp_path) is None


@pytest.mark.parametrize("component", ["tables", "database", "descriptions", "explorer"])
def test_a_release_is_not_current_when_a_component_was_made_otherwise(data, component):
    say_made_otherwise(data / "current", component)
    assert not is_current(data, inputs())


def test_the_same_inputs_give_the_same_parquet_bytes_elsewhere(once, tmp_path):
    here, there = snapshot(once / "current"), snapshot(built(tmp_path / "there", to_arrow(world())))
    same = [name for name in here if name.endswith(".parquet") and name != f"{CHANGES.name}.parquet"]
    assert len(same) == len(TABLES) - 1 + sum(view.kind == "stored" for view in views())
    assert [name for name in same if here[name] != there[name]] == []


@pytest.mark.long
def test_the_same_inputs_can_be_published_again_at_once(tmp_path):
    first, second = (bare(tmp_path, now=NOON) for _ in range(2))
    assert second.name == f"{first.name}-2"
    assert second == current_release(tmp_path)


def refused(data, tables):
    """Why a release is refused, which must change nothing."""
    last, before = current_release(data), snapshot(data / "current")
    with pytest.raises(RefusedError) as error:
        published(data, to_arrow(tables), inputs(count=2), explorer=False)
    assert error.value.ends.exit_code == 3
    assert "the last good one is kept" in str(error.value)
    assert current_release(data) == last
    assert snapshot(data / "current") == before
    assert [path.name for path in (data / "releases").iterdir()] == [last.name]
    return str(error.value)


def test_a_faulty_release_and_a_missing_value_are_refused_and_the_last_one_stays_complete(data):
    lines = refused(data, faulty()).split("\n")
    for check, row in FOUND.items():
        assert [row in line for line in lines if check in line] == [True], check
    assert "texts_text_null" in refused(data, altered(world(), "texts", text=None))


@pytest.mark.long
def test_a_fault_refuses_a_release_though_another_file_fails_for_it(data, monkeypatch):
    def fail(folder, *_):
        raise ValueError(folder)

    monkeypatch.setattr("tasks.present.publishing.describe", fail)
    with pytest.raises(RefusedError, match="texts_question_id_reference"):
        published(data, to_arrow(faulty()), inputs(count=2))
    with pytest.raises(ValueError, match="building"):
        bare(data)
    assert is_current(data, inputs())


@pytest.mark.long
def test_what_went_wrong_first_is_reported_where_the_checks_cannot_run_either(data, monkeypatch):
    def fail(*_):
        raise StorageError("No room.")

    def cannot_run(*_):
        raise VerificationError("The new release cannot be opened.")

    monkeypatch.setattr("tasks.release.publish.verify_in_fresh_process", cannot_run)
    with usual_database():
        with monkeypatch.context() as full:
            full.setattr("tasks.present.publishing.describe", fail)
            with pytest.raises(StorageError, match="No room"):
                publish(data, to_arrow(world()), inputs(count=2))
        with pytest.raises(VerificationError):
            publish(data, to_arrow(world()), inputs(count=2))
    assert is_current(data, inputs())


def test_an_accepted_drop_accepts_no_fault_and_a_refused_first_release_leaves_none(tmp_path):
    with pytest.raises(RefusedError, match="texts_question_id_reference"):
        published(tmp_path, to_arrow(faulty()), inputs(), explorer=False, accepted_drop="we know")
    assert current_release(tmp_path) is None
    assert list((tmp_path / "releases").iterdir()) == []


def test_counts_that_fell_are_refused_with_what_to_do(data):
    said = refused(data, fewer())
    assert "keywords_fell" in said
    assert "--accept-drop" in said


def test_a_line_of_the_list_that_no_longer_matches_is_refused(data):
    redactions = Redactions((redaction("CÚcile", "5-90100", ("", ""), "Asked.", date(2026, 11, 30)),))
    tables = world()
    tables["issues"].append(
        question_issue("5-90100", "redacted", "Left out since 2026-11-30 (author 1): Asked.")
    )
    bare(data, to_arrow(tables), replace(inputs(count=2), redactions=redactions))
    tables["issues"][-1] |= {"kind": "redaction_unmatched", "detail": "No. 1 matches nothing."}
    with pytest.raises(RefusedError, match=r"redaction_lapsed.*question_id=5-90100.*\n.*--accept-drop"):
        bare(data, to_arrow(tables), replace(inputs(count=3), redactions=redactions))


@pytest.mark.long
def test_counts_may_fall_when_own_pages_take_the_place_of_the_sample_alone(tmp_path):
    sample = bare(tmp_path, given=inputs(SAMPLE_SOURCE))
    with pytest.raises(RefusedError):
        bare(tmp_path, to_arrow(fewer()), inputs(SAMPLE_SOURCE, 2))
    assert current_release(tmp_path) == sample
    own = bare(tmp_path, to_arrow(fewer()))
    assert current_release(tmp_path) == own


def test_the_next_release_takes_the_place_of_the_last_which_open_readers_keep_and_removes_leftovers(data):
    """Killed runs leave a folder and a link."""
    last = current_release(data)
    leftover = data / "releases/.building-20200101T000000Z-00000000"
    leftover.mkdir()
    (leftover / "texts.parquet").write_bytes(b"half")
    pointer = data / ".current.4242"
    pointer.symlink_to("releases/nowhere")
    with open_release(release_folder(data, None)) as opened:
        new = bare(data)
        assert opened.execute("SELECT count(*) FROM questions").fetchone() == (3,)
    assert current_release(data) == new
    assert (last / "manifest.json").is_file()
    assert sorted(path.name for path in data.iterdir()) == ["current", "releases"]
    assert {path.name for path in (data / "releases").iterdir()} == {last.name, new.name}


def test_a_manifest_that_cannot_be_read_does_not_stop_the_next_release(data):
    path = data / "current/manifest.json"
    path.chmod(0o644)
    path.write_text('{"counts": ', encoding="utf-8")
    assert bare(data) == current_release(data)


def test_a_full_disk_is_reported_and_the_last_release_stays(tmp_path):
    with small_disk(tmp_path / "disk", 24_000) as disk:
        released(disk)
        before = snapshot(disk / "current")
        (disk / "filling").write_bytes(os.urandom(23_000_000 - sum(map(len, before.values()))))
        with pytest.raises(StorageError) as error:
            released(disk, count=2)
        assert re.search(rf"of {disk}/releases: \d[\d.]* MB is needed and .* is free", str(error.value))
        assert is_current(disk, inputs())
        assert snapshot(disk / "current") == before
        assert len(list((disk / "releases").iterdir())) == 1


def test_a_read_only_disk_is_reported_and_the_last_release_stays(tmp_path):
    with small_disk(tmp_path / "disk", 20_000) as disk:
        released(disk)
        before = snapshot(disk / "current")
        make_read_only(disk)
        with pytest.raises(StorageError, match="Read-only file system"):
            released(disk, count=2)
        with open_release(release_folder(disk, None)) as opened:
            assert opened.execute("SELECT count(*) FROM questions").fetchone() == (3,)
        assert snapshot(disk / "current") == before
