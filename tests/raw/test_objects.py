"""A raw store in an object store: the same pages and log, with the journal of a run at work on the disk."""

import json
from dataclasses import replace

import fsspec
import pytest

from tasks.common.errors import StorageError, UnreachableError
from tasks.common.workers import Workers
from tasks.pipeline.reading import ShardReader
from tasks.pipeline.shards import split_into_shards
from tasks.raw import RawStore, captures, raw_store, sha256_of
from tasks.raw.storage.objects import ObjectStorage
from tasks.raw.store import verify_store
from tests.raw.test_log import ANSWER, NO_ANSWER, RUN
from tests.support.command import output_of, refusal_of, run, succeed
from tests.support.kept import MAKE_SMALL
from tests.support.object_server import in_long_tests
from tests.support.raw_stores import all_files, at, entry
from tests.support.runs import parquet_files

PAGES = [f"page {number}".encode() for number in range(101)]


class Counted(ObjectStorage):
    """An object store that notes what it is asked."""

    def __init__(self, address):
        super().__init__(address)
        self.asked = []

    def names(self, under):
        self.asked.append("list")
        return super().names(under)

    def read_many(self, names):
        self.asked.append("read")
        return super().read_many(names)

    def write(self, name, content, *, durable=False):
        self.asked.append("write")
        super().write(name, content, durable=durable)


@pytest.fixture(params=["memory", *in_long_tests("objects")])
def address(request, tmp_path):
    if request.param == "memory":
        return f"memory:/{tmp_path}/raw"
    return f"{request.getfixturevalue('objects').bucket()}/raw"


@pytest.fixture
def bucket(objects):
    """The address of a store that a server has."""
    return f"{objects.bucket()}/raw"


@pytest.fixture
def store(address, tmp_path):
    return RawStore(tmp_path / "raw", ObjectStorage(address))


def test_pages_and_log_come_back_elsewhere(store, address, tmp_path):
    entries = [entry(content, number + 1, fetched_at=at(1)) for number, content in enumerate(PAGES[:3])]
    hashes = [store.put(content) for content in PAGES[:3]]
    store.append(entries, RUN, 0)
    elsewhere = raw_store(tmp_path / "elsewhere", address)
    assert list(elsewhere.entries()) == entries
    assert list(elsewhere.pages(hashes)) == PAGES[:3]
    assert list(elsewhere.hashes()) == sorted(hashes)
    assert not (tmp_path / "raw").exists()


def test_what_is_noted_stays_on_the_disk_until_it_is_sealed(store, address, tmp_path):
    for row in (ANSWER, NO_ANSWER):
        store.note(row, RUN, 0)
    elsewhere = raw_store(tmp_path / "elsewhere", address)
    assert list(store.entries()) == [ANSWER, NO_ANSWER]
    assert (list(elsewhere.entries()), list(all_files(tmp_path))) == ([], [f"raw/log/{RUN}-00000.journal"])
    store.seal()
    assert list(store.entries()) == list(elsewhere.entries()) == [ANSWER, NO_ANSWER]
    assert all_files(tmp_path) == {}


def test_a_journal_whose_segment_came_already_is_not_counted_twice(store, tmp_path):
    store.note(ANSWER, RUN, 0)
    store.append([ANSWER], RUN, 0)
    assert list(store.entries()) == [ANSWER]
    store.note(NO_ANSWER, RUN, 0)
    store.seal()
    assert list(store.entries()) == [ANSWER, NO_ANSWER]


def test_thousands_of_pages_are_not_asked_for_one_by_one(address, tmp_path):
    first = Counted(address)
    RawStore(tmp_path, first).append([], RUN, 0)
    writing = RawStore(tmp_path, first)
    hashes = [writing.put(content) for content in PAGES]
    assert first.asked == ["list", *["write"] * len(PAGES)]
    again = Counted(address)
    store = RawStore(tmp_path, again)
    assert [store.put(content) for content in PAGES] == hashes
    assert all(store.is_complete(sha256) for sha256 in hashes)
    assert again.asked == ["list"]
    assert list(store.pages(hashes)) == PAGES
    assert again.asked.count("read") == 2


def test_one_page_of_the_site_is_one_request(address, tmp_path):
    storage = Counted(address)
    RawStore(tmp_path, storage).put(b"page", durable=True)
    assert storage.asked == ["write"]


def test_damage_and_loss_are_reported_and_a_removed_object_is_brought_in_again(store, address, tmp_path):
    damaged, lost, whole = (store.put(content) for content in PAGES[:3])
    store.append([entry(content, number + 1) for number, content in enumerate(PAGES[:3])], RUN, 0)
    files, root = fsspec.core.url_to_fs(address)
    place = f"{root}/pages"
    files.pipe_file(f"{place}/{damaged[:2]}/{damaged}.gz", b"torn")
    files.rm_file(f"{place}/{lost[:2]}/{lost}.gz")
    found = verify_store(RawStore(tmp_path, ObjectStorage(address)))
    assert (found.whole, found.damaged, found.missing) == (1, (damaged,), (lost,))
    for sha256 in (damaged, lost):
        with pytest.raises(StorageError, match=f"{address}/.*{sha256}"):
            store.get(sha256)
    files.rm_file(f"{place}/{damaged[:2]}/{damaged}.gz")
    mending = RawStore(tmp_path, ObjectStorage(address))
    assert [mending.put(content) for content in PAGES[:3]] == [damaged, lost, whole]
    assert verify_store(mending).whole == 3


def test_a_damaged_segment_is_reported_by_its_address(store, address):
    store.append([entry()], RUN, 0)
    files, root = fsspec.core.url_to_fs(address)
    files.pipe_file(f"{root}/log/{RUN}-00000.parquet", b"torn")
    with pytest.raises(StorageError, match=rf"damaged segment, {address}/log/.*\.parquet"):
        list(store.entries())


@pytest.mark.long
def test_a_store_that_cannot_be_asked_ends_the_work_and_sets_no_page_aside(tmp_path):
    pages = [replace(entry(b"page", 1), fetched_at=at(1))]
    local = RawStore(tmp_path / "raw")
    local.put(b"page")
    local.append(pages, RUN, 0)
    shards = split_into_shards(captures(list(local.entries())), {})
    gone = RawStore(tmp_path / "raw", ObjectStorage("s3://no-such-bucket/raw"))
    with pytest.raises(UnreachableError):
        gone.is_complete(sha256_of(b"page"))
    closed = RawStore(tmp_path / "raw", Closed("s3://no-such-bucket/raw"))
    with pytest.raises(UnreachableError):
        ShardReader(closed, 1_000).read(shards, Workers(0))


class Closed(ObjectStorage):
    """An object store whose server lets nobody in."""

    def __init__(self, address):
        super().__init__(address)
        self._filesystem = fsspec.filesystem(
            "s3",
            key="somebody",
            secret="secret",
            endpoint_url="http://127.0.0.1:9",
            config_kwargs={"retries": {"max_attempts": 1}},
        )
        self._filesystem.retries = 1


def in_store(address, objects):
    return {"SENATE_RAW_STORE": address, **objects.variables}


@pytest.mark.long
def test_a_release_from_an_object_store_is_byte_for_byte_that_from_a_folder(
    small_data, bucket, objects, tmp_path
):
    env, again = in_store(bucket, objects), (*MAKE_SMALL, "--data", tmp_path / "one")
    output_of(*again, env=env, cwd=small_data.parent)
    assert not (tmp_path / "one/raw").exists()
    assert parquet_files(tmp_path / "one") == parquet_files(small_data)
    assert "unchanged" in output_of(*again, env=env, cwd=small_data.parent)
    output_of("rebuild", "--data", tmp_path / "two", env=env)
    assert parquet_files(tmp_path / "two") == parquet_files(small_data)


@pytest.mark.long
def test_verify_and_export_read_an_object_store(small_data, bucket, objects, tmp_path):
    files = fsspec.filesystem("s3")
    files.put(f"{small_data}/raw/", f"{bucket}/", recursive=True)
    env = in_store(bucket, objects)
    found = [
        json.loads(run("raw", "verify", "--json", "--data", data, env=variables).stdout)
        for data, variables in ((tmp_path, env), (small_data, None))
    ]
    assert found[0] == found[1]
    for name, data, variables in (("a", tmp_path, env), ("b", small_data, None)):
        (tmp_path / name).mkdir()
        words = ("raw", "export", "--warc", tmp_path / name / "pages.warc", "--data", data)
        succeed(*words, env=variables)
    assert (tmp_path / "a/pages.warc").read_bytes() == (tmp_path / "b/pages.warc").read_bytes()


@pytest.mark.long
@pytest.mark.parametrize("command", [("ingest", "--from", "sample"), ("rebuild",), ("raw", "verify")])
@pytest.mark.parametrize("wrong", ["bucket", "no credentials"])
def test_a_store_that_does_not_open_is_1_and_reported_without_secrets(objects, tmp_path, command, wrong):
    env = in_store("s3://no-such-bucket/raw", objects)
    if wrong == "no credentials":
        env = {name: env[name] for name in ("SENATE_RAW_STORE", "AWS_ENDPOINT_URL")}
        env |= {"AWS_EC2_METADATA_DISABLED": "true", "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}
    said = refusal_of(*command, "--data", tmp_path, env=env, code=1)
    assert "s3://no-such-bucket/raw" in said
    assert "very-secret" not in said


@pytest.mark.parametrize(
    "value", ["s3://key:word@bucket/raw", "s3://bucket/*", " ", "smb:raw", "~someone/raw"]
)
def test_an_address_with_a_password_or_a_pattern_is_2_and_the_password_is_not_shown(tmp_path, value):
    for name in ("raw_store", "releases", "redactions"):
        said = refusal_of("status", "--data", tmp_path, env={f"SENATE_{name.upper()}": value})
        assert name in said
        assert "word@" not in said
    refusal_of("status", "--data", tmp_path, env={"SENATE_REDACTIONS": "smb://host/list.tsv"})


def test_without_the_package_of_a_store_the_command_is_2_and_names_the_extra(tmp_path):
    done = run("raw", "verify", "--data", tmp_path, env={"SENATE_RAW_STORE": "abfs://bucket/raw"})
    assert done.returncode == 2
    assert "adlfs" in done.stderr
    assert "cluster" in done.stderr


class Shaky(ObjectStorage):
    """An object store whose connection breaks at the first request of each kind."""

    def __init__(self, address):
        super().__init__(address)
        self._filesystem = Breaking(self._filesystem)


class Breaking:
    """A filesystem whose methods each fail once."""

    def __init__(self, filesystem):
        self._filesystem, self._failed = filesystem, set()

    def __getattr__(self, name):
        def method(*given, **options):
            if name not in self._failed:
                self._failed.add(name)
                raise ConnectionResetError(f"{name} was reset")
            return getattr(self._filesystem, name)(*given, **options)

        return method


def test_a_connection_that_breaks_is_tried_again(tmp_path, monkeypatch):
    monkeypatch.setattr("tasks.common.retries.PAUSES", (0, 0))
    store = Shaky("memory://shaky/raw")
    (tmp_path / "file").write_bytes(b"from a file")
    store.write("written", b"content")
    store.upload("uploaded", tmp_path / "file")
    store.download("uploaded", tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == b"from a file"
    assert store.read_many(["written"]) == [b"content"]
    assert store.names("") == ["uploaded", "written"]
    store.remove("uploaded")
    assert store.names("") == ["written"]
