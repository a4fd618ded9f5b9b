"""The datasets: one for each view that charts are drawn from, its columns as schemas/ explains them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import duckdb

from bi.generate.names import DATABASE, VERSION, identity
from schemas.columns import Column, ColumnType
from schemas.ddl import create_table, identifier
from schemas.marts import View, statements, views
from schemas.tables import TABLES

SCHEMA = "main"
COUNT = ",d"
"""Format of whole numbers."""
DAYS = ",.0f"
SHARE = ".0%"

_TIMES = ("DATE", "TIMESTAMP")


@dataclass(frozen=True, slots=True)
class Metric:
    """A number that charts show.

    Attributes:
        name: Its name in the dataset.
        label: What charts call it.
        expression: SQL over the rows of the view.
        form: How it is printed, in the words of d3-format.
    """

    name: str
    label: str
    expression: str
    form: str = COUNT


@dataclass(frozen=True, slots=True)
class Dataset:
    """One view with its metrics.

    Attributes:
        view: The name of the view.
        metrics: What can be counted in it without counting a question twice.
        day: The column that tells the time, when there is one.
        worked_out: Further columns: name, type and SQL.
    """

    view: str
    metrics: tuple[Metric, ...]
    day: str | None = None
    worked_out: tuple[tuple[str, str, str], ...] = ()

    @property
    def identity(self) -> str:
        """Its UUID."""
        return identity("dataset", self.view)


_QUESTIONS = Metric("questions_asked", "Questions", "sum(questions)")

DATASETS = (
    Dataset(
        "v_questions",
        (
            Metric("questions", "Questions", "count(*)"),
            Metric("open_questions", "Open questions", "count(*) FILTER (WHERE status = 'open')"),
            Metric("median_response_days", "Median days to answer", "median(response_days)", DAYS),
        ),
        "asked_on",
    ),
    Dataset(
        "v_response_times",
        (
            _QUESTIONS,
            Metric("answers", "Answered", "sum(answered)"),
            Metric("deadlines", "With a deadline", "sum(with_deadline)"),
            Metric("answered_in_time", "In time", "sum(in_time)"),
            Metric("answered_late", "Late or never", "sum(late)"),
            Metric("in_time_of_deadlines", "Share in time", "sum(in_time) / sum(with_deadline)", SHARE),
        ),
    ),
    Dataset(
        "v_open_by_day",
        (
            Metric("open_on_average", "Open questions", "sum(open) / count(DISTINCT day)"),
            Metric("overdue_on_average", "Overdue questions", "sum(overdue) / count(DISTINCT day)"),
        ),
        "day",
        (("age_in_order", "VARCHAR", "repeat(' ', 3 - len(CAST(age_from AS VARCHAR))) || age"),),
    ),
    Dataset("v_activity", (_QUESTIONS,)),
    Dataset("v_topics", (_QUESTIONS,)),
    Dataset("v_languages", (_QUESTIONS,)),
    Dataset(
        "v_government_opposition",
        (_QUESTIONS,),
        worked_out=(("government_in_order", "VARCHAR", "strftime(since, '%Y-%m') || ' ' || government"),),
    ),
)


def file_of(dataset: Dataset) -> dict[str, Any]:
    """The content of the file of a dataset."""
    view = next(view for view in views() if view.name == dataset.view)
    return {
        "table_name": dataset.view,
        "main_dttm_col": dataset.day,
        "description": view.comment,
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
        "metrics": [_metric(metric) for metric in dataset.metrics],
        "columns": [*_columns(view), *(_column(*one) for one in dataset.worked_out)],
        "version": VERSION,
        "database_uuid": identity("database", DATABASE),
    }


def _metric(metric: Metric) -> dict[str, Any]:
    return {
        "metric_name": metric.name,
        "verbose_name": metric.label,
        "metric_type": None,
        "expression": metric.expression,
        "description": None,
        "d3format": metric.form,
        "currency": None,
        "extra": {},
        "warning_text": None,
    }


def _columns(view: View) -> list[dict[str, Any]]:
    kinds = _types()[view.name]
    return [_column(name, kinds[name], None, meaning) for name, meaning in view.columns]


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
    """The type of each column of each view, as DuckDB tells it of empty tables."""
    found = {}
    with duckdb.connect() as connection:
        for table in TABLES:
            connection.execute(create_table(table))
        for view in views():
            for statement in statements(view):
                connection.execute(statement)
            if view.kind != "macro":
                rows = connection.execute(f"DESCRIBE {identifier(view.name)}").fetchall()
                found[view.name] = {name: kind for name, kind, *_ in rows}
    return found
