"""Runs whose outcome several tests look at."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import copy_data
from tests.support.command import output_of, succeed
from tests.support.engine import made_once
from tests.support.nights.served import settings_of_a_site
from tests.support.reading import SIMPLE
from tests.support.render import Form, render
from tests.support.runs import numbered, page_files, seed_with_address
from tests.support.sources import Response, lay_out, write_warc
from tests.support.terminal import on_terminal

OTHER_SITE = b"<!DOCTYPE html><html><body><h1>Garden chairs</h1><p>Half price until Sunday.</p></body></html>"


@dataclass(frozen=True)
class MixedRun:
    """A run over a folder of good and bad pages, into a data folder that held the sample."""

    data: Path
    folder: Path
    raw_before: Mapping[str, str]
    done: subprocess.CompletedProcess[str]


@dataclass(frozen=True)
class Rebuilt:
    """A rebuild with --json whose standard error was a terminal."""

    data: Path
    code: int
    out: str
    seen: str


def addressed_pages() -> dict[str, bytes]:
    """Pages that carry their address in every way, and one that carries none."""
    canonical = render(numbered(95102), "main", "nl", Form("html", with_address=True))
    based = render(numbered(95103), "main", "fr", Form("html"))
    address = numbered(95103).address("main", "fr", spelling=5).replace("&", "&amp;")
    return {
        "seed.txt": seed_with_address(),
        "none.txt": render(numbered(95101), "print", "nl"),
        "canonical.html": canonical,
        "based.html": based.replace(b"<HEAD>", f'<HEAD><base href="{address}">'.encode()),
        "deep/er/beside.html": render(numbered(95104), "main", "nl", Form("html", "divs")),
        "deep/er/beside.html.url": f"{numbered(95104).address('main', 'nl', spelling=9)}\n".encode(),
    }


def bad_files() -> dict[str, bytes]:
    return {
        "bad/empty.txt": b"",
        "bad/blank.html": b" \n\n \t\n",
        "bad/binary.bin": bytes(range(256)) * 40,
        "bad/picture.png": b"\x89PNG\r\n\x1a\n" + bytes(2000),
        "bad/shop.html": OTHER_SITE,
        "bad/no-archive.warc": b"This is no archive.\n" * 50,
        "bad/.hidden.html": OTHER_SITE,
    }


def add_archives(folder: Path) -> None:
    pages = [
        Response(numbered(number).address("main", "nl"), render(numbered(number), "main", "nl", Form("html")))
        for number in (95110, 95111, 95112)
    ]
    write_warc(folder / "whole.warc.gz", [*pages[:1], Response("https://shop.example/", OTHER_SITE)])
    broken = write_warc(folder / "broken.warc.gz", pages[1:])
    broken.write_bytes(broken.read_bytes()[:-400])


@pytest.fixture(scope="session")
def mixed_run(sample_data, tmp_path_factory) -> MixedRun:
    top = tmp_path_factory.mktemp("mixed")
    data, folder = copy_data(sample_data, top / "data"), top / "pages"
    lay_out(folder, addressed_pages() | bad_files())
    for name, target in (("dangling.html", "nowhere.html"), ("circle.html", "circle.html"), ("loop", ".")):
        (folder / "bad" / name).symlink_to(target)
    add_archives(folder)
    raw_files = (path for path in (data / "raw").rglob("*") if path.is_file())
    raw_before = {path.relative_to(data).as_posix(): path.read_bytes() for path in raw_files}
    done = succeed("ingest", "--from", folder, "--data", data)
    return MixedRun(data, folder, raw_before, done)


def make_rebuilt(sample_data: Path, folder: Path) -> str:
    """Rebuild, elsewhere, from a copy of the raw store of the sample alone, with an engine of its own."""
    data = folder / "rebuilt/data"
    shutil.copytree(sample_data / "raw", data / "raw")
    with on_terminal("rebuild", "--json", "--data", data, only_errors=True) as (terminal, process):
        seen = terminal.rest()
        out = process.stdout.read().decode()
        code = process.wait(60)
    return json.dumps([str(data), code, out, seen])


@pytest.fixture(scope="session")
def rebuilt(sample_data) -> Rebuilt:
    data, *ended = json.loads(made_once("rebuilt.json", partial(make_rebuilt, sample_data)))
    return Rebuilt(Path(data), *ended)


@pytest.fixture(scope="session")
def two(tmp_path_factory) -> Path:
    """Pages of two questions, and the data folder of their release, to be read only."""
    folder = tmp_path_factory.mktemp("two")
    lay_out(folder / "pages", page_files([numbered(95001), numbered(95002)]))
    output_of("ingest", "--from", folder / "pages", "--data", folder / "data")
    return folder


@pytest.fixture
def two_copy(two: Path, tmp_path: Path) -> Path:
    """A copy of that data folder, to be changed."""
    return copy_data(two / "data", tmp_path / "data")


@pytest.fixture
def own_folder(tmp_path: Path) -> Path:
    """A folder with two pages of one's own."""
    files = {"page.txt": render(SIMPLE, "main", "nl"), "other.txt": render(numbered(95009), "main", "fr")}
    return lay_out(tmp_path / "own", files)


@pytest.fixture(scope="module")
def variables():
    """Those of a process that asks a stand-in site."""
    with settings_of_a_site() as found:
        yield found
