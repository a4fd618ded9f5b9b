"""A mistake of ours is never reported as damage of a source; an error of a library always is."""

from pathlib import Path
from zipfile import ZipExtFile, ZipFile

import pytest
from warcio.recordloader import ArcWarcRecordLoader

from tasks.fetch.files import archive, files, provenance, warc
from tests.fetch.files.hostile import Packed, zip_bytes
from tests.support.each_case import each_case
from tests.support.sources import ADDRESS, Response, lay_out, taken, warc_bytes

CHUNKED = (("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip"))
RECORDS = [
    Response(ADDRESS.format(1), b"<html>one</html>"),
    Response(ADDRESS.format(2), b"4\r\npage\r\n0\r\n\r\n", headers=CHUNKED),
]
SOURCES = {
    "a.warc": warc_bytes(RECORDS, gzip=False),
    "a.zip": zip_bytes(
        Packed("a.html", b"<html>a</html>", 8),
        Packed("a.html.url", ADDRESS.format(3).encode(), 8),
        Packed("c.html", b"<html>c</html>", 8),
        Packed("b.warc", warc_bytes(RECORDS, gzip=False), 8),
    ),
    "a.html": b"<html>a</html>",
}
OURS = [
    *[("a.warc", warc, name) for name in ("_page", "read_page", "parse_address", "read_time", "_unpacked")],
    *[("a.zip", archive, name) for name in ("read_page", "read_sidecar", "kind_of", "pages_of_records")],
    *[("a.zip", archive, name) for name in ("path_of", "require_no_bomb", "page_from_file")],
    ("a.zip", provenance, "_mirrored"),
    *[("a.html", files, name) for name in ("read_page", "beside", "page_from_file")],
]
LIBRARIES = [
    *[("a.warc", ArcWarcRecordLoader, name) for name in ("parse_record_stream", "load_http_headers")],
    *[("a.warc", reader, "read") for reader in (warc.LimitReader, warc.ChunkedDataReader)],
    *[("a.zip", *at) for at in ((ZipFile, "_RealGetContents"), (ZipFile, "open"), (ZipExtFile, "read1"))],
]
ERRORS = [KeyError, TypeError, AttributeError, IndexError, MemoryError, OverflowError, EOFError]


def planted(tmp_path, monkeypatch, place: tuple, error: type[Exception]) -> Path:
    """A source, of which reading calls a function that raises an error."""
    source, owner, name = place

    def mistaken(*_, **__):
        raise error("planted")

    monkeypatch.setattr(owner, name, mistaken)
    return lay_out(tmp_path, {source: SOURCES[source]}) / source


@each_case("error", ERRORS)
@pytest.mark.parametrize("place", OURS, ids=str)
def test_a_mistake_of_ours_comes_out_as_itself(tmp_path, monkeypatch, place, error):
    with pytest.raises(error, match="planted"):
        taken(planted(tmp_path, monkeypatch, place, error))


@each_case("error", ERRORS)
@pytest.mark.parametrize("place", LIBRARIES, ids=str)
def test_an_error_of_a_library_is_damage_with_a_sentence(tmp_path, monkeypatch, place, error):
    path = planted(tmp_path, monkeypatch, place, error)
    _, report = taken(path)
    assert report.problems
    assert all(problem.startswith(str(path)) and problem.endswith(".") for problem in report.problems)


@pytest.mark.parametrize("name", SOURCES)
def test_a_file_that_the_system_does_not_give_is_reported(tmp_path, monkeypatch, name):
    path = lay_out(tmp_path, {name: SOURCES[name]}) / name
    real_open = Path.open
    monkeypatch.setattr(
        Path, "open", lambda self, *mode: real_open(tmp_path if self == path else self, *mode)
    )
    pages, report = taken(path)
    assert pages == []
    assert "s a directory" in report.problems[0]
