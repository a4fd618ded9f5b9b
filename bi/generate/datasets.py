"""The datasets: one for each view or table that charts show, its columns as schemas/ explains them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import duckdb

from bi.generate.charts import NUMBERS, column_of, is_worked_out
from bi.generate.names import DATABASE, VERSION, identity
from schemas.charts import CHARTS, Field, Measure
from schemas.columns import Column, ColumnType
from schemas.ddl import create_table, identifier
from schemas.marts import statements, views
from schemas.tables import TABLES
from schemas.vocabulary.site_labels import site_labels

SCHEMA = "main"
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
    for number in NUMBERS:
        measures.setdefault(number.view, []).append(number.measure)
    for chart in CHARTS:
        measures.setdefault(chart.view, []).extend([*chart.measures, chart.ranked_by])
    return tuple(Dataset(view, tuple(dict.fromkeys(used)), _fields(view)) for view, used in measures.items())


def _fields(view: str) -> tuple[Field, ...]:
    found = {column_of(field): field for chart in CHARTS if chart.view == view for field in chart.fields}
    return tuple(found.values())


def file_of(dataset: Dataset) -> dict[str, Any]:
    """The content of the file of a dataset."""
    comment, columns = _described(dataset.view)
    worked_out = [
        _column(column_of(one), "VARCHAR", one.text) for one in dataset.fields if is_worked_out(one)
    ]
    return {
        "table_name": dataset.view,
        "main_dttm_col": next((one.column for one in dataset.fields if one.grain), None),
        "description": comment,
        "default_endpoint": None,
        "offset": 0,
        "cache_timeout": None,
        "catalog": None,
        "schema": SCHEMA,
        "sql": None,
        "params": None,
        "template_params": None,
        "filter_select_enabled": True,
        "fetch_values_predicate": None,
        "extra": None,
        "normalize_columns": False,
        "always_filter_main_dttm": False,
        "uuid": dataset.identity,
        "metrics": [_metric(measure) for measure in dataset.measures],
        "columns": [*columns, *worked_out],
        "version": VERSION,
        "database_uuid": identity("database", DATABASE),
    }


def _metric(measure: Measure) -> dict[str, Any]:
    return {
        "metric_name": measure.name,
        "verbose_name": site_labels()["en"][f"column.{measure.label}"],
        "metric_type": None,
        "expression": measure.expression,
        "description": None,
        "d3format": measure.form,
        "currency": None,
        "extra": {},
        "warning_text": None,
    }


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
    return {
        "column_name": name,
        "verbose_name": Column(name, ColumnType.TEXT, "").heading,
        "is_dttm": kind.startswith(_TIMES),
        "is_active": True,
        "type": kind,
        "advanced_data_type": None,
        "groupby": True,
        "filterable": True,
        "expression": expression,
        "description": meaning,
        "python_date_format": None,
        "extra": {},
    }


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
