"""Whether a rebuild would give the current release, or its tables, and what stays of them."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.arrow import arrow_schema
from schemas.codes import MAY_PASS
from schemas.records import Capture, Reason, Row
from schemas.tables import PAGES, QUESTIONS, RUNS, TABLES
from tasks.assemble import depends_on_day, settle
from tasks.release.made_by import NO_EXTRAS, Extras, remade
from tasks.release.published.damage import damage
from tasks.release.published.folders import CURRENT, current_release, undamaged_release
from tasks.release.published.manifest import read_manifest, table_file
from tasks.tables.arrow_tables import ArrowTables, arrow_table, with_sightings
from tasks.tables.inputs import Inputs
from tasks.tables.rows import in_key_order

_STATE = ("status", "status_reason", "is_late")
_OF_QUESTION = ("question_id", "legislature", "seen_on", "deadline_on", *_STATE)
_OF_PAGE = ("page_id", "question_id", "url", "evidence", "variant", "outcome", "is_whole", "seen_at")


def is_current(data: Path, inputs: Inputs, extras: Extras = NO_EXTRAS) -> bool:
    """Whether the current release is undamaged, made of these inputs, and every part as it would be now.

    Pages that were seen again leave it current unless that changes the state of a question.
    """
    release, manifest = _of_inputs(data, inputs)
    is_same = release and not remade(manifest, extras) and not damage(release)
    return bool(release and is_same and not _change_states(release, inputs.captures))


def _of_inputs(data: Path, inputs: Inputs) -> tuple[Path | None, Mapping[str, Any]]:
    """The current release with its manifest, if it was made of these inputs."""
    release = current_release(data)
    manifest = (read_manifest(release) if release else None) or {}
    return (release, manifest) if manifest.get("inputs") == inputs.fingerprint else (None, {})


def kept_tables(data: Path, inputs: Inputs) -> dict[str, pa.Table] | None:
    """The tables of the current release, with empty `runs` and `changes`; None when a rebuild would differ.

    It would with other inputs, corrupt files, pages that may be readable now or were seen again since.
    """
    release, manifest = _of_inputs(data, inputs)
    files = {table_file(table.name) for table in TABLES}
    if not release or files - manifest["files"].keys() or damage(release, sums=True, only=".parquet"):
        return None
    tables = {
        table.name: pq.read_table(release / table_file(table.name))
        if table.reproducible
        else arrow_schema(table).empty_table()
        for table in TABLES
    }
    pages = tables[PAGES.name]
    return None if may_be_read(data) or with_sightings(pages, inputs.captures) != pages else tables


def may_be_read(data: Path) -> bool:
    """Whether pages that the current release set aside may be readable now."""
    found = pq.read_table(data / CURRENT / table_file(PAGES.name), columns=["reason_code"])
    return bool(pc.any(pc.is_in(found["reason_code"], pa.array(MAY_PASS))).as_py())


def _change_states(release: Path, captures: Sequence[Capture]) -> bool:
    """Whether the times at which the pages of a release were last seen change the state of a question.

    A release that cannot be read counts as changed.
    """
    try:
        pages = pq.read_table(release / table_file(PAGES.name), columns=list(_OF_PAGE))
        questions = pq.read_table(release / table_file(QUESTIONS.name), columns=list(_OF_QUESTION))
    except (OSError, pa.ArrowException):
        return True
    pages_now = with_sightings(pages, captures)
    again = pages["question_id"].filter(pc.not_equal(pages["seen_at"], pages_now["seen_at"]))
    rows = questions.filter(pc.is_in(questions["question_id"], again)).to_pylist()
    before = [row for row in rows if depends_on_day(row)]
    now = [dict(row) for row in before]
    ids = pa.array([row["question_id"] for row in now], pa.string())
    settle(now, pages_now.filter(pc.is_in(pages["question_id"], ids)).to_pylist())
    return any(one[name] != other[name] for one, other in zip(before, now, strict=True) for name in _STATE)


def failed_pages(data: Path) -> dict[str, Reason]:
    """The pages on which work failed in the current release; none for one of an earlier schema."""
    release = undamaged_release(data)
    file = pq.ParquetFile(release / table_file(PAGES.name)) if release else None
    if file is None or "reason_code" not in file.schema_arrow.names:
        return {}
    rows = file.read(["page_id", "reason", "reason_code"]).to_pylist()
    return {row["page_id"]: Reason("failed", row["reason"]) for row in rows if row["reason_code"] == "failed"}


def with_runs(tables: ArrowTables, runs: Iterable[Row]) -> dict[str, pa.Table]:
    """The tables with these rows in `runs`."""
    return {**tables, RUNS.name: arrow_table(RUNS, in_key_order({RUNS.name: list(runs)})[RUNS.name])}
