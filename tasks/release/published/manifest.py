"""The manifest of a release: its version, counts, files, coverage and inputs.

Its first line is the SHA-256 of the same file without that line, so that a corrupt manifest is detected too.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from schemas.package.words import FileFacts, banner
from schemas.tables import SCHEMA_VERSION
from tasks.common.clock import recorded_moment
from tasks.common.version import code_version
from tasks.tables.inputs import Inputs

MANIFEST_FILE = "manifest.json"
DUCKDB_FILE = "senate.duckdb"
_SUM_LINE = re.compile(r'\A\{\n  "sha256": "([0-9a-f]{64})",\n')
_WITHOUT_SUM = "1."
"""Prefix of schema versions whose manifests have no sum of themselves."""


def _moment(text: str) -> str:
    """Require a moment in ISO 8601 with a zone; return it unchanged."""
    recorded_moment(text)
    return text


class _Part(BaseModel):
    model_config = ConfigDict(extra="allow", strict=True)


_PART = "[0-9A-Za-z][0-9A-Za-z._-]*"
_Name = Annotated[str, StringConstraints(pattern=f"^{_PART}(/{_PART})*$")]
"""A file below the folder of a release; anything else is not ours."""


class _File(_Part):
    bytes: int
    sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


class _Covered(_Part):
    questions: int
    asked_from: str | None
    asked_to: str | None


class _Quality(_Part):
    pages: int
    quarantined: int
    unknown_labels: int


class _Manifest(_Part):
    """The required shape of a manifest; manifests of schema 1 have hardly more."""

    version: str
    created: Annotated[str, AfterValidator(_moment)]
    code_version: str
    schema_version: str
    inputs: str
    sources: list[str]
    counts: dict[str, int]
    coverage: dict[str, _Covered]
    files: dict[_Name, _File]
    previous: str | None = None
    compared_with: str | None = None
    quality: _Quality | None = None
    quality_before: _Quality | None = None
    changed_pages: list[str] = []
    freshness: dict[str, str | None] = {}
    made_by: dict[str, dict[str, Any]] = {}
    redactions: dict[str, Any] = {}


def file_facts(path: Path) -> FileFacts:
    """Size in bytes and SHA-256 of a file."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
    return FileFacts(path.stat().st_size, digest.hexdigest())


def new_manifest(
    version: str, created: str, inputs: Inputs, coverage: Mapping[str, Any], counts: Mapping[str, int]
) -> dict[str, Any]:
    """The content of manifest.json without the files; `counts` are rows by table."""
    return {
        "version": version,
        "created": created,
        "code_version": code_version(),
        "schema_version": SCHEMA_VERSION,
        "inputs": inputs.fingerprint,
        "sources": inputs.sources,
        "counts": dict(counts),
        "coverage": coverage,
        "redactions": {"lines": len(inputs.redactions.lines), "sha256": inputs.redactions.sha256},
    }


def redactions_sum(release: Path | None) -> str:
    """The sum of the list of redactions that a release was made with; empty for none."""
    manifest = read_manifest(release) if release else None
    return str((manifest or {}).get("redactions", {}).get("sha256", ""))


def table_file(table: str) -> str:
    """The name of the file that holds a table."""
    return f"{table}.parquet"


def sealed(text: str) -> str:
    """The text of a manifest with its sum as the first line; `text` begins with a line `{`."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return text.replace("{\n", f'{{\n  "sha256": "{digest}",\n', 1)


def notice_of(release: Path) -> str | None:
    """The notice that a release is of the sample, whose questions are invented; None for any other."""
    return banner((read_manifest(release) or {}).get("sources", ()))


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of a release folder; None when it is missing or corrupt."""
    try:
        text = (folder / MANIFEST_FILE).read_bytes().decode("utf-8")
        content: dict[str, Any] = json.loads(text)
        _Manifest.model_validate(content)
        json.dumps(content, ensure_ascii=False).encode()  # letters that no file can hold
    except (OSError, ValueError, RecursionError):
        return None
    return content if _sum_holds(text, str(content["schema_version"])) else None


def schema_version_of(folder: Path) -> str | None:
    """The schema version that a release claims, even in a manifest of another shape; None if corrupt."""
    try:
        text = (folder / MANIFEST_FILE).read_bytes().decode("utf-8")
        version = json.loads(text)["schema_version"]
    except (OSError, ValueError, RecursionError, LookupError, TypeError):
        return None
    holds = isinstance(version, str) and (not _SUM_LINE.match(text) or _sum_holds(text, version))
    return version if holds else None


def _sum_holds(text: str, schema_version: str) -> bool:
    found = _SUM_LINE.match(text)
    if not found:
        return schema_version.startswith(_WITHOUT_SUM)
    return hashlib.sha256(f"{{\n{text[found.end() :]}".encode()).hexdigest() == found[1]
