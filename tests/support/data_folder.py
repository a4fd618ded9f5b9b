"""What the tests of the command line share: looking into a data folder."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq

DRIVING = "\x1b[31m\x07\x9d0;title\x90q\x7f"
"""Letters that drive a terminal."""
DRIVES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Any letter that does."""


def files_of(folder: Path) -> dict[str, str]:
    """Every file and link below a folder with the hash of its content or its target."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"-> {path.readlink()}"
        elif path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def current_manifest(data: Path) -> dict[str, Any]:
    return json.loads((data / "current/manifest.json").read_text("utf-8"))


def last_run(data: Path) -> dict[str, Any]:
    """The ledger's row of the last run."""
    return json.loads(max((data / "ledger").glob("*.json")).read_text("utf-8"))


def forget_question(data: Path, question_id: str) -> None:
    """Take the pages of one question out of the fetch log, as a loss of data would."""
    wanted = question_id.replace("-", "&NR=")
    for path in (data / "raw/log").glob("*.parquet"):
        rows = pq.read_table(path)
        kept = pc.invert(pc.match_substring(rows["canonical_url"], f"LEG={wanted}&"))
        pq.write_table(rows.filter(pc.fill_null(kept, fill_value=True)), path)
