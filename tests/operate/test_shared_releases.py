"""Releases at an address: seen when they are whole, taken over whole, never overwritten by who came late."""

import hashlib
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from schemas.arrow import arrow_schema
from schemas.tables import RUNS, table
from tasks.common.errors import FileError, LaterVersionError, RefusedError, StorageError, UnreachableError
from tasks.common.files import files_below
from tasks.operate.ledger import ledger, record_run
from tasks.operate.shared_releases import SharedReleases
from tasks.raw.storage import open_storage
from tasks.raw.storage.folder import FolderStorage
from tasks.release.describe import as_json
from tasks.release.published.folders import current_release
from tasks.release.published.manifest import sealed
from tasks.release.published.pointer import swap_in
from tests.support.object_server import in_long_tests
from tests.support.raw_stores import at
from tests.support.releases import manifest_of, snapshot, write_manifest

ONE, TWO, THREE, FOUR = (f"2026010{day}T040000Z-{day * 11111111}" for day in range(1, 5))
FILES = ("manifest.json", "questions.parquet", "runs.parquet", "site/manifest.json")


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def release(data, version, previous=None):
    """A small release that is made current in a data folder."""
    folder = data / "releases" / version
    folder.mkdir(parents=True)
    (folder / "questions.parquet").write_bytes(version.encode() * 1000)
    (folder / "site").mkdir()
    (folder / "site/manifest.json").write_text(version, encoding="utf-8")
    run = {"run_id": f"run-{version}", "flow": "nightly", "outcome": "published", "counts": "{}"}
    rows = [run | {"started_at": at(1), "ended_at": at(1, 1)}]
    pq.write_table(pa.Table.from_pylist(rows, schema=arrow_schema(table("runs"))), folder / "runs.parquet")
    contents = {name: (folder / name).read_bytes() for name in FILES[1:]}
    listed = {name: {"bytes": len(held), "sha256": sha256(held)} for name, held in contents.items()}
    created = f"{version[:4]}-{version[4:6]}-{version[6:8]}T04:00:00+00:00"
    write_manifest(folder, manifest_of(version, created, previous=previous, files=listed))
    swap_in(data, folder)
    return folder


both = pytest.mark.parametrize("storage", ["folder", "memory", *in_long_tests("objects")], indirect=True)


def each_in_a_folder_and_one_as_object(name, values):
    """A parameter whose values are all tried in a folder, and the last one as objects too."""
    cases = [*(("folder", value) for value in values), ("memory", values[-1])]
    return pytest.mark.parametrize(("storage", name), cases, indirect=["storage"])


@pytest.fixture
def storage(request, tmp_path):
    kind = getattr(request, "param", "folder")
    if kind == "memory":
        return open_storage(f"memory:/{tmp_path}/senate")
    if kind == "objects":
        return open_storage(f"{request.getfixturevalue('objects').bucket()}/senate")
    return FolderStorage(tmp_path / "shared")


@pytest.fixture
def machines(tmp_path, storage):
    """The data folders of two machines, and the shared releases as each sees them."""
    folders = [tmp_path / name for name in ("first", "second")]
    for folder in folders:
        folder.mkdir()
    return [(folder, SharedReleases(storage, folder)) for folder in folders]


@pytest.fixture
def first(machines):
    """The first machine, which has published a release."""
    data, shared = machines[0]
    shared.take_over()
    release(data, ONE)
    assert shared.hand_over()
    return machines[0]


@pytest.fixture
def second(machines):
    return machines[1]


def pointer(storage):
    return json.loads(storage.read("current"))


@both
def test_a_release_and_its_pointer_are_at_the_address(first, storage):
    data, shared = first
    assert storage.names("") == ["current", *(f"releases/{ONE}/{name}" for name in FILES)]
    said = (data / "releases" / ONE / "manifest.json").read_bytes()
    assert pointer(storage) == {"version": ONE, "manifest_sha256": sha256(said)}
    assert not shared.hand_over()


def test_nothing_is_handed_over_by_a_folder_without_release(second, storage):
    _, shared = second
    shared.take_over()
    assert not shared.hand_over()
    assert storage.names("") == []


@both
def test_another_machine_takes_over_release_and_runs(first, second):
    data, shared = second
    shared.take_over()
    assert current_release(data) == data / "releases" / ONE
    assert snapshot(data / "current") == snapshot(first[0] / "current")
    assert [run["run_id"] for run in ledger(data)] == [f"run-{ONE}"]
    assert not list((data / "releases").glob(".*"))
    current = data / "current"
    assert [name for name in files_below(current) if (current / name).stat().st_mode & 0o222] == []
    assert not shared.hand_over()


def test_a_ledger_keeps_what_it_says_itself(first, second):
    data, shared = second
    run = {"run_id": f"run-{ONE}", "flow": "here", "outcome": "failed", "counts": "{}"}
    record_run(data, RUNS.row(**run, started_at=at(1), ended_at=at(1)))
    shared.take_over()
    assert [run["flow"] for run in ledger(data)] == ["here"]


@both
def test_a_pointer_that_moved_is_left_and_the_run_refused(first, second, storage):
    data, shared = second
    shared.take_over()
    first[1].take_over()
    release(first[0], TWO, ONE)
    first[1].hand_over()
    with pytest.raises(RefusedError, match=TWO):
        shared.require_unmoved()
    release(data, THREE, ONE)
    with pytest.raises(RefusedError, match=TWO):
        shared.hand_over()
    assert pointer(storage)["version"] == TWO
    shared.take_over()
    assert current_release(data).name == TWO


def test_a_release_that_could_not_be_handed_over_is_by_the_next_run(first, storage):
    data, _ = first
    release(data, TWO, ONE)
    release(data, THREE, TWO)
    again = SharedReleases(storage, data)
    again.take_over()
    assert current_release(data).name == THREE
    assert again.hand_over()
    assert pointer(storage)["version"] == THREE


@each_in_a_folder_and_one_as_object("last", FILES)
def test_what_was_handed_over_in_part_is_never_seen_and_removed_in_the_end(first, second, storage, last):
    """The run dies when it has written so many files, and before the pointer."""
    data = first[0]
    release(data, TWO, ONE)
    dying = SharedReleases(Dying(storage, last), data)
    dying.take_over()
    with pytest.raises(KeyboardInterrupt):
        dying.hand_over()
    assert pointer(storage)["version"] == ONE
    second[1].take_over()
    assert current_release(second[0]).name == ONE
    release(second[0], THREE, ONE)
    second[1].hand_over()
    kept = {name.split("/")[1] for name in storage.names("releases")}
    assert kept == {ONE, THREE} | ({TWO} if last == "manifest.json" else set())


class Dying:
    """A storage whose writer dies when it has written a certain file."""

    def __init__(self, storage, last):
        self.storage = storage
        self.last = last

    def __getattr__(self, name):
        return getattr(self.storage, name)

    def upload(self, name, path):
        self.storage.upload(name, path)
        if name.split("/", 2)[2] == self.last:
            raise KeyboardInterrupt


@each_in_a_folder_and_one_as_object("name", FILES)
@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_a_release_that_is_not_complete_is_not_taken_over(first, second, storage, name, harm):
    place = f"releases/{ONE}/{name}"
    if harm == "gone":
        storage.remove(place)
    else:
        storage.write(place, storage.read(place) + b" ")
    data, shared = second
    with pytest.raises(StorageError) as told:
        shared.take_over()
    assert storage.place() in str(told.value)
    assert current_release(data) is None
    assert list((data / "releases").iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"version": "../../etc", "manifest_sha256": ""}', b"\xff"]
)
def test_a_pointer_that_says_nothing_is_reported(second, storage, content):
    storage.write("current", content)
    with pytest.raises(StorageError):
        second[1].take_over()
    assert not list(second[0].rglob("*.parquet"))


def manifest(**said):
    return sealed(as_json(manifest_of(ONE, "2026-01-01T04:00:00+00:00", **said))).encode()


OUTSIDE = ("../outside", "site/../../outside", "/outside", "site//outside", "site/.hidden")
UNUSABLE = {
    f"names {name}": (
        manifest(files={name: {"bytes": 0, "sha256": "0" * 64}}),
        FileError,
        "nothing was changed",
    )
    for name in OUTSIDE
} | {
    "is none": (json.dumps({"version": ONE}).encode(), FileError, "names is damaged"),
    "is of a later version": (manifest(schema_version="99.0"), LaterVersionError, r"99\.0"),
}
"""Manifests, some written to do harm, as the pointer names them; the error, and a part of its sentence."""


@pytest.mark.parametrize("which", UNUSABLE)
def test_a_release_whose_manifest_cannot_be_used_is_not_taken_over(first, second, storage, which):
    said, error, sentence = UNUSABLE[which]
    storage.write(f"releases/{ONE}/manifest.json", said)
    storage.write("current", json.dumps({"version": ONE, "manifest_sha256": sha256(said)}).encode())
    with pytest.raises(error, match=sentence):
        second[1].take_over()
    assert files_below(second[0]) == []


@both
def test_a_pointer_to_what_is_not_there_says_what_to_do(second, storage):
    storage.write("current", json.dumps({"version": ONE, "manifest_sha256": "0"}).encode())
    with pytest.raises(StorageError, match=f"names the release {ONE}, which is not there: .* or remove it"):
        second[1].take_over()


def test_a_release_that_was_named_and_not_yet_pointed_to_is_taken_over(first, second):
    """The machine died between the two renames of taking over."""
    data, shared = second
    shared.take_over()
    (data / "current").unlink()
    shared.take_over()
    assert current_release(data).name == ONE


@both
def test_old_releases_go_by_the_same_rule(first, storage):
    data, shared = first
    storage.write("releases/notes/readme.txt", b"of a person")
    for version, previous in ((TWO, ONE), (THREE, TWO), (FOUR, THREE)):
        release(data, version, previous)
        shared.hand_over()
    assert shared.remove_old(2, 0) == [TWO, ONE]
    assert {name.split("/")[1] for name in storage.names("releases")} == {THREE, FOUR, "notes"}


@pytest.mark.long
def test_an_address_without_store_is_reported(objects, tmp_path):
    release(tmp_path, ONE)
    shared = SharedReleases(open_storage("s3://no-such-bucket/senate"), tmp_path)
    with pytest.raises(UnreachableError, match="no-such-bucket"):
        shared.hand_over()


def test_what_the_manifest_does_not_name_is_not_handed_over(first, storage, tmp_path):
    data, shared = first
    folder = release(data, TWO, ONE)
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    (folder / "site/link").symlink_to(tmp_path / "secret")
    assert shared.hand_over()
    there = {name.removeprefix(f"releases/{TWO}/") for name in storage.names(f"releases/{TWO}")}
    assert there == {"manifest.json", *FILES}
