"""A newer whole copy counts, also where it shows less; what it shows no more is in no row."""

from dataclasses import replace
from datetime import date

import pytest

from schemas.records import PageIssue
from tasks.assemble import assemble_question
from tasks.pipeline.reading import rows_of
from tests.assemble.support import (
    ANSWER,
    ANSWERED,
    DONE,
    FRENCH,
    OPEN,
    PLACEHOLDER,
    assembled,
    details,
    evidenced,
    kinds,
    page,
    unsure,
    with_text,
)
from tests.support.each_case import each_case

WORDS = "Adèle Vermeirsteen"
LONG = ("De dienst telt veertig personen.", f"De heer {WORDS} leidt hem. Hij werkt er lang.", "Wie betaalt?")
LATER = date(2013, 6, 30)
LESS = {
    "last paragraph": ((*LONG, f"1) Wat zei {WORDS}?"), LONG[:1]),
    "last sentence": ((LONG[0], f"De Staat betaalt. Dat zei {WORDS}."), (LONG[0], "De Staat betaalt.")),
    "last sub-question": (("1) Wie?", f"2) Wie is {WORDS}?"), ("1) Wie?",)),
    "first paragraph": ((LONG[1], LONG[0]), LONG[:1]),
    "middle paragraph": (LONG, (LONG[0], LONG[2])),
    "name": (LONG, (LONG[0], "De heer leidt hem. Hij werkt er lang.", LONG[2])),
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
    old, new = shown("answer", LONG), shown("answer", ("De dienst telt nu vijftig personen.", LONG[2]))
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


SHORT = shown("question", LONG[:1])
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
    question = assembled(evidenced(page("a", shown("question", LONG), 2014), evidence), TAKES_NOTHING[name])
    assert question.texts["nl", "question"] == LONG
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
CUT = replace(DONE, is_closed=False)
EXTRACT, SAME, OTHER = (
    page(name, one, form="text")
    for name, one in (("a", DONE), ("b", DONE), ("b", shown("answer", ("Hun aantal daalt.",))))
)
SAME, OTHER = (replace(one, capture=replace(one.capture, source="other")) for one in (SAME, OTHER))
PROOF = {
    "closed HTML": ([page("a", DONE)], True),
    "HTML without its end": ([page("a", CUT)], False),
    "an extract": ([EXTRACT], False),
    "two of one source": ([EXTRACT, page("b", DONE, form="markdown")], False),
    "two of two": ([EXTRACT, SAME], True),
    "another end": ([EXTRACT, OTHER], False),
    "less evidence": ([evidenced(page("a", CUT), "site"), evidenced(page("b", DONE), "page")], False),
}


@each_case("name", PROOF)
def test_what_proves_that_a_text_ends(name):
    pages, proven = PROOF[name]
    question = assemble_question(pages)
    assert (KEY in question.whole) is proven
    rows = rows_of(pages)["texts"]
    assert [row["is_whole"] for row in rows if row["part"] == "answer"] == [proven]
