"""The charts of a release, as data: the explorer and the dashboard of Superset both draw them from here.

A chart has its title in three languages in site_labels.tsv, `chart.NAME`, and the sentence below it in the
explorer, `chart.NAME.says`; fields and measures have theirs as `column.NAME`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from schemas.vocabulary.site_labels import LabelLanguage, party_colours, site_labels

Mark = Literal["columns", "bars", "areas", "heat", "lines"]
"""Columns stand, one for each moment; bars lie, one for each name; heat is darker where there is more."""
COUNT = ",d"
"""Whole numbers, in the words of d3-format."""
DAYS = ",.0f"
SHARE = ".0%"
NAMED_LINES = 6
"""Lines with a colour and a name at their end, those of the largest; the others are grey."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number: SQL that counts no question twice, however the rows of its view are grouped."""

    name: str
    label: str
    expression: str
    form: str = COUNT


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

    `key` is SQL that tells its values apart, by default the column of that name; `shown` is SQL of the text
    of a value for tools that show it as it comes; `texts` are further columns with SQL that name a value in
    the explorer. A day is cut to its `grain`; it and `year` are times. `values` are in the order of the
    chart; others come after them: by size, unless they sort by themselves.
    """

    name: str
    key: str = ""
    shown: str = ""
    texts: Mapping[str, str] | None = None
    values: tuple[Value, ...] = ()
    grain: Literal["", "year", "quarter"] = ""
    sorts: bool = False

    @property
    def column(self) -> str:
        """SQL that tells its values apart."""
        return self.key or self.name

    @property
    def text(self) -> str:
        """SQL that tools show."""
        return self.shown or self.column

    @property
    def is_time(self) -> bool:
        """Whether its values are years or days."""
        return bool(self.grain) or self.name == "year"


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart: what it shows of which view, and how.

    The first of `measures` is drawn; bars have a thin line up to the measure `reach`. The `most` largest by
    the measure `by` are shown, of the series or else of x. `share` draws parts of a whole. `note` says what
    one should know to read it, `page` on which page of the explorer it is, `status` of which questions it
    tells alone.
    """

    name: str
    note: str
    view: str
    mark: Mark
    x: Field
    measures: tuple[Measure, ...]
    series: Field | None = None
    only: str = ""
    most: int = 0
    by: Measure | None = None
    share: bool = False
    reach: Measure | None = None
    page: Literal["index", "quality"] = "index"
    status: str = ""

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
    def ranked_by(self) -> Measure:
        """The measure by which the largest are chosen."""
        return self.by or self.measures[0]

    @property
    def examples(self) -> tuple[str, ...]:
        """Columns of its query that are shown beside names and measures."""
        return tuple(name for field in self.fields for name in field.texts or {} if name == "example")

    @property
    def condition(self) -> str:
        """SQL of the rows that it shows."""
        known = f"{self.x.column} IS NOT NULL"
        return f"{known} AND {self.only}" if self.only else known

    def title(self, language: LabelLanguage = "en") -> str:
        """What stands above it."""
        return site_labels()[language][f"chart.{self.name}"]

    def query(self) -> str:
        """Its rows as SQL: fields, the texts that name them, and measures."""
        return "\n".join(_query(self))


def _query(chart: Chart) -> Iterator[str]:
    subject, by = chart.subject, chart.ranked_by
    only = [chart.condition]
    among = chart.most and chart.series
    yield f"-- {chart.note}"
    if among:
        yield "WITH largest AS ("
        known = " AND ".join(filter(None, (f"{subject.column} IS NOT NULL", chart.only)))
        yield f"  SELECT {subject.column} FROM {chart.view} WHERE {known}"
        yield f"  GROUP BY 1 ORDER BY {by.expression} DESC, 1 LIMIT {chart.most}"
        yield ")"
    if among:
        only.append(f"{subject.column} IN (FROM largest)")
    yield "SELECT"
    yield from (f"  {_selected(field)}," for field in chart.fields)
    for field in chart.fields:
        yield from (f"  {text} AS {name}," for name, text in (field.texts or {}).items())
    yield ",\n".join(f"  {one.expression} AS {one.name}" for one in chart.measures)
    yield f"FROM {chart.view}"
    yield f"WHERE {' AND '.join(only)}"
    yield f"GROUP BY {', '.join(map(_grouped, chart.fields))}"
    if chart.mark == "bars" and not chart.x.sorts:
        yield f"ORDER BY {by.name} DESC, {chart.x.name}"
    else:
        yield f"ORDER BY {', '.join(field.name for field in chart.fields)}"
    if chart.most and not among:
        yield f"LIMIT {chart.most}"


def _grouped(field: Field) -> str:
    if field.grain == "year":
        return f"year({field.column})"
    return f"date_trunc('{field.grain}', {field.column})" if field.grain else field.column


def _selected(field: Field) -> str:
    """A field in SELECT; a part of a year is told by its last day."""
    own = f"max({field.column})" if field.grain == "quarter" else _grouped(field)
    return own if own == field.name else f"{own} AS {field.name}"


QUESTIONS = Measure("questions", "questions", "count(*)")
QUESTIONS_ASKED = Measure("questions_asked", "questions", "sum(questions)::INTEGER")
OPEN_QUESTIONS = Measure("open_questions", "open", "count(*) FILTER (WHERE status = 'open')")
ANSWERS = Measure("answers", "answers", "count(minister_days)")
ANSWERS_LEFT_OUT = Measure(
    "answers_left_out", "answers_left_out", "count(counted_days) - count(minister_days)"
)
MEDIAN_DAYS = Measure("median_response_days", "median_days", "median(counted_days)", DAYS)
MINISTER_DAYS = Measure("median_minister_days", "median_days", "median(minister_days)", DAYS)
P90_DAYS = Measure("p90_minister_days", "p90_days", "quantile_cont(minister_days, 0.9)", DAYS)
OPEN_AT_END = Measure("open_at_end", "open", "arg_max(open, day)")
OVERDUE_AT_END = Measure("overdue_at_end", "overdue", "arg_max(overdue, day)")
NOT_SEEN_SINCE = Measure("not_seen_since_end", "not_seen_since", "arg_max(not_seen_since, day)")
SHARE_IN_TIME = Measure(
    "in_time_of_deadlines", "share_in_time", "round(sum(in_time) / nullif(sum(with_deadline), 0), 4)", SHARE
)
REPAIRS = Measure("repaired_words", "repairs", "count(*)")

_YEAR = Field("year")
_PARTY = Field(
    "party",
    "party_id",
    texts={"party_name": "mode(party ORDER BY party)"},
    values=tuple(Value(party, *colours) for party, colours in party_colours().items()),
)
_AGES = (
    Value(0, "#cfe3f7", "#20405f", "  0-30 days"),
    Value(31, "#97c2ea", "#336799", " 31-60 days"),
    Value(61, "#5b9bd5", "#5b9bd5", " 61-90 days"),
    Value(91, "#f2b45c", "#c98a36", " 91-180 days"),
    Value(181, "#e07b39", "#e07b39", "181-365 days"),
    Value(366, "#a63a24", "#f0603f", "366 days and more"),
)
"""From new to old, the last three past any printed deadline; their texts sort in that order."""
_LANGUAGES = (Value("nl", "#d9a300", "#e3b93c"), Value("fr", "#2f6fb5", "#5d97d6"))
_OUTCOMES = (
    Value("in_time", "#5b9bd5", "#5b9bd5"),
    Value("late", "#e6a04c", "#d9923c"),
    Value("never", "#a63a24", "#f0603f"),
    Value("outside_term", "#b3bac4", "#59616d"),
)
_SIDES = (
    Value("government", "#2f6fb5", "#5d97d6"),
    Value("support", "#97c2ea", "#336799"),
    Value("opposition", "#e07b39", "#e07b39"),
)

COMPARED = Chart(
    "compare",
    "What somebody compares in the explorer.",
    "v_questions",
    "lines",
    _YEAR,
    (QUESTIONS,),
    Field("series"),
)
"""Not of a release: the browser gives it the names and numbers that are asked for."""
COMPARED_COLOURS = (
    Value("1", "#2f6fb5", "#6ea8e5"),
    Value("2", "#d0652a", "#ec8f57"),
    Value("3", "#3c8d40", "#74c079"),
    Value("4", "#8d4fa8", "#c08cd8"),
    Value("5", "#b8860b", "#e0b84c"),
    Value("6", "#c03a5b", "#ee7d97"),
)
"""Of what has no colour of its own, as parties have."""

CHARTS = (
    Chart(
        "parties",
        "Questions per year by party: the fourteen most active parties.",
        "v_questions",
        "lines",
        Field("year", "asked_on", grain="year"),
        (QUESTIONS,),
        _PARTY,
        most=14,
    ),
    Chart(
        "response",
        "Days from sending to answer by minister: fifteen of those with most dated answers to "
        "questions put to them, of those that came in a term of theirs; the others are left out.",
        "v_questions",
        "bars",
        Field("minister", "minister_id", "minister", {"minister_name": "min(minister)"}),
        (MINISTER_DAYS, P90_DAYS, ANSWERS, ANSWERS_LEFT_OUT),
        only="minister_id IN (SELECT minister_id FROM v_questions WHERE minister_days IS NOT NULL)",
        most=15,
        by=ANSWERS,
        reach=P90_DAYS,
        status="answered",
    ),
    Chart(
        "open",
        "Open questions by age, at the end of each quarter and on the last day covered by the release; of "
        "questions last seen before that day nobody can tell whether they were still open.",
        "v_open_by_day",
        "areas",
        Field("day", grain="quarter"),
        (OPEN_AT_END, OVERDUE_AT_END, NOT_SEEN_SINCE),
        Field("age", "age_from", "repeat(' ', 3 - len(CAST(age_from AS VARCHAR))) || age", values=_AGES),
        only="day <= (SELECT max(day) FROM v_open_by_day WHERE open > 0)",
    ),
    Chart(
        "deadlines",
        "Answers compared with the printed deadline, by minister: fifteen of those with most such questions. "
        "Legislature 5 prints no deadlines. Left out are requalified questions, those whose status is "
        "unknown, and announced answers. 'outside_term': the minister is not known to have held the office "
        "on the day of the deadline.",
        "v_questions",
        "bars",
        Field("minister", "minister_id", "minister", {"minister_name": "min(minister)"}),
        (QUESTIONS,),
        Field(
            "outcome",
            "CASE WHEN minister_late IS NULL THEN 'outside_term' WHEN NOT minister_late THEN 'in_time' "
            "WHEN status = 'answered' THEN 'late' ELSE 'never' END",
            values=_OUTCOMES,
        ),
        only="counted_late IS NOT NULL",
        most=15,
    ),
    Chart(
        "members",
        "Questions by senator: fifteen of those who asked most, with their party on each day.",
        "v_activity",
        "bars",
        Field("member", "member_id", "member", {"member_name": "min(member)"}),
        (QUESTIONS_ASKED,),
        _PARTY,
        most=15,
    ),
    Chart(
        "topics",
        "Questions per year about the twelve most common topics. Topics are keywords on the pages; a "
        "question can have several, so they do not add up.",
        "v_topics",
        "heat",
        _YEAR,
        (QUESTIONS_ASKED,),
        Field("topic", "topic_nl", texts={"topic_nl": "min(topic_nl)", "topic_fr": "min(topic_fr)"}),
        only="topic_nl IS NOT NULL",
        most=12,
    ),
    Chart(
        "domains",
        "Questions per year in the twelve most common domains of EuroVoc. A question can have topics of "
        "several, so they do not add up.",
        "v_domains",
        "heat",
        _YEAR,
        (QUESTIONS_ASKED,),
        Field("domain", "field_nl", texts={"domain_nl": "min(field_nl)", "domain_fr": "min(field_fr)"}),
        only="level = 'domain'",
        most=12,
    ),
    Chart(
        "government",
        "Share of questions by the side of the author's party on that day; governments in order of their "
        "oath.",
        "v_government_opposition",
        "bars",
        Field("government", "strftime(since, '%Y-%m') || ' ' || government", sorts=True),
        (QUESTIONS_ASKED,),
        Field("side", values=_SIDES),
        share=True,
    ),
    Chart(
        "languages",
        "Questions per year by the language in which they were asked.",
        "v_languages",
        "columns",
        _YEAR,
        (QUESTIONS_ASKED,),
        Field("language", "asked_in", values=_LANGUAGES),
        only="asked_in IS NOT NULL",
        share=True,
    ),
    Chart(
        "repairs",
        "Repaired words by rule, with the most common repair.",
        "repairs",
        "bars",
        Field("rule", texts={"example": "mode(before || ' → ' || after ORDER BY before || ' → ' || after)"}),
        (REPAIRS,),
        page="quality",
    ),
)
"""In the order of the page."""
