"""The charts of the first page in each language: their rows in words, a sentence, the query and a drawing."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from operator import itemgetter
from string import Formatter
from typing import Any
from urllib.parse import urlencode

import duckdb

from schemas.charts import CHART, CHARTS, COMPARED, Chart, Field
from schemas.vocabulary.site_labels import LabelLanguage, Labels, party_colours
from tasks.present.explorer.drawings import Rows, draw
from tasks.present.explorer.queries import houses_in
from tasks.release.query import fetch_rows

_UNKNOWN = "–"
_DIGITS = 4
_MOST_NAMED = 5  # of a tie; of more than that a sentence says how many
_CODES = {"outcome": {"late": "answered_late_in_term", "never": "no_answer_in_term"}}
"""The codes of a filter that are not those of its field; the others of the field have none."""
_PRINTED = {"en": ("nl", "fr"), "nl": ("nl", "fr"), "fr": ("fr", "nl")}
"""In which language a name is printed, by that of the page."""
Row = Mapping[str, Any]
Code = str | int | None


def charts(
    connection: duckdb.DuckDBPyConnection, labels: Mapping[LabelLanguage, Labels]
) -> dict[LabelLanguage, list[dict[str, Any]]]:
    """All charts in each language; of several houses one of each, and those that compare them."""
    each = houses if len(houses := houses_in(connection)) > 1 else ()
    drawn = [(one, house) for one in CHARTS if one.subject.name != "house" for house in each or ("",)]
    drawn = [*((one, "") for one in CHARTS if each and one.subject.name == "house"), *drawn]
    found = [(one, house, fetch_rows(connection, one.query(house))) for one, house in drawn]
    return {
        language: [
            _localised(one, of, worded(one, rows, words, language, of), words) for one, of, rows in found
        ]
        for language, words in labels.items()
    }


def compared(words: Labels) -> dict[str, Any]:
    """What the browser draws comparisons with: a specification without rows, and the colours of lines.

    Those of `colours` are of what has none of its own, as parties have.
    """
    chart = CHART[COMPARED]
    colours = {
        "light": [one.light for one in chart.fields[-1].values],
        "dark": [one.dark for one in chart.fields[-1].values],
    }
    return {"spec": draw(chart, [], words).spec, "colours": colours, "parties": party_colours()}


def _localised(chart: Chart, house: str, rows: Rows, words: Labels) -> dict[str, Any]:
    texts = {name: name for name in (*(["share"] if chart.share else []), *chart.examples)}
    columns = (
        {one.name: one.name for one in chart.fields} | {one.name: one.label for one in chart.measures} | texts
    )
    spec, colours = draw(chart, rows, words)
    says = words[f"chart.{chart.name}.says"] if rows else ""
    known = values(chart, rows, words) if rows else {}
    return {
        **({"house": house} if house else {}),
        "id": chart.name,
        "page": chart.page,
        "title": " · ".join(filter(None, (words[f"chart.{chart.name}"], words.get(f"house.{house}")))),
        "says": says,
        "values": {name: known[name] for _, name, _, _ in Formatter().parse(says) if name},
        "columns": [words[f"column.{label}"] for label in columns.values()],
        "rows": [[row[name] for name in columns] for row in rows],
        "links": [row["href"] for row in rows],
        "query": chart.query(house),
        "spec": spec,
        "colours": colours,
    }


def worded(chart: Chart, found: Rows, words: Labels, language: LabelLanguage, house: str = "") -> Rows:
    """Its rows with words in place of codes.

    For each field that is not a time, NAME_code is its code, and NAME_place its place in the chart.
    """
    rows: Rows = [{name: _plain(value) for name, value in row.items()} for row in found]
    if chart.mark == "lines" and rows:
        rows = _with_every_year(chart, rows)
    for field in chart.fields:
        if field.is_time:
            rows = [row | {field.name: str(row[field.name])} for row in rows]
            continue
        places, names = _places(chart, field, rows), _names(chart, field, rows, words, language)
        for row in rows:
            code = row[field.name]
            row |= {f"{field.name}_code": code, f"{field.name}_place": places[code], field.name: names[code]}
    drawn, whole = chart.measures[0].name, _sums(chart, chart.x.name, rows)
    for row in rows:
        row["href"] = _list_address(chart, row, house) if row[drawn] else None
        if chart.share:
            row["share"] = round(row[drawn] / whole[row[chart.x.name]], 4)
    return rows if chart.x.is_time else sorted(rows, key=itemgetter(f"{chart.x.name}_place"))


def _with_every_year(chart: Chart, rows: Rows) -> Rows:
    """The rows of lines, with 0 for the years from first to last in which one of the series has none."""
    x, series, drawn = chart.x.name, chart.subject.name, chart.measures[0].name
    there = {(row[x], row[series]) for row in rows}
    years = range(min(row[x] for row in rows), max(row[x] for row in rows) + 1)
    of_each = {row[series]: row for row in rows}
    zeros = [row | {x: year, drawn: 0} for row in of_each.values() for year in years]
    return sorted([*rows, *(row for row in zeros if (row[x], row[series]) not in there)], key=itemgetter(x))


def _list_address(chart: Chart, row: Row, house: str) -> str | None:
    """The list of questions behind a row; none where the list has no filter for a field of the chart."""
    wanted: dict[str, Code] = {"house": house} if house else {}
    for field in chart.fields:
        code = row[field.name] if field.is_time else row[f"{field.name}_code"]
        if field.name == "year":
            wanted |= {"from": f"{code}-01-01", "to": f"{code}-12-31"}
        elif field.filter and (filtered := _CODES.get(field.name, {code: code}).get(code)):
            wanted[field.filter] = filtered
        else:
            return None
    if chart.status:
        wanted["status"] = chart.status
    return f"questions.html?{urlencode(wanted)}"


def _plain(value: object) -> object:
    """A value as JSON has it; days as text, and no more digits than anybody reads."""
    if isinstance(value, float):
        return round(value, _DIGITS)
    return str(value) if isinstance(value, date) else value


def _places(chart: Chart, field: Field, rows: Rows) -> dict[Code, int]:
    """The place of each value of a field: known ones in their order, then by size or by themselves."""
    sums = _sums(chart, field.name, rows)
    known: dict[Code, int] = {value.code: place for place, value in enumerate(field.values)}
    last = len(known)

    def order(code: Code) -> tuple[int, float, bool, Any]:
        place = known.get(code, last)
        return place, 0 if field.sorts else -sums[code], code is None, code

    return {code: place for place, code in enumerate(sorted(sums, key=order))}


def _sums(chart: Chart, name: str, rows: Rows) -> dict[Any, Any]:
    """What is drawn, summed for each value of a column."""
    sums: dict[Any, Any] = {}
    for row in rows:
        sums[row[name]] = sums.get(row[name], 0) + row[chart.measures[0].name]
    return sums


def _names(chart: Chart, field: Field, rows: Rows, words: Labels, language: LabelLanguage) -> dict[Code, str]:
    """A name for each code of a field, each another one; that of most of its rows where they differ."""
    called: dict[Code, Counter[str]] = defaultdict(Counter)
    printed: dict[Code, str | None] = {}
    for row in rows:
        code = row[field.name]
        printed[code] = next(
            filter(None, (row.get(f"{field.name}_{one}") for one in _PRINTED[language])), None
        )
        name = _labelled(field, code, words) or row.get(f"{field.name}_name") or printed[code] or str(code)
        called[code][name] += row[chart.measures[0].name]
    # The sort lets the first in the alphabet win among names of as many rows.
    names = {code: max(sorted(found), key=found.__getitem__) for code, found in called.items()}
    names = {code: name if _once(name, names) else printed[code] or name for code, name in names.items()}
    return {code: name if _once(name, names) else f"{name} ({code})" for code, name in names.items()}


def _once(name: str, names: Mapping[Code, str]) -> bool:
    return list(names.values()).count(name) == 1


def _labelled(field: Field, code: Code, words: Labels) -> str | None:
    """The label of a code, a dash for none; a rule of several layers, joined by '+', has those of all."""
    if code is None:
        return _UNKNOWN
    codes = str(code).split("+") if field.name == "rule" else [code]
    found = [words.get(f"{field.name}.{one}") for one in codes]
    return ", ".join(map(str, found)) if all(found) else None


def values(chart: Chart, rows: Rows, words: Labels) -> Row:
    """What the sentence of a chart with rows may say.

    `first` and `last` of x, `day` its last; `top` is what has most, or all that tie, with its `count`, of
    `total`, as `percent`, and its `example`; each measure by its label is that of the last x.
    """
    subject, x, sums = chart.subject.name, chart.x.name, _sums(chart, chart.subject.name, rows)
    count, total = max(sums.values()), sum(sums.values())
    tied = [name for name, size in sums.items() if size == count]
    more = f" + {len(tied) - _MOST_NAMED}" if len(tied) > _MOST_NAMED else ""
    each = f" ({words['charts.each']})" if len(tied) > 1 else ""
    last = [row for row in rows if row[x] == rows[-1][x]]
    return {
        **{one.label: sum(row[one.name] or 0 for row in last) for one in chart.measures},
        "first": rows[0][x],
        "last": rows[-1][x],
        "day": rows[-1][x],
        "top": f"{', '.join(tied[:_MOST_NAMED])}{more}{each}",
        "count": count,
        "total": total,
        "percent": round(100 * count / total) if total else 0,
        "example": next((row.get("example") for row in rows if row[subject] in tied), None),
    }
