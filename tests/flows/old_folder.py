"""Data folders of other versions of the product: one of schema 1.5, and one of a version yet to come."""

import hashlib
import json
import re
import tarfile
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq

ARCHIVE = Path(__file__).parents[1] / "fixtures/old_folder/data.tar.xz"
LATER = "99.0"
KEYS = {
    "questions": ("question_id",),
    "texts": ("question_id", "language", "part"),
    "pages": ("page_id",),
    "runs": ("run_id",),
}
"""What no version may lose, and by which columns it is known."""
_SUM_OF_ITSELF = re.compile(r'\A\{\n  "sha256": "[0-9a-f]{64}",\n')


def unpack(folder: Path) -> Path:
    """The data folder of schema 1.5, in a folder of one's own."""
    with tarfile.open(ARCHIVE) as archive:
        archive.extractall(folder, filter="data")
    return folder


def keys_of(release: Path) -> dict[str, set[tuple]]:
    """The keys of all questions, texts, pages and runs of a release, as its Parquet files say."""
    found = {}
    for name, columns in KEYS.items():
        rows = pq.read_table(release / f"{name}.parquet", columns=list(columns)).to_pylist()
        found[name] = {tuple(row[column] for column in columns) for row in rows}
    return found


def say_later(manifest: Path) -> None:
    """Let a manifest say a later version of the schema, and be otherwise as it was written."""
    said = json.loads(manifest.read_text("utf-8"))["schema_version"]
    text = manifest.read_text("utf-8")
    later = text.replace(f'"schema_version": "{said}"', f'"schema_version": "{LATER}"')
    assert later != text
    _replace(manifest, _with_its_sum(later))


def say_later_otherwise(manifest: Path) -> None:
    """Let a manifest be one that only a later version knows how to read."""
    _replace(manifest, json.dumps({"schema_version": LATER, "tables": [{"name": "questions"}]}))


WAYS: dict[str, Callable[[Path], None]] = {"as_today": say_later, "otherwise": say_later_otherwise}


def _with_its_sum(text: str) -> str:
    """The text with the sum of itself in its first line, when it has one."""
    if not _SUM_OF_ITSELF.match(text):
        return text
    rest = _SUM_OF_ITSELF.sub("{\n", text)
    digest = hashlib.sha256(rest.encode()).hexdigest()
    return rest.replace("{\n", f'{{\n  "sha256": "{digest}",\n', 1)


def _replace(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text, "utf-8")
