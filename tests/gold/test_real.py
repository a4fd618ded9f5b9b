"""The gold set on real prose: its marks are positions, which find their words in paragraphs put apart."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.common import rows
from benchmarks.real import AGAIN, MENTIONS, QUESTIONS, apart, marks, paragraphs, real_cases
from benchmarks.score import agreement
from schemas.codes import MENTION_KINDS
from tests.gold.cases import HALVES

TEXT = (
    'De lijn (nr. 5) is dicht.De NMBS zegt: "neen".1. Waarom?'
    "2. Kost dit 1.250 euro in 2019?a) Zo ja: hoeveel?"
)


def test_paragraphs_are_put_apart_where_a_sentence_ends_without_a_space():
    assert paragraphs(TEXT).split("\n\n") == [
        "De lijn (nr. 5) is dicht.",
        'De NMBS zegt: "neen".',
        "1. Waarom?",
        "2. Kost dit 1.250 euro in 2019?",
        "a) Zo ja: hoeveel?",
    ]


def test_marks_find_their_words_in_paragraphs_put_apart():
    words = ("NMBS", "5) is dicht.", "2019", "a) Zo")
    rest = {"kind": "date", "value": "", "unit": ""}
    marked = [{"start": TEXT.index(word), "end": TEXT.index(word) + len(word), **rest} for word in words]
    found = apart(TEXT, marked)
    assert tuple(paragraphs(TEXT)[mention.start : mention.end] for mention in found) == words


def test_marks_are_positions_of_known_kinds_in_chosen_questions():
    questions = {(row["language"], row["id"]) for row in rows(QUESTIONS)}
    marked = rows(MENTIONS)
    assert len(questions) >= 60
    assert {(row["language"], row["id"]) for row in marked} <= questions
    assert {row["kind"] for row in marked} <= set(MENTION_KINDS)
    assert all(int(row["start"]) < int(row["end"]) for row in marked)
    assert all(row["value"] for row in marked if row["kind"] in {"date", "quantity", "money"})


def test_another_corpus_is_named(tmp_path):
    path = tmp_path / "other.parquet"
    pq.write_table(pa.table({name: ["x"] for name in ("id", "lang", "split", "text")}), path)
    with pytest.raises(SystemExit, match="is not the marked one"):
        list(real_cases(path, HALVES[0]))


def test_readers_agree_where_place_and_kind_are_the_same():
    first = {("nl", "q1", "0", "4", "date"), ("nl", "q1", "9", "12", "place"), ("fr", "q2", "0", "4", "date")}
    second = {("nl", "q1", "0", "4", "date"), ("nl", "q1", "9", "13", "place")}
    lines = list(agreement(first, second))
    assert lines[0] == "1 questions with marks of both readers, exact spans"
    assert [line.split() for line in lines[2:]] == [
        ["date", "1", "1", "1.000"],
        ["place", "1", "1", "0.000"],
        ["all", "2", "2", "0.500"],
    ]


def test_what_another_reader_marked_is_of_chosen_questions():
    chosen = {(row["language"], row["id"]) for row in rows(QUESTIONS)}
    assert {mark[:2] for mark in marks(AGAIN)} <= chosen
    assert {mark[-1] for mark in marks(AGAIN)} <= set(MENTION_KINDS)
