"""Pages from files and folders."""

import os
import shutil
from pathlib import Path

import pytest

from schemas.codes import SAMPLE_SOURCE
from tasks.common.errors import UsageError
from tasks.fetch.files import SourceReport, incoming_pages, source_name
from tasks.fetch.files.limits import LARGEST_FILE
from tasks.raw import LogEntry, RawStore
from tests.fetch.files.support import only_sentence
from tests.support.each_case import each_case
from tests.support.privileges import ordinary_user
from tests.support.sources import ADDRESS, lay_out, origins, taken


def test_a_folder_gives_its_files_in_the_order_of_their_names_at_every_level(tmp_path):
    names = ["b.html", "a.txt", "c/z.html", "c/a/deep.md", "c/b.html", "B.html", "10.html", "9.html"]
    lay_out(tmp_path, dict.fromkeys(reversed(names), b"page"))
    assert origins(tmp_path) == "10.html 9.html B.html a.txt b.html c/b.html c/z.html c/a/deep.md".split()


def test_the_bytes_of_a_file_are_taken_as_they_are(tmp_path):
    content = bytes(range(256)) + b"\r\n\r"
    lay_out(tmp_path, {"page.html": content, "empty.html": b""})
    assert [page.content for page in taken(tmp_path)[0]] == [b"", content]


def test_a_single_file_is_one_page_named_by_its_file_name(tmp_path):
    lay_out(tmp_path, {"map/page.html": b"page", "map/page.html.url": ADDRESS.format(3).encode()})
    (page,), report = taken(tmp_path / "map/page.html")
    assert (page.origin, page.url, page.fetched_at) == ("page.html", ADDRESS.format(3), None)
    assert report == SourceReport()


@pytest.mark.parametrize(
    "beside", ["{}", "{}\n", "  {}  \r\n\r\n", "{}\nsecond line\n"], ids=["bare", "line", "spaces", "lines"]
)
def test_a_sidecar_names_the_address_and_is_no_page(tmp_path, beside):
    address = ADDRESS.format(7)
    lay_out(tmp_path, {"a.html": b"page", "a.html.url": beside.format(address).encode(), "b.html": b"x"})
    assert [(page.origin, page.url) for page in taken(tmp_path)[0]] == [("a.html", address), ("b.html", None)]


@each_case("beside", [b"", b" \n\n", b"\xff\xfe\x00"])
def test_a_sidecar_without_an_address_does_not_cost_the_page(tmp_path, beside):
    (page,), report = taken(lay_out(tmp_path, {"a.html": b"page", "a.html.url": beside}))
    assert (page.content, report.problems) == (b"page", [])


def test_a_sidecar_that_cannot_be_read_does_not_cost_the_page(tmp_path):
    lay_out(tmp_path, {"a.html": b"page"})
    (tmp_path / "a.html.url").symlink_to("/proc/self/mem")
    pages, report = taken(tmp_path)
    assert [page.content for page in pages] == [b"page"]
    assert only_sentence(report)


def test_an_empty_folder_gives_nothing_and_hidden_files_and_folders_are_not_taken(tmp_path):
    assert taken(tmp_path) == ([], SourceReport())
    lay_out(tmp_path, {".hidden.html": b"x", ".git/page.html": b"x", "map/.DS_Store": b"x", "a.html": b"x"})
    assert origins(tmp_path) == ["a.html"]


def test_a_file_that_cannot_be_read_is_reported_by_name_and_the_others_go_on(tmp_path):
    lay_out(tmp_path, {"a.html": b"one", "z.html": b"two"})
    (tmp_path / "m.html").symlink_to("/proc/self/mem")
    pages, report = taken(tmp_path)
    assert [page.content for page in pages] == [b"one", b"two"]
    assert "m.html" in only_sentence(report)


def test_files_and_folders_without_read_access_are_reported_and_the_others_go_on(open_folder):
    lay_out(open_folder, {"a.html": b"one", "closed.html": b"x", "shut/b.html": b"x", "z.html": b"two"})
    with ordinary_user(open_folder):
        (open_folder / "closed.html").chmod(0)
        (open_folder / "shut").chmod(0)
        pages, report = taken(open_folder)
        (open_folder / "shut").chmod(0o755)
    assert [page.origin for page in pages] == ["a.html", "z.html"]
    assert sorted(problem.split(":")[0].rsplit("/", 1)[1] for problem in report.problems) == [
        "closed.html",
        "shut",
    ]


def test_what_is_no_file_is_reported_and_never_waited_for(tmp_path):
    lay_out(tmp_path, {"a.html": b"one"})
    os.mkfifo(tmp_path / "pipe.html")
    (tmp_path / "broken.html").symlink_to(tmp_path / "nowhere.html")
    pages, report = taken(tmp_path)
    assert [page.origin for page in pages] == ["a.html"]
    broken, pipe = report.problems
    assert str(tmp_path / "broken.html") in broken
    assert str(tmp_path / "pipe.html") in pipe


def test_a_huge_file_is_reported_and_not_taken_into_memory(tmp_path):
    lay_out(tmp_path, {"a.html": b"one"})
    with (tmp_path / "huge.html").open("wb") as huge:
        huge.truncate(LARGEST_FILE + 1)
    pages, report = taken(tmp_path)
    assert [page.origin for page in pages] == ["a.html"]
    assert "huge.html: it is larger than 64,000,000 bytes" in only_sentence(report)


def test_a_folder_that_goes_while_it_is_read_stops_nothing(tmp_path):
    lay_out(tmp_path, {"a.html": b"one", "b/c.html": b"two"})
    report = SourceReport()
    pages = incoming_pages(str(tmp_path), report)
    assert next(pages).origin == "a.html"
    shutil.rmtree(tmp_path / "b")
    assert list(pages) == []
    assert len(report.problems) == 1


def test_a_file_name_in_an_old_character_set_can_be_logged(tmp_path):
    (tmp_path / os.fsdecode(b"vraag_Belgi\xeb.html")).write_bytes(b"page")
    (page,), _ = taken(tmp_path)
    store = RawStore(tmp_path / "raw")
    store.append([LogEntry("0" * 64, None, None, None, "map", page.origin, "r")], "r", 0)
    assert [entry.origin for entry in store.entries()] == [page.origin]


@pytest.mark.parametrize("source", ["nowhere", "nowhere/page.html", "Sample", ""])
def test_a_missing_path_is_wrong_usage(tmp_path, source, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError) as error:
        source_name(source)
    assert error.value.ends.exit_code == 2
    assert source in str(error.value)
    assert str(error.value).endswith(".")


def test_a_source_is_logged_under_the_name_given(tmp_path, monkeypatch):
    lay_out(tmp_path, {"map/a.html": b"x"})
    monkeypatch.chdir(tmp_path)
    assert source_name("map") == "map"
    assert source_name(str(tmp_path / "map")) == str(tmp_path / "map")
    assert source_name(SAMPLE_SOURCE) == SAMPLE_SOURCE


def test_a_path_in_the_home_folder_is_found(tmp_path, monkeypatch):
    lay_out(tmp_path, {"map/a.html": b"x"})
    monkeypatch.setenv("HOME", str(tmp_path))
    assert source_name("~/map") == "~/map"
    assert origins(Path("~/map")) == ["a.html"]


def test_the_sample_is_there_without_any_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    pages, report = taken(Path(SAMPLE_SOURCE))
    assert report == SourceReport()
    names = [page.origin for page in pages]
    assert names == sorted(names)
    assert len(names) >= 25
    assert "README.md" not in names
    assert all(page.content for page in pages)
    assert sum(page.url is not None for page in pages) >= 25


def test_a_link_that_leaves_the_folder_is_refused_with_a_sentence(tmp_path):
    lay_out(tmp_path, {"out/secret.html": b"secret", "in/a.html": b"a", "in/b.html": b"b"})
    (tmp_path / "in/inside.html").symlink_to("a.html")
    (tmp_path / "in/link.html").symlink_to(tmp_path / "out/secret.html")
    (tmp_path / "in/up.warc").symlink_to("../out/secret.html")
    (tmp_path / "in/b.html.url").symlink_to("../out/secret.html")
    pages, report = taken(tmp_path / "in")
    assert [(page.origin, page.content, page.url) for page in pages] == [
        ("a.html", b"a", None),
        ("b.html", b"b", None),
        ("inside.html", b"a", None),
    ]
    assert sorted(problem.split("/")[-1].split()[0] for problem in report.problems) == [
        "b.html.url",
        "link.html",
        "up.warc",
    ]
    assert all("leaves its folder" in problem for problem in report.problems)


def test_a_path_that_is_given_may_be_a_link(tmp_path):
    lay_out(tmp_path, {"out/a.html": b"a"})
    (tmp_path / "folder").symlink_to("out")
    (tmp_path / "page.html").symlink_to("out/a.html")
    for source, origin in (("folder", "a.html"), ("page.html", "page.html")):
        (page,), report = taken(tmp_path / source)
        assert (page.content, page.origin, report) == (b"a", origin, SourceReport())


def test_links_to_folders_are_not_followed_and_noted_once(tmp_path):
    lay_out(tmp_path, {"in/a.html": b"a", "out/b.html": b"b"})
    for name in ("one", "two"):
        (tmp_path / "in" / name).symlink_to("../out")
    (tmp_path / "in/loop").symlink_to(".")
    pages, report = taken(tmp_path / "in")
    assert [page.content for page in pages] == [b"a"]
    assert report.problems == []
    (note,) = report.notes
    assert "3 links to folders were not followed" in note


@pytest.mark.parametrize("name", ["pipe.warc", "pipe.zip", "pipe.tar.gz", "pipe.html.gz"])
def test_no_kind_of_archive_is_waited_for_where_it_is_a_pipe(tmp_path, name):
    os.mkfifo(tmp_path / name)
    pages, report = taken(tmp_path)
    assert pages == []
    assert "is not a file" in report.problems[0]
