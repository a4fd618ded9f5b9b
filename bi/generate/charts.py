"""The charts: which view they show, how they draw it, and which query fetches their rows."""

import json
from dataclasses import dataclass, field
from typing import Any

from bi.generate.datasets import COUNT, DAYS, SHARE
from bi.generate.names import VERSION, identity

Form = dict[str, Any]
"""What the form of a chart holds, by the names that Superset gives its fields."""

_ROWS = 10_000
_BARS = "echarts_timeseries_bar"
_STACKED: Form = {"stack": "Stack", "show_legend": True, "legendOrientation": "top", "legendType": "scroll"}
_BESIDE: Form = {"legendOrientation": "right"}
_LYING: Form = {
    "orientation": "horizontal",
    "show_value": True,
    "show_legend": False,
}
_PLAIN: Form = {
    "adhoc_filters": [],
    "color_scheme": "supersetColors",
    "order_desc": True,
    "rich_tooltip": True,
    "row_limit": _ROWS,
    "truncate_metric": True,
    "x_axis_time_format": "%Y",
}


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart.

    Attributes:
        name: The name of its file.
        title: What stands above it.
        view: The view that it shows.
        kind: How it is drawn: the name of one of Superset's kinds.
        form: The fields of its form that are not as in most charts.
        note: What one should know to read it.
    """

    name: str
    title: str
    view: str
    kind: str
    form: Form = field(default_factory=dict)
    note: str = ""

    @property
    def identity(self) -> str:
        """Its UUID."""
        return identity("chart", self.name)


def where(expression: str) -> dict[str, str]:
    """A filter of a chart, in SQL."""
    return {"clause": "WHERE", "expressionType": "SQL", "sqlExpression": expression}


def _number(name: str, title: str, view: str, metric: str, form: str) -> Chart:
    drawn = {"metric": metric, "y_axis_format": form, "header_font_size": 0.4}
    return Chart(name, title, view, "big_number_total", drawn)


NUMBERS = (
    _number("number_questions", "Questions", "v_questions", "questions", COUNT),
    _number("number_open", "Open now", "v_questions", "open_questions", COUNT),
    _number("number_median_days", "Median days to answer", "v_questions", "median_response_days", DAYS),
    _number("number_in_time", "Answered in time", "v_response_times", "in_time_of_deadlines", SHARE),
)
CHARTS = (
    Chart(
        "questions_by_party",
        "Questions by quarter and party",
        "v_questions",
        _BARS,
        _STACKED
        | {"x_axis": "asked_on", "time_grain_sqla": "P3M", "groupby": ["party_id"], "metrics": ["questions"]},
        "Each question once, by the day on which it was sent and the party of its author on that day.",
    ),
    Chart(
        "open_by_age",
        "Open questions by age",
        "v_open_by_day",
        "echarts_area",
        _STACKED
        | _BESIDE
        | {
            "x_axis": "day",
            "time_grain_sqla": "P1M",
            "groupby": ["age_in_order"],
            "metrics": ["open_on_average"],
            "sort_series_type": "name",
            "sort_series_ascending": True,
            "opacity": 0.8,
        },
        "Open at the end of a day, on average over the days of each month.",
    ),
    Chart(
        "days_by_minister",
        "Median days to answer, by minister",
        "v_questions",
        _BARS,
        _LYING
        | {
            "x_axis": "minister",
            "x_axis_sort": "median_response_days",
            "x_axis_sort_asc": True,
            "metrics": ["median_response_days"],
            "y_axis_format": DAYS,
            "timeseries_limit_metric": "questions",
            "row_limit": 15,
            "adhoc_filters": [where("minister IS NOT NULL")],
        },
        "The fifteen who were asked most; a question without an answer has no days, and counts in none.",
    ),
    Chart(
        "deadlines_by_minister",
        "Answers beside the deadline, by minister",
        "v_response_times",
        "table",
        {
            "query_mode": "aggregate",
            "groupby": ["minister"],
            "metrics": [
                *("questions_asked", "answers", "deadlines"),
                *("answered_in_time", "answered_late", "in_time_of_deadlines"),
            ],
            "timeseries_limit_metric": "questions_asked",
            "page_length": 10,
            "show_cell_bars": False,
            "adhoc_filters": [where("minister IS NOT NULL")],
        },
        "Deadlines are as printed; legislature 5 prints none, so that its questions have none.",
    ),
    Chart(
        "topics_by_year",
        "Topics over the years",
        "v_topics",
        "echarts_timeseries_line",
        _BESIDE
        | {
            "x_axis": "year",
            "groupby": ["topic"],
            "metrics": ["questions_asked"],
            "limit": 8,
            "timeseries_limit_metric": "questions_asked",
            "markerEnabled": True,
            "show_legend": True,
            "y_axis_format": COUNT,
        },
        "The eight topics asked about most; a question has several topics, so that they do not add up.",
    ),
    Chart(
        "active_members",
        "Most active senators",
        "v_activity",
        _BARS,
        _LYING
        | _STACKED
        | _BESIDE
        | {
            "x_axis": "member",
            "x_axis_sort": "sum",
            "x_axis_sort_asc": True,
            "groupby": ["party_id"],
            "metrics": ["questions_asked"],
            "only_total": True,
            "row_limit": 15,
            "y_axis_format": COUNT,
        },
        "With the party of the author on the day of each question.",
    ),
    Chart(
        "government_opposition",
        "Government and opposition",
        "v_government_opposition",
        _BARS,
        _STACKED
        | {
            "orientation": "horizontal",
            "x_axis": "government_in_order",
            "x_axis_sort": "name",
            "x_axis_sort_asc": False,
            "groupby": ["side"],
            "metrics": ["questions_asked"],
            "contributionMode": "row",
            "y_axis_format": SHARE,
        },
        "Share of the questions by where the author's party stood on their day; by the day of the oath.",
    ),
    Chart(
        "languages",
        "Language of the questions",
        "v_languages",
        _BARS,
        _STACKED | {"x_axis": "year", "groupby": ["asked_in"], "metrics": ["questions_asked"]},
    ),
)


def file_of(chart: Chart) -> dict[str, Any]:
    """The content of the file of a chart."""
    return {
        "slice_name": chart.title,
        "description": chart.note or None,
        "certified_by": None,
        "certification_details": None,
        "viz_type": chart.kind,
        "params": {**_PLAIN, **chart.form, "viz_type": chart.kind},
        "query_context": json.dumps(_query_context(chart)),
        "cache_timeout": None,
        "uuid": chart.identity,
        "version": VERSION,
        "dataset_uuid": identity("dataset", chart.view),
    }


def _query_context(chart: Chart) -> dict[str, Any]:
    """What fetches the rows of a chart without a browser: over the API, and for reports by mail."""
    form = {**_PLAIN, **chart.form}
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
