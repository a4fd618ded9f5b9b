"""The image does what it should where it may write to its data folder alone: `make test-image`."""

import os
import subprocess
from collections.abc import Iterator

import pytest

ENGINE = os.environ.get("ENGINE", "docker")
VOLUME = "senate-questions-tried"
BOUND = ("--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL", "--security-opt", "no-new-privileges")


def engine(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([ENGINE, *words], capture_output=True, encoding="utf-8", check=False)


def run(*words: str, program: str = "senate-questions") -> subprocess.CompletedProcess[str]:
    volume = ("--volume", f"{VOLUME}:/data")
    return engine("run", "--rm", *BOUND, *volume, "--entrypoint", program, "senate-questions", *words)


@pytest.fixture(scope="module", autouse=True)
def published() -> Iterator[None]:
    """A release of the sample in the data folder of the image."""
    engine("volume", "rm", "--force", VOLUME)
    done = run("ingest", "--from", "sample")
    assert (done.returncode, "Release published" in done.stdout) == (0, True), done.stderr
    yield
    engine("volume", "rm", "--force", VOLUME)


def test_another_container_has_the_release():
    assert run("status", "--check").stdout == "No problems found.\n"
    assert (
        run("sql", "--format", "csv", "SELECT count(*) > 0 AS found FROM questions").stdout == "found\ntrue\n"
    )


def test_it_has_no_rights_and_writes_nowhere_else():
    assert run("-u", program="id").stdout.strip() != "0"
    assert "Read-only file system" in run("/opt/senate-questions/new", program="touch").stderr


def test_it_says_whether_a_night_needs_a_look():
    shown = engine("image", "inspect", "senate-questions", "--format", "{{json .}}").stdout
    assert '"status","--check"' in shown
