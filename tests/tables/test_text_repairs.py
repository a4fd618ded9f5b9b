"""Where repaired letters stand in the texts of a question: told when it is certain, else left."""

import pickle
from dataclasses import replace

import pytest

from schemas.records import Block, LetterRepair, LineOfRepair, PageReading
from tasks.read.block_repair import repair_blocks
from tasks.tables.text_rows import _ByEnd, text_repair_rows
from tests.support.releases import PAGE, QUESTION

BELGIUM = "In België is dat zo."
PLACE = ("nl", "question")


def change(line, starts_at=0, at=3, field="question", **values):
    where = line and LineOfRepair(starts_at, line)
    return LetterRepair(
        0, at, at + 6, "BelgiŽ", "België", "mac_latin2", 0.9, field, line=where, at=at, **values
    )


def rows(texts, *repairs, assembled=None):
    """Return the rows of a page that shows these texts, of a question that holds them or others."""
    reading = PageReading(5, 90100, "main", ("nl",), texts=texts)
    page = replace(PAGE, reading=reading, repairs=repairs)
    return list(text_repair_rows(replace(QUESTION, texts=assembled or texts), [page]))


def places(texts, *repairs, **others):
    return [(row["language"], row["start_at"], row["end_at"]) for row in rows(texts, *repairs, **others)]


def test_a_repair_is_where_its_paragraph_does():
    texts = {PLACE: ("Waarom?", BELGIUM)}
    (row,) = rows(texts, change(BELGIUM))
    assert row == {
        "question_id": "5-90100",
        "language": "nl",
        "part": "question",
        "start_at": 12,
        "end_at": 18,
        "page_id": "p1",
        "block": 0,
        "block_start": 3,
        "before": "BelgiŽ",
        "after": "België",
        "rule": "mac_latin2",
        "certainty": 0.9,
    }
    assert "\n\n".join(texts[PLACE])[12:18] == "België"


def test_an_item_of_a_list_is_behind_its_number_and_the_text_of_another_page_has_no_repair():
    assert places({PLACE: (f"1. {BELGIUM}",)}, change(BELGIUM)) == [("nl", 6, 12)]
    assert places({PLACE: (BELGIUM,)}, change(BELGIUM), assembled={PLACE: ("In het land is dat zo.",)}) == []


@pytest.mark.parametrize(
    "unplaced",
    [
        change(None),
        change("Elders in België."),
        change(BELGIUM, field="title"),
        change(BELGIUM, field="answer"),
    ],
    ids=["over a line's end", "no such line", "a title", "the other part"],
)
def test_a_repair_elsewhere_is_in_no_text(unplaced):
    assert places({PLACE: (BELGIUM,)}, unplaced) == []


def test_lines_of_the_same_letters_are_distinguished_when_all_were_repaired_in_one_language():
    texts = {PLACE: (BELGIUM, "Waarom?", BELGIUM)}
    assert places(texts, change(BELGIUM, 0), change(BELGIUM, 40)) == [("nl", 3, 9), ("nl", 34, 40)]
    texts = {("fr", "question"): ("Belgique", "België"), PLACE: ("België",)}
    assert places(texts, change("België", at=0)) == []


def test_one_repaired_line_of_two_with_the_same_letters_is_left():
    """The site had the one damaged and the other whole; which is which nobody can tell from their letters."""
    assert places({PLACE: (BELGIUM, BELGIUM)}, change(BELGIUM)) == []


@pytest.mark.parametrize(
    "text",
    [
        "In BelgiŽ is de officiŽle naam van de coŲrdinator bekend.\nDe patiŽnten in BelgiŽ\t ",
        "  \u00a0De financiŽle toestand \n\n van BelgiŽ en de geŽvalueerde materiŽle hulp",
    ],
)
def test_every_repair_knows_its_line(text):
    blocks = [Block(part) for part in text.split("\n\n")]
    repaired, changes, _ = repair_blocks(blocks, "nl", letters_certain=False)
    assert len(changes) >= 3
    lines = [line.strip() for block in repaired for line in block.text.split("\n")]
    for found in changes:
        line = found.line
        assert line.text in lines
        assert line.text[found.at : found.at + len(found.after)] == found.after


def test_the_repairs_of_a_line_share_it():
    """A page may be one line: were each repair to hold it, they would take the square of the page."""
    text = "officiŽle CÚcile " * 1000
    _, changes, _ = repair_blocks([Block(text)], None, letters_certain=False)
    assert len(changes) == 2000
    assert len({id(found.line) for found in changes}) == 1
    assert len(pickle.dumps(changes)) < 10 * len(text)


@pytest.mark.parametrize("line", ["a b", "b", "a", "x a b", "", "é", "b!"])
def test_paragraphs_are_found_by_their_end_as_by_a_look_at_each(line):
    paragraphs = ["a b", "b", "x a b", "ab", "a  b", "a\u00a0b", "a b", "b!", "z b!", "é", "x é", " b", ""]
    found = [at for at, one in enumerate(paragraphs) if one == line or one.endswith(f" {line}")]
    by_end = _ByEnd(paragraphs)
    assert by_end.places(line) == found
    assert by_end.count(line) == len(found)


def test_a_repair_of_other_letters_than_those_at_its_place_is_no_row():
    with pytest.raises(ValueError, match="'Belgiens' is not at 3 to 11"):
        rows({PLACE: (BELGIUM,)}, change(BELGIUM)._replace(after="Belgiens"))
