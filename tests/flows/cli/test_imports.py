"""What commands import: none needs the engine, and none what it does without."""

import json

import pytest

from tests.conftest import copy_data
from tests.flows.cli.test_help import COMMANDS
from tests.support.command import python

HEAVY = {"prefect", "duckdb", "pyarrow", "rich", "bs4"}
OF_TABLES = HEAVY - {"rich", "bs4"}
RECORD = b'{"id": 1, "text": "x"}\n'
NEEDED_BY_NONE = [
    *((f"{name} --help", 0, HEAVY) for name in COMMANDS),
    ("--help", 0, HEAVY),
    ("repair", 0, OF_TABLES),
    ("repair --jsonl", 0, OF_TABLES),
    ("search drones --data FULL", 0, OF_TABLES),
    ("status --data EMPTY", 0, {"prefect"}),
    ("status --data FULL", 0, {"prefect"}),
    ("sql .tables --data FULL", 0, {"prefect"}),
    ("ingest --from PAGES --data FULL", 0, {"prefect"}),
    ("rebuild --data EMPTY", 1, {"prefect"}),
]
"""Commands, the codes with which they end, and packages that neither they nor those before them import."""
IN_ORDER = f"""
import io, json, os, sys
from flows.cli.app import run
from pathlib import Path
os.chdir(Path(sys.argv[1]).parent)
os.environ["SENATE_ENGINE"] = "prefect"
for words in json.loads(sys.argv[2]):
    sys.stdin = io.TextIOWrapper(io.BytesIO({RECORD!r}))
    print(run(words), *(name for name in {sorted(HEAVY)} if name in sys.modules), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def imported(small_data, tmp_path_factory):
    """The code of each command, and what is imported once it has ended, in one process."""
    top = tmp_path_factory.mktemp("imports")
    (top / "pages").symlink_to(small_data.with_name("pages"))
    places = {"FULL": copy_data(small_data, top / "full"), "EMPTY": top / "empty", "PAGES": "pages"}
    words = [[str(places.get(word, word)) for word in line.split()] for line, *_ in NEEDED_BY_NONE]
    done = python(IN_ORDER, str(places["FULL"]), json.dumps(words))
    assert done.returncode == 0, done.stderr
    return [line.split() for line in done.stderr.splitlines() if line[:1].isdigit()]


@pytest.mark.parametrize("at", range(len(NEEDED_BY_NONE)), ids=lambda at: NEEDED_BY_NONE[at][0])
def test_a_command_imports_nothing_that_it_does_without(imported, at):
    _, code, unneeded = NEEDED_BY_NONE[at]
    ended, *found = imported[at]
    assert int(ended) == code
    assert not unneeded & set(found)
