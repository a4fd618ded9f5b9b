"""The command that shows a release: what it serves, what it does not, and how it ends."""

import re
import signal
import socket
import struct
import subprocess
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from email.utils import formatdate
from http.client import HTTPException
from threading import Event, Thread
from urllib.parse import quote, urljoin

import pyarrow.parquet as pq
import pytest

from tasks.present.explorer.server import site_server
from tests.present.explorer.support import at, got, serving
from tests.support.command import command, refusal_of
from tests.support.each_case import each_case
from tests.support.engine import free_port, wait_for
from tests.support.environment import environment
from tests.support.releases import follow, list_anew, released


@pytest.fixture(scope="module")
def port(sample):
    """The port of a server of the sample's release."""
    with serving(sample) as found:
        yield found


def test_it_serves_the_site_and_the_files_that_the_site_links_to(sample, port):
    assert got(f"{at(port)}/") == (200, (sample / "site/index.html").read_bytes())
    assert got(f"{at(port)}/question.html?id=5-8900")[0] == 200
    assert got(f"{at(port)}/questions.parquet") == (200, (sample / "questions.parquet").read_bytes())


@pytest.mark.parametrize("site", ["", "site/"])
def test_a_feed_is_linked_from_every_page(sample, port, site):
    feed = (200, (sample / "feed.xml").read_bytes())
    for name in (
        "question.html",
        "about.html?lang=nl",
        f"releases/{sample.name}/index.html",
        "question/index.html",
    ):
        address = f"{at(port)}/{'' if name.startswith('releases') else site}{name}"
        page = got(address)[1].decode()
        links = re.findall(r'<link rel="alternate" href="([^"]+)" type="application/atom', page)
        assert [got(urljoin(address, link)) for link in links] == [feed]


@pytest.mark.parametrize("site", ["", "site/"])
def test_questions_and_lists_of_them_are_read_without_scripts(sample, port, site):
    leads_on = got(f"{at(port)}/{site}question.html?id=5-8900")[1].decode()
    assert '"question/5-8900.html"' in leads_on
    page = got(f"{at(port)}/{site}question/5-8900.html")[1].decode()
    assert "Federale overheidsdiensten - Communicatie met burgers" in page
    assert "Ik heb geen weet van enig misbruik." in page
    found = got(f"{at(port)}/{site}question/index.html")[1].decode()
    lists = re.findall(r'<li><a href="([^"]+)">([^<]+)</a> \((\d+)\)', found)
    assert ("member-martine-taelman.html", "Martine Taelman", "1") in lists
    for name, title, count in lists:
        listed = got(f"{at(port)}/{site}question/{name}")[1].decode()
        assert f"<h1>{title}</h1>" in listed
        assert listed.count("<li>") == int(count)
    years = sum(int(count) for name, _, count in lists if name.startswith("year-"))
    assert years == pq.read_metadata(sample / "questions.parquet").num_rows
    for name in ("5-1.html", "member-nobody.html", "<b>.html", "5-8900"):
        assert got(f"{at(port)}/{site}question/{quote(name)}")[0] == 404


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """Two releases of a data folder, the older first, whose pages and data differ."""
    data = tmp_path_factory.mktemp("two") / "data"
    first, second = released(data), follow(data)
    for name in ("site/index.html", "site/data/summary.json"):
        (second / name).unlink()
        (second / name).write_bytes((first / name).read_bytes() + b" ")
        list_anew(second, name)
    return first, second


def test_a_release_that_is_kept_is_served_beside_the_newest(two):
    first, second = two
    with serving(second) as port:
        for page in ("index.html", "data/summary.json"):
            for version, release in (("", second), (f"releases/{first.name}/", first)):
                assert got(f"{at(port)}/{version}{page}") == (200, (release / "site" / page).read_bytes())
        for path in ("releases/", f"releases/{first.name}x/index.html", "releases/../ledger/index.html"):
            assert got(f"{at(port)}/{path}")[0] == 404


OUTSIDE = "../../../ledger/ ..%2f..%2fcurrent%2fmanifest.json %2e%2e/manifest.json manifest.json/ etc/passwd"


@each_case("path", [*OUTSIDE.split(), "questions/", "data/", "assets", "nothing.html", "%00"])
def test_it_serves_nothing_else_and_lists_no_folder(port, path):
    assert got(f"{at(port)}/{path}")[0] == 404


@pytest.fixture(scope="module")
def strewn(tmp_path_factory):
    """A release into which somebody has put files and links."""
    release = released(tmp_path_factory.mktemp("strewn") / "data")
    for name in ("site/stray.html", "stray.csv"):
        (release / name).write_text("stray", encoding="utf-8")
    (release / "site/etc").symlink_to("/etc")
    for name in ("site/data/passwd", "passwd"):
        (release / name).symlink_to("/etc/passwd")
    return release


@each_case("name", ["site/etc/passwd", "site/data/passwd", "passwd", "site/stray.html", "stray.csv"])
def test_it_serves_nothing_that_the_manifest_does_not_name(strewn, name):
    assert (strewn / name).exists()
    with serving(strewn) as port:
        assert got(f"{at(port)}/{name.removeprefix('site/')}") == (404, b"")
        assert got(f"{at(port)}/{name}") == (404, b"")


def test_it_serves_nothing_through_a_link_though_the_manifest_names_it(tmp_path):
    release = released(tmp_path / "data")
    linked = {"site/data/summary.json": "data/summary.json", "site/assets": "assets/common.js"}
    linked |= {"questions.parquet": "questions.parquet"}
    with serving(release) as port:
        for name, address in linked.items():
            assert got(f"{at(port)}/{address}")[0] == 200, name
            (release / name).rename(tmp_path / name.replace("/", "-"))
            (release / name).symlink_to(tmp_path / name.replace("/", "-"))
            assert got(f"{at(port)}/{address}") == (404, b""), name
            assert got(f"{at(port)}/")[0] == 200, name


def test_a_release_may_be_reached_by_a_link(sample_data):
    with serving(sample_data / "current") as port:
        assert got(f"{at(port)}/")[0] == 200


def asked(port, path="/", **headers):
    """The response to a request with such headers: its status, and its own headers."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urllib.request.urlopen(urllib.request.Request(at(port) + path, headers=named)) as response:
            return response.status, response.headers
    except urllib.error.HTTPError as error:
        return error.code, error.headers


def test_a_copy_is_right_while_its_content_is_the_same(port):
    _, headers = asked(port)
    tag, day = headers["ETag"], headers["Last-Modified"]
    assert headers["Cache-Control"] == "no-cache"
    status, headers = asked(port, If_None_Match=tag)
    assert (status, headers["ETag"]) == (304, tag)
    assert asked(port, If_None_Match=f'"other", W/{tag}', If_Modified_Since=day)[0] == 304
    for others in ({"If_None_Match": '"other"'}, {"If_Modified_Since": day}):
        assert asked(port, **others)[0] == 200
    assert asked(port, "/about.html", If_None_Match=tag)[0] == 200
    assert asked(port, "/nothing.html")[1]["ETag"] is None


def test_another_release_on_the_same_port_is_not_taken_for_the_copy_in_a_browser(two):
    """The files of the older release are dated before the day of the copy."""
    older, newer = two
    with serving(newer) as port:
        copies = {path: asked(port, path)[1] for path in ("/data/summary.json", "/questions.parquet")}
    tomorrow = formatdate((newer / "manifest.json").stat().st_mtime + 86_400, usegmt=True)
    with serving(older) as port:
        status, _ = asked(port, "/data/summary.json", If_Modified_Since=tomorrow)
        assert status == 200
        known = {path: headers["ETag"] for path, headers in copies.items()}
        told = {path: asked(port, path, If_None_Match=tag)[0] for path, tag in known.items()}
    assert told == {"/data/summary.json": 200, "/questions.parquet": 304}


def test_it_opens_the_browser_and_says_once_that_a_newer_release_has_come(tmp_path):
    release = released(tmp_path / "data")
    opener, opened = tmp_path / "opener", tmp_path / "opened"
    moved = f'echo "$1" > "{opened}.new" && mv "{opened}.new" "{opened}"'
    opener.write_text(f"#!/bin/sh\n{moved}\n", encoding="utf-8")
    opener.chmod(0o755)
    newer, port, log = "29990101T000000Z-00000000", free_port(), tmp_path / "log"
    words = command("explore", "--port", port, "--data", tmp_path / "data")
    variables = environment(BROWSER=f"{opener} %s")
    with log.open("wb") as out, subprocess.Popen(words, env=variables, stdout=out) as process:
        try:
            wait_for(opened.exists, "the browser")
            wait_for(lambda: "Ctrl-C stops it" in log.read_text("utf-8"), "the explorer")
            (tmp_path / "new").symlink_to(f"releases/{newer}")
            (tmp_path / "new").replace(tmp_path / "data/current")
            wait_for(lambda: "A newer release has come." in log.read_text("utf-8"), "the newer release")
        finally:
            process.send_signal(signal.SIGINT)
    assert opened.read_text(encoding="utf-8").strip() == f"{at(port)}/"
    shown, told, stopped = log.read_text("utf-8").splitlines()
    assert (release.name in shown, "newer" in shown) == (True, False)
    assert "run `explore` again" in told
    assert stopped == "Stopped."


@each_case(("name", "status"), [("localhost:8765", 200), ("elsewhere.example:8765", 421), ("[", 421)])
def test_a_page_of_another_site_reads_nothing_under_a_name_that_leads_here(port, name, status):
    assert got(urllib.request.Request(f"{at(port)}/", headers={"Host": name}))[0] == status


def test_a_browser_that_goes_away_is_no_error(port, capsys):
    with socket.create_connection(("127.0.0.1", port)) as leaving:
        leaving.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        leaving.sendall(b"GET /senate.duckdb HTTP/1.0\r\n\r\n")
        leaving.recv(100)
    assert got(f"{at(port)}/")[0] == 200
    assert capsys.readouterr().err == ""


def test_it_listens_to_this_machine_alone(sample):
    with site_server(sample, 0) as server:
        assert server.server_address[0] == "127.0.0.1"


@contextmanager
def got_again(port):
    """Requests come one after the other during the block."""
    over = Event()

    def ask():
        while not over.is_set():
            with suppress(OSError, HTTPException):
                got(f"{at(port)}/")

    Thread(target=ask, daemon=True).start()
    yield
    over.set()


@pytest.mark.parametrize("time", [0, *(pytest.param(more, marks=pytest.mark.long) for more in (1, 2))])
def test_ctrl_c_ends_it_though_requests_come(sample_data, time):
    port = free_port()
    words = command("explore", "--no-browser", "--port", port, "--data", sample_data)
    with subprocess.Popen(
        words, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        wait_for(lambda: answers(port), "the explorer")
        with got_again(port):
            process.send_signal(signal.SIGINT)
            said, complained = process.communicate(timeout=300)
    assert (process.returncode, complained) == (0, b"")
    assert f"{at(port)}/" in said.decode()
    assert said.decode().endswith("Stopped.\n")


def answers(port):
    try:
        return got(f"{at(port)}/")[0] == 200
    except OSError:
        return False


def test_without_a_release_it_says_what_to_do(tmp_path):
    assert "ingest" in refusal_of("explore", "--no-browser", "--data", tmp_path)


def test_a_port_that_is_taken_is_named(sample_data, port):
    assert "--port" in refusal_of("explore", "--no-browser", "--port", port, "--data", sample_data)


def test_a_release_without_explorer_says_how_to_make_one(tmp_path):
    (released(tmp_path) / "site/index.html").unlink()
    assert "rebuild" in refusal_of("explore", "--no-browser", "--data", tmp_path)
