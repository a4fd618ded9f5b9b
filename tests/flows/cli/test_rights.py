"""What may not be read is neither missing nor damaged: a sentence that names it, 1, and nothing changes."""

import os
import shutil

import pytest

from tests.conftest import copy_data
from tests.support.command import command, end_of
from tests.support.data_folder import files_of

pytestmark = pytest.mark.long

RIGHTS = "-dac_override,-dac_read_search"
CASES = [
    ("ledger", "status --check"),
    ("raw/log", "status --check"),
    ("raw/log", "raw verify"),
    ("raw/log", "rebuild"),
    ("raw/pages", "status --check"),
    ("raw/pages", "raw verify"),
    ("current/texts.parquet", "status --check"),
    ("current/texts.parquet", "release verify"),
    ("current/texts.parquet", "rebuild"),
    ("releases", "status"),
    ("releases", "rebuild"),
]


def bound(words):
    """A command that permissions bind though an administrator runs it."""
    if os.geteuid() != 0:
        return words
    if not shutil.which("setpriv"):
        pytest.skip("there is no program setpriv here")
    return ["setpriv", f"--bounding-set={RIGHTS}", f"--inh-caps={RIGHTS}", *words]


@pytest.mark.parametrize(("place", "words"), CASES)
def test_what_may_not_be_read_is_named(sample_data, tmp_path, place, words):
    data = copy_data(sample_data, tmp_path / "data")
    raw, hidden = files_of(data / "raw"), (data / place).resolve()
    hidden.chmod(0)
    done = end_of(bound(command(*words.split(), "--data", data)))
    hidden.chmod(0o755)
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert "Traceback" not in said
    assert "fault of senate-questions" not in said
    assert "access" in said
    assert ("current" if place == "releases" else hidden.name) in said
    assert "backup" not in said
    assert files_of(data / "raw") == raw
