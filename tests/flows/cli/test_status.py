"""`status`: what a release and its pages are, in words that are safe to print."""

import json
from datetime import datetime, timedelta

import pytest

from tests.support.command import output_of, run
from tests.support.data_folder import DRIVES, DRIVING
from tests.support.releases import without_explorer, world


def test_no_name_of_a_page_drives_the_terminal(tmp_path):
    quarantined = next(row for row in world()["pages"] if row["reason"])
    rows = [quarantined | {"origin": f"{DRIVING}.html"}, *(r for r in world()["pages"] if not r["reason"])]
    without_explorer(tmp_path, world() | {"pages": rows})
    shown = output_of("status", "--data", tmp_path)
    assert "[31m" in shown
    assert DRIVES.search(shown) is None


def strings(value):
    """Every text in what JSON holds."""
    if isinstance(value, dict | list):
        return [
            text for one in (value.values() if isinstance(value, dict) else value) for text in strings(one)
        ]
    return [value] if isinstance(value, str) else []


def test_json_is_json_all_through_and_its_times_are_iso(sample_data):
    found = json.loads(run("status", "--json", "--data", sample_data).stdout)
    (ran,) = found["runs"]
    assert ran["counts"]["questions"] == found["counts"]["questions"]
    assert ran["counts"]["command"] == "ingest --from sample"
    assert not [text for text in strings(found) if text.startswith(("{", "["))]
    for text in (ran["started_at"], ran["ended_at"], found["created"]):
        assert text[10] == "T"
        assert datetime.fromisoformat(text).utcoffset() == timedelta()


@pytest.mark.parametrize(
    ("query", "value"),
    [
        ("TIMESTAMPTZ '2026-11-29 04:00:00+00'", "2026-11-29T04:00:00+00:00"),
        ("TIMESTAMP '2026-11-29 04:00:00'", "2026-11-29T04:00:00"),
        ("[TIMESTAMP '2026-11-29 04:00:00']", ["2026-11-29T04:00:00"]),
        ("DATE '2026-11-29'", "2026-11-29"),
        ("TIME '04:00:00'", "04:00:00"),
        ("1.50::DECIMAL(9, 2)", "1.50"),
    ],
)
def test_times_of_a_query_are_iso_in_json(sample_data, query, value):
    done = run("sql", f"SET TimeZone = 'UTC'; SELECT {query} AS x", "--json", "--data", sample_data)
    assert (done.stderr, json.loads(done.stdout)) == ("", [{"x": value}])
