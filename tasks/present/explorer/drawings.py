"""The drawings of the charts: Vega-Lite specifications with their rows, for both colour schemes.

Colours are separate, one list per scheme; the browser puts the list of its scheme into the configuration, as
the colours of categories or of amounts.
"""

from typing import Any, NamedTuple

import altair as alt

from schemas.vocabulary.site_labels import Labels, party_colours

Rows = list[dict[str, Any]]

_ROWS = "rows"
_NUMBER = ",d"
_HEIGHT = 300
_ROW = 23
_LONGEST_LABEL = 240
_AGES = {
    "light": ["#cfe3f7", "#97c2ea", "#5b9bd5", "#f2b45c", "#e07b39", "#a63a24"],
    "dark": ["#20405f", "#336799", "#5b9bd5", "#c98a36", "#e07b39", "#f0603f"],
}
"""From new to old, the last three past any printed deadline."""
_LANGUAGES = {"light": ["#d9a300", "#2f6fb5"], "dark": ["#e3b93c", "#5d97d6"]}
_ONE = {"light": ["#2f6fb5"], "dark": ["#6ea8e5"]}
_AMOUNTS = {
    "light": ["#d6e6f6", "#a3c7ea", "#5b98d2", "#1f5fa8", "#0b2f63"],
    "dark": ["#29425f", "#32639a", "#3d7fc0", "#7fb5ec", "#d5e9ff"],
}
_OTHERS = ("#b3bac4", "#59616d")
_BY_PLACE = alt.EncodingSortField("place", op="min")
"""The order of the rows' `place`: a list would become a Vega expression, which fails on some letters."""


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


def _base() -> alt.Chart:
    return alt.Chart(alt.NamedData(name=_ROWS))


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


def _years(rows: Rows) -> alt.X:
    """An axis of all years from the first to the last, including those without rows."""
    known = {int(row["year"]) for row in rows}
    years = [str(year) for year in range(min(known, default=0), max(known, default=0) + 1)]
    axis = alt.Axis(labelAngle=0, labelOverlap=True, labelSeparation=6)
    return alt.X("year", type="ordinal", title=None, scale=alt.Scale(domain=years), axis=axis)


def _amount(channel: type[alt.X | alt.Y], field: str, title: str, **more: Any) -> Any:  # noqa: ANN401 - a channel
    return channel(
        field,
        type="quantitative",
        title=title,
        axis=alt.Axis(format="~s", tickCount=5, tickMinStep=1),
        **more,
    )


def _below() -> alt.Legend:
    return alt.Legend(orient="bottom", title=None)


def _hints(words: Labels, **columns: str) -> list[alt.Tooltip]:
    """The tooltip of a mark: fields with their formats, in order; '' for text."""
    return [
        alt.Tooltip(field, title=words[f"column.{field}"], type="quantitative", format=how)
        if how
        else alt.Tooltip(field, title=words[f"column.{field}"], type="nominal")
        for field, how in columns.items()
    ]


def parties(rows: Rows, words: Labels) -> Drawing:
    """Stacked bars by year; parties in political order from left to right, names of one party together."""
    places = sorted({(row["place"], row["party"], row["party_id"]) for row in rows})
    names = [name for _, name, _ in places]
    colours = [party_colours().get(party_id, _OTHERS) for _, _, party_id in places]
    chosen = alt.selection_point(name="chosen", fields=["party"], bind="legend")
    chart = (
        _base()
        .mark_bar()
        .encode(
            x=_years(rows),
            y=_amount(alt.Y, "questions", words["column.questions"]),
            color=alt.Color("party", type="nominal", scale=alt.Scale(domain=names), legend=_below()),
            order=alt.Order("place", type="quantitative"),
            opacity=alt.condition(chosen, alt.value(1), alt.value(0.12)),
            tooltip=_hints(words, party="", year="", questions=_NUMBER),
        )
        .add_params(chosen)
    )
    return Drawing(
        _finished(chart, rows), {"light": [one[0] for one in colours], "dark": [one[1] for one in colours]}
    )


def response(rows: Rows, words: Labels) -> Drawing:
    """A bar up to the median of each minister's days, and a line up to the 90th percentile."""
    hints = _hints(words, minister="", answers=_NUMBER, median_days=_NUMBER, p90_days=_NUMBER)
    base = _base().encode(y=alt.Y("minister", type="nominal", sort=_BY_PLACE, title=None), tooltip=hints)
    bars = base.mark_bar(height=13).encode(x=_amount(alt.X, "median_days", words["column.median_days"]))
    lines = base.mark_rule(strokeWidth=1.5).encode(x="median_days:Q", x2="p90_days:Q")
    ends = base.mark_tick(thickness=2, height=9).encode(x="p90_days:Q")
    return Drawing(_finished(alt.layer(bars, lines, ends), rows, _ROW * len(rows)), _ONE)


def open_by_age(rows: Rows, words: Labels) -> Drawing:
    """Stacked areas over time, the oldest questions on top."""
    ages = [words[f"age.{age}"] for age in (0, 31, 61, 91, 181, 366)]
    chart = (
        _base()
        .mark_area(interpolate="step-after")
        .encode(
            x=alt.X(
                "day",
                type="temporal",
                title=None,
                scale=alt.Scale(type="utc"),
                axis=alt.Axis(format="%Y", labelOverlap=True, tickCount="year"),
            ),
            y=_amount(alt.Y, "open", words["column.open"]),
            color=alt.Color("age", type="nominal", scale=alt.Scale(domain=ages), legend=_below()),
            order=alt.Order("place", type="quantitative"),
            tooltip=_hints(words, age=""),
        )
    )
    return Drawing(_finished(chart, rows), _AGES)


def topics(rows: Rows, words: Labels) -> Drawing:
    """A field per topic and year, darker with more questions."""
    count = len({row["topic"] for row in rows})
    chart = (
        _base()
        .mark_rect(cornerRadius=2)
        .encode(
            x=_years(rows),
            y=alt.Y(
                "topic", type="nominal", sort=_BY_PLACE, title=None, axis=alt.Axis(domain=False, ticks=False)
            ),
            color=alt.Color(
                "questions",
                type="quantitative",
                scale=alt.Scale(type="sqrt"),
                legend=alt.Legend(
                    orient="bottom", title=words["column.questions"], gradientLength=160, tickMinStep=1
                ),
            ),
            tooltip=_hints(words, topic="", year="", questions=_NUMBER),
        )
    )
    return Drawing(_finished(chart, rows, _ROW * count), _AMOUNTS)


def languages(rows: Rows, words: Labels) -> Drawing:
    """Bars of equal height by year, divided by language, with a line at one half."""
    names = [words[f"language.{code}"] for code in ("nl", "fr")]
    bars = (
        _base()
        .mark_bar()
        .encode(
            x=_years(rows),
            y=alt.Y(
                "share",
                type="quantitative",
                title=words["column.share"],
                axis=alt.Axis(format="%", tickCount=5),
                scale=alt.Scale(domain=[0, 1]),
            ),
            color=alt.Color("language", type="nominal", scale=alt.Scale(domain=names), legend=_below()),
            order=alt.Order("code", type="nominal", sort="descending"),
            tooltip=_hints(words, language="", year="", questions=_NUMBER, share=".0%"),
        )
    )
    half = alt.Chart(alt.InlineData(values=[{"half": 0.5}])).mark_rule(strokeDash=[4, 4]).encode(y="half:Q")
    return Drawing(_finished(alt.layer(bars, half), rows), _LANGUAGES)


def repairs(rows: Rows, words: Labels) -> Drawing:
    """A bar per rule, labelled with its number."""
    base = _base().encode(
        x=_amount(alt.X, "repairs", words["column.repairs"]),
        y=alt.Y("rule", type="nominal", sort=_BY_PLACE, title=None),
        tooltip=_hints(words, rule="", repairs=_NUMBER, example=""),
    )
    bars = base.mark_bar(height=13)
    numbers = base.mark_text(align="left", dx=4).encode(text=alt.Text("repairs:Q", format=_NUMBER))
    return Drawing(_finished(alt.layer(bars, numbers), rows, _ROW * len(rows)), _ONE)
