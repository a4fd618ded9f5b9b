"""The report of a night: Markdown in which data is data."""

from datetime import date

import pytest

from tasks.present.night_report import counts_beside, night_report
from tasks.release.change_log import MOST_LISTED
from tests.support.releases import (
    NAMING,
    OPEN_QUESTION,
    bare,
    inputs,
    released,
    to_arrow,
    without_explorer,
    world,
)


def mark(rows, question, **chosen):
    """Mark what is chosen as withdrawn."""
    for row in rows:
        if row["question_id"] == question and chosen.items() <= row.items():
            row["withdrawn_on"] = date(2024, 3, 5)


def gone(kind, question="5-90100"):
    detail = f"Shown until 1 March 2024; the copy of 5 March 2024 has it no more ({kind})."
    return {"page_id": None, "question_id": question, "kind": kind, "detail": detail}


def withdrawn(tables, second):
    """Rows in which an answer is withdrawn, and in the second of the nights also an event and a link."""
    for row in (*tables["texts"], *tables["events"], *tables["links"]):
        row["withdrawn_on"] = None
    mark(tables["texts"], "5-90100", part="answer")
    tables["issues"] += [gone("answer_withdrawn"), gone("question_withdrawn")]
    if second:
        mark(tables["events"], "5-90100", event="reminder")
        mark(tables["links"], "5-90100", target_id="5-321")
        tables["issues"] += [gone("event_withdrawn"), gone("link_withdrawn")]
    return tables


def bad_page(tables):
    return next(row for row in tables["pages"] if row["outcome"] == "quarantined")


def with_many(tables):
    """Rows with more gaps and more pages that cannot be read than a report lists."""
    gap, numbers = tables["gaps"][0], range(200_000, 200_000 + 2 * MOST_LISTED, 2)
    more = [gap | {"first_number": number, "last_number": number, "numbers": 1} for number in numbers]
    pages = [bad_page(tables) | {"page_id": f"{number:016x}"} for number in range(MOST_LISTED + 9)]
    return tables | {"gaps": [*more, *tables["gaps"]], "pages": [*tables["pages"], *pages]}


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """The reports of two nights after a first one."""
    data = tmp_path_factory.mktemp("nights") / "data"
    marked = with_many(withdrawn(world(), second=True))
    bad_page(marked)["reason"] = "<script>alert(1)</script> | [x](y) `z`\n# head"
    nights = (withdrawn(world(), second=False), marked)
    bare(data, to_arrow(world(OPEN_QUESTION, NAMING)), inputs())
    return [
        night_report(without_explorer(data, tables, count=count), ["sources: 3 absent", "<b>"])
        for count, tables in enumerate(nights, 2)
    ]


def test_a_report_names_what_is_new_and_what_is_missing(reports):
    report, *_ = reports
    assert "- sources: 3 absent" in report
    assert "## New questions: 1" in report
    assert "| 5-90100 | Hélène Vanneste | Diensten - Personeel |" in report
    assert "## Quarantined pages: 1" in report
    assert "## Gaps: " in report
    assert "\nCompared with 2" in report
    assert "Sample" not in report


def test_the_report_of_a_first_night_counts_all_as_new_and_names_the_largest_gaps_first(tmp_path):
    report = night_report(released(tmp_path), [])
    assert "There was no previous release to compare with: everything counts as new." in report
    assert "## New questions: 3" in report
    assert "| 5-90101 | Hélène Vanneste | Diensten - Personeel |" in report
    assert "## New answers: 1" in report
    assert "## Withdrawn texts, events and references: 0\n" in report
    assert "| 5-90100 | 2013-05-30 | Diensten - Personeel |" in report
    assert "## Repairs of new pages, by rule: 1" in report
    head, _, *gaps = report.partition("## Gaps: 5")[2].partition("\n\n##")[0].split("\n\n")[1].splitlines()
    assert head == "| legislature | range | numbers | kind | reason |"
    assert [gap.split(" | ")[:4] for gap in gaps] == [
        ["| 5", "13–90099", "90087", "not&#95;fetched"],
        ["| 5", "90101–90199", "99", "not&#95;fetched"],
        ["| 5", "1–10", "10", "not&#95;fetched"],
        ["| 5", "11", "1", "missing"],
        ["| 5", "12", "1", "refused"],
    ]


@pytest.mark.long
def test_a_report_that_takes_the_place_of_the_sample_is_compared_with_nothing(tmp_path):
    sample = without_explorer(tmp_path, world(), source="sample")
    assert "**Sample: the questions, members and ministers are invented" in night_report(sample, [])
    release = without_explorer(tmp_path, world(), source="map")
    report = night_report(release, [])
    assert f"It replaces {sample.name} and is not compared with it: everything counts as new." in report
    assert "## New questions: 3" in report
    assert "Sample" not in report
    log = (release / "changes.md").read_text("utf-8")
    assert "counts as new. `changes.parquet` is empty." in log
    assert "## New questions: 3" in log
    assert "## Tables that changed" not in log


def test_long_lists_are_cut_and_counted(reports):
    *_, report = reports
    section = report.partition("## Gaps: ")[2].partition("\n## ")[0]
    assert section.count("\n| 5 | ") == MOST_LISTED
    assert section.index("13–90099") < section.index("| 20")
    assert "and 5" in section.splitlines()[-1]
    assert "and 10 more" in report.partition("## Quarantined pages: ")[2].partition("\n## ")[0]


def test_what_the_site_withdrew_is_listed_in_the_first_report_after_it(reports):
    first, second = reports
    assert "## Withdrawn texts, events and references: 1\n" in first
    listed = second.partition("## Withdrawn texts, events and references: 2\n")[2]
    assert "| 5-90100 | event&#95;withdrawn | Shown until 1 March 2024; " in listed
    assert "| 5-90100 | link&#95;withdrawn | " in listed
    assert "answer&#95;withdrawn" not in listed


def test_what_a_page_says_is_no_markup(reports):
    *_, report = reports
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
