"""The datasets: one for each view or table that charts show, its columns as schemas/ explains them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import duckdb

from bi.generate.charts import column_of, is_worked_out, slices
from bi.generate.names import DATABASE, asset, identity
from schemas.charts import CHARTS, Field, Measure
from schemas.columns import Column, ColumnType
from schemas.ddl import create_table, identifier
from schemas.marts import statements, views
from schemas.tables import TABLES
from schemas.vocabulary.site_labels import site_labels

_TIMES = ("DATE", "TIMESTAMP")


@dataclass(frozen=True, slots=True)
class Dataset:
    """A view or table that charts show, with what is counted in it and what its rows are grouped by."""

    view: str
    measures: tuple[Measure, ...]
    fields: tuple[Field, ...]

    @property
    def identity(self) -> str:
        """Its UUID."""
        return identity("dataset", self.view)


@cache
def datasets() -> tuple[Dataset, ...]:
    """Those that the numbers and charts of the dashboard need."""
    measures: dict[str, list[Measure]] = {}
    for shown in slices():
        measures.setdefault(shown.view, []).extend(shown.measures)
    return tuple(Dataset(view, tuple(dict.fromkeys(used)), _fields(view)) for view, used in measures.items())


def _fields(view: str) -> tuple[Field, ...]:
    found = {column_of(field): field for chart in CHARTS if chart.view == view for field in chart.fields}
    return tuple(found.values())


def file_of(dataset: Dataset) -> dict[str, Any]:
    """The content of the file of a dataset."""
    comment, columns = _described(dataset.view)
    worked_out = [
        _column(column_of(one), "VARCHAR", one.shown) for one in dataset.fields if is_worked_out(one)
    ]
    return asset(
        "dataset",
        view=dataset.view,
        time=next((one.key for one in dataset.fields if one.grain), None),
        comment=comment,
        identity=dataset.identity,
        metrics=[_metric(measure) for measure in dataset.measures],
        columns=[*columns, *worked_out],
        database_identity=identity("database", DATABASE),
    )


def _metric(measure: Measure) -> dict[str, Any]:
    heading = site_labels()["en"][f"column.{measure.label}"]
    return asset(
        "metric", name=measure.name, heading=heading, expression=measure.expression, form=measure.form
    )


def _described(name: str) -> tuple[str, list[dict[str, Any]]]:
    """What a view or table is, and its columns."""
    view = next((one for one in views() if one.name == name), None)
    if view:
        comment, columns = view.comment, view.columns
    else:
        table = next(one for one in TABLES if one.name == name)
        comment = table.description
        columns = tuple((column.name, column.description) for column in table.columns)
    kinds = _types()[name]
    return comment, [_column(column, kinds[column], None, meaning) for column, meaning in columns]


def _column(name: str, kind: str, expression: str | None, meaning: str | None = None) -> dict[str, Any]:
    heading, is_time = Column(name, ColumnType.TEXT, "").heading, kind.startswith(_TIMES)
    return asset(
        "column",
        name=name,
        heading=heading,
        is_time=is_time,
        kind=kind,
        expression=expression,
        meaning=meaning,
    )


@cache
def _types() -> Mapping[str, Mapping[str, str]]:
    """The type of each column of each table and view, as DuckDB tells it of empty tables."""
    found = {}
    with duckdb.connect() as connection:
        for table in TABLES:
            connection.execute(create_table(table))
        for view in views():
            for statement in statements(view):
                connection.execute(statement)
        shown = [view.name for view in views() if view.kind != "macro"]
        for name in (*(table.name for table in TABLES), *shown):
            rows = connection.execute(f"DESCRIBE {identifier(name)}").fetchall()
            found[name] = {column: kind for column, kind, *_ in rows}
    return found
