"""The command that shows a release: what it serves, what it does not, and how it ends."""

import signal
import socket
import struct
import subprocess
import urllib.error
import urllib.request

import pytest

from tasks.present.explorer.server import site_server
from tasks.release.published.folders import current_release
from tests.present.explorer.support import at, got, serving
from tests.support.command import command, is_clear, run
from tests.support.engine import free_port, wait_for
from tests.support.environment import environment


def test_it_serves_the_site_and_the_files_that_the_site_links_to(sample_data):
    release = current_release(sample_data)
    with serving(release) as port:
        assert got(f"{at(port)}/") == (200, (release / "site/index.html").read_bytes())
        assert got(f"{at(port)}/question.html?id=5-8900")[0] == 200
        assert got(f"{at(port)}/questions.parquet") == (200, (release / "questions.parquet").read_bytes())


@pytest.mark.parametrize(
    "path",
    [
        "/questions/",
        "/data/",
        "/assets",
        "/../../../ledger/",
        "/..%2f..%2fcurrent%2fmanifest.json",
        "/%2e%2e/manifest.json",
        "/manifest.json/",
        "/etc/passwd",
        "/nothing.html",
        "/%00",
    ],
)
def test_it_serves_nothing_else_and_lists_no_folder(sample_data, path):
    with serving(current_release(sample_data)) as port:
        assert got(at(port) + path)[0] == 404


@pytest.mark.parametrize(
    ("name", "status"), [("localhost:8765", 200), ("elsewhere.example:8765", 421), ("[", 421)]
)
def test_a_page_of_another_site_reads_nothing_under_a_name_that_leads_here(sample_data, name, status):
    with serving(current_release(sample_data)) as port:
        assert got(urllib.request.Request(f"{at(port)}/", headers={"Host": name}))[0] == status


def test_a_browser_that_goes_away_is_no_error(sample_data, capsys):
    with serving(current_release(sample_data)) as port:
        with socket.create_connection(("127.0.0.1", port)) as leaving:
            leaving.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            leaving.sendall(b"GET /senate.duckdb HTTP/1.0\r\n\r\n")
            leaving.recv(100)
        assert got(f"{at(port)}/")[0] == 200
    assert capsys.readouterr().err == ""


def test_it_listens_to_this_machine_alone(sample_data):
    with site_server(current_release(sample_data), 0) as server:
        assert server.server_address[0] == "127.0.0.1"


def test_ctrl_c_ends_it(sample_data):
    port = free_port()
    words = command("explore", "--no-browser", "--port", port, "--data", sample_data)
    with subprocess.Popen(
        words, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        wait_for(lambda: answers(port), "the explorer")
        process.send_signal(signal.SIGINT)
        said, complained = process.communicate(timeout=300)
    assert (process.returncode, complained) == (0, b"")
    assert f"{at(port)}/" in said.decode()
    assert said.decode().endswith("Stopped.\n")


def test_it_opens_the_browser(sample_data, tmp_path):
    opener, opened = tmp_path / "opener", tmp_path / "opened"
    opener.write_text(
        f'#!/bin/sh\necho "$1" > "{opened}.new" && mv "{opened}.new" "{opened}"\n', encoding="utf-8"
    )
    opener.chmod(0o755)
    port = free_port()
    words = command("explore", "--port", port, "--data", sample_data)
    variables = environment(BROWSER=f"{opener} %s")
    with subprocess.Popen(
        words, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        wait_for(opened.exists, "the browser")
        process.send_signal(signal.SIGINT)
    assert opened.read_text(encoding="utf-8").strip() == f"{at(port)}/"


def answers(port):
    try:
        return got(f"{at(port)}/")[0] == 200
    except OSError:
        return False


def test_without_a_release_it_says_what_to_do(tmp_path):
    done = run("explore", "--no-browser", "--data", tmp_path)
    assert done.returncode == 2
    assert is_clear(done)
    assert "ingest" in done.stderr


def test_a_port_that_is_taken_is_named(sample_data):
    with site_server(current_release(sample_data), 0) as server:
        done = run("explore", "--no-browser", "--port", server.server_port, "--data", sample_data)
    assert done.returncode == 2
    assert is_clear(done)
    assert "--port" in done.stderr


def test_a_release_without_explorer_says_how_to_make_one(data):
    release = current_release(data)
    (release / "site/index.html").unlink()
    done = run("explore", "--no-browser", "--data", data)
    assert done.returncode == 2
    assert "rebuild" in done.stderr
