"""The drawings of the charts: Vega-Lite specifications with their rows, for both colour schemes.

Colours are separate, one list per scheme; the browser puts the list of its scheme into the configuration, as
the colours of categories or of amounts.
"""

from collections import Counter
from math import ceil
from typing import Any, Literal, NamedTuple

from schemas.charts import NAMED_LINES, SHARE, Chart, Field, Measure, Value
from schemas.vocabulary.site_labels import Labels

Rows = list[dict[str, Any]]
Spec = dict[str, Any]
"""A specification of Vega-Lite, or a part of one."""

_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_ROWS = "rows"
_HEIGHT = 300
_ROW = 23
_TICKS = 5
"""Most steps of an axis; fewer where there are fewer to count."""
_FOR_LEGEND = 50
_LONGEST_LABEL = 240
_ONE = {"light": ["#2f6fb5"], "dark": ["#6ea8e5"]}
_AMOUNTS = {
    "light": ["#d6e6f6", "#a3c7ea", "#5b98d2", "#1f5fa8", "#0b2f63"],
    "dark": ["#29425f", "#32639a", "#3d7fc0", "#7fb5ec", "#d5e9ff"],
}
LABELS = "labels"
"""The names at the ends of lines, which the browser fills: how far apart they are depends on its size."""
_OTHERS = Value("", "#b3bac4", "#59616d")


class Drawing(NamedTuple):
    """A specification, and its colours in each scheme."""

    spec: Spec
    colours: dict[str, list[str]]


def config(ink: str, soft: str, line: str) -> Spec:
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


def draw(chart: Chart, rows: Rows, words: Labels) -> Drawing:
    """The drawing of a chart by its mark."""
    drawn = {"columns": _columns, "bars": _bars, "areas": _areas, "heat": _heat, "lines": _lines}
    return drawn[chart.mark](chart, rows, words)


def _finished(rows: Rows, height: int, *layers: Spec) -> Spec:
    """The specification of a chart as wide as its container, of one layer or several, with its rows."""
    return {
        "$schema": _SCHEMA,
        "width": "container",
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"name": _ROWS},
        "datasets": {_ROWS: rows},
        **(layers[0] if len(layers) == 1 else {"layer": list(layers)}),
    }


def _layer(mark: Spec, **encoding: object) -> Spec:
    return {"mark": mark, "encoding": encoding}


def _linked(mark: Spec, **encoding: object) -> Spec:
    """A layer whose marks lead to the questions behind them."""
    return _layer(mark, **encoding, href={"field": "href", "type": "nominal"})


def _columns(chart: Chart, rows: Rows, words: Labels) -> Drawing:
    """Columns by year or name, divided by the series."""
    encoding = {"x": _across(chart, rows), "y": _drawn(chart, rows, words), "tooltip": _hints(chart, words)}
    columns, colours = _linked({"type": "bar"}, **encoding), _ONE
    if chart.series:
        colour, colours = _by_series(chart, rows)
        columns["encoding"] |= {"color": colour, "order": _order(chart)}
    return Drawing(_finished(rows, _HEIGHT, columns, *_half(chart, "y")), colours)


def _bars(chart: Chart, rows: Rows, words: Labels) -> Drawing:
    """A lying bar for each name: divided by the series, with a line up to `reach`, or with its number."""
    base = {"y": _names(chart.x), "tooltip": _hints(chart, words)}
    measure = chart.measures[0]
    plain = _quantity(measure.name)
    bars = _linked({"type": "bar", "height": 13}, **base, x=_drawn(chart, rows, words))
    layers, colours = [bars], _ONE
    if chart.series:
        colour, colours = _by_series(chart, rows)
        bars["encoding"] |= {"color": colour, "order": _order(chart)}
    elif chart.reach:
        end = chart.reach.name
        layers.append(_layer({"type": "rule", "strokeWidth": 1.5}, **base, x=plain, x2={"field": end}))
        layers.append(_layer({"type": "tick", "thickness": 2, "height": 9}, **base, x=_quantity(end)))
    else:
        number = _quantity(measure.name, format=measure.form)
        layers.append(_layer({"type": "text", "align": "left", "dx": 4}, **base, x=plain, text=number))
    count = len({row[chart.x.name] for row in rows})
    height = _ROW * count + _FOR_LEGEND * bool(chart.series)
    return Drawing(_finished(rows, height, *layers, *_half(chart, "x")), colours)


def _lines(chart: Chart, rows: Rows, words: Labels) -> Drawing:
    """A line for each of the series over the years, from 0; the browser names the largest at their ends."""
    series, measure = chart.subject.name, chart.measures[0].name
    sizes: Counter[str] = Counter()
    for row in rows:
        sizes[row[series]] += row[measure]
    largest = {name for name, _ in sizes.most_common(NAMED_LINES)}
    colour, colours = _by_series(chart, rows, largest)
    colour |= {"legend": None}
    x = _across(chart, rows)
    x["scale"] = x.get("scale", {}) | {"type": "point", "padding": 0.2}
    y = _drawn(chart, rows, words)
    base = {"x": x, "y": y, "color": colour, "tooltip": _hints(chart, words)}
    lines = _layer({"type": "line", "strokeWidth": 2}, **base)
    points = _linked({"type": "point", "filled": True, "size": 30, "opacity": 1}, **base)
    place = _quantity("label_place")
    names = _layer(
        {"type": "text", "align": "left", "dx": 7, "fontSize": 12},
        x=x,
        y=place,
        color=colour,
        text={"field": series},
    )
    names |= {"data": {"name": LABELS}}
    drawn = _finished(rows, _HEIGHT, lines, points, names)
    labelled = {"series": series, "x": chart.x.name, "y": measure, "names": sorted(largest)}
    return Drawing(drawn | {"usermeta": labelled}, colours)


def _areas(chart: Chart, rows: Rows, words: Labels) -> Drawing:
    """Areas over time on top of each other, in the order of the series."""
    colour, colours = _by_series(chart, rows)
    areas = _layer(
        {"type": "area", "interpolate": "step-after"},
        x={
            "field": chart.x.name,
            "type": "temporal",
            "title": None,
            "scale": {"type": "utc"},
            "axis": {"format": "%Y", "labelOverlap": True, "tickCount": "year"},
        },
        y=_drawn(chart, rows, words),
        color=colour,
        order=_order(chart),
        tooltip=_hints(chart, words)[1:2],
    )
    return Drawing(_finished(rows, _HEIGHT, areas), colours)


def _heat(chart: Chart, rows: Rows, words: Labels) -> Drawing:
    """A field for each name and year, darker where there is more."""
    measure = chart.measures[0]
    title = words[f"column.{measure.label}"]
    legend = {"orient": "bottom", "title": title, "gradientLength": 160, "tickMinStep": 1}
    fields = _linked(
        {"type": "rect", "cornerRadius": 2},
        x=_across(chart, rows),
        y=_names(chart.subject),
        color=_quantity(measure.name, scale={"type": "sqrt"}, legend=legend),
        tooltip=_hints(chart, words),
    )
    count = len({row[chart.subject.name] for row in rows})
    return Drawing(_finished(rows, _ROW * count, fields), _AMOUNTS)


def _across(chart: Chart, rows: Rows) -> Spec:
    """The axis below columns: all years from the first to the last, or names in their places."""
    order: Spec = {"sort": _by_place(chart.x)}
    if chart.x.is_time:
        known = {int(row[chart.x.name]) for row in rows}
        years = [str(year) for year in range(min(known, default=0), max(known, default=0) + 1)]
        order = {"scale": {"domain": years}}
    axis = {"labelAngle": 0, "labelOverlap": True, "labelSeparation": 6}
    return {"field": chart.x.name, "type": "ordinal", "title": None, "axis": axis, **order}


def _names(field: Field) -> Spec:
    """An axis of names in their places."""
    axis = {"domain": False, "ticks": False, "labelPadding": 6}
    return {"field": field.name, "type": "nominal", "title": None, "axis": axis, "sort": _by_place(field)}


def _by_place(field: Field) -> Spec:
    """The order of names; a list of them would become an expression, which fails on some letters."""
    return {"field": f"{field.name}_place", "op": "min"}


def _drawn(chart: Chart, rows: Rows, words: Labels) -> Spec:
    """The axis of what is drawn: the first measure, or its share."""
    if chart.share:
        axis: Spec = {"format": "%", "tickCount": _TICKS}
        return _quantity("share", title=words["column.share"], axis=axis, scale={"domain": [0, 1]})
    measure, sums = chart.measures[0], Counter[str]()
    for row in rows:
        sums[row[chart.x.name] if chart.mark != "lines" else str(row)] += row[measure.name] or 0
    axis = {"format": "~s", "tickCount": min(_TICKS, ceil(max(sums.values(), default=_TICKS)))}
    return _quantity(measure.name, title=words[f"column.{measure.label}"], axis=axis)


def _quantity(field: str, **more: object) -> Spec:
    return {"field": field, "type": "quantitative", **more}


def _by_series(
    chart: Chart, rows: Rows, coloured: set[str] | None = None
) -> tuple[Spec, dict[str, list[str]]]:
    """The names of the series with their legend, and the colours of their codes in each scheme.

    If only some are `coloured`, the others are grey.
    """
    name = chart.fields[-1].name
    found = sorted({(row[f"{name}_place"], row[name], row[f"{name}_code"]) for row in rows})
    known = {value.code: value for value in chart.fields[-1].values}
    colours = [
        _OTHERS if coloured is not None and shown not in coloured else known.get(code, _OTHERS)
        for _, shown, code in found
    ]
    scale, legend = {"domain": [shown for _, shown, _ in found]}, {"orient": "bottom", "title": None}
    return {"field": name, "type": "nominal", "scale": scale, "legend": legend}, {
        "light": [one.light for one in colours],
        "dark": [one.dark for one in colours],
    }


def _order(chart: Chart) -> Spec:
    return _quantity(f"{chart.fields[-1].name}_place")


def _half(chart: Chart, channel: Literal["x", "y"]) -> list[Spec]:
    """A line at one half, where shares are drawn."""
    line = _layer({"type": "rule", "strokeDash": [4, 4]}, **{channel: _quantity("half")})
    return [line | {"data": {"values": [{"half": 0.5}]}}] if chart.share else []


def _hints(chart: Chart, words: Labels) -> list[Spec]:
    """The tooltip of a mark: fields as text, then numbers with their formats."""
    share = [Measure("share", "share", "", SHARE)] if chart.share else []
    texts = [
        {"field": name, "title": words[f"column.{name}"], "type": "nominal"}
        for name in (*(one.name for one in chart.fields), *chart.examples)
    ]
    numbers = [
        _quantity(one.name, title=words[f"column.{one.label}"], format=one.form)
        for one in (*chart.measures, *share)
    ]
    fields = len(chart.fields)
    return [*texts[:fields], *numbers, *texts[fields:]]
