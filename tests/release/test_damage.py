"""What tells a damaged release: sizes and dates at each look, sums where a date is odd, and on demand."""

import json
import os
from datetime import UTC, date, datetime, timedelta

import duckdb
import pytest

from tasks.common.errors import RefusedError
from tasks.common.redactions import Redactions, redaction
from tasks.operate.check import check
from tasks.operate.health import Limits
from tasks.raw import raw_store
from tasks.release.published.damage import damage, damage_sentence, unlisted, unlisted_sentence
from tasks.release.published.folders import last_good, undamaged_release
from tasks.release.published.manifest import read_manifest
from tasks.release.published.pointer import heal
from tests.operate.damage.harms import flipped, flipped_unseen
from tests.support.command import refusal_of, run
from tests.support.each_case import each_case
from tests.support.releases import (
    bare,
    follow,
    inputs,
    released,
    to_arrow,
    unverified,
    usual_database,
    without,
    world,
    write_manifest,
)

NAME = "texts.parquet"


@pytest.fixture
def release(tmp_path):
    found = released(tmp_path)
    for path in (found, *found.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return found


def test_a_release_as_it_was_written_is_complete_and_another_size_is_reported_by_a_look(release):
    assert damage(release) == damage(release, sums=True) == []
    size = (release / NAME).stat().st_size
    os.truncate(release / NAME, 500)
    assert damage(release) == [f"{NAME} has 500 bytes instead of {size:,}"]


def test_another_date_alone_is_no_damage(release):
    for path in release.rglob("*"):
        os.utime(path)
    os.utime(release / NAME, (0, 0))
    assert damage(release) == []


@pytest.mark.parametrize("at", [None, (0, 0), "kept"])
def test_other_content_is_reported_by_a_look_where_the_date_is_odd_and_by_sums_always(release, at):
    """Dated when it was changed, long ago, or as it was."""
    (flipped_unseen if at == "kept" else flipped)(release / NAME)
    if at == (0, 0):
        os.utime(release / NAME, at)
    clause = f"the content of {NAME} has changed"
    assert damage(release, sums=True) == [clause]
    assert damage(release) == [clause] * (at != "kept")


@each_case(
    "change",
    [
        lambda text: text.replace('"counts"', '"count5"'),
        lambda text: text.replace("0", "1", 1),
        lambda text: text + " ",
        lambda text: json.dumps(json.loads(text)),
        lambda _: "[" * 100_000,
        lambda _: "{}",
        lambda _: "",
    ],
)
def test_a_manifest_that_was_touched_is_no_manifest(usual, tmp_path, change):
    text = (usual / "manifest.json").read_text("utf-8")
    (tmp_path / "manifest.json").write_text(change(text), "utf-8")
    assert read_manifest(tmp_path) is None
    assert damage(tmp_path) == ["manifest.json is damaged"]


@each_case(
    "others",
    [
        {"created": "2026-05-04T04:00:00"},
        {"created": 5},
        {"counts": {"texts": "many"}},
        {"files": {NAME: 5}},
        {"coverage": {"5": {}}},
        {"changed_pages": [{}]},
        {"quality": {"pages": 5}},
        {"created": "9999-12-31T00:00:00+00:00"},
        {"files": {"../outside": {"bytes": 0, "sha256": "0" * 64}}},
        {"files": {"site/../../outside": {"bytes": 0, "sha256": "0" * 64}}},
        {"files": {"/outside": {"bytes": 0, "sha256": "0" * 64}}},
        {"files": {NAME: {"bytes": 0, "sha256": "0\r\nSet-Cookie: taken=1"}}},
    ],
)
def test_a_manifest_of_another_shape_is_none_whatever_its_sum(usual, tmp_path, others):
    write_manifest(tmp_path, read_manifest(usual) | others)
    assert read_manifest(tmp_path) is None


def test_only_a_manifest_of_schema_1_needs_no_sum(release):
    said = {name: value for name, value in read_manifest(release).items() if name != "sha256"}
    path = release / "manifest.json"
    path.write_text(json.dumps(said), "utf-8")
    assert read_manifest(release) is None
    path.write_text(json.dumps(said | {"schema_version": "1.5"}), "utf-8")
    assert read_manifest(release)["version"] == release.name


def test_many_damaged_files_are_counted(release):
    clauses = [f"{name} is missing" for name in "abcde"]
    assert damage_sentence(release, clauses) == (
        f"The release {release.name} is damaged: a is missing, b is missing, c is missing, "
        "2 more files are damaged."
    )


def test_the_newest_complete_release_is_gone_on_from(tmp_path, release):
    second, third = follow(tmp_path), follow(tmp_path)
    assert last_good(tmp_path) == third
    (third / NAME).unlink()
    assert undamaged_release(tmp_path) is None
    assert last_good(tmp_path) == second
    told = heal(tmp_path)
    assert told == [
        f"The release {third.name} is damaged: {NAME} is missing.",
        f"Continuing from the release {second.name}, which is intact.",
    ]
    assert (tmp_path / "current").resolve() == second
    assert (tmp_path / "releases" / f".damaged-{third.name}").is_dir()
    assert heal(tmp_path) == []
    assert release.is_dir()


def test_a_damaged_release_alone_stays_current_until_another_is_built(tmp_path, release):
    (release / NAME).unlink()
    assert heal(tmp_path)[-1] == (
        "No intact release leaves out the same; a new one must be built from the raw store."
    )
    assert (tmp_path / "current").resolve() == release
    new = bare(tmp_path)
    assert (tmp_path / "current").resolve() == new
    assert not release.exists()
    assert read_manifest(new)["compared_with"] is None


LIST = Redactions((redaction("Adèle Vermeirsteen", "5-90100", ("", ""), "Asked.", date(2026, 11, 30)),))


@pytest.mark.parametrize("broken", [NAME, "manifest.json"])
def test_no_release_that_leaves_out_less_comes_back(tmp_path, release, broken):
    second = follow(tmp_path, redactions={"lines": 1, "sha256": LIST.sha256})
    (second / broken).unlink()
    assert heal(tmp_path, LIST)[-1].startswith("No intact release leaves out the same")
    assert (tmp_path / "current").resolve() == second


def test_a_release_that_lost_another_file_still_tells_what_there_was(tmp_path, release):
    fewer = without(world(), "keywords", language="fr")
    (release / "site/index.html").unlink()
    heal(tmp_path)
    with pytest.raises(RefusedError, match="keywords"):
        bare(tmp_path, to_arrow(fewer))


def test_nothing_damaged_is_taken_over_into_the_explorer_of_the_next_release(tmp_path, release):
    shards = [path.relative_to(release) for path in (release / "site").glob("[qt]*s/*")]
    written = {name: (release / name).read_bytes() for name in shards}
    assert len(written) > 1
    for name in shards:
        flipped(release / name)
    heal(tmp_path)
    with usual_database():
        new = unverified(tmp_path, to_arrow(world()), inputs())
    assert {name: (new / name).read_bytes() for name in shards} == written


def test_a_table_that_the_manifest_does_not_list_is_damage(release):
    said = read_manifest(release)
    write_manifest(release, said | {"files": {k: v for k, v in said["files"].items() if k != NAME}})
    assert damage(release) == [f"{NAME} is not listed"]


def test_what_sums_alone_tell_is_found_by_every_look_after_healing(tmp_path, release):
    flipped_unseen(release / NAME)
    assert heal(tmp_path) == []
    assert heal(tmp_path, sums=True)[0].startswith(
        f"The release {release.name} is damaged: the content of {NAME}"
    )
    assert damage(release) == [f"the content of {NAME} has changed"]


def moved_and_linked(path, elsewhere):
    """Let a link lead to what stood there."""
    path.rename(elsewhere)
    path.symlink_to(elsewhere)


@pytest.mark.parametrize("name", [NAME, "manifest.json", "site/index.html", "site/assets"])
def test_a_link_to_the_same_content_is_no_file_or_folder_of_a_release(tmp_path, release, name):
    names = [f"{name}/{path.name}" for path in (release / name).glob("*")] or [name]
    moved_and_linked(release / name, tmp_path / "elsewhere")
    clauses = [f"{one} is reached through a link" for one in sorted(names)]
    assert damage(release) == damage(release, sums=True) == clauses


def test_releases_that_are_mounted_elsewhere_are_complete(tmp_path, release):
    moved_and_linked(tmp_path / "releases", tmp_path / "disk")
    moved_and_linked(tmp_path / "disk" / release.name, tmp_path / "other")
    for place in (release, tmp_path / "current", tmp_path / "other"):
        assert damage(place) == unlisted(place) == []


def test_healing_dates_no_file_to_which_a_link_leads(tmp_path, release):
    victims = tmp_path / "file", tmp_path / "folder/index.html"
    victims[1].parent.mkdir()
    for victim in victims:
        victim.write_text("precious", encoding="utf-8")
        os.utime(victim, (0, 0))
    (release / NAME).unlink()
    (release / NAME).symlink_to(victims[0])
    (release / "site").rename(tmp_path / "site")
    (release / "site").symlink_to(victims[1].parent)
    heal(tmp_path, sums=True)
    assert [victim.stat().st_mtime for victim in victims] == [0, 0]


def strewn(release):
    """Put files and links into a release that are none of its own."""
    (release / "notes.txt").write_text("mine", encoding="utf-8")
    (release / "site/etc").symlink_to("/etc")
    (release / "site/data/passwd").symlink_to("/etc/passwd")
    (release / "site/data/nowhere").symlink_to("nowhere")
    return ["notes.txt", "site/data/nowhere", "site/data/passwd", "site/etc"]


def test_what_the_manifest_does_not_name_is_reported_and_is_no_damage(tmp_path, release):
    assert unlisted(release) == []
    assert unlisted(tmp_path / "current") == []
    names = strewn(release)
    assert unlisted(release) == unlisted(tmp_path / "current") == names
    assert damage(release, sums=True) == []
    assert undamaged_release(tmp_path) == release
    assert heal(tmp_path, sums=True) == []
    assert unlisted_sentence(release, names) == (
        f"In the folder of the release {release.name} there are files or links that its manifest does not "
        "name: notes.txt, site/data/nowhere, site/data/passwd, and 1 more. They are no part of the release; "
        f"move them out of {release}."
    )
    (release / "manifest.json").unlink()
    assert unlisted(release) == []


def test_a_name_that_is_no_letters_is_reported(release):
    (release / os.fsdecode(b"a\xff")).write_bytes(b"")
    assert unlisted(release) == ["a\\xff"]


def test_what_a_reader_of_the_database_has_no_memory_for_is_not_reported(release):
    """DuckDB's own choice of a place, while a query runs."""
    limits = {"memory_limit": "30MB", "threads": 1}
    query = "SELECT range AS n, md5(range::VARCHAR) AS text FROM range(600_000) ORDER BY text, n"
    with duckdb.connect(str(release / "senate.duckdb"), read_only=True, config=limits) as reader:
        rows = reader.sql(query).to_arrow_reader(1000)
        rows.read_next_batch()
        spilled = [path.name for path in (release / "senate.duckdb.tmp").iterdir()]
        assert spilled
        assert unlisted(release) == []


def test_a_check_tells_them_with_what_to_do(tmp_path, release):
    def said():
        limits, now = Limits(timedelta.max, 1, 1), datetime.now(UTC)
        found = check(tmp_path, raw_store(tmp_path), limits, now, contact=None, shared=True)
        return [one.sentence for one in found if one.kind == "unlisted_files"]

    assert said() == []
    names = strewn(release)
    assert said() == [unlisted_sentence(release, names)]


def test_the_verification_ends_with_1_and_tells_them(tmp_path, release):
    names = strewn(release)
    assert unlisted_sentence(release, names) in refusal_of("release", "verify", "--data", tmp_path, code=1)
    done = run("release", "verify", "--json", "--data", tmp_path)
    found = json.loads(done.stdout)
    assert (done.returncode, found["damaged"], found["unlisted"]) == (1, [], names)
    for name in names:
        (release / name).unlink()
    done = run("release", "verify", "--data", tmp_path)
    assert (done.returncode, "is intact" in done.stdout) == (0, True)
