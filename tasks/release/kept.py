"""The tables of the current release, reused when a rebuild would give the same."""

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.arrow import arrow_schema
from schemas.codes import MAY_PASS
from schemas.page_tables import PAGES
from schemas.records import Reason, Row
from schemas.tables import RUNS, TABLES
from tasks.release.published.damage import damaged_tables
from tasks.release.published.folders import CURRENT, current_release, undamaged_release
from tasks.release.published.manifest import read_manifest, table_file
from tasks.release.sightings import with_sightings
from tasks.tables.arrow_tables import ArrowTables, arrow_table
from tasks.tables.inputs import Inputs
from tasks.tables.rows import in_key_order


def kept_tables(data: Path, inputs: Inputs) -> dict[str, pa.Table] | None:
    """The tables of the current release, with empty `runs` and `changes`; None when a rebuild would differ.

    It would with other inputs, corrupt files, pages that may be readable now or were seen again since.
    """
    release = current_release(data)
    manifest = read_manifest(release) if release else None
    if not release or not manifest or manifest.get("inputs") != inputs.fingerprint:
        return None
    if damaged_tables(release) or any(table_file(table.name) not in manifest["files"] for table in TABLES):
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
