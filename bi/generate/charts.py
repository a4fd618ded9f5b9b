"""The charts as Superset has them: the form of each, and the query that fetches its rows."""

import json
from dataclasses import dataclass
from typing import Any

from bi.generate.names import VERSION, identity
from schemas import charts
from schemas.charts import Chart, Field, Measure

Form = dict[str, Any]
"""What the form of a chart holds, by the names that Superset gives its fields."""

_ROWS = 10_000
_KINDS = {
    "columns": "echarts_timeseries_bar",
    "bars": "echarts_timeseries_bar",
    "areas": "echarts_area",
    "heat": "echarts_timeseries_line",  # Superset's heat map cannot be limited to the largest
    "lines": "echarts_timeseries_line",
}
_FEW = 4
_GRAINS = {"year": "P1Y", "quarter": "P3M"}
_PLAIN: Form = {
    "adhoc_filters": [],
    "color_scheme": "supersetColors",
    "order_desc": True,
    "rich_tooltip": True,
    "row_limit": _ROWS,
    "truncate_metric": True,
    "x_axis_time_format": "%Y",
}
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
    """A chart of the dashboard: its file, what stands above it, its view, how it is drawn, and its form."""

    name: str
    title: str
    view: str
    kind: str
    form: Form
    note: str = ""

    @property
    def identity(self) -> str:
        """Its UUID."""
        return identity("chart", self.name)


@dataclass(frozen=True, slots=True)
class Number:
    """One big number above the charts."""

    name: str
    title: str
    view: str
    measure: Measure
    note: str = ""


NUMBERS = (
    Number("number_questions", "Questions", "v_questions", charts.QUESTIONS),
    Number(
        "number_open",
        "Open when last seen",
        "v_questions",
        charts.OPEN_QUESTIONS,
        "Questions of which a copy showed no answer on the day in `seen_on`.",
    ),
    Number("number_median_days", "Median days to answer", "v_questions", charts.MEDIAN_DAYS),
    Number(
        "number_in_time",
        "Answered in time",
        "v_response_times",
        charts.SHARE_IN_TIME,
        "Share of the questions for which it is known whether they were answered by the printed deadline.",
    ),
)


def slices() -> tuple[Slice, ...]:
    """The numbers, then the charts."""
    return (*map(_number, NUMBERS), *map(_chart, charts.CHARTS))


def _number(number: Number) -> Slice:
    form = {"metric": number.measure.name, "y_axis_format": number.measure.form, "header_font_size": 0.4}
    return Slice(number.name, number.title, number.view, "big_number_total", form, number.note)


def _chart(chart: Chart) -> Slice:
    return Slice(chart.name, chart.title(), chart.view, _KINDS[chart.mark], _form(chart), chart.note)


def is_worked_out(field: Field) -> bool:
    """Whether no column of the view shows a field."""
    return not field.text.isidentifier()


def column_of(field: Field) -> str:
    """The column of a dataset that shows a field: that of the view, or one that is worked out."""
    return f"{field.name}_shown" if is_worked_out(field) else field.text


def _form(chart: Chart) -> Form:
    """The fields of the form of a chart that are not as in most."""
    names = [one.name for one in chart.measures]
    form = _MARKS[chart.mark] | {"metrics": names, "timeseries_limit_metric": chart.ranked_by.name}
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
        form |= {"contributionMode": "row", "y_axis_format": charts.SHARE}
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
    return {
        "slice_name": shown.title,
        "description": shown.note or None,
        "certified_by": None,
        "certification_details": None,
        "viz_type": shown.kind,
        "params": {**_PLAIN, **shown.form, "viz_type": shown.kind},
        "query_context": json.dumps(_query_context({**_PLAIN, **shown.form})),
        "cache_timeout": None,
        "uuid": shown.identity,
        "version": VERSION,
        "dataset_uuid": identity("dataset", shown.view),
    }


def _query_context(form: Form) -> dict[str, Any]:
    """What fetches the rows of a chart without a browser: over the API, and for reports by mail."""
    metrics = form.get("metrics") or [form["metric"]]
    axis = [_axis(form)] if "x_axis" in form else []
    groups: list[str] = form.get("groupby", [])
    query = {
        "columns": [*axis, *groups],
        "metrics": metrics,
        "orderby": [[form.get("timeseries_limit_metric", metrics[0]), False]],
        "row_limit": form["row_limit"],
        "series_columns": groups,
        "series_limit": form.get("limit", 0),
        "series_limit_metric": form.get("timeseries_limit_metric"),
        "extras": {"where": " AND ".join(f"({one['sqlExpression']})" for one in form["adhoc_filters"])},
    }
    return {
        "datasource": {"id": 0, "type": "table"},
        "force": False,
        "queries": [query],
        "result_format": "json",
        "result_type": "full",
    }


def _axis(form: Form) -> str | dict[str, str]:
    """The column below a chart; one of time is cut to its grain."""
    name: str = form["x_axis"]
    if "time_grain_sqla" not in form:
        return name
    cut = {"columnType": "BASE_AXIS", "expressionType": "SQL", "timeGrain": form["time_grain_sqla"]}
    return cut | {"label": name, "sqlExpression": name}
