"""The gold set on real prose: its marks are positions, which find their words in paragraphs put apart."""

import csv

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.readers import agreement, marks
from benchmarks.real import AGAIN, MENTIONS, QUESTIONS, choose, marked, paragraphs, real_cases
from schemas.codes import LANGUAGES, MENTION_KINDS
from tests.gold.cases import HALVES

TEXT = (
    'De lijn (nr. 5) is dicht.De NMBS zegt: "neen".1. Waarom?'
    "2. Kost dit 1.250 euro in 2019?a) Zo ja: hoeveel?"
)


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_paragraphs_are_put_apart_where_a_sentence_ends_without_a_space():
    assert paragraphs(TEXT).split("\n\n") == [
        "De lijn (nr. 5) is dicht.",
        'De NMBS zegt: "neen".',
        "1. Waarom?",
        "2. Kost dit 1.250 euro in 2019?",
        "a) Zo ja: hoeveel?",
    ]


def test_marks_find_their_words_in_the_text_without_breaks(tmp_path):
    shown = paragraphs(TEXT).replace("NMBS", '<m k="organisation">NMBS</m>')
    shown = shown.replace("2019", '<m k="date" v="2019">2019</m>')
    path = tmp_path / "a.xml"
    path.write_text(f'<text id="q" language="nl">{shown}</text>', "utf-8")
    found = list(marked(path))
    assert [TEXT[start:end] for _, _, _, start, end, *_ in found] == ["NMBS", "2019"]
    assert [kind for _, _, kind, *_ in found] == ["organisation", "date"]


def test_no_mark_holds_another(tmp_path):
    path = tmp_path / "a.xml"
    path.write_text('<text id="q"><m k="place">a<m k="date">b</m></m></text>', "utf-8")
    with pytest.raises(ValueError, match="is no mark"):
        list(marked(path))


def test_a_question_is_chosen_in_one_language_and_never_one_that_is_known():
    names = [f"q{number}" for number in range(4)]
    texts = {(language, name): name * 350 for name in names for language in LANGUAGES}
    others = {("nl", "q1"): "another", ("nl", "x"): texts["nl", "q2"]}
    chosen = choose(texts, others)
    assert sorted(one.id for one in chosen) == ["q0", "q3"]
    assert {one.half for one in chosen} == {"test"}


def test_marks_are_positions_of_known_kinds_in_chosen_questions():
    questions = {(row["language"], row["id"]) for row in rows(QUESTIONS)}
    marks = rows(MENTIONS)
    assert len(questions) >= 60
    assert {(row["language"], row["id"]) for row in marks} <= questions
    assert {row["kind"] for row in marks} <= set(MENTION_KINDS)
    assert all(int(row["start"]) < int(row["end"]) for row in marks)
    assert all(row["value"] for row in marks if row["kind"] in {"date", "quantity", "money"})


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
