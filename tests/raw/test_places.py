"""What a place of files promises, the same for a folder and for an object store."""

import pickle
import threading

import pytest

from tasks.common.errors import MissingError, StorageError, UnreachableError, UsageError
from tasks.raw.storage import open_storage
from tests.support.object_server import in_long_tests

PLACES = ["folder", "file address", "memory", *in_long_tests("objects", "objects deep down")]


@pytest.fixture(params=PLACES)
def address(request, tmp_path):
    if request.param == "memory":
        return f"memory:/{tmp_path}/"
    if request.param.startswith("objects"):
        bucket = request.getfixturevalue("objects").bucket()
        return bucket if request.param == "objects" else f"{bucket}/deep/down/"
    return f"file://{tmp_path}/place" if request.param == "file address" else str(tmp_path / "place")


@pytest.fixture
def storage(address):
    return open_storage(address)


CONTENTS = {"a.txt": b"a", "b/c.bin": bytes(range(256)), "b/d/é e+f%20.txt": b"", "b/large": b"x" * 3_000_000}


@pytest.fixture
def filled(storage):
    for name, content in CONTENTS.items():
        storage.write(name, content, durable=name == "a.txt")
    storage.settle()
    return storage


def test_bytes_come_back_as_they_went_in(filled, address):
    assert {name: filled.read(name) for name in CONTENTS} == CONTENTS
    assert open_storage(address).read_many(list(CONTENTS)) == list(CONTENTS.values())


def test_names_are_all_below_a_name_in_order(request, storage):
    assert storage.names("") == storage.names("log") == []
    filled = request.getfixturevalue("filled")
    assert filled.names("") == sorted(CONTENTS)
    assert filled.names("b") == ["b/c.bin", "b/d/é e+f%20.txt", "b/large"]
    assert filled.names("b/d") == ["b/d/é e+f%20.txt"]
    assert filled.names("b/c") == filled.names("nothing") == []


def test_names_are_those_of_now(filled, address):
    """Another machine writes meanwhile."""
    assert "later" not in filled.names("")
    open_storage(address).write("later", b"1")
    assert "later" in filled.names("")


def test_a_file_is_replaced(filled):
    filled.write("a.txt", b"other")
    assert filled.read("a.txt") == b"other"


def test_what_is_not_there_is_reported_by_its_place_and_distinguished_among_several(filled):
    with pytest.raises(MissingError) as told:
        filled.read("b/nothing")
    assert filled.place("b/nothing") in str(told.value)
    first, missing, last = filled.read_many(["a.txt", "nothing", "b/c.bin"])
    assert (first, last) == (CONTENTS["a.txt"], CONTENTS["b/c.bin"])
    assert isinstance(missing, MissingError)
    assert filled.read_many([]) == []


def test_files_go_up_and_come_down(storage, tmp_path):
    (tmp_path / "up").write_bytes(CONTENTS["b/large"])
    storage.upload("x/y", tmp_path / "up")
    storage.download("x/y", tmp_path / "down")
    assert (tmp_path / "down").read_bytes() == storage.read("x/y") == CONTENTS["b/large"]
    assert storage.names("") == ["x/y"]


def test_a_file_that_is_not_there_does_not_come_down(storage, tmp_path):
    with pytest.raises(StorageError):
        storage.download("nothing", tmp_path / "down")
    assert not (tmp_path / "down").exists()


def test_removing_takes_everything_below(filled):
    filled.remove("b")
    assert filled.names("") == ["a.txt"]
    filled.remove("b")
    filled.remove("a.txt")
    assert filled.names("") == []


def test_a_place_can_be_sent_to_another_process(filled):
    assert pickle.loads(pickle.dumps(filled)).read("a.txt") == b"a"


def test_a_reader_beside_a_writer_sees_complete_files_only(storage):
    one, other = b"1" * 500_000, b"2" * 500_000
    storage.write("page", one)

    def write():
        for content in (other, one) * 10:
            storage.write("page", content)

    writer = threading.Thread(target=write)
    writer.start()
    seen = {storage.read("page") for _ in range(20)}
    writer.join()
    assert seen <= {one, other}


@pytest.mark.long
def test_no_store_at_the_address_is_reported_without_credentials(objects):
    storage = open_storage("s3://no-such-bucket/raw")
    for attempt in (lambda: storage.names("log"), lambda: storage.write("page", b"1")):
        with pytest.raises(UnreachableError) as told:
            attempt()
        assert "s3://no-such-bucket/raw" in str(told.value)
        assert "does not exist" in str(told.value)
        assert not any(objects.variables[name] in str(told.value) for name in ("AWS_SECRET_ACCESS_KEY",))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("foo://bucket/raw", "foo"),
        ("abfs://bucket/raw", "adlfs"),
        ("memory://", "alone"),
        ("memory:///", "alone"),
        pytest.param("s3://", "alone", marks=pytest.mark.long),
    ],
)
def test_an_address_that_nothing_knows_is_wrong_usage(address, said):
    with pytest.raises(UsageError, match=said):
        open_storage(address)
