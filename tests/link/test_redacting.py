"""Of a redacted span no piece stays in rows of its question: repairs, quotes of issues, cut lists."""

from dataclasses import replace
from datetime import date

import pytest

from schemas.records import LetterRepair, PageIssue
from tasks.common.redactions import Redactions, redaction
from tasks.link import redacted
from tasks.link.linking import part_of
from tasks.pipeline.reading import question_rows
from tasks.tables.rows import merge, page_tables
from tests.support.releases import PAGE, QUESTION, TEXT_REPAIR

NAMED = replace(
    QUESTION,
    author="Adèle Vermeirstéen",
    texts={
        ("nl", "question"): (
            "Vooraf.",
            "1) Wat zei Adèle Vermeirstéen?",
            "2) Wat deed zij daarna?",
            "3) Deed zij wat?",
        ),
        ("nl", "answer"): ("1) Zij zei niets.", "2) Zij zei iets.", "3) Wat?"),
    },
)
REPAIR = LetterRepair(3, 0, 11, "VermeirstÚen", "Vermeirstéen", "cp850", 0.9, "author")
OTHER = REPAIR._replace(block=9, before="VermeirstÛen", after="Vermeirstüen")
QUOTES = (
    'author: page p1 was repaired to "Vermeirstüen", page p3 shows "Vermeirstéen".',
    'The copy ends within the question (nl): "…Wat zei Adèle Vermeir".',
    "The page names two authors: Vermeirsteens and Peeters.",
    "The page shows no party.",
)


def tables_without(*lines: tuple[str, str]):
    page = replace(
        PAGE, repairs=(REPAIR, OTHER), issues=tuple(PageIssue("party_missing", detail) for detail in QUOTES)
    )
    rows = merge([page_tables([page]), question_rows([NAMED])])
    rows["text_repairs"] = [TEXT_REPAIR | {"after": "Vooraf", "end_at": 6}]
    listed = (redaction(span, "5-90100", (field, ""), "Asked.", date(2026, 11, 30)) for span, field in lines)
    part, of_list = redacted([part_of(rows)], Redactions(tuple(listed)))
    found = {name: found.to_pylist() for name, found in part.tables.items()}
    return found | {"list": of_list.tables["issues"].to_pylist()}


def test_no_repair_and_no_quote_of_a_page_stays_in_a_question_with_a_span():
    found = tables_without(("Adèle Vermeirsteen", "author"))
    assert found["repairs"] == found["text_repairs"] == []
    assert {row["detail"] for row in found["issues"] if row["page_id"]} == {
        "author: […]",
        "The copy ends within the question (nl): […]",
        "The page names two authors: […]",
        "The page shows no party.",
    }


@pytest.mark.parametrize("word", ["question", "answer", "answered", "main", "site", "5-90100"])
def test_no_number_and_no_code_is_a_word(word):
    kept, found = tables_without(("Nobody Named", "")), tables_without((word, ""))
    for name in ("texts", "questions"):
        codes = [{**row, "text": "", "author": ""} for row in kept[name]]
        assert [{**row, "text": "", "author": ""} for row in found[name]] == codes


def test_all_stays_in_a_question_without_one():
    found = tables_without(("Nobody Named", ""))
    assert len(found["repairs"]) == 2
    assert len(found["text_repairs"]) == 1
    assert {row["detail"] for row in found["issues"] if row["page_id"]} == set(QUOTES)


@pytest.mark.parametrize(
    ("span", "left"),
    [
        ("Vermeirsteen 2 Wat deed", ["Wat zei Adèle […]?", "[…] zij daarna?", "Deed zij wat?"]),
        ("Vermeirsteen", ["Wat zei Adèle […]?", "Wat deed zij daarna?", "Deed zij wat?"]),
        ("deed zij daarna 3 Deed zij wat", ["Wat zei Adèle Vermeirstéen?", "Wat […]?", "[…]?"]),
    ],
)
def test_a_span_over_the_border_of_a_list_is_left_out_of_both_pieces(span, left):
    found = tables_without((span, ""))
    assert [row["text"] for row in found["subquestions"]] == left
    assert [row["text"] for row in found["answer_parts"]] == ["Zij zei niets.", "Zij zei iets.", "Wat?"]


def test_letters_within_longer_words_are_told_without_them():
    found = tables_without(("Vermeirsté", ""), ("Wat deed", ""))
    (row,) = (row for row in found["list"] if row["kind"] == "redaction_remains")
    assert row["detail"] == (
        "The letters of No. 1 of the list of redactions stand within longer words: author 1, question (nl) 1."
    )
