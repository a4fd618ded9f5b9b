"""Questions that come for the first time have what every page of their kind prints."""

from dataclasses import replace
from functools import cache
from unittest.mock import patch

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from schemas.codes import VARIANTS
from schemas.errors import VocabularyError
from schemas.records import Capture
from schemas.tables import TABLES, table
from schemas.vocabulary import known_legislature, legislatures, rows
from schemas.vocabulary.floors import floors
from schemas.vocabulary.houses import house_of
from schemas.vocabulary.rows import Cells
from tasks.common.errors import RefusedError
from tasks.pipeline.reading import question_rows, rows_of
from tasks.read import read_capture
from tasks.release.checks.floor_checks import FEWEST_QUESTIONS, below_floors
from tasks.release.kept import is_current
from tasks.release.parquet import write_parquet
from tasks.tables.arrow_tables import replaced
from tasks.tables.rows import merge, page_tables
from tests.support.bulletins import BULLETINS
from tests.support.each_case import each_case
from tests.support.releases import PAGE, QUESTION, bare, inputs, whole
from tests.support.render import Form, render, render_bulletin
from tests.support.runs import numbered

pytestmark = pytest.mark.first

WHAT_BULLETINS_LACK = {"party", "party_id", "deadline_on", "answered_on", "response_days"}


def floor_name(floor):
    return f"{floor.table}-{'-'.join(floor.columns)}-{floor.variants[0]}"


@cache
def many(count):
    """The tables of a release that holds so many questions of legislature 4, each with a main page."""
    numbers = [(number, f"4-{number}") for number in range(1, count + 1)]
    questions = [
        replace(QUESTION, question_id=question, number=number, legislature=4, links=(), issues=())
        for number, question in numbers
    ]
    capture, of_page = PAGE.capture, replace(PAGE, repairs=(), issues=())
    pages = [
        replace(of_page, capture=replace(capture, page_id=f"p{number}"), question_id=question)
        for number, question in numbers
    ]
    return whole(merge([page_tables(pages), question_rows(questions)]))


def first(count, legislature, variant, prefix=""):
    """The tables of a release of so many questions of one legislature, each with a page of one kind."""
    tables = {**many(count)}
    for name, found in tables.items():
        if "question_id" in found.column_names:
            ids = pc.replace_substring_regex(found["question_id"], "^4-", f"{legislature}-{prefix}")
            tables[name] = replaced(found, "question_id", ids)
    pages = tables["pages"]
    return tables | {"pages": replaced(pages, "variant", pa.array([variant] * pages.num_rows))}


@cache
def of_every_kind():
    """The tables of a release with just enough questions of every kind of page in every legislature."""
    kinds = sorted({variant for floor in floors() for variant in floor.variants})
    parts = [
        first(FEWEST_QUESTIONS, legislature, variant, prefix)
        for prefix, variant in enumerate(kinds)
        for legislature in sorted({number for floor in floors() for number in floor.legislatures})
        if (house_of(legislature).code == "chamber") == (variant == "record")
    ]
    return {name: pa.concat_tables([part[name] for part in parts]) for name in parts[0]}


def emptied(tables, name, columns):
    """Tables without any value in some columns of one."""
    found = tables[name]
    for column in columns:
        found = replaced(found, column, pa.nulls(found.num_rows, found.schema.field(column).type))
    return {**tables, name: found}


def both(one, other):
    return {name: pa.concat_tables([one[name], other[name]]) for name in one}


def failed(tables, folder, before=None):
    """The floors that lie above what tables have."""
    return {fault.check for fault in below_floors(tables, before, folder)}


def one_floor(floor):
    """Check that floor alone in the block; all of them at once are checked by other tests."""
    return patch("tasks.release.checks.floor_checks.floors", lambda: [floor])


def check_of(floor):
    return f"{floor.table}_{'_'.join(floor.columns)}_floor"


def published_tables(tables, folder):
    """The folder of a release of these tables."""
    folder.mkdir()
    write_parquet(tables, folder)
    return folder


def tables_of_pages(pages):
    """The tables of a release of pages, each with its address."""
    records = [
        read_capture(Capture(f"p{at}", "0" * 64, url, None, "map", url), content)
        for at, (url, content) in enumerate(pages)
    ]
    return whole(rows_of(records))


def test_floors_name_columns_that_exist_each_with_its_source():
    for floor in floors():
        assert floor.columns
        assert set(floor.columns) <= set(table(floor.table).column_names)
        assert "question_id" in table(floor.table).column_names
        assert floor.source
        assert all(map(known_legislature, floor.legislatures))


def test_every_legislature_and_kind_of_page_has_floors_that_bulletins_can_reach():
    numbered = {number for floor in floors() for number in floor.legislatures}
    assert {number for number in numbered if house_of(number).code == "senate"} == set(legislatures())
    assert {variant for floor in floors() for variant in floor.variants} == set(VARIANTS)
    of_bulletins = {name for floor in floors() if "bulletin" in floor.variants for name in floor.columns}
    assert of_bulletins & WHAT_BULLETINS_LACK == set()
    (deadlines,) = (floor for floor in floors() if floor.columns == ("deadline_on",))
    assert (set(deadlines.variants), set(deadlines.legislatures)) == ({"main", "print_bilingual"}, {4, 6, 7})


@each_case("floor", floors(), ids=floor_name)
def test_a_column_without_values_in_a_first_release_is_reported(floor, tmp_path):
    with one_floor(floor):
        faults = below_floors(emptied(of_every_kind(), floor.table, floor.columns), None, tmp_path)
    said = [fault.sentence() for fault in faults if fault.check == check_of(floor)]
    for variant in floor.variants:
        for legislature in floor.legislatures:
            where = f"On {variant} pages of legislature {legislature}, 0 of {FEWEST_QUESTIONS} have it."
            assert any(where in sentence for sentence in said), where


@each_case("floor", {floor.among: floor for floor in floors()}.values(), ids=floor_name)
def test_a_share_of_fewer_questions_says_nothing(floor, tmp_path):
    tables = first(FEWEST_QUESTIONS - 1, floor.legislatures[0], floor.variants[0])
    assert failed(emptied(tables, floor.table, floor.columns), tmp_path) == set()


@each_case("variant", ["main", "print_bilingual", "print"])
def test_what_pages_print_is_above_all_floors(variant, tmp_path):
    assert failed(first(FEWEST_QUESTIONS, 4, variant), tmp_path) == set()


@pytest.fixture(scope="module")
def sample(sample_data):
    return {one.name: pq.read_table(sample_data / "current" / f"{one.name}.parquet") for one in TABLES}


def test_the_sample_is_above_all_floors(sample, tmp_path):
    assert failed(sample, tmp_path) == set()


@each_case("floor", [floor for floor in floors() if "main" in floor.variants], ids=floor_name)
def test_an_empty_column_of_the_sample_is_reported_though_each_legislature_has_few(floor, sample, tmp_path):
    with one_floor(floor):
        assert failed(emptied(sample, floor.table, floor.columns), tmp_path) == {check_of(floor)}


def test_bulletins_are_above_all_floors(tmp_path):
    facts = [
        replace(
            one,
            number=number,
            number_printed=one.number_printed.partition("/")[0].replace(str(one.number), str(number)),
            document=f"{number:08}",
        )
        for number, one in enumerate([*BULLETINS.values()] * 2, 9001)
    ]
    tables = tables_of_pages((one.address("nl"), render_bulletin(one, "nl")) for one in facts)
    assert tables["questions"].num_rows == len(facts)
    assert failed(tables, tmp_path) == set()
    assert tables["questions"]["deadline_on"].null_count == tables["questions"].num_rows >= FEWEST_QUESTIONS
    assert failed(emptied(tables, "questions", ["author"]), tmp_path) == {"questions_author_floor"}


def test_extracts_that_lose_labels_are_not_asked_for_them(tmp_path):
    form = Form("markdown", lost=("number", "author", "addressee", "question_line", "answer_line"))
    facts = [numbered(95_000 + at) for at in range(2 * FEWEST_QUESTIONS)]
    tables = tables_of_pages(
        (one.address("main", language), render(one, "main", language, form))
        for one in facts
        for language in ("nl", "fr")
    )
    assert failed(tables, tmp_path) == set()
    assert tables["questions"]["author"].null_count == len(facts)


def test_the_best_page_of_a_question_counts(tmp_path):
    main, printed = (first(FEWEST_QUESTIONS, 4, variant) for variant in ("main", "print"))
    tables = emptied(both(main, printed) | {"questions": main["questions"]}, "questions", ["deadline_on"])
    assert failed(tables, tmp_path) == {"questions_deadline_on_floor"}
    assert failed(emptied(printed, "questions", ["deadline_on"]), tmp_path) == set()


def test_a_fault_tells_where_how_many_of_how_many_lack_what(tmp_path):
    (fault,) = below_floors(emptied(first(10, 7, "main"), "questions", ["deadline_on"]), None, tmp_path)
    assert fault.sentence() == (
        "questions_deadline_on_floor: At least 10% of questions that were sent must have deadline_on in "
        "questions. On main pages of legislature 7, 0 of 10 have it. 10 question(s) have none: "
        "question_id=7-1; question_id=7-10; question_id=7-2; question_id=7-3; question_id=7-4"
    )


def test_a_backfill_must_reach_floors_beside_what_was_published_before(tmp_path):
    old, new = first(FEWEST_QUESTIONS, 6, "main"), first(FEWEST_QUESTIONS, 7, "main")
    without = emptied(new, "questions", ["author"])
    before = published_tables(emptied(old, "questions", ["author"]), tmp_path / "before")
    assert failed(both(old, without), tmp_path, before) == {"questions_author_floor"}
    assert failed(both(old, new), tmp_path, before) == set()


def test_what_was_published_before_need_not_reach_floors_again(tmp_path):
    tables = emptied(first(FEWEST_QUESTIONS, 6, "main"), "questions", ["author"])
    assert failed(tables, tmp_path, published_tables(tables, tmp_path / "before")) == set()


def test_a_kind_of_page_of_which_few_were_published_is_new(tmp_path):
    tables, few = (emptied(first(count, 6, "main"), "questions", ["author"]) for count in (10, 9))
    assert failed(tables, tmp_path, published_tables(few, tmp_path / "before")) == {"questions_author_floor"}


@pytest.mark.long
def test_a_first_release_below_a_floor_is_refused_until_it_is_accepted(tmp_path):
    tables = emptied(many(FEWEST_QUESTIONS), "questions", ["deadline_on"])
    with pytest.raises(RefusedError, match=r"questions_deadline_on_floor.*\n.*--accept-drop REASON"):
        bare(tmp_path, tables, inputs())
    assert not (tmp_path / "current").exists()
    assert bare(tmp_path, tables, inputs(), accepted_drop="No page prints any.")
    assert is_current(tmp_path, inputs())
    assert bare(tmp_path, tables)


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ("questions,author,some,main,5,0.5,x", "`among`: 'some' is none of all, sent, answered. Write"),
        ("questions,author,all,front,5,0.5,x", "'front' is none of main, print"),
        (
            "questions,author,all,main,five,0.5,x",
            "`legislatures`: 'five' cannot be read. Write whole numbers as 54.",
        ),
        (
            "questions,author,all,main,5,50,x",
            "`least`: 50 is not above 0 and at most 1. Write a share as 0.95.",
        ),
        ("questions,author,all,main,5,half,x", "`least`: 'half' cannot be read. Write numbers as 0.95."),
    ],
)
def test_a_line_that_makes_no_floor_is_an_error_that_names_it(cells, says, monkeypatch):
    head = "table columns among variants legislatures least source".split()
    row = Cells(zip(head, cells.split(","), strict=True))
    monkeypatch.setattr(rows, "vocabulary_rows", lambda *_: [row])
    with pytest.raises(VocabularyError, match="row 'questions, author, ") as error:
        floors.__wrapped__()
    assert says in str(error.value)
