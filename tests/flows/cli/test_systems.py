"""Other systems: Windows is refused in a sentence, and outputs in any encoding hold every letter."""

import json
import sys

import pytest

from tests.support import PROJECT
from tests.support.command import end_of

MISSING = ("fcntl", "grp", "pwd", "readline", "resource", "syslog", "termios")
LIKE_WINDOWS = (
    f"import signal, sys; del signal.pthread_sigmask; sys.modules.update(dict.fromkeys({MISSING}))\n"
)
"""Without the modules and the function that Windows lacks."""
LETTERS = "officiële “€ 5” <\x01>, \\u20ac, œ ę 😀"


EACH = """
import json, sys
from flows.cli.entry import main
for words in json.loads(sys.argv.pop()):
    sys.argv[1:] = words
    try:
        main()
    except SystemExit as end:
        sys.stdout.flush()
        print(end.code, file=sys.stderr)
        sys.stdout.buffer.write(b"\\0")
"""
"""Commands one after the other; each ends what it prints with a NUL, and its errors with its code."""


def started(code, *words, **variables):
    """A command in a new process; what it prints is bytes."""
    env = {"PYTHONPATH": str(PROJECT), **variables}
    return end_of([sys.executable, "-c", code, *words], env=env, encoding=None)


def test_a_command_without_posix_ends_at_once_with_a_sentence(tmp_path):
    commands = ["ingest --from sample", "nightly", "sql .tables", "status", "release verify"]
    words = [[*one.split(), "--data", str(tmp_path / "data")] for one in commands]
    done = started(LIKE_WINDOWS + EACH, json.dumps(words))
    assert (done.returncode, done.stdout, list(tmp_path.iterdir())) == (0, b"\0" * 5, [])
    lines = done.stderr.decode().splitlines()
    assert lines[1::2] == ["2"] * 5
    for line in lines[::2]:
        for piece in ("POSIX", "locks, links and signals", sys.platform, "WSL 2", "container"):
            assert piece in line


def test_help_and_version_need_no_posix():
    words = json.dumps([["--help"], ["--version"]])
    done = started(LIKE_WINDOWS + EACH, words)
    assert (done.returncode, done.stderr) == (0, b"0\n0\n")
    assert done.stdout == started(EACH, words).stdout


PRINTED = {
    "ascii": r"offici\u00eble \u20ac",
    "latin-1": r"officiële \u20ac",
    "cp1252": "officiële €",
    "utf-8": "officiële €",
}
FORMS = ("table", "csv", "markdown")


@pytest.mark.parametrize("encoding", PRINTED)
def test_every_encoding_holds_every_letter(encoding, sample_data):
    """JSON has all of them; elsewhere those that an encoding lacks are escaped, and others are not."""
    words = [["sql", f"SELECT '{LETTERS}' AS letters", "--json"]]
    words += [["sql", "SELECT 'officiële €' AS a", "--format", form] for form in FORMS]
    given = json.dumps([[*one, "--data", str(sample_data)] for one in words])
    done = started(EACH, given, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr.split()) == (0, [b"0"] * len(words))
    as_json, *printed = done.stdout.decode(encoding).split("\0")[:-1]
    assert json.loads(as_json) == [{"letters": LETTERS}]
    assert [PRINTED[encoding] in one for one in printed] == [True] * len(FORMS)


def test_a_line_of_the_log_is_json_in_every_encoding(tmp_path):
    """Standard error would escape in Python's way, which JSON does not have."""
    code = (
        "import sys; from flows.console.letters import print_every_letter; print_every_letter()\n"
        f"sys.stderr.write({json.dumps(json.dumps(LETTERS, ensure_ascii=False))})"
    )
    assert json.loads(started(code, PYTHONIOENCODING="ascii").stderr) == LETTERS
