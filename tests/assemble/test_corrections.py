"""Words come from the newest whole page, also where it shows less; letters from the best one."""

from dataclasses import replace
from datetime import date

import pytest

from schemas.codes import EVIDENCE
from schemas.records import PageIssue
from tasks.assemble import assemble_question
from tasks.pipeline.reading import rows_of
from tests.assemble.support import (
    ANSWER,
    ANSWERED,
    DONE,
    FIELDS,
    FRENCH,
    OPEN,
    PLACEHOLDER,
    QUESTION,
    assembled,
    details,
    evidenced,
    kinds,
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
    pages = (page("a", with_text(OPEN, "question", LONG), 2014), page("b", shorter, 2016, form=form))
    assert assembled(*pages).texts["nl", "question"] == LONG


def test_a_question_that_an_answer_follows_is_complete_in_every_form():
    newer = page("b", with_text(DONE, "question", QUESTION), 2016, form="text")
    question = assembled(page("a", with_text(OPEN, "question", LONG), 2014), newer)
    assert question.texts["nl", "question"] == QUESTION


def test_of_two_copies_the_one_that_is_not_cut_counts_and_one_with_less_evidence_cuts_none():
    whole, cut = (with_text(replace(OPEN, events=()), "question", text) for text in (LONG, LONG[1:2]))
    pages = page("a", whole, 2014), page("b", replace(cut, **CUT_THERE), 2016)
    assert assembled(*pages).texts["nl", "question"] == LONG
    longer = with_text(DONE, "question", (*QUESTION, "Nog een verzonnen alinea."))
    site = [page("a", with_text(DONE, "question", LONG), 2014), page("b", DONE, 2016)]
    pages = [*(evidenced(one, "site") for one in site), evidenced(page("c", longer, 2016), "page")]
    assert assembled(*pages).texts["nl", "question"] == QUESTION


WORDS = "Adèle Vermeirsteen"
NAMING = (
    "De dienst telt veertig personen.",
    f"De heer {WORDS} leidt hem. Hij werkt er lang.",
    "Wie betaalt?",
)
LATER = date(2013, 6, 30)
LESS = {
    "last paragraph": ((*NAMING, f"1) Wat zei {WORDS}?"), NAMING[:1]),
    "last sentence": ((NAMING[0], f"De Staat betaalt. Dat zei {WORDS}."), (NAMING[0], "De Staat betaalt.")),
    "last sub-question": (("1) Wie?", f"2) Wie is {WORDS}?"), ("1) Wie?",)),
    "first paragraph": ((NAMING[1], NAMING[0]), NAMING[:1]),
    "middle paragraph": (NAMING, (NAMING[0], NAMING[2])),
    "name": (NAMING, (NAMING[0], "De heer leidt hem. Hij werkt er lang.", NAMING[2])),
    "last word": ((f"Dat is één geval van {WORDS}",), ("Dat is een geval van Adèle",)),
}


def shown(part, text, language="nl"):
    return with_text(DONE, part, text, language)


@each_case("name", LESS)
@each_case("part", ["question", "answer"])
@each_case("form", ["html", "text"])
def test_a_newer_closed_copy_takes_words_away_and_no_row_has_them(form, part, name):
    long, short = LESS[name]
    quoting = PageIssue("letters_unread", f'No rule has read: "{WORDS}".')
    old = page("a", shown(part, long), 2014, form=form, issues=(quoting,))
    new = page("b", shown(part, short), 2016)
    question = assembled(old, new)
    assert question.texts["nl", part] == short
    (detail,) = details(question, "part_withdrawn")
    assert detail.startswith(f"{part} (nl): words in paragraph")
    assert {"2014-01-01;", "2016-01-01"} < {*detail.split()}
    assert kinds(question) == {"part_withdrawn"}
    assert "ermeirsteen" not in str(rows_of([old, new])).replace("Adèle", "") + detail


@pytest.mark.parametrize("evidence", ["content", "page"])
def test_older_bilingual_pages_and_those_of_less_evidence_bring_nothing_back(evidence):
    for name in ("last paragraph", "middle paragraph"):
        long, short = (shown("question", text) for text in LESS[name])
        both = page("a", replace(long, variant="print_bilingual", languages=("fr", "nl")), 2014)
        question = assembled(both, page("b", long, 2014), evidenced(page("c", short, 2016), evidence))
        assert question.texts["nl", "question"] == short.texts["nl", "question"]
        assert "ermeirsteen" not in str(question.issues)


def test_a_text_that_was_also_corrected_is_quoted_no_more():
    old, new = shown("answer", NAMING), shown("answer", ("De dienst telt nu vijftig personen.", NAMING[2]))
    question = assembled(page("a", old, 2014), page("b", new, 2016))
    assert details(question) == ["answer (nl): pages a and b differ in paragraph 1."]


RETURNED = "page b of 2016-01-01 shows its place without it, page c has it again."


@pytest.mark.parametrize(
    ("between", "said"),
    [
        (shown("answer", ANSWER[:1]), "of pages a and b, one shows less."),
        (replace(OPEN, events=DONE.events), RETURNED),
    ],
)
def test_an_answer_or_a_part_that_came_back_is_a_row(between, said):
    question = assembled(page("a", DONE, 2014), page("b", between, 2016), page("c", DONE, 2018))
    assert (question.texts["nl", "answer"], question.withdrawn) == (ANSWER, {})
    assert details(question) == [f"answer (nl): {said}"]


SHORT = shown("question", NAMING[:1])
BOTH = replace(SHORT, variant="print_bilingual", languages=("fr", "nl"))
TAKES_NOTHING = {
    "an extract": page("b", SHORT, 2016, form="text"),
    "another language": page("b", BOTH, 2016),
    "less evidence": evidenced(page("b", SHORT, 2016), "page"),
    "a copy without its end": page("b", replace(SHORT, is_closed=False), 2016),
    "a copy without a day": page("b", SHORT),
    "a copy of the same day": page("b", SHORT, 2014),
    "an older copy": page("b", SHORT, 2012),
    "a doubtful copy": page("b", SHORT, 2016, issues=unsure("question_line_missing")),
    "a copy without a chronology": page("b", replace(SHORT, events=()), 2016),
}


@each_case("name", TAKES_NOTHING)
def test_no_end_is_taken_away_by(name):
    evidence = "named" if name == "less evidence" else "content"
    question = assembled(evidenced(page("a", shown("question", NAMING), 2014), evidence), TAKES_NOTHING[name])
    assert question.texts["nl", "question"] == NAMING
    assert "part_withdrawn" not in kinds(question)


@pytest.mark.parametrize("corrected", ["nl", "fr"])
@pytest.mark.parametrize("day", [LATER, date(2013, 5, 15)])
def test_of_languages_that_date_the_answer_differently_both_texts_stay(corrected, day):
    """And the newest page has the day, told by a row."""
    one, other = (DONE, FRENCH) if corrected == "nl" else (FRENCH, DONE)
    question = assembled(page("a", replace(one, answered_on=day), 2016), page("b", other, 2014))
    assert (question.texts, question.answered_on) == (DONE.texts | FRENCH.texts, day)
    (detail,) = details(question)
    assert detail.startswith("date of the answer: ")


@pytest.mark.parametrize("fetched", [None, 2016])
@pytest.mark.parametrize("names", ["ab", "ba"])
def test_a_provisional_answer_yields(names, fetched):
    final = replace(shown("answer", ("Definitief.",)), answered_on=LATER)
    question = assembled(page(names[0], DONE, fetched), page(names[1], final, fetched))
    assert (question.texts["nl", "answer"], question.answered_on) == (("Definitief.",), LATER)
    waiting = replace(shown("answer", PLACEHOLDER["nl"]), answered_on=LATER)
    question = assembled(page(names[0], DONE, 2014), page(names[1], waiting, 2016))
    assert (question.texts["nl", "answer"], question.answered_on) == (ANSWER, ANSWERED)


KEY = ("nl", "answer")
ENDLESS = replace(DONE, is_closed=False)
EXTRACT, SAME, OTHER = (
    page(name, one, form="text")
    for name, one in (("a", DONE), ("b", DONE), ("b", shown("answer", ("Hun aantal daalt.",))))
)
SAME, OTHER = (replace(one, capture=replace(one.capture, source="other")) for one in (SAME, OTHER))
PROOF = {
    "closed HTML": ([page("a", DONE)], True),
    "HTML without its end": ([page("a", ENDLESS)], False),
    "an extract": ([EXTRACT], False),
    "two of one source": ([EXTRACT, page("b", DONE, form="markdown")], False),
    "two of two": ([EXTRACT, SAME], True),
    "another end": ([EXTRACT, OTHER], False),
    "less evidence": ([evidenced(page("a", ENDLESS), "site"), evidenced(page("b", DONE), "page")], False),
}


@each_case("name", PROOF)
def test_what_proves_that_a_text_ends(name):
    pages, proven = PROOF[name]
    question = assemble_question(pages)
    assert (KEY in question.whole) is proven
    rows = rows_of(pages)["texts"]
    assert [row["is_whole"] for row in rows if row["part"] == "answer"] == [proven]
