"""The drawings of the charts: Vega-Lite specifications with their rows, for both colour schemes.

`marks.txt` has a template of each mark. Colours are separate, one list per scheme; the browser puts the list
of its scheme into the configuration, as the colours of categories or of amounts.
"""

from collections import Counter
from math import ceil
from typing import Any, NamedTuple

from schemas.charts import NAMED_LINES, SHARE, Chart, Value
from schemas.templates import filled
from schemas.vocabulary.site_labels import Labels

Rows = list[dict[str, Any]]
Spec = dict[str, Any]
"""A specification of Vega-Lite, or a part of one."""
Colours = dict[str, list[str]]
"""The colours of marks in each scheme."""

_MARKS = (__package__, "marks.txt")
_HEIGHT, _ROW, _FOR_LEGEND = 300, 23, 50
_TICKS = 5
"""Most steps of an axis; fewer where there are fewer to count."""
_ONE = {"light": ["#2f6fb5"], "dark": ["#6ea8e5"]}
_AMOUNTS = {
    "light": ["#d6e6f6", "#a3c7ea", "#5b98d2", "#1f5fa8", "#0b2f63"],
    "dark": ["#29425f", "#32639a", "#3d7fc0", "#7fb5ec", "#d5e9ff"],
}
_OTHERS = Value("", "#b3bac4", "#59616d")
CONFIGS = {
    "light": filled(*_MARKS, "config", {"ink": "#1b1f27", "soft": "#565e6b", "line": "#d9dde4"}),
    "dark": filled(*_MARKS, "config", {"ink": "#e7e9ed", "soft": "#a4adba", "line": "#343b46"}),
}
"""The style that all charts share in a colour scheme, by the colours of text, axes and lines."""


class Drawing(NamedTuple):
    """A specification, and its colours in each scheme."""

    spec: Spec
    colours: Colours


def draw(chart: Chart, rows: Rows, labels: Labels) -> Drawing:
    """The drawing of a chart by the template of its mark, as wide as its container.

    What a template has as null is left out: layers, and channels of a layer. The largest of lines have a
    colour and are named at their ends, by the browser: how far apart the names are depends on its size.
    """
    largest = _largest(chart, rows) if chart.mark == "lines" else None
    domain, colours = _series(chart, rows, largest)
    words = _words(chart, rows, labels) | {"domain": domain}
    words |= dict.fromkeys(_left_out(chart))
    if chart.share:
        words["drawn"] = filled(*_MARKS, "share", words | {"title": labels["column.share"]})
    layers = [_without_null(layer) for layer in filled(*_MARKS, chart.mark, words) if layer]
    spec = filled(*_MARKS, "frame", words) | {"datasets": {"rows": rows}}
    spec |= layers[0] if len(layers) == 1 else {"layer": layers}
    if largest is not None:
        ends = {"series": words["series"], "x": words["x"], "y": words["measure"], "names": sorted(largest)}
        spec["usermeta"] = ends
    return Drawing(spec, _AMOUNTS if chart.mark == "heat" else colours)


def _left_out(chart: Chart) -> list[str]:
    """The parts of a template that a chart does not have."""
    absent = {"colour": not chart.series, "order": not chart.series, "half": not chart.share}
    absent |= {"span": not chart.reach, "end": not chart.reach, "number": bool(chart.series or chart.reach)}
    return [name for name, is_absent in absent.items() if is_absent]


def _without_null(layer: Spec) -> Spec:
    return layer | {"encoding": {name: said for name, said in layer["encoding"].items() if said is not None}}


def _words(chart: Chart, rows: Rows, labels: Labels) -> dict[str, Any]:
    """What templates say of a chart with its rows."""
    measure, names = chart.measures[0], {"x": chart.x, "series": chart.fields[-1], "subject": chart.subject}
    hints = _hints(chart, labels)
    words: dict[str, Any] = {name: field.name for name, field in names.items()}
    words |= {f"{name}_place": f"{field.name}_place" for name, field in names.items()}
    words |= {"measure": measure.name, "form": measure.form, "title": labels[f"column.{measure.label}"]}
    words |= {
        "ticks": _ticks(chart, rows),
        "height": _height(chart, rows),
        "reach": chart.reach and chart.reach.name,
    }
    words |= {"hints": hints, "hints_of_series": hints[1:2], "channel": "x" if chart.mark == "bars" else "y"}
    if chart.x.name == "year":
        words["scale"] = {"domain": _years(rows)}
        words["scale"] |= {"type": "point", "padding": 0.2} if chart.mark == "lines" else {}
        words["across"] = filled(*_MARKS, "along", words)
    return words


def _years(rows: Rows) -> list[str]:
    """All years from the first to the last."""
    known = {int(row["year"]) for row in rows}
    return [str(year) for year in range(min(known, default=0), max(known, default=0) + 1)]


def _height(chart: Chart, rows: Rows) -> int:
    """In pixels; where names stand below each other, by how many they are."""
    if chart.mark not in {"bars", "heat"}:
        return _HEIGHT
    count = len({row[chart.subject.name] for row in rows})
    return _ROW * count + _FOR_LEGEND * bool(chart.mark == "bars" and chart.series)


def _ticks(chart: Chart, rows: Rows) -> int:
    sums = Counter[str]()
    for at, row in enumerate(rows):
        sums[row[chart.x.name] if chart.mark != "lines" else str(at)] += row[chart.measures[0].name] or 0
    return min(_TICKS, ceil(max(sums.values(), default=_TICKS)))


def _largest(chart: Chart, rows: Rows) -> set[str]:
    sizes = Counter[str]()
    for row in rows:
        sizes[row[chart.subject.name]] += row[chart.measures[0].name]
    return {name for name, _ in sizes.most_common(NAMED_LINES)}


def _series(chart: Chart, rows: Rows, coloured: set[str] | None) -> tuple[list[str], Colours]:
    """The names of the series, and the colours of their codes; grey if others are `coloured`."""
    if not chart.series:
        return [], _ONE
    name = chart.series.name
    found = sorted({(row[f"{name}_place"], row[name], row[f"{name}_code"]) for row in rows})
    known = {value.code: value for value in chart.series.values}
    colours = [
        _OTHERS if coloured is not None and shown not in coloured else known.get(code, _OTHERS)
        for _, shown, code in found
    ]
    schemes = {"light": [one.light for one in colours], "dark": [one.dark for one in colours]}
    return [shown for _, shown, _ in found], schemes


def _hints(chart: Chart, labels: Labels) -> list[Spec]:
    """The tooltip of a mark: fields as text, then numbers with their formats, then examples."""
    fields, examples = (
        [{"field": name, "title": labels[f"column.{name}"], "type": "nominal"} for name in names]
        for names in ([one.name for one in chart.fields], chart.examples)
    )
    counted = [(one.name, one.label, one.form) for one in chart.measures]
    counted += [("share", "share", SHARE)] if chart.share else []
    numbers = [
        {"field": name, "type": "quantitative", "title": labels[f"column.{label}"], "format": form}
        for name, label, form in counted
    ]
    return [*fields, *numbers, *examples]
