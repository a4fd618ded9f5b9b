"""The report of a night: Markdown in which data is data."""

import pytest

from tasks.release.markdown import MOST_LISTED
from tasks.release.night_report import counts_beside, night_report
from tests.release.support import NAMING, OPEN_QUESTION, released, world


def test_a_report_names_what_is_new_and_what_is_missing(tmp_path):
    released(tmp_path, world(OPEN_QUESTION, NAMING))
    report = night_report(released(tmp_path, world(), count=2), ["sources: 3 absent"])
    assert "- sources: 3 absent" in report
    assert "## New questions: 1" in report
    assert "| 5-90100 | Hélène Vanneste | Diensten - Personeel |" in report
    assert "## Quarantined pages: 1" in report
    assert "## Gaps: " in report


@pytest.mark.long
def test_what_a_page_says_is_no_markup(tmp_path):
    released(tmp_path)
    tables = world()
    tables["pages"] = [
        row | {"reason": "<script>alert(1)</script> | [x](y) `z`\n# head"}
        if row["outcome"] == "quarantined"
        else row
        for row in tables["pages"]
    ]
    report = night_report(released(tmp_path, tables, count=2), ["<b>"])
    (line,) = [line for line in report.splitlines() if "alert" in line]
    assert "<" not in line
    assert line.count("|") == 3
    assert "[" not in line
    assert "\n# head" not in report
    assert "<b>" not in report


def test_counts_stand_beside_those_before():
    assert counts_beside({"questions": 5, "texts": 9}, {"questions": 3}) == [
        {"table": "questions", "rows": 5, "before": 3, "more": 2},
        {"table": "texts", "rows": 9, "before": 0, "more": 9},
    ]


@pytest.mark.long
def test_a_long_list_is_cut_and_counted(tmp_path):
    released(tmp_path)
    tables = world()
    bad = next(row for row in tables["pages"] if row["outcome"] == "quarantined")
    tables["pages"] += [bad | {"page_id": f"{number:016x}"} for number in range(MOST_LISTED + 9)]
    assert "and 10 more" in night_report(released(tmp_path, tables, count=2), [])
