"""A loss is excused by a row of the run that made it: one row, one loss, of the same question."""

import re

import pytest

from schemas.tables import ISSUES, question_issue, table
from tasks.common.errors import RefusedError
from tasks.release.comparison import compare
from tasks.release.parquet import write_parquet
from tasks.release.published.manifest import read_manifest
from tasks.tables.arrow_tables import arrow_table
from tests.release.test_losses import ROWS, every_table, filled, names, put
from tests.release.test_rewritten import FIRST, NUMBERS, WORLD, copies, copy, tables, unchanged
from tests.support.releases import bare, built, released, to_arrow, without, world

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
    manifest = read_manifest(bare(tmp_path, fewer, accepted_drop="The answer was a mistake."))
    assert manifest["accepted_drop"] == "The answer was a mistake."
    assert {one["check"]: one["count"] for one in manifest["overridden"]} == {
        "texts_fell": 1,
        "texts_legislature_5_fell": 1,
    }
