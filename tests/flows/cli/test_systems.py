"""Other systems: Windows is refused in a sentence, and outputs in any encoding hold every letter."""

import json
import subprocess
import sys

import pytest

from tests.support import PROJECT
from tests.support.command import ENTRY
from tests.support.environment import environment

MISSING = ("fcntl", "grp", "pwd", "readline", "resource", "syslog", "termios")
LIKE_WINDOWS = (
    f"import signal, sys; del signal.pthread_sigmask; sys.modules.update(dict.fromkeys({MISSING}))\n"
)
"""Without the modules and the function that Windows lacks."""
LETTERS = "officiële “€ 5” <\x01>, \\u20ac, œ ę 😀"
ENCODINGS = ("ascii", "latin-1", "cp1252", "utf-8")


def started(code, *words, **variables):
    """A command in a new process; what it prints is bytes."""
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        env=environment(PYTHONPATH=str(PROJECT), **variables),
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize(
    "words", ["ingest --from sample", "nightly", "sql .tables", "status", "release verify"]
)
def test_a_command_without_posix_ends_at_once_with_a_sentence(words, tmp_path):
    done = started(LIKE_WINDOWS + ENTRY, *words.split(), "--data", tmp_path / "data")
    assert (done.returncode, done.stdout, list(tmp_path.iterdir())) == (2, b"", [])
    (line,) = done.stderr.decode().splitlines()
    assert all(
        piece in line for piece in ("POSIX", "locks, links and signals", sys.platform, "WSL 2", "container")
    )


@pytest.mark.parametrize("word", ["--help", "--version"])
def test_help_and_version_need_no_posix(word):
    done = started(LIKE_WINDOWS + ENTRY, word)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == started(ENTRY, word).stdout


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_json_has_every_letter_in_every_encoding(encoding, sample_data):
    query = f"SELECT '{LETTERS}' AS letters"
    done = started(ENTRY, "sql", query, "--json", "--data", sample_data, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout.decode(encoding)) == [{"letters": LETTERS}]


@pytest.mark.parametrize("form", ["table", "csv", "markdown"])
@pytest.mark.parametrize(
    ("encoding", "printed"),
    [("ascii", r"offici\u00eble \u20ac"), ("latin-1", r"officiële \u20ac"), ("cp1252", "officiële €")],
)
def test_letters_that_an_encoding_lacks_are_escaped_and_others_are_not(encoding, printed, form, sample_data):
    words = ("sql", "SELECT 'officiële €' AS a", "--format", form, "--data", sample_data)
    done = started(ENTRY, *words, PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert printed in done.stdout.decode(encoding)


def test_a_line_of_the_log_is_json_in_every_encoding(tmp_path):
    """Standard error would escape in Python's way, which JSON does not have."""
    code = (
        "import sys; from flows.console.letters import print_every_letter; print_every_letter()\n"
        f"sys.stderr.write({json.dumps(json.dumps(LETTERS, ensure_ascii=False))})"
    )
    assert json.loads(started(code, PYTHONIOENCODING="ascii").stderr) == LETTERS
