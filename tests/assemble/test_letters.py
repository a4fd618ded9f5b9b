"""Of two pages of a question, the letters of the one that a Dutch or French text can have are believed."""

from itertools import permutations

import pytest

from tasks.assemble import assemble_question
from tests.assemble.support import FIELDS, kinds, page, repaired, unsure
from tests.support.each_case import each_case

STRANGE = {
    "dash": ("Brussel – Namen", "Brussel Ė Namen"),
    "e acute": ("Eén van beide", "Eťn van beide"),
    "o umlaut": ("Öffentliche dienst", "÷ffentliche dienst"),
    "capital inside": ("De Belgische officiële dienst", "De Belgische officiËle dienst"),
    "French capital inside": ("Le coût financé", "Le coût financÉ"),
    "quotes": ("De «dienst»", "De ędienstĽ"),
}
LOST_ACCENTS = {
    "one": ("De officiële dienst", "De officiele dienst"),
    "all": ("Één geïntegreerde officiële dienst", "Een geintegreerde officiele dienst"),
    "some": ("Één geïntegreerde officiële dienst", "Een geïntegreerde officiële dienst"),
    "French": ("Le coût élevé à payer", "Le cout eleve a payer"),
}


def believed(field, right, wrong, **others):
    """What is believed of a field of which pages show two forms, whatever their order and identifiers.

    `others` are fields of the record of the page that is right.
    """
    shown, found = FIELDS[field]
    records = []
    for names in ("ab", "ba"):
        pages = (page(names[0], shown(right), **others), page(names[1], shown(wrong), 2020))
        records += [assemble_question(order) for order in permutations(pages)]
    assert all(kinds(record) <= {"pages_disagree"} for record in records)
    return {found(record) for record in records}


@each_case("field", FIELDS)
@each_case("name", STRANGE)
def test_a_letter_that_neither_language_uses_is_not_believed(name, field):
    right, wrong = STRANGE[name]
    assert believed(field, right, wrong) == {right}


@each_case("others", [{"form": "markdown"}, {"form": "text", "repairs": repaired("other", 5)}])
@each_case("field", FIELDS)
@each_case("name", STRANGE)
def test_neither_is_it_on_a_page_that_is_better_otherwise(name, field, others):
    """HTML, newer, without repairs elsewhere."""
    right, wrong = STRANGE[name]
    assert believed(field, right, wrong, **others) == {right}


@pytest.mark.parametrize("field", FIELDS)
def test_a_repaired_letter_is_believed_before_a_strange_one(field):
    right, wrong = STRANGE["capital inside"]
    assert believed(field, right, wrong, repairs=repaired(field, 3)) == {right}


@each_case("field", FIELDS)
@each_case("lost", ["\ufffd", "\u0096"])
def test_strange_letters_are_believed_before_a_lost_one(field, lost):
    strange = "Brussel ĖĖ Namen"
    assert believed(field, strange, f"Brussel {lost} Namen") == {strange}


@each_case("field", FIELDS)
@each_case("name", LOST_ACCENTS)
def test_accents_are_believed_before_letters_without(name, field):
    right, wrong = LOST_ACCENTS[name]
    assert believed(field, right, wrong) == {right}


@pytest.mark.parametrize("name", LOST_ACCENTS)
def test_accents_of_many_pages_do_not_depend_on_their_order(name):
    right, wrong = LOST_ACCENTS[name]
    shown, found = FIELDS["title"]
    pages = [page("c", shown(right)), *(page(other, shown(wrong), 2020) for other in "abd")]
    records = [assemble_question(order) for order in permutations(pages)]
    assert {found(record) for record in records} == {right}
    assert {frozenset(kinds(record)) for record in records} == {frozenset()}


@pytest.mark.parametrize("field", ["title", "question"])
def test_a_page_that_the_reader_was_unsure_of_is_not_believed_for_its_letters(field):
    issue = {"title": "title_not_parted", "question": "languages_not_parted"}[field]
    right, wrong = LOST_ACCENTS["all"]
    assert believed(field, right, wrong, issues=unsure(issue)) == {wrong}
