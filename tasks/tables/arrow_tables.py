"""Tables in Arrow: small enough for all questions at once."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from schemas.arrow import arrow_schema
from schemas.columns import Table
from schemas.records import Capture, Row, Tables
from schemas.tables import TABLES, table
from tasks.common.logger import log

Texts: TypeAlias = "pa.ChunkedArray[pa.StringScalar]"
"""A column of texts."""

ArrowTables = Mapping[str, pa.Table]
"""Tables by name, with the columns of their definitions."""


def arrow_table(definition: Table, rows: Sequence[Row]) -> pa.Table:
    """Rows of one table in Arrow; raises RowError for a missing or an unknown column."""
    for row in rows:
        definition.require_names(row)
    return pa.Table.from_pylist(list(rows), schema=arrow_schema(definition))


def to_rows(tables: ArrowTables, names: Iterable[str]) -> Tables:
    """The rows of some tables."""
    return {name: tables[name].to_pylist() for name in names}


def row_counts(tables: ArrowTables) -> dict[str, int]:
    """How many rows each table has."""
    return {name: found.num_rows for name, found in tables.items()}


def together(parts: Sequence[ArrowTables]) -> dict[str, pa.Table]:
    """The rows of several parts in order; a part may lack tables."""
    found = {one.name: [part[one.name] for part in parts if one.name in part] for one in TABLES}
    return {
        one.name: pa.concat_tables(found[one.name]) if found[one.name] else arrow_schema(one).empty_table()
        for one in TABLES
    }


def by_key(found: pa.Table, name: str) -> pa.Table:
    """The rows of a table in the order of its key."""
    return found.sort_by([(column, "ascending") for column in table(name).key])


def is_kind(values: Texts, kind: str) -> "pa.ChunkedArray[pa.BooleanScalar]":
    """Which texts of a column equal `kind`."""
    found: pa.ChunkedArray[pa.BooleanScalar] = pc.equal(values, pa.scalar(kind))  # type: ignore[assignment]
    return found


def of_kind(found: pa.Table, name: str, kind: str) -> pa.Table:
    """The rows in which a column has a certain text."""
    return found.filter(is_kind(found[name], kind))


def replaced(found: pa.Table, name: str, values: "Texts | Sequence[object]") -> pa.Table:
    """A table with other values in one column."""
    place = found.schema.get_field_index(name)
    field = found.schema.field(place)
    column = values if isinstance(values, pa.ChunkedArray) else pa.array(values, field.type)
    return found.set_column(place, field, column)


def with_sightings(pages: pa.Table, captures: Sequence[Capture]) -> pa.Table:
    """Rows of `pages` with the times at which they were last seen by captures."""
    places = pc.index_in(pages["page_id"], pa.array([one.page_id for one in captures], pa.string()))
    times = pa.array([one.seen_at for one in captures], pages["seen_at"].type)
    return replaced(pages, "seen_at", pc.take(times, places))


def mapped(values: Texts, mapping: Mapping[str, str | None]) -> Texts:
    """The mapped value of each text; null without one."""
    names = pa.array(list(mapping), pa.string())
    targets = pa.array(list(mapping.values()), pa.string())
    found: Texts = pa.chunked_array(
        [targets.take(pc.index_in(chunk, names)) for chunk in values.chunks], pa.string()
    )
    return found


def distinct(values: Texts) -> list[str]:
    """The texts of a column, each once."""
    return [text for text in values.unique().to_pylist() if text is not None]


def schema_of(path: Path) -> pa.Schema | None:
    """The columns of a table of an earlier release, if it has a readable file."""
    try:
        return pq.read_schema(path)
    except FileNotFoundError:
        return None
    except (OSError, pa.ArrowInvalid) as error:
        log.warning("%s cannot be read and is not compared: %s", path, error)
        return None
