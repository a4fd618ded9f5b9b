"""What changed against the release before."""

from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from schemas.tables import CHANGES, QUESTIONS, SCHEMA_VERSION
from tasks.common.redactions import Redactions, redaction
from tasks.release.changes import compared_tables
from tasks.release.comparison import compare
from tasks.release.parquet import write_parquet
from tasks.release.published.manifest import read_manifest
from tests.release.test_losses import filled, put
from tests.support.releases import (
    altered,
    bare,
    built,
    inputs,
    released,
    to_arrow,
    without,
    world,
)


def changes(release):
    rows = pq.read_table(release / f"{CHANGES.name}.parquet").to_pylist()
    return [tuple(row.values()) for row in rows]


@pytest.fixture
def changed(usual, tmp_path):
    """Return a function that gives what changes against the usual release, or another."""

    def compared(tables, before=None):
        compare(to_arrow(tables), before or usual, tmp_path)
        return changes(tmp_path)

    return compared


def compared(release):
    said = read_manifest(release)
    return said["previous"], said["compared_with"]


def test_the_first_release_has_no_changes(usual):
    assert changes(usual) == []
    assert compared(usual) == (None, None)
    log = (usual / "changes.md").read_text("utf-8")
    assert "There was no previous release to compare with: everything counts as new." in log
    assert "## New questions: 3" in log
    assert f"## Schema {SCHEMA_VERSION}" in log


def test_a_release_says_with_which_it_is_compared(tmp_path):
    first = released(tmp_path).name
    second = bare(tmp_path)
    assert compared(second) == (first, first)
    assert f"What changed since {first};" in (second / "changes.md").read_text("utf-8")


@pytest.mark.long
def test_what_replaces_the_sample_is_compared_with_nothing_and_a_sample_with_the_one_before(tmp_path):
    sample = bare(tmp_path, given=inputs("sample"))
    again = bare(tmp_path, given=inputs("sample", 2))
    assert compared(again) == (sample.name, sample.name)
    release = bare(tmp_path, to_arrow(without(world(), "keywords", language="fr")))
    assert compared(release) == (again.name, None)
    assert changes(release) == []
    assert read_manifest(release)["quality_before"] is None


def test_the_same_rows_are_no_change(changed):
    assert changed(world()) == []


def test_a_value_that_differs_is_named_with_both_values(changed):
    tables = world()
    before = dict(tables["questions"][1])
    tables["questions"][1] |= {"party": "N-VA", "title_nl": None}
    of_row = "questions", ["5-90101"], "5-90101", "changed"
    assert [row for row in changed(tables) if row[0] == "questions"] == [
        (*of_row, "party", before["party"], "N-VA"),
        (*of_row, "title_nl", before["title_nl"], None),
    ]


def test_a_row_that_came_or_went_is_named_by_its_key(changed, tmp_path):
    fewer = without(world(), "status_history", question_id="5-90100", position=1)
    row = "status_history", ["5-90100", "1"], "5-90100"
    assert changed(fewer) == [(*row, "removed", None, None, None)]
    before = built(tmp_path / "before", to_arrow(fewer), database=False)
    assert changed(world(), before) == [(*row, "added", None, None, None)]


def test_no_change_shows_a_span_or_a_piece_of_one_that_is_left_out_now(tmp_path):
    before = altered(world(), "subquestions", text="Hoeveel kost Adèle")
    before = altered(before, "pages", url="https://www.senate.be/Ad%C3%A8le%20Vermeirsteen")
    (tmp_path / "before").mkdir()
    write_parquet(to_arrow(before), tmp_path / "before")
    now = altered(altered(world(), "subquestions", text="Hoeveel kost […]"), "pages", url=None)
    lines = [redaction("Adèle Vermeirsteen 2", "5-90100", ("", ""), "Asked.", date(2026, 11, 30))]
    lines += [redaction("Adèle Vermeirsteen", "5-90100", ("", ""), "Asked.", date(2026, 11, 30))]
    compare(to_arrow(now), tmp_path / "before", tmp_path, Redactions(tuple(lines)))
    values = [row[4:] for row in changes(tmp_path)]
    assert values == [("url", "https://www.senate.be/[…]", None)]


def test_what_runs_and_rows_without_identity_say_is_not_compared():
    names = {table.name for table in compared_tables()}
    assert {"questions", "texts", "mentions", "pages"} <= names
    assert not names & {"runs", "changes", "issues"}


def test_a_table_whose_rows_had_another_key_before_is_not_compared(changed, tmp_path):
    before = built(tmp_path / "before", to_arrow(world()), database=False)
    ministers = pq.read_table(before / "ministers.parquet").drop_columns("name")
    pq.write_table(pa.concat_tables([ministers] * 50), before / "ministers.parquet")
    assert changed(world(), before) == []


def test_hundreds_of_questions_may_change_in_one_night(tmp_path):
    before = filled(QUESTIONS, 500)
    (tmp_path / "before").mkdir()
    write_parquet({"questions": before}, tmp_path / "before")
    now = put(before, "title_nl", ["Een andere titel"] * 400)
    tables = to_arrow(world()) | {"questions": now}
    assert compare(tables, tmp_path / "before", tmp_path).changes == 400
