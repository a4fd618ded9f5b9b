"""The drawings of the charts: Vega-Lite specifications with their rows, for both colour schemes.

Colours are separate, one list per scheme; the browser puts the list of its scheme into the configuration, as
the colours of categories or of amounts.
"""

from typing import Any, Literal, NamedTuple

import altair as alt

from schemas.charts import SHARE, Chart, Field, Measure, Value
from schemas.vocabulary.site_labels import Labels

Rows = list[dict[str, Any]]

_ROWS = "rows"
_HEIGHT = 300
_ROW = 23
_FOR_LEGEND = 50
_LONGEST_LABEL = 240
_ONE = {"light": ["#2f6fb5"], "dark": ["#6ea8e5"]}
_AMOUNTS = {
    "light": ["#d6e6f6", "#a3c7ea", "#5b98d2", "#1f5fa8", "#0b2f63"],
    "dark": ["#29425f", "#32639a", "#3d7fc0", "#7fb5ec", "#d5e9ff"],
}
_OTHERS = Value("", "#b3bac4", "#59616d")


class Drawing(NamedTuple):
    """A specification, and its colours in each scheme."""

    spec: dict[str, Any]
    colours: dict[str, list[str]]


def config(ink: str, soft: str, line: str) -> dict[str, Any]:
    """The style that all charts share in one colour scheme, by the colours of text, axes and lines."""
    words = {"labelColor": soft, "titleColor": soft, "labelFontSize": 12, "titleFontSize": 12}
    return {
        "background": None,
        "aria": False,
        "font": "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif",
        "view": {"stroke": None},
        "axis": {
            **words,
            "gridColor": line,
            "domainColor": line,
            "tickColor": line,
            "titleFontWeight": "normal",
            "labelLimit": _LONGEST_LABEL,
        },
        "legend": {**words, "labelColor": ink, "symbolType": "square", "labelLimit": _LONGEST_LABEL},
        "text": {"color": soft, "fontSize": 11},
        "rule": {"color": soft},
        "tick": {"color": soft},
    }


CONFIGS = {
    "light": config("#1b1f27", "#565e6b", "#d9dde4"),
    "dark": config("#e7e9ed", "#a4adba", "#343b46"),
}


def _base(mark: Any = alt.Undefined) -> alt.Chart:  # noqa: ANN401 - a name, or a definition
    return alt.Chart(alt.NamedData(name=_ROWS), mark=mark)


def _finished(
    chart: alt.Chart | alt.LayerChart | alt.FacetChart, rows: Rows, height: int = _HEIGHT
) -> dict[str, Any]:
    """The specification of a chart as wide as its container, with its rows.

    Rows are added last: Altair would inspect each of them.
    """
    fitted = alt.AutoSizeParams(type="fit-x", contains="padding")
    sized = chart.properties(width="container", height=height, autosize=fitted)
    found: dict[str, Any] = sized.to_dict(validate=False)
    return found | {"datasets": {**found.get("datasets", {}), _ROWS: rows}}


def draw(chart: Chart, rows: Rows, words: Labels) -> Drawing | None:
    """The drawing of a chart by its mark; a table has none."""
    drawn = {"columns": _columns, "bars": _bars, "areas": _areas, "heat": _heat}.get(chart.mark)
    return drawn and drawn(chart, rows, words)


def _columns(chart: Chart, rows: Rows, words: Labels) -> Drawing:
    """Columns by year or name, divided by the series; a name in the legend shows it alone."""
    columns, colours = _base("bar"), _ONE
    columns = columns.encode(
        x=_across(chart, rows), y=_drawn(alt.Y, chart, words), tooltip=_hints(chart, words)
    )
    if chart.series:
        colour, colours = _by_series(chart, rows)
        chosen = alt.selection_point(name="chosen", fields=[chart.series.name], bind="legend")
        seen = alt.condition(chosen, alt.value(1), alt.value(0.12))
        columns = columns.encode(color=colour, order=_order(chart), opacity=seen).add_params(chosen)
    layers = alt.layer(columns, _half("y")) if chart.share else columns
    return Drawing(_finished(layers, rows), colours)


def _bars(chart: Chart, rows: Rows, words: Labels) -> Drawing:
    """A lying bar for each name: divided by the series, with a line up to `reach`, or with its number."""
    drawn = chart.measures[0].name
    base = _base().encode(y=_names(chart.x), tooltip=_hints(chart, words))
    bars = base.mark_bar(height=13).encode(x=_drawn(alt.X, chart, words))
    layers, colours = [bars], _ONE
    if chart.series:
        colour, colours = _by_series(chart, rows)
        layers = [bars.encode(color=colour, order=_order(chart))]
    elif chart.reach:
        end = f"{chart.reach.name}:Q"
        layers.append(base.mark_rule(strokeWidth=1.5).encode(x=f"{drawn}:Q", x2=end))
        layers.append(base.mark_tick(thickness=2, height=9).encode(x=end))
    else:
        numbers = alt.Text(f"{drawn}:Q", format=chart.measures[0].form)
        layers.append(base.mark_text(align="left", dx=4).encode(x=f"{drawn}:Q", text=numbers))
    if chart.share:
        layers.append(_half("x"))
    count = len({row[chart.x.name] for row in rows})
    return Drawing(
        _finished(alt.layer(*layers), rows, _ROW * count + _FOR_LEGEND * bool(chart.series)), colours
    )


def _areas(chart: Chart, rows: Rows, words: Labels) -> Drawing:
    """Areas over time on top of each other, in the order of the series."""
    colour, colours = _by_series(chart, rows)
    day = alt.X(
        chart.x.name,
        type="temporal",
        title=None,
        scale=alt.Scale(type="utc"),
        axis=alt.Axis(format="%Y", labelOverlap=True, tickCount="year"),
    )
    areas = _base(alt.MarkDef("area", interpolate="step-after")).encode(
        x=day,
        y=_drawn(alt.Y, chart, words),
        color=colour,
        order=_order(chart),
        tooltip=_hints(chart, words)[1:2],
    )
    return Drawing(_finished(areas, rows), colours)


def _heat(chart: Chart, rows: Rows, words: Labels) -> Drawing:
    """A field for each name and year, darker where there is more."""
    measure = chart.measures[0]
    legend = alt.Legend(
        orient="bottom", title=words[f"column.{measure.label}"], gradientLength=160, tickMinStep=1
    )
    fields = _base(alt.MarkDef("rect", cornerRadius=2)).encode(
        x=_across(chart, rows),
        y=_names(chart.subject),
        color=alt.Color(measure.name, type="quantitative", scale=alt.Scale(type="sqrt"), legend=legend),
        tooltip=_hints(chart, words),
    )
    count = len({row[chart.subject.name] for row in rows})
    return Drawing(_finished(fields, rows, _ROW * count), _AMOUNTS)


def _across(chart: Chart, rows: Rows) -> alt.X:
    """The axis below columns: all years from the first to the last, or names in their places."""
    axis = alt.Axis(labelAngle=0, labelOverlap=True, labelSeparation=6)
    order: dict[str, Any] = {"sort": alt.EncodingSortField(f"{chart.x.name}_place", op="min")}
    if chart.x.is_time:
        known = {int(row[chart.x.name]) for row in rows}
        years = [str(year) for year in range(min(known, default=0), max(known, default=0) + 1)]
        order = {"scale": alt.Scale(domain=years)}
    return alt.X(chart.x.name, type="ordinal", title=None, axis=axis, **order)


def _names(field: Field) -> alt.Y:
    """An axis of names in their places; a list would become an expression, which fails on some letters."""
    places = alt.EncodingSortField(f"{field.name}_place", op="min")
    axis = alt.Axis(domain=False, ticks=False, labelPadding=6)
    return alt.Y(field.name, type="nominal", sort=places, title=None, axis=axis)


def _drawn(channel: type[alt.X | alt.Y], chart: Chart, words: Labels) -> Any:  # noqa: ANN401 - a channel
    """The axis of what is drawn: the first measure, or its share."""
    if chart.share:
        axis, whole = alt.Axis(format="%", tickCount=5), alt.Scale(domain=[0, 1])
        return channel("share", type="quantitative", title=words["column.share"], axis=axis, scale=whole)
    measure, axis = chart.measures[0], alt.Axis(format="~s", tickCount=5, tickMinStep=1)
    return channel(measure.name, type="quantitative", title=words[f"column.{measure.label}"], axis=axis)


def _by_series(chart: Chart, rows: Rows) -> tuple[alt.Color, dict[str, list[str]]]:
    """The names of the series with their legend, and the colours of their codes in each scheme."""
    name = chart.fields[-1].name
    found = sorted({(row[f"{name}_place"], row[name], row[f"{name}_code"]) for row in rows})
    known = {value.code: value for value in chart.fields[-1].values}
    colours = [known.get(code, _OTHERS) for _, _, code in found]
    scale = alt.Scale(domain=[shown for _, shown, _ in found])
    legend = alt.Legend(orient="bottom", title=None)
    return alt.Color(name, type="nominal", scale=scale, legend=legend), {
        "light": [one.light for one in colours],
        "dark": [one.dark for one in colours],
    }


def _order(chart: Chart) -> alt.Order:
    return alt.Order(f"{chart.fields[-1].name}_place", type="quantitative")


def _half(channel: Literal["x", "y"]) -> alt.Chart:
    """A line at one half."""
    line = alt.Chart(alt.InlineData(values=[{"half": 0.5}])).mark_rule(strokeDash=[4, 4])
    placed: alt.Chart = line.encode(x="half:Q") if channel == "x" else line.encode(y="half:Q")
    return placed


def _hints(chart: Chart, words: Labels) -> list[alt.Tooltip]:
    """The tooltip of a mark: fields as text, then numbers with their formats."""
    share = [Measure("share", "share", "", SHARE)] if chart.share else []
    return [
        *(alt.Tooltip(one.name, title=words[f"column.{one.name}"], type="nominal") for one in chart.fields),
        *(
            alt.Tooltip(one.name, title=words[f"column.{one.label}"], type="quantitative", format=one.form)
            for one in (*chart.measures, *share)
        ),
        *(alt.Tooltip(name, title=words[f"column.{name}"], type="nominal") for name in chart.examples),
    ]
