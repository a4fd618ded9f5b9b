"""Figures about named people as the facts of the sample give them (tests/facts), worked out by hand.

Each is looked up where people meet it: on the page of the explorer, in an answer of `mcp`, in the view that
both name as their query, in small tables and in charts.
"""

import csv
import json

import pytest

from schemas.charts import CHARTS
from tasks.present.assistant.tools import Tools
from tasks.present.explorer.chunks import unpack
from tasks.release.published.manifest import DUCKDB_FILE
from tests.present.explorer.support import data_of

BY_HAND = {
    # 4-90010 was due on 2008-11-20 and closed; 4-90020 answered after 42 days, 12 days late.
    ("member", "noella-grandhenri"): {"questions": 2, "answered": 1, "median_days": 42, "late": 2},
    # Beside these two, 5-90050 answered after 38 days, without a printed deadline.
    ("minister", "philippine-grandjacquet"): {"questions": 3, "answered": 2, "median_days": 40, "late": 2},
    # 4-90080 was due 22 days after his term; 5-90070, to his next office, took 684 days of a term.
    ("minister", "theodore-lambilliotte-roscourt"): {
        "median_days": 684,
        "with_deadline": 0,
        "late": 0,
        "deadlines_left_out": 1,
    },
    # The ministers were late all the same.
    ("member", "cecile-delhamende-rosart"): {"answered": 0, "with_deadline": 1, "late": 1},
    # 5-90051 was announced after 549 days, 85 of them in office.
    ("minister", "ignaas-van-zeverdonck"): {
        "answered": 0,
        "announced": 1,
        "median_days": None,
        "answers_with_days": 0,
        "answers_left_out": 0,
    },
    ("member", "cecile-brasseleur"): {"answered": 0, "announced": 1, "median_days": None},
    # One question to three: after 39 and 145 days, and never.
    ("member", "annelore-cauwelier-daniels"): {"questions": 3, "answered": 2, "median_days": 92},
    # One of these, and 5-90052, which was requalified.
    ("minister", "godelinde-vanmeersbeke"): {"questions": 2, "requalified": 1, "median_days": 39},
    # After 29 and 24 days, both in time.
    ("member", "raphael-coppenhollen"): {"median_days": 26.5, "with_deadline": 2, "late": 0},
    # 56-900052 was printed without an answer.
    ("minister", "balthazar-frescheville"): {"answered": 0, "open": 1, "with_deadline": 1, "late": 1},
}


def test_there_are_twenty_at_least():
    assert sum(map(len, BY_HAND.values())) >= 20


@pytest.mark.parametrize(
    ("who", "expected"), BY_HAND.items(), ids=lambda one: one[1] if isinstance(one, tuple) else ""
)
def test_figures_of_people_are_those_worked_out_by_hand(sample_data, who, expected):
    kind, identifier = who
    files = (sample_data / "current/site/actors").glob(f"{kind}-*.json.gz")
    [shown] = [found[identifier] for found in map(unpack, files) if identifier in found]
    assert {name: shown["counts"][name] for name in expected} == expected
    current = (sample_data / "current").resolve()
    tools = Tools(current, current / DUCKDB_FILE)
    said = json.loads(getattr(tools, f"get_{kind}")(identifier))
    assert said["query"] == "figures"
    told = said["all"][0] | {
        "with_deadline": said["all"][0]["share_ministers_late"]["denominator"],
        "late": said["all"][0]["share_ministers_late"]["numerator"],
    }
    assert {name: told[name] for name in expected} == expected
    [row] = json.loads(tools.statistics(kind, {f"{kind}_id": identifier}))[kind]
    assert {name: row[name] for name in expected if name in row} == {
        name: value for name, value in expected.items() if name not in {"late", "with_deadline"}
    }
    named = f"kind = '{kind}' AND id = '{identifier}' AND year IS NULL"
    found = json.loads(tools.run_sql(f"SELECT {', '.join(expected)} FROM {said['query']} WHERE {named}"))
    assert dict(zip(expected, found["rows"][0], strict=True)) == expected


def test_small_tables_and_charts_leave_out_the_same(sample_data):
    with (sample_data / "current/marts/response_times.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["minister_id"], row["year"]): row for row in csv.DictReader(file)}
    climate = rows["theodore-lambilliotte-roscourt", "2009"]
    assert [climate[name] for name in ("with_deadline", "late", "deadlines_left_out")] == ["0", "0", "1"]
    mobility = rows["ignaas-van-zeverdonck", "2011"]
    assert [mobility[name] for name in ("answered", "announced", "median_days")] == ["0", "1", ""]
    charts = {
        chart["id"]: chart
        for chart in data_of(sample_data / "current", "charts.en")["charts"]
        if chart.get("house") == "senate"
    }
    days = {row[0]: row[1:] for row in charts["response"]["rows"]}
    assert days["Philippine Grandjacquet"][:1] == [40]
    assert "Ignaas Van Zeverdonck" not in days
    outcomes = {tuple(row[:2]): row[2] for row in charts["deadlines"]["rows"]}
    assert outcomes["Théodore Lambilliotte-Roscourt", "deadline when not in that office"] == 1
    assert ("Théodore Lambilliotte-Roscourt", "no answer shown") not in outcomes
    assert [chart["query"] for chart in charts.values()] == [
        chart.query("senate") for chart in CHARTS if chart.name != "houses"
    ]
