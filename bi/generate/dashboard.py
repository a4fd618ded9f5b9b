"""The dashboard: which charts stand beside each other, the filters above them, and the colours."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from bi.generate.charts import Slice, places, slices
from bi.generate.datasets import datasets, file_of
from bi.generate.names import asset, identity
from schemas.charts import CHARTS

TITLE = "Written questions of the Belgian Senate"
SLUG = "belgian-senate"
NOTE = (
    "Each question counts once, in however many languages it is available. Deadlines are as printed on the "
    "page; if none is printed, as in all of legislature 5, a question counts neither as in time nor as late. "
    "A status is that of the day on which the copy of a page was last seen. Requalified questions, and those "
    "whose status no copy shows, count as neither answered, open, in time nor late. "
    "The same text put to several ministers counts as several questions. The dataset explains each column. "
    "All figures are of the house that is chosen, but for the chart that compares houses and the repairs.\n"
)

_COLUMNS = 12
_HOUSE = "house"
_FILTERS = (
    ("House", _HOUSE),
    ("Legislature", "legislature"),
    ("Party", "party_id"),
    ("Minister", "minister"),
)
"""What the charts can be narrowed to, always to one house; each works on charts whose view has the column."""


def file() -> dict[str, Any]:
    """The content of the file of the dashboard."""
    metadata = {
        "color_scheme": "supersetColors",
        "label_colors": colours(),
        "cross_filters_enabled": False,
        "refresh_frequency": 0,
        "native_filter_configuration": [_filter(label, column) for label, column in _FILTERS],
    }
    words = {"title": TITLE, "slug": SLUG, "position": _position(), "metadata": metadata}
    return asset("dashboard", identity=identity("dashboard", SLUG), **words)


def _position() -> dict[str, Any]:
    rows = [("ROW-note", [_note()])]
    for at, placed in groupby(places(), itemgetter("row")):
        rows.append((f"ROW-{at}", [*map(_place, placed)]))
    found: dict[str, Any] = {
        "DASHBOARD_VERSION_KEY": "v2",
        "ROOT_ID": {"children": ["GRID_ID"], "id": "ROOT_ID", "type": "ROOT"},
        "GRID_ID": _node("GRID_ID", "GRID", ("ROOT_ID",), [row for row, _ in rows]),
        "HEADER_ID": {"id": "HEADER_ID", "meta": {"text": TITLE}, "type": "HEADER"},
    }
    for row, nodes in rows:
        found[row] = _node(row, "ROW", ("ROOT_ID", "GRID_ID"), [node["id"] for node in nodes]) | {
            "meta": {"background": "BACKGROUND_TRANSPARENT"}
        }
        found |= {node["id"]: node | {"parents": ["ROOT_ID", "GRID_ID", row]} for node in nodes}
    return found


def _node(name: str, kind: str, parents: Sequence[str], children: Sequence[str]) -> dict[str, Any]:
    return {"children": list(children), "id": name, "parents": list(parents), "type": kind}


def _note() -> dict[str, Any]:
    return _node("MARKDOWN-note", "MARKDOWN", (), ()) | {
        "meta": {"code": NOTE, "height": 10, "width": _COLUMNS}
    }


def _place(place: Mapping[str, str]) -> dict[str, Any]:
    shown = next(one for one in slices() if one.name == place["name"])
    size = {"height": int(place["height"]), "sliceName": shown.title, "width": int(place["width"])}
    meta = {"chartId": _number(shown), **size, "uuid": shown.identity}
    return _node(f"CHART-{shown.name}", "CHART", (), ()) | {"meta": meta}


def _number(shown: Slice) -> int:
    """The number of a chart in these files; an import gives it another."""
    return slices().index(shown) + 1


def colours() -> dict[str, str]:
    """The colours of the values that charts show, as on light ground."""
    values = [value for chart in CHARTS for field in chart.fields for value in field.values]
    return {value.shown or str(value.code): value.light for value in values}


def _filter(label: str, column: str) -> dict[str, Any]:
    with_it = set(_views_with(column))
    free = {one.name for one in CHARTS if column == _HOUSE and one.subject.name == _HOUSE}
    left_out = [_number(shown) for shown in slices() if shown.view not in with_it or shown.name in free]
    source = next(dataset for dataset in datasets() if dataset.view in with_it)
    words = {"column": column, "label": label, "left_out": left_out, "dataset_identity": source.identity}
    kind = {"one": column == _HOUSE, "several": column != _HOUSE}
    return asset("filter", identity=f"NATIVE_FILTER-{column}", **words, **kind)


def _views_with(column: str) -> Iterator[str]:
    for dataset in datasets():
        if column in {one["column_name"] for one in file_of(dataset)["columns"]}:
            yield dataset.view
