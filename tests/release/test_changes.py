"""What changed against the release before."""

from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from schemas.tables import CHANGES, QUESTIONS
from tasks.common.redactions import Redactions, redaction
from tasks.release.changes import compared_tables
from tasks.release.comparison import compare
from tasks.release.parquet import write_parquet
from tasks.release.published.manifest import read_manifest
from tests.release.test_losses import filled, put
from tests.support.releases import (
    altered,
    inputs,
    released,
    to_arrow,
    unverified,
    without,
    without_explorer,
    world,
)


def changes(release):
    rows = pq.read_table(release / f"{CHANGES.name}.parquet").to_pylist()
    return [tuple(row.values()) for row in rows]


def compared(release):
    said = read_manifest(release)
    return said["previous"], said["compared_with"]


@pytest.fixture
def data(tmp_path):
    released(tmp_path)
    return tmp_path


def test_the_first_release_has_no_changes(tmp_path):
    release = released(tmp_path)
    assert changes(release) == []
    assert compared(release) == (None, None)
    log = (release / "changes.md").read_text("utf-8")
    assert "There was no previous release to compare with" in log
    assert "## New questions: 3" in log


def test_a_release_says_with_which_it_is_compared(data):
    first = (data / "current").resolve().name
    second = without_explorer(data, world(), count=2)
    assert compared(second) == (first, first)
    assert f"What changed since {first};" in (second / "changes.md").read_text("utf-8")


@pytest.mark.long
def test_what_replaces_the_sample_is_compared_with_nothing(tmp_path):
    sample = without_explorer(tmp_path, world(), source="sample")
    release = without_explorer(tmp_path, without(world(), "keywords", language="fr"), source="map")
    assert compared(release) == (sample.name, None)
    assert changes(release) == []
    assert read_manifest(release)["quality_before"] is None


@pytest.mark.long
def test_a_sample_is_compared_with_the_sample_before(tmp_path):
    first = without_explorer(tmp_path, world(), source="sample")
    assert compared(without_explorer(tmp_path, world(), source="sample", count=2)) == (first.name, first.name)


def test_the_same_rows_are_no_change(data):
    assert changes(without_explorer(data, world(), count=2)) == []


def test_a_value_that_differs_is_named_with_both_values(data):
    tables = world()
    tables["questions"][1] |= {"party": "N-VA", "title_nl": None}
    found = changes(
        unverified(data, to_arrow(tables), inputs(count=2), explorer=False, accepted_drop="Withdrawn.")
    )
    assert [row for row in found if row[0] == "questions"] == [
        ("questions", ["5-90101"], "5-90101", "changed", "party", world()["questions"][1]["party"], "N-VA"),
        (
            "questions",
            ["5-90101"],
            "5-90101",
            "changed",
            "title_nl",
            world()["questions"][1]["title_nl"],
            None,
        ),
    ]


def test_a_row_that_came_or_went_is_named_by_its_key(data):
    fewer = without(world(), "status_history", question_id="5-90100", position=1)
    gone = changes(without_explorer(data, fewer, count=2))
    assert gone == [("status_history", ["5-90100", "1"], "5-90100", "removed", None, None, None)]
    back = changes(without_explorer(data, world(), count=3))
    assert back == [("status_history", ["5-90100", "1"], "5-90100", "added", None, None, None)]


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


def test_a_table_whose_rows_had_another_key_before_is_not_compared(data):
    path = data / "current/ministers.parquet"
    path.chmod(0o644)
    ministers = pq.read_table(path).drop_columns("name")
    pq.write_table(pa.concat_tables([ministers] * 50), path)
    assert changes(without_explorer(data, world(), count=2)) == []


def test_hundreds_of_questions_may_change_in_one_night(tmp_path):
    before = filled(QUESTIONS, 500)
    (tmp_path / "before").mkdir()
    write_parquet({"questions": before}, tmp_path / "before")
    now = put(before, "title_nl", ["Een andere titel"] * 400)
    tables = to_arrow(world()) | {"questions": now}
    assert compare(tables, tmp_path / "before", tmp_path).changes == 400
