"""The charts as Superset has them: the form of each, and the query that fetches its rows."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from bi.generate.names import asset, identity
from schemas.charts import CHARTS, MEASURES, SHARE, Chart, Field, Measure
from schemas.vocabulary.rows import vocabulary_rows

Form = dict[str, Any]
"""What the form of a chart holds, by the names that Superset gives its fields."""

_KINDS = {
    "columns": "echarts_timeseries_bar",
    "bars": "echarts_timeseries_bar",
    "areas": "echarts_area",
    "heat": "echarts_timeseries_line",  # Superset's heat map cannot be limited to the largest
    "lines": "echarts_timeseries_line",
}
_FEW = 4
_GRAINS = {"year": "P1Y", "quarter": "P3M"}
_PLAIN: Form = asset("form")
_STACKED: Form = {"stack": "Stack", "show_legend": True, "legendOrientation": "top", "legendType": "scroll"}
_BESIDE: Form = {"legendOrientation": "right"}
_MARKS: dict[str, Form] = {
    "columns": _STACKED,
    "bars": {"orientation": "horizontal", "show_value": True, "show_legend": False},
    "areas": _STACKED | _BESIDE | {"opacity": 0.8},
    "heat": _BESIDE | {"markerEnabled": True, "show_legend": True},
    "lines": _BESIDE | {"markerEnabled": True, "show_legend": True},
}


@dataclass(frozen=True, slots=True)
class Slice:
    """A chart or a big number of the dashboard: its file, what stands above it, its view, and its form."""

    name: str
    title: str
    view: str
    kind: str
    form: Form
    note: str
    measures: tuple[Measure, ...]

    @property
    def identity(self) -> str:
        """Its UUID."""
        return identity("chart", self.name)


@cache
def places() -> tuple[Mapping[str, str], ...]:
    """The lines of dashboard.tsv: what stands in which row, how high that is, and how wide, of twelve."""
    return tuple(vocabulary_rows("dashboard.tsv", __package__))


@cache
def slices() -> tuple[Slice, ...]:
    """The big numbers, then the charts."""
    return (*(_number(place) for place in places() if place["measure"]), *map(_chart, CHARTS))


def _number(place: Mapping[str, str]) -> Slice:
    measure, name, title, view = MEASURES[place["measure"]], place["name"], place["title"], place["view"]
    form = {"metric": measure.name, "y_axis_format": measure.form, "header_font_size": 0.4}
    return Slice(name, title, view, "big_number_total", form, place["note"], (measure,))


def _chart(chart: Chart) -> Slice:
    kind, measures = _KINDS[chart.mark], (*chart.measures, chart.by)
    return Slice(chart.name, chart.title(), chart.view, kind, _form(chart), chart.note, measures)


def is_worked_out(field: Field) -> bool:
    """Whether no column of the view shows a field."""
    return not field.shown.isidentifier()


def column_of(field: Field) -> str:
    """The column of a dataset that shows a field: that of the view, or one that is worked out."""
    return f"{field.name}_shown" if is_worked_out(field) else field.shown


def _form(chart: Chart) -> Form:
    """The fields of the form of a chart that are not as in most."""
    names = [one.name for one in chart.measures]
    form = _MARKS[chart.mark] | {"metrics": names, "timeseries_limit_metric": chart.by.name}
    if chart.only:
        form["adhoc_filters"] = [_where(chart.only)]
    form |= {"x_axis": column_of(chart.x), "metrics": names[:1], "y_axis_format": chart.measures[0].form}
    if chart.x.grain:
        form["time_grain_sqla"] = _GRAINS[chart.x.grain]
    if chart.series:
        form |= _STACKED if chart.mark == "bars" else {}
        form |= {"groupby": [column_of(chart.series)]}
    if chart.mark == "areas":
        form |= {"sort_series_type": "name", "sort_series_ascending": True}
    if chart.mark == "bars":
        form |= _sorted(chart)
    if chart.most:
        form |= _limited(chart)
    if chart.share:
        form |= {"contributionMode": "row", "y_axis_format": SHARE}
    return form


def _sorted(chart: Chart) -> Form:
    """The order of lying bars, which are drawn from the bottom up."""
    by = "name" if chart.x.sorts else "sum" if chart.series else chart.measures[0].name
    return {"x_axis_sort": by, "x_axis_sort_asc": not chart.x.sorts, "only_total": True}


def _limited(chart: Chart) -> Form:
    if chart.subject is chart.x:  # Superset limits rows, of which each name has one for each of a few values
        values = len(chart.series.values) if chart.series else 1
        return {"row_limit": chart.most * (values if values <= _FEW else 1)}
    return {"limit": chart.most}


def _where(expression: str) -> dict[str, str]:
    return {"clause": "WHERE", "expressionType": "SQL", "sqlExpression": expression}


def file_of(shown: Slice) -> dict[str, Any]:
    """The content of the file of a chart."""
    form = {**_PLAIN, **shown.form}
    return asset(
        "chart",
        title=shown.title,
        note=shown.note or None,
        kind=shown.kind,
        params=form | {"viz_type": shown.kind},
        context=json.dumps(_query_context(form)),
        identity=shown.identity,
        dataset_identity=identity("dataset", shown.view),
    )


def _query_context(form: Form) -> dict[str, Any]:
    """What fetches the rows of a chart without a browser: over the API, and for reports by mail."""
    metrics = form.get("metrics") or [form["metric"]]
    groups: list[str] = form.get("groupby", [])
    return asset(
        "context",
        columns=[*([_axis(form)] if "x_axis" in form else []), *groups],
        metrics=metrics,
        by=form.get("timeseries_limit_metric", metrics[0]),
        rows=form["row_limit"],
        groups=groups,
        series=form.get("limit", 0),
        series_by=form.get("timeseries_limit_metric"),
        where=" AND ".join(f"({one['sqlExpression']})" for one in form["adhoc_filters"]),
    )


def _axis(form: Form) -> str | dict[str, str]:
    """The column below a chart; one of time is cut to its grain."""
    name: str = form["x_axis"]
    if "time_grain_sqla" not in form:
        return name
    cut = {"columnType": "BASE_AXIS", "expressionType": "SQL", "timeGrain": form["time_grain_sqla"]}
    return cut | {"label": name, "sqlExpression": name}
