"""The six charts of the first page: labels, numbers, query and drawing, in each language."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import duckdb
from altair.utils.schemapi import debug_mode

from schemas.vocabulary.entities import portfolios
from schemas.vocabulary.site_labels import LabelLanguage, Labels, label_of, party_colours
from tasks.present.explorer import drawings
from tasks.present.explorer.drawings import Rows
from tasks.present.explorer.queries import query, run_query

Values = Mapping[str, object]
_OTHER = "other"
_REMEMBERED = 64
_AGES = (0, 31, 61, 91, 181, 366)


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart.

    `name` is that of its query and labels; `columns` are the label keys of its table; `worded` puts words in
    place of codes and adds what the drawing needs; `says` gives the values of its sentence, for at least one
    row; `draw` makes the drawing.
    """

    name: str
    columns: tuple[str, ...]
    worded: Callable[[Rows, Labels, LabelLanguage], Rows]
    says: Callable[[Rows], Values]
    draw: Callable[[Rows, Labels], drawings.Drawing]


def charts(
    connection: duckdb.DuckDBPyConnection, labels: Mapping[LabelLanguage, Labels]
) -> dict[LabelLanguage, list[dict[str, Any]]]:
    """All charts in each language.

    Altair's validation against the schema of Vega-Lite is off, since it takes as long as everything else; a
    test does it.
    """
    found = {chart.name: run_query(connection, f"charts/{chart.name}") for chart in CHARTS}
    return {
        language: [_localised(chart, found[chart.name], words, language) for chart in CHARTS]
        for language, words in labels.items()
    }


def _localised(chart: Chart, found: Rows, words: Labels, language: LabelLanguage) -> dict[str, Any]:
    rows = chart.worded(found, words, language)
    drawing = _drawn(chart, json.dumps(rows, default=str), json.dumps(words))
    return {
        "id": chart.name,
        "title": words[f"chart.{chart.name}"],
        "says": words[f"chart.{chart.name}.says"] if rows else "",
        "values": dict(chart.says(rows)) if rows else {},
        "columns": [words[f"column.{name}"] for name in chart.columns],
        "rows": [[_cell(row[name]) for name in chart.columns] for row in rows],
        "query": query(f"charts/{chart.name}"),
        "spec": drawing.spec,
        "colours": drawing.colours,
    }


@lru_cache(_REMEMBERED)
def _drawn(chart: Chart, rows: str, words: str) -> drawings.Drawing:
    """The drawing of a chart, cached by rows and words: it takes longest."""
    with debug_mode(arg=False):
        return chart.draw(json.loads(rows), json.loads(words))


def _cell(value: object) -> object:
    """A cell of a table; dates as text."""
    return value if value is None or isinstance(value, int | float | str) else str(value)


def _parties(found: Rows, words: Labels, _language: LabelLanguage) -> Rows:
    order = {party_id: place for place, party_id in enumerate(party_colours())}
    last = {_OTHER: len(order) + 1}  # after parties without a known colour
    return [
        row
        | {
            "year": str(row["year"]),
            "party": row["party"] or words["charts.others"],
            "place": (order | last).get(row["party_id"], len(order)),
        }
        for row in found
    ]


def _says_parties(rows: Rows) -> Values:
    sums = _sums([row for row in rows if row["party_id"] != _OTHER], "party")
    party = max(sums, key=lambda name: sums[name], default="–")
    return {
        "first": rows[0]["year"],
        "last": rows[-1]["year"],
        "party": party,
        "count": sums.get(party, 0),
        "total": sum(row["questions"] for row in rows),
    }


def _response(found: Rows, _words: Labels, language: LabelLanguage) -> Rows:
    names = [row["minister"] or _office(row, language) for row in found]
    rows = [
        row | {"minister": name if names.count(name) == 1 else _printed(row, language)}
        for row, name in zip(found, names, strict=True)
    ]
    slowest_first = sorted(rows, key=lambda row: (-row["median_days"], row["minister"]))
    return [row | {"place": place} for place, row in enumerate(slowest_first)]


def _office(row: Mapping[str, Any], language: LabelLanguage) -> str:
    """The short name of an office by its portfolios, or else as printed."""
    named = {one.code: one for one in portfolios()}
    words = [
        named[code].names_in(language)[0] if language != "en" and code in named else code.replace("-", " ")
        for code in row["portfolios"] or ()
    ]
    return ", ".join(words) or _printed(row, language)


def _printed(row: Mapping[str, Any], language: LabelLanguage) -> str:
    own, other = ("office_fr", "office_nl") if language == "fr" else ("office_nl", "office_fr")
    return str(row[own] or row[other])


def _says_response(rows: Rows) -> Values:
    return {"minister": rows[0]["minister"], "days": rows[0]["median_days"]}


def _open(found: Rows, words: Labels, _language: LabelLanguage) -> Rows:
    return [
        row
        | {
            "day": str(row["day"]),
            "age": words[f"age.{row['age_from']}"],
            "place": _AGES.index(row["age_from"]),
        }
        for row in found
    ]


def _says_open(rows: Rows) -> Values:
    day = rows[-1]["day"]
    last = [row for row in rows if row["day"] == day]
    return {name: sum(row[name] for row in last) for name in ("open", "overdue")} | {"day": day}


def _topics(found: Rows, _words: Labels, language: LabelLanguage) -> Rows:
    own, other = ("topic_fr", "topic_nl") if language == "fr" else ("topic_nl", "topic_fr")
    rows = [row | {"year": str(row["year"]), "topic": row[own] or row[other]} for row in found]
    sums = _sums(rows, "topic")
    order = sorted(sums, key=lambda topic: (-sums[topic], topic))
    return [row | {"place": order.index(row["topic"])} for row in rows]


def _says_topics(rows: Rows) -> Values:
    topic = next(row["topic"] for row in rows if row["place"] == 0)
    return {"topic": topic, "count": _sums(rows, "topic")[topic]}


def _sums(rows: Rows, name: str) -> dict[Any, int]:
    """The number of questions by value of a column."""
    sums: dict[Any, int] = {}
    for row in rows:
        sums[row[name]] = sums.get(row[name], 0) + row["questions"]
    return sums


def _languages(found: Rows, words: Labels, _language: LabelLanguage) -> Rows:
    sums = _sums(found, "year")
    return [
        row
        | {
            "year": str(row["year"]),
            "code": row["language"],
            "language": words[f"language.{row['language']}"],
            "share": round(row["questions"] / sums[row["year"]], 4),
        }
        for row in found
    ]


def _says_languages(rows: Rows) -> Values:
    dutch = sum(row["questions"] for row in rows if row["code"] == "nl")
    return {"percent": round(100 * dutch / sum(row["questions"] for row in rows))}


def _repairs(found: Rows, words: Labels, _language: LabelLanguage) -> Rows:
    return [
        row | {"rule": label_of(words, "rule", row["rule"]), "place": place}
        for place, row in enumerate(found)
    ]


def _says_repairs(rows: Rows) -> Values:
    first = rows[0]
    return {
        "count": sum(row["repairs"] for row in rows),
        "rule": first["rule"],
        "example": first["example"],
    }


CHARTS: Sequence[Chart] = (
    Chart("parties", ("year", "party", "questions"), _parties, _says_parties, drawings.parties),
    Chart(
        "response",
        ("minister", "answers", "median_days", "p90_days"),
        _response,
        _says_response,
        drawings.response,
    ),
    Chart("open", ("day", "age", "open", "overdue"), _open, _says_open, drawings.open_by_age),
    Chart("topics", ("topic", "year", "questions"), _topics, _says_topics, drawings.topics),
    Chart(
        "languages",
        ("year", "language", "questions", "share"),
        _languages,
        _says_languages,
        drawings.languages,
    ),
    Chart("repairs", ("rule", "repairs", "example"), _repairs, _says_repairs, drawings.repairs),
)
"""In the order of the page."""
