"""The dashboard: which charts stand beside each other, the filters above them, and the colours."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bi.generate.charts import CHARTS, NUMBERS, Chart
from bi.generate.datasets import DATASETS
from bi.generate.names import VERSION, identity
from schemas.marts import views
from schemas.vocabulary.site_labels import party_colours

TITLE = "Written questions of the Belgian Senate"
SLUG = "belgian-senate"
NOTE = (
    "Each question counts once, whatever the languages it is held in. Deadlines are as printed on the page; "
    "where none is printed, as in all of legislature 5, a question counts neither as in time nor as late. "
    "The same text put to several ministers is several questions. What a column means stands beside it in "
    "its dataset.\n"
)

_COLUMNS = 12
_NAMES = {chart.name: chart for chart in (*NUMBERS, *CHARTS)}
_ROWS = (
    (18, tuple((chart.name, 3) for chart in NUMBERS)),
    (50, (("questions_by_party", 12),)),
    (50, (("open_by_age", 6), ("days_by_minister", 6))),
    (60, (("deadlines_by_minister", 7), ("active_members", 5))),
    (50, (("topics_by_year", 12),)),
    (50, (("government_opposition", 6), ("languages", 6))),
)
"""Height of each row, and its charts with their widths, of twelve."""
_FILTERS = (("Legislature", "legislature"), ("Party", "party_id"), ("Minister", "minister"))
"""What the charts can be narrowed to; each works on the charts whose view has that column."""
AGES = {
    "  0-30 days": "#a6cee3",
    " 31-60 days": "#72a6d2",
    " 61-90 days": "#3f7fbf",
    " 91-180 days": "#f6bd60",
    "181-365 days": "#ee8434",
    "366 days and more": "#c44536",
}
"""Colours of the ages of `v_open_by_day`, filled up so that they sort from young to old."""
_COLOURS = {
    **{party: colour.light for party, colour in party_colours().items()},
    **AGES,
    "government": "#3f7fbf",
    "support": "#a6cee3",
    "opposition": "#ee8434",
    "nl": "#e8a33d",
    "fr": "#4063a3",
}


def file() -> dict[str, Any]:
    """The content of the file of the dashboard."""
    return {
        "dashboard_title": TITLE,
        "description": None,
        "css": "",
        "slug": SLUG,
        "certified_by": "",
        "certification_details": "",
        "published": True,
        "uuid": identity("dashboard", SLUG),
        "position": _position(),
        "metadata": {
            "color_scheme": "supersetColors",
            "label_colors": _COLOURS,
            "cross_filters_enabled": False,
            "refresh_frequency": 0,
            "native_filter_configuration": [_filter(label, column) for label, column in _FILTERS],
        },
        "version": VERSION,
    }


def _position() -> dict[str, Any]:
    rows = [("ROW-note", [_note()])]
    for at, (height, places) in enumerate(_ROWS, 1):
        rows.append((f"ROW-{at}", [_place(_NAMES[name], width, height) for name, width in places]))
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


def _place(chart: Chart, width: int, height: int) -> dict[str, Any]:
    meta = {"chartId": _number(chart), "height": height, "sliceName": chart.title, "width": width}
    return _node(f"CHART-{chart.name}", "CHART", (), ()) | {"meta": meta | {"uuid": chart.identity}}


def _number(chart: Chart) -> int:
    """The number of a chart in these files; an import gives it another."""
    return list(_NAMES).index(chart.name) + 1


def _filter(label: str, column: str) -> dict[str, Any]:
    with_it = set(_views_with(column))
    left_out = [_number(chart) for chart in _NAMES.values() if chart.view not in with_it]
    source = next(dataset for dataset in DATASETS if dataset.view in with_it)
    return {
        "id": f"NATIVE_FILTER-{column}",
        "name": label,
        "type": "NATIVE_FILTER",
        "filterType": "filter_select",
        "description": "",
        "targets": [{"column": {"name": column}, "datasetUuid": source.identity}],
        "scope": {"rootPath": ["ROOT_ID"], "excluded": left_out},
        "cascadeParentIds": [],
        "defaultDataMask": {"extraFormData": {}, "filterState": {}},
        "controlValues": {"enableEmptyFilter": False, "multiSelect": True, "searchAllOptions": False},
    }


def _views_with(column: str) -> Iterator[str]:
    known: Mapping[str, tuple[tuple[str, str], ...]] = {view.name: view.columns for view in views()}
    for dataset in DATASETS:
        if column in {name for name, _ in known[dataset.view]}:
            yield dataset.view
