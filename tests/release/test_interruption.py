"""A reader, or a run killed at any moment, finds a whole release under `current`."""

import hashlib
import json
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tasks.release.checks.checks import run_checks
from tasks.release.published.folders import current_release, release_folder
from tasks.release.published.pointer import swap_in
from tasks.release.query import open_release
from tests.support.releases import bare, follow, inputs, released

PUBLISH_WITHOUT_END = """
import itertools, sys
from pathlib import Path
from unittest.mock import patch
import pyarrow.parquet as pq
from schemas.records import Capture
from schemas.tables import TABLES
from tasks.present.publishing import publish
from tasks.release.checks.verify import Verified
from tasks.tables.inputs import Inputs
data = Path(sys.argv[1])
tables = {one.name: pq.read_table(data / "current" / f"{one.name}.parquet") for one in TABLES}
captures = [Capture("p", "a" * 64, None, None, "map", "a.html")]
patch("tasks.release.publish.verify_in_fresh_process", return_value=Verified([], [])).start()
patch("tasks.present.publishing.build_site").start()
for count in itertools.count(2):
    publish(data, tables, Inputs(captures * count, 10**9))
    print(count, flush=True)
"""
"""Publishes without checks and explorer, each of which takes as long as all else."""


def assert_complete(release: Path) -> None:
    manifest = json.loads((release / "manifest.json").read_text("utf-8"))
    for name, facts in manifest["files"].items():
        assert hashlib.sha256((release / name).read_bytes()).hexdigest() == facts["sha256"], name


@pytest.mark.long
def test_a_reader_finds_a_release_at_every_moment_of_a_swap(tmp_path):
    released(tmp_path)
    seen, stop = [], threading.Event()

    def look():
        while not stop.is_set():
            try:
                seen.append(json.loads((tmp_path / "current/manifest.json").read_text("utf-8"))["version"])
            except (OSError, ValueError) as error:
                seen.append(error)
            time.sleep(0.0005)  # the writer needs the processor, too

    reader = threading.Thread(target=look)
    reader.start()
    for count in (2, 3, 4):
        bare(tmp_path, given=inputs(count=count))
    stop.set()
    reader.join()
    assert [found for found in seen if isinstance(found, Exception)] == []
    assert len(set(seen)) >= 3


@pytest.mark.long
def test_a_run_killed_at_any_moment_leaves_the_last_or_the_next_release_complete(tmp_path):
    released(tmp_path)
    for moment in (0.05, 0.12, 0.2, 0.31, 0.4, 0.55):
        command = [sys.executable, "-c", PUBLISH_WITHOUT_END, str(tmp_path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as publisher:
            publisher.stdout.readline()
            time.sleep(moment)
            publisher.send_signal(signal.SIGKILL)
        assert_complete(current_release(tmp_path))
        with open_release(release_folder(tmp_path, None)) as opened:
            assert run_checks(opened) == []
    new = bare(tmp_path, given=inputs(count=1_000))
    assert current_release(tmp_path) == new
    assert list((tmp_path / "releases").glob(".*")) == []


@pytest.mark.parametrize(
    "said", [{}, {"previous": "20240101T000000Z-00000000"}], ids=["led back", "wrong clock"]
)
def test_a_complete_release_stays_though_current_was_led_back_to_the_one_before(said, tmp_path):
    """By a backup that was put back; a run that died between its two renames leaves the same."""
    first = released(tmp_path)
    later = follow(tmp_path, **said)
    swap_in(tmp_path, first)
    bare(tmp_path)
    assert_complete(later)
