"""What changed against the release before, and which losses issue rows explain."""

import re
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from schemas.tables import CHANGES, ISSUES, QUESTIONS, SCHEMA_VERSION, question_issue, table
from tasks.common.errors import RefusedError
from tasks.common.redactions import Redactions, redaction
from tasks.release.comparison import compare, compared_tables
from tasks.release.parquet import write_parquet
from tasks.release.published.manifest import read_manifest
from tasks.tables.arrow_tables import arrow_table
from tests.release.test_losses import ROWS, every_table, filled, names, put
from tests.release.test_rewritten import FIRST, NUMBERS, WORLD, copies, copy, tables, unchanged
from tests.support.releases import altered, bare, built, inputs, released, to_arrow, without, world


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
    before = altered(before, "questions", title_nl="Aan […] uit Zwol", title_fr="[…] de Zwol")
    (tmp_path / "before").mkdir()
    write_parquet(to_arrow(before), tmp_path / "before")
    now = altered(altered(world(), "subquestions", text="Hoeveel kost […]"), "pages", url=None)
    now = altered(now, "questions", title_nl="Aan […]", title_fr="[…]")
    lines = [redaction("Adèle Vermeirsteen 2", "5-90100", ("", ""), "Asked.", date(2026, 11, 30))]
    lines += [redaction("Adèle Vermeirsteen", "5-90100", ("", ""), "Asked.", date(2026, 11, 30))]
    compare(to_arrow(now), tmp_path / "before", tmp_path, Redactions(tuple(lines)))
    values = [row[4:] for row in changes(tmp_path)]
    assert sorted(values) == [("title_nl", "[…]", "Aan […]"), ("url", "https://www.senate.be/[…]", None)]


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


EXCUSES = {
    "texts": ("part_withdrawn", "answer_withdrawn", "date of the answer"),
    "keywords": ("keywords (nl)",),
}
REASONS = (
    "part_withdrawn",
    "answer_withdrawn",
    "redacted",
    "date of the answer",
    "keywords (nl)",
    "title (nl)",
)
"""Kinds of rows, and how rows of the kind `pages_disagree` begin."""


def told(reason, *questions):
    """Issue rows of a kind on questions."""
    kind = reason if "_" in reason or reason == "redacted" else "pages_disagree"
    rows = [question_issue(one, kind, f"{reason}: page p1, page p2.") for one in questions]
    return arrow_table(ISSUES, rows)


@pytest.fixture
def faults(tmp_path):
    """Return the faults of a release that has other tables than full ones, and issue rows."""

    def found(issues, before=None, *, earlier=(), **changed):
        folder = tmp_path / str(len([*tmp_path.iterdir()]))
        (folder / "now").mkdir(parents=True)
        known = {name: every_table()[name] for name in {"pages", *changed}}
        write_parquet(known | {"issues": before or told("redacted")} | dict(earlier), folder)
        now = every_table() | {"issues": issues} | changed
        return names(compare(now, folder, folder / "now").faults)

    return found


@pytest.mark.parametrize("name", EXCUSES)
def test_a_row_excuses_one_loss_of_its_question(name, faults):
    fewer, fell = filled(table(name))[1:], [f"{name}_fell", f"{name}_legislature_5_fell"]
    for reason in REASONS:
        expected = [] if reason in EXCUSES[name] else fell
        assert faults(told(reason, "5-0"), **{name: fewer}) == expected, reason
        assert faults(told(reason, "5-1"), **{name: fewer}) == fell
        assert faults(told(reason, "5-0"), told(reason, "5-0"), **{name: fewer}) == fell


def test_two_losses_need_two_rows(faults):
    texts = every_table()["texts"]
    of_one = put(put(texts, "question_id", ["5-0"] * 2), "language", ["nl", "fr"])
    fewer, fell = of_one[2:], ["texts_fell", "texts_legislature_5_fell"]
    for count in (1, 2):
        rows = told("date of the answer", *["5-0"] * count)
        assert faults(rows, texts=fewer, earlier={"texts": of_one}) == fell * (count < 2)


def test_a_redaction_excuses_its_repairs_and_its_author_and_nothing_else(faults):
    pages = put(every_table()["pages"], "question_id", ["5-0"] * 5 + ["5-1"] * (ROWS - 5))
    repairs = put(every_table()["repairs"], "page_id", every_table()["pages"]["page_id"].to_pylist()[:ROWS])
    rules = ["one_rule"] * 4 + ["another"] * (ROWS - 4)
    earlier = {"pages": pages, "repairs": put(repairs, "rule", rules)}
    now = {"pages": pages, "repairs": earlier["repairs"][4:]}
    assert faults(told("redacted", "5-0"), earlier=earlier, **now) == []
    assert faults(told("redacted", "5-1"), earlier=earlier, **now) == ["repairs_rule_vanished"]
    nobody = put(every_table()["questions"], "author", [None] * 3)
    three = ("5-0", "5-1", "5-2")
    assert faults(told("redacted", *three), questions=nobody) == []
    offices = put(every_table()["offices"], "name_nl", [None] * 3)
    of_office = put(
        every_table()["questions"], "office_id", every_table()["offices"]["office_id"].to_pylist()
    )
    assert faults(told("redacted", *three), offices=offices, questions=of_office) == []
    assert faults(told("redacted"), offices=offices, questions=of_office) == ["offices_name_nl_emptied"]
    holders = put(put(every_table()["office_holders"], "language", ["fr"] * 3), "first_question_id", three)
    earlier = {"office_holders": holders}
    assert faults(told("redacted", *three), office_holders=holders[3:], earlier=earlier) == []
    kept = faults(told("redacted"), office_holders=holders[3:], earlier=earlier)
    assert kept == ["office_holders_language_vanished"]
    mine = put(every_table()["questions"], "member_id", every_table()["members"]["member_id"].to_pylist())
    nobody = put(put(mine, "author", [None] * 3), "member_id", [None] * 3)
    members = put(every_table()["members"], "first_asked_on", [None] * 3)
    lost = put(every_table()["memberships"], "party_id", [None] * 3)
    now = {"questions": nobody, "members": members, "memberships": lost}
    assert faults(told("redacted", *three), earlier={"questions": mine}, **now) == []
    assert len(faults(told("redacted"), earlier={"questions": mine}, **now)) > 2
    undated = put(nobody, "asked_on", [None] * 3)
    assert faults(told("redacted", *three), questions=undated) == ["questions_asked_on_emptied"]


def another_day(text):
    """The page of an answered question with another day of the answer."""
    text = re.sub(r"(Antwoord ontvangen op) \d+", r"\1 2", text)
    return re.sub(r">\d+(/\d+/\d+</span><span>Antwoord)", r">2\1", text)


def test_a_corrected_day_of_an_answer_refuses_no_night(tmp_path):
    """It is corrected in one language first, and no text gets lost for it unexplained."""
    number = next(one for one in NUMBERS if WORLD.status(one, FIRST) == "answered")
    held = copies(NUMBERS, unchanged, 0)
    before = built(tmp_path / "before", tables(*held), database=False)
    now = tables(*held, copy(number, "nl", another_day, 1))
    assert compare(now, before, tmp_path).faults == []
    rows = [row for row in now["issues"].to_pylist() if row["kind"] == "pages_disagree"]
    assert {row["question_id"] for row in rows} == {f"8-{number}"}


def test_a_refusal_names_questions_and_pages_and_the_manifest_what_a_reason_overrode(tmp_path):
    released(tmp_path)
    fewer = to_arrow(without(world(), "texts", question_id="5-90100", part="answer"))
    with pytest.raises(RefusedError) as refused:
        bare(tmp_path, fewer)
    assert "question_id=5-90100, language=nl, part=answer, page=https://www.senate.be/" in str(refused.value)
    release = bare(tmp_path, fewer, accepted_drop="The answer was a mistake.")
    manifest, held = read_manifest(release), pq.read_metadata(release / "texts.parquet")
    assert manifest["counts"]["texts"] == held.num_rows == fewer["texts"].num_rows
    assert manifest["accepted_drop"] == "The answer was a mistake."
    assert {one["check"]: one["count"] for one in manifest["overridden"]} == {
        "texts_fell": 1,
        "texts_legislature_5_fell": 1,
    }
