"""A mistake of ours is never reported as damage of a source; an error of a library always is."""

import zipfile
from pathlib import Path

import pytest
from warcio.recordloader import ArcWarcRecordLoader

from tasks.fetch.files import archive, files, provenance, unpacked, warc, zip_members
from tests.fetch.files.hostile import Packed, zip_bytes
from tests.support.each_case import each_case
from tests.support.sources import ADDRESS, Response, lay_out, taken, warc_bytes

CHUNKED = (("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip"))
RECORDS = [
    Response(ADDRESS.format(1), b"<html>one</html>"),
    Response(ADDRESS.format(2), b"4\r\npage\r\n0\r\n\r\n", headers=CHUNKED),
]
MEMBERS = {
    "a.html": b"<html>a</html>",
    "a.html.url": ADDRESS.format(3).encode(),
    "b.warc": warc_bytes(RECORDS, gzip=False),
    "c.html": b"<html>c</html>" * 9,
}
SOURCES = {
    "a.warc": warc_bytes(RECORDS, gzip=False),
    "a.warc.gz": warc_bytes(RECORDS),
    "a.zip": zip_bytes(*(Packed(name, content, 8) for name, content in MEMBERS.items())),
    "a.html": b"<html>a</html>",
}
MISTAKES = [KeyError, TypeError, AttributeError, IndexError, MemoryError]


def of(owner, *names: str) -> list[tuple]:
    return [(owner, name) for name in names]


OURS = {
    "a.warc": [
        *of(warc, "_page", "read_page", "parse_address", "read_time", "_unpacked"),
        *of(warc.RecordStream, "readline", "begin_content"),
        *of(warc._Records, "_consume_blanklines"),
        *of(warc._Tail, "read"),
    ],
    "a.warc.gz": of(unpacked.Unpacked, "readinto", "_next_packed"),
    "a.zip": [
        *of(archive, "read_page", "read_sidecar", "page_from_file", "kind_of", "pages_of_records"),
        *of(warc, "_page"),
        *of(provenance, "_mirrored"),
        *of(zip_members, "path_of"),
        *of(zip_members._File, "read"),
        *of(zip_members._Members, "add"),
        *of(zip_members._Content, "readinto"),
    ],
    "a.html": of(files, "read_page", "_beside", "page_from_file"),
}
LIBRARIES = {
    "a.warc": [
        *of(ArcWarcRecordLoader, "parse_record_stream", "load_http_headers"),
        *of(warc.LimitReader, "read"),
        *of(warc.ChunkedDataReader, "read"),
    ],
    "a.zip": [*of(zipfile.ZipFile, "_RealGetContents", "open"), *of(zipfile.ZipExtFile, "read1")],
}
WHERE = [(name, *where) for name, places in OURS.items() for where in places]
CALLED = [(name, *where) for name, places in LIBRARIES.items() for where in places]


def name_of(place: tuple) -> str:
    source, owner, name = place
    return f"{source}-{owner.__name__.rpartition('.')[-1]}.{name}"


@pytest.mark.parametrize("name", SOURCES)
def test_the_sources_themselves_are_read_to_their_end(tmp_path, name):
    pages, report = taken(lay_out(tmp_path, {name: SOURCES[name]}) / name)
    assert pages
    assert report.problems == []


def plant(monkeypatch, owner, name: str, error: type[Exception]) -> list[int]:
    """Let a function of ours raise an error; what comes back counts how often it was called."""
    calls = []

    def mistaken(*_, **__):
        calls.append(1)
        raise error("planted")

    monkeypatch.setattr(owner, name, mistaken)
    return calls


@each_case("error", MISTAKES)
@pytest.mark.parametrize("place", WHERE, ids=name_of)
def test_a_mistake_of_ours_comes_out_as_itself(tmp_path, monkeypatch, place, error):
    source, owner, name = place
    path = lay_out(tmp_path, {source: SOURCES[source]}) / source
    calls = plant(monkeypatch, owner, name, error)
    with pytest.raises(error, match="planted"):
        taken(path)
    assert calls


ERRORS = [*MISTAKES, OverflowError, EOFError, NotImplementedError]


def in_library(error: type[Exception], module: str):
    """A function that raises an error as a library does: from a module of its name."""
    names = {"__name__": module, "error": error}
    exec("def broken(*_, **__):\n    raise error('a header that lies')", names)
    return names["broken"]


@each_case("error", ERRORS)
@pytest.mark.parametrize("place", CALLED, ids=name_of)
def test_an_error_of_a_library_is_damage_with_a_sentence(tmp_path, monkeypatch, place, error):
    source, owner, name = place
    path = lay_out(tmp_path, {source: SOURCES[source]}) / source
    monkeypatch.setattr(owner, name, in_library(error, owner.__module__))
    _, report = taken(path)
    assert report.problems
    assert all(problem.startswith(str(path)) and problem.endswith(".") for problem in report.problems)


@pytest.mark.parametrize("name", ["a.zip", "a.warc", "a.html"])
def test_a_file_that_the_system_does_not_give_is_reported(tmp_path, monkeypatch, name):
    """The real system's error, through the libraries too: reading a folder as a file."""
    path = lay_out(tmp_path, {name: SOURCES[name]}) / name
    real_open = Path.open
    monkeypatch.setattr(
        Path, "open", lambda self, *mode: real_open(tmp_path if self == path else self, *mode)
    )
    monkeypatch.setattr(zip_members, "_File", lambda _: zip_members.FileIO(tmp_path))
    pages, report = taken(path)
    assert pages == []
    assert "s a directory" in report.problems[0]
