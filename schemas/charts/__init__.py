"""The charts of a release, as data: the explorer and the dashboard of Superset both draw them from here.

The files of this folder have a line for each chart, field, measure and value. A chart has its title in three
languages in site_labels.tsv or house_labels.tsv, `chart.NAME`, and the sentence below it, `chart.NAME.says`;
fields and measures have theirs as `column.NAME`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from schemas.codes import HOUSES
from schemas.vocabulary.rows import Cells, record, several, vocabulary_rows
from schemas.vocabulary.site_labels import LabelLanguage, party_colours, site_labels

SHARE = ".0%"
"""The form of a share, in the words of d3-format."""
NAMED_LINES = 6
"""Lines with a colour and a name at their end, those of the largest; the others are grey."""
COMPARED = "compare"
"""The chart that no release has: the browser gives it the names and numbers that are asked for."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number: SQL that counts no question twice, however the rows of its view are grouped."""

    name: str
    label: str
    form: str
    expression: str


@dataclass(frozen=True, slots=True)
class Value:
    """A known value of a field with its colours; `shown` is its text in tools, by default the code."""

    code: str | int
    light: str
    dark: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """What rows are grouped by.

    `key` is SQL that tells its values apart; `shown` is SQL of the text of a value for tools that show it as
    it comes, else `key` is; `texts` are further columns with SQL that name a value in the explorer. A day is
    cut to its `grain`, 'year' or 'quarter'; it and `year` are times. `values` are in the order of the chart;
    others come after them: by size, unless they sort by themselves. `filter` is that of lists of questions.
    """

    name: str
    key: str
    shown: str
    texts: Mapping[str, str]
    values: tuple[Value, ...]
    filter: str
    grain: str
    sorts: bool

    @property
    def is_time(self) -> bool:
        """Whether its values are years or days."""
        return bool(self.grain) or self.name == "year"


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart: what it shows of which view, and how.

    Columns stand, one for each moment; bars lie, one for each name; areas and lines go over time; heat is
    darker where there is more. The first of `measures` is drawn; bars have a thin line up to the measure
    `reach`. The `most` largest by the measure `by`, or else the first, are shown, of the series or else of x.
    `share` draws parts of a whole. `note` says what one should know to read it, `page` on which page of the
    explorer it is, `status` of which questions it tells alone. `house` is SQL that tells it of a row; empty
    for its column.
    """

    name: str
    mark: str
    view: str
    x: Field
    series: Field | None
    measures: tuple[Measure, ...]
    by: Measure
    reach: Measure | None
    most: int
    share: bool
    page: str
    status: str
    only: str
    house: str
    note: str

    def __post_init__(self) -> None:
        if self.mark in {"areas", "heat", "lines"} and not self.series:
            raise ValueError(f"The chart {self.name} has no series: {self.mark} need one.")

    @property
    def subject(self) -> Field:
        """The field whose values are compared."""
        return self.series if self.series and self.mark != "bars" else self.x

    @property
    def fields(self) -> tuple[Field, ...]:
        """What its rows are grouped by."""
        return (self.x, self.series) if self.series else (self.x,)

    @property
    def examples(self) -> tuple[str, ...]:
        """Columns of its query that are shown beside names and measures."""
        return tuple(name for field in self.fields for name in field.texts if name == "example")

    def title(self, language: LabelLanguage = "en") -> str:
        """What stands above it."""
        return site_labels(HOUSES)[language][f"chart.{self.name}"]

    def query(self, house: str = "") -> str:
        """Its rows as SQL, of one house if given: fields, the texts that name them, and measures."""
        return "\n".join(_query(self, house))


def _query(chart: Chart, house: str) -> Iterator[str]:
    subject, by, among = chart.subject.key, chart.by, chart.most and chart.series
    only = f" AND {chart.only}" if chart.only else ""
    only += f" AND {chart.house or 'house'} = '{house}'" if house else ""
    yield f"-- {chart.note}"
    if among:
        yield f"WITH largest AS (\n  SELECT {subject} FROM {chart.view} WHERE {subject} IS NOT NULL{only}"
        yield f"  GROUP BY 1 ORDER BY {by.expression} DESC, 1 LIMIT {chart.most}\n)"
    texts = [f"{sql} AS {name}" for field in chart.fields for name, sql in field.texts.items()]
    counted = [f"{one.expression} AS {one.name}" for one in chart.measures]
    yield "SELECT\n  " + ",\n  ".join([*map(_selected, chart.fields), *texts, *counted])
    yield f"FROM {chart.view}"
    yield f"WHERE {chart.x.key} IS NOT NULL{only}" + (f" AND {subject} IN (FROM largest)" if among else "")
    yield f"GROUP BY {', '.join(map(_grouped, chart.fields))}"
    is_ranked = chart.mark == "bars" and not chart.x.sorts
    names = ", ".join(one.name for one in chart.fields)
    yield f"ORDER BY {by.name} DESC, {names}" if is_ranked else f"ORDER BY {names}"
    if chart.most and not among:
        yield f"LIMIT {chart.most}"


def _grouped(field: Field) -> str:
    if field.grain == "year":
        return f"year({field.key})"
    return f"date_trunc('{field.grain}', {field.key})" if field.grain else field.key


def _selected(field: Field) -> str:
    """A field in SELECT; a part of a year is told by its last day."""
    own = f"max({field.key})" if field.grain == "quarter" else _grouped(field)
    return own if own == field.name else f"{own} AS {field.name}"


def _rows(file: str) -> Iterator[Cells]:
    return vocabulary_rows(f"{file}.tsv", __name__)


def _values() -> Mapping[str, tuple[Value, ...]]:
    found: dict[str, tuple[Value, ...]] = defaultdict(tuple)
    found["parties"] = tuple(Value(party, *colours) for party, colours in party_colours().items())
    for row in _rows("values"):
        code = row["code"]
        found[row["values"]] += (record(Value, row, code=int(code) if code.isdigit() else code),)
    return found


def _field(row: Cells, values: Mapping[str, tuple[Value, ...]]) -> Field:
    named = (text.rpartition(" AS ") for text in row["texts"].split("; ") if text)
    texts, shown = {name: sql for sql, _, name in named}, row["shown"] or row["key"]
    return record(Field, row, shown=shown, texts=texts, values=values[row["values"]])


def _chart(row: Cells, fields: Mapping[str, Field]) -> Chart:
    measures = tuple(MEASURES[name] for name in several(row["measures"]))
    by, reach = MEASURES.get(row["by"], measures[0]), MEASURES.get(row["reach"])
    x, series = fields[row["x"]], fields.get(row["series"])
    return record(Chart, row, x=x, series=series, measures=measures, by=by, reach=reach)


def _charts() -> dict[str, Chart]:
    values = _values()
    fields = {row["field"]: _field(row, values) for row in _rows("fields")}
    return {row["name"]: _chart(row, fields) for row in _rows("charts")}


MEASURES = {row["name"]: record(Measure, row) for row in _rows("measures")}
CHART = _charts()
CHARTS = tuple(chart for chart in CHART.values() if chart.name != COMPARED)
"""In the order of the page."""
