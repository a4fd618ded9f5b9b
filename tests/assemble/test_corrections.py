"""Words come from the newest page, since the site corrects its pages; letters from the best one."""

from dataclasses import replace

import pytest

from schemas.codes import EVIDENCE
from tests.assemble.support import (
    DONE,
    FIELDS,
    OPEN,
    QUESTION,
    assembled,
    evidenced,
    page,
    repaired,
    unsure,
    with_text,
)
from tests.support.each_case import each_case

CORRECTIONS = {
    "a word": ("De oude dienst", "De nieuwe dienst"),
    "fewer accents": ("Anna Voorbééld", "Anna Voorbeeld"),
    "more accents": ("Anna Voorbeeld", "Anna Voorbééld"),
    "a capital": ("anna voorbeeld", "Anna Voorbeeld"),
    "a longer text": ("De dienst", "De dienst en zijn personeel"),
}


@each_case("field", FIELDS)
@each_case("name", CORRECTIONS)
@each_case("names", ["ab", "ba"])
@each_case("evidence", EVIDENCE)
def test_a_newer_page_corrects_an_older_one(evidence, names, name, field):
    old, new = CORRECTIONS[name]
    shown, found = FIELDS[field]
    pages = (page(names[0], shown(old), 2014), page(names[1], shown(new), 2016))
    assert found(assembled(*(evidenced(one, evidence) for one in pages))) == new


@each_case("field", FIELDS)
@each_case("names", ["ab", "ba"])
def test_a_page_without_a_day_is_the_oldest(names, field):
    shown, found = FIELDS[field]
    pages = (page(names[0], shown("De oude dienst")), page(names[1], shown("De nieuwe dienst"), 2016))
    assert found(assembled(*pages)) == "De nieuwe dienst"


@pytest.mark.parametrize("field", FIELDS)
def test_a_newer_page_with_less_evidence_corrects_nothing(field):
    shown, found = FIELDS[field]
    old = evidenced(page("a", shown("De oude dienst"), 2014), "site")
    assert found(assembled(old, evidenced(page("b", shown("Nog iets"), 2016), "named"))) == "De oude dienst"


@each_case("field", FIELDS)
@each_case(
    ("right", "damaged", "others"),
    [
        ("Eén dienst", "Eťn dienst", {}),
        ("Eén dienst", "Een dienst", {"form": "markdown"}),
        ("Eén dienst", "Een dienst", {"form": "text"}),
        ("Eén dienst", "Éen dienst", {"repairs": repaired("other")}),
    ],
)
def test_of_the_newest_words_the_best_letters_are_taken(right, damaged, others, field):
    shown, found = FIELDS[field]
    pages = (page("a", shown("Elf diensten"), 2012), page("b", shown(right), 2014))
    assert found(assembled(*pages, page("c", shown(damaged), 2016, **others))) == right


@each_case("field", FIELDS)
@each_case("form", ["text", "markdown"])
def test_a_newer_extraction_without_accents_has_lost_them(form, field):
    shown, found = FIELDS[field]
    pages = page("a", shown("Eén dienst"), 2014, form=form), page("b", shown("Een dienst"), 2016, form=form)
    assert found(assembled(*pages)) == "Eén dienst"


@pytest.mark.parametrize("field", [field for field in FIELDS if field != "answer"])
def test_a_lost_letter_is_no_correction(field):
    shown, found = FIELDS[field]
    pages = page("a", shown("Een dienst"), 2014), page("b", shown("E\ufffdn dienst"), 2016)
    assert found(assembled(*pages)) == "Een dienst"


@pytest.mark.parametrize("field", ["title", "keyword", "question"])
def test_what_a_bilingual_page_splits_is_no_correction(field):
    shown, found = FIELDS[field]
    both = replace(shown("Een dienst service"), variant="print_bilingual", languages=("fr", "nl"))
    assert found(assembled(page("a", shown("Een dienst"), 2014), page("b", both, 2016))) == "Een dienst"


@pytest.mark.parametrize("field", ["author", "addressee"])
def test_a_newer_bilingual_page_corrects_what_it_prints_on_lines_of_their_own(field):
    shown, found = FIELDS[field]
    both = replace(shown("De nieuwe dienst"), variant="print_bilingual", languages=("fr", "nl"))
    pages = page("a", shown("De oude dienst"), 2014), page("b", both, 2016)
    assert found(assembled(*pages)) == "De nieuwe dienst"


def test_a_page_that_ends_in_its_head_corrects_no_name():
    cut = page("b", replace(DONE, author="Hélène Van"), 2016, issues=unsure("question_text_missing"))
    assert assembled(page("a", DONE, 2014), cut).author == DONE.author


LONG = ("De eerste alinea over het personeel.", "De tweede alinea.", "Hoeveel personen werken er?")
CUT_THERE = {"cut": ("nl", "question"), "ends_in": "question"}
CUT = {
    "in mid-sentence": (("De eerste alinea over de diensten.", "De twee"), CUT_THERE),
    "behind a sentence": (LONG[:2], {"is_closed": False}),
    "before its end": (("De eerste alinea over de diensten.",), CUT_THERE | {"cut": None}),
    "of which the chronology is lost": (("De eerste alinea over de diensten.",), {"events": ()}),
}


@pytest.mark.parametrize("name", CUT)
def test_a_cut_copy_of_a_question_never_replaces_a_longer_one(name):
    text, others = CUT[name]
    newer = replace(with_text(OPEN, "question", text), **others)
    question = assembled(page("a", with_text(OPEN, "question", LONG), 2014), page("b", newer, 2016))
    assert question.texts["nl", "question"] == LONG


@pytest.mark.parametrize(("form", "is_closed"), [("text", True), ("html", False)])
def test_a_copy_of_which_nothing_shows_the_end_corrects_no_question(form, is_closed):
    shorter = replace(
        with_text(OPEN, "question", ("De eerste alinea over de diensten.",)), is_closed=is_closed
    )
    pages = (
        page("a", with_text(OPEN, "question", LONG), 2014),
        page("b", shorter, 2016, form=form),
    )
    assert assembled(*pages).texts["nl", "question"] == LONG


def test_a_question_that_an_answer_follows_is_complete_in_every_form():
    newer = page("b", with_text(DONE, "question", QUESTION), 2016, form="text")
    question = assembled(page("a", with_text(OPEN, "question", LONG), 2014), newer)
    assert question.texts["nl", "question"] == QUESTION


def test_of_two_copies_without_a_chronology_the_one_that_is_not_cut_counts():
    whole, cut = (with_text(replace(OPEN, events=()), "question", text) for text in (LONG, LONG[1:2]))
    pages = page("a", whole, 2014), page("b", replace(cut, **CUT_THERE), 2016)
    assert assembled(*pages).texts["nl", "question"] == LONG


def test_a_longer_copy_with_less_evidence_makes_no_copy_a_cut_one():
    longer = with_text(DONE, "question", (*QUESTION, "Nog een verzonnen alinea."))
    site = [page("a", with_text(DONE, "question", LONG), 2014), page("b", DONE, 2016)]
    pages = [*(evidenced(one, "site") for one in site), evidenced(page("c", longer, 2016), "page")]
    assert assembled(*pages).texts["nl", "question"] == QUESTION
