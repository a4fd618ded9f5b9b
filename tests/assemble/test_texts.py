"""Which page gives each text, and what is said when pages contradict each other."""

import re
from dataclasses import replace
from datetime import date

import pytest

from tasks.assemble import assemble_question
from tasks.assemble.same_words import is_part_of, is_placeholder, same_but_for_damage
from tests.assemble.support import (
    ANSWER,
    DONE,
    FRENCH,
    OPEN,
    PLACEHOLDER,
    QUESTION,
    details,
    kinds,
    page,
    repaired,
    unsure,
    with_text,
)
from tests.support.each_case import each_case

BOTH = replace(
    DONE,
    variant="print_bilingual",
    languages=("nl", "fr"),
    texts=dict(DONE.texts) | dict(FRENCH.texts),
    title={"nl": "Diensten", "fr": "Services - Personnel Diensten"},
)


def answer_of(*pages):
    return assemble_question(pages).texts.get(("nl", "answer"))


WAITING = {language: with_text(DONE, "answer", text) for language, text in PLACEHOLDER.items()}
REPAIRED = page("b", DONE, 2014, repairs=repaired("answer", 9))


@pytest.mark.parametrize(
    ("waiting", "better"),
    [
        *((page("a", one, year), REPAIRED) for one in WAITING.values() for year in (None, 2010, 2030)),
        (page("a", replace(WAITING["nl"], answered_on=date(2013, 7, 1)), 2014), page("b", DONE, 2014)),
        (page("a", WAITING["nl"]), page("b", BOTH, issues=unsure("languages_not_parted"))),
    ],
)
def test_a_placeholder_never_beats_a_text(waiting, better):
    assert answer_of(waiting, better) == ANSWER


def test_a_placeholder_stays_when_there_is_nothing_else_and_contradicts_no_text():
    waiting = page("a", WAITING["nl"])
    assert answer_of(waiting, page("b", OPEN)) == PLACEHOLDER["nl"]
    assert kinds(assemble_question([waiting, page("b", DONE)])) == set()


@each_case("end", [1, 30, 45, len("\n\n".join(QUESTION)) - 1])
@each_case("year", [None, 2010, 2030])
def test_a_cut_text_never_beats_the_complete(end, year):
    cut = with_text(DONE, "question", tuple("\n\n".join(QUESTION)[:end].split("\n\n")))
    pages = [
        page("a", replace(cut, is_closed=False), year),
        page("b", DONE, 2014, form="markdown", repairs=repaired("question", 9)),
    ]
    question = assemble_question(pages)
    assert question.texts["nl", "question"] == QUESTION
    assert kinds(question) == {"text_cut"}


def test_a_cut_text_never_beats_the_complete_one_though_undated_or_of_a_doubtful_page():
    cut = replace(with_text(DONE, "answer", ANSWER[:1]), is_closed=False)
    question = assemble_question([page("a", cut, 2020), page("b", DONE, 2014)])
    assert question.texts["nl", "answer"] == ANSWER
    assert len(details(question, "text_cut")) == 1
    cut = with_text(DONE, "answer", ANSWER[:1])
    assert answer_of(page("a", cut, 2014), page("b", replace(DONE, answered_on=None), 2014)) == ANSWER
    assert answer_of(page("a", cut), page("b", DONE, issues=unsure("question_line_missing"))) == ANSWER


def test_an_answer_given_later_takes_the_place_of_an_earlier_one():
    again = replace(
        with_text(DONE, "answer", ("Er werken 41 personen, niet 40.",)), answered_on=date(2013, 8, 1)
    )
    assert answer_of(page("a", DONE, 2014), page("b", again, 2014)) == ("Er werken 41 personen, niet 40.",)


def test_letters_come_from_the_page_with_the_fewest_repairs():
    damaged = replace(
        with_text(DONE, "question", ("Eerste alinea over het personeél.", QUESTION[1])),
        title={"nl": "Diensten - Personeél"},
        author="Helène Vanneste",
    )
    repairs = repaired("question") + repaired("title") + repaired("author")
    question = assemble_question([page("a", damaged, 2020, repairs=repairs), page("b", DONE, None)])
    assert question.texts["nl", "question"] == QUESTION
    assert question.title["nl"] == "Diensten - Personeel"
    assert question.author == "Hélène Vanneste"


def test_each_field_comes_from_the_page_that_is_best_for_it():
    one = page("a", replace(DONE, author="Helene Vanneste"), repairs=repaired("author", 2))
    other = page("b", replace(DONE, title={"nl": "Diensten - Personeél"}), repairs=repaired("title"))
    question = assemble_question([one, other])
    assert (question.author, question.title["nl"]) == ("Hélène Vanneste", "Diensten - Personeel")


@pytest.mark.parametrize("lost", ["\ufffd", "\x96"])
def test_a_page_with_lost_letters_never_beats_one_that_was_repaired(lost):
    broken = with_text(DONE, "question", (QUESTION[0].replace("personeel", f"person{lost}el"), QUESTION[1]))
    whole = page("b", DONE, 2014, repairs=repaired("question"))
    assert assemble_question([page("a", broken, 2020), whole]).texts["nl", "question"] == QUESTION


def test_html_is_believed_before_extractions_and_a_title_that_was_split_by_guess_comes_last():
    for form in ("text", "markdown"):
        other = page("a", replace(DONE, title={"nl": "diensten - personeel"}), 2020, form=form)
        assert assemble_question([other, page("b", DONE)]).title["nl"] == "Diensten - Personeel"
    doubtful = page("a", BOTH, 2020, issues=unsure("title_not_parted"))
    question = assemble_question([doubtful, page("b", DONE, repairs=repaired("title")), page("c", FRENCH)])
    assert question.title == {"nl": "Diensten - Personeel", "fr": "Services - Personnel"}


def test_both_languages_come_together_from_pages_of_one_each():
    question = assemble_question([page("a", DONE), page("b", FRENCH)])
    assert question.addressee == {"nl": "de eerste minister", "fr": "le premier ministre"}
    assert set(question.texts) == {(lang, part) for lang in ("nl", "fr") for part in ("question", "answer")}
    assert kinds(question) == set()


CONTRADICTING = {
    "author": replace(DONE, author="Iemand Anders"),
    "party": replace(DONE, party="MR"),
    "date of the question": replace(DONE, asked_on=date(2013, 4, 29)),
    "date of the answer": replace(DONE, answered_on=date(2013, 5, 29)),
    "original language": replace(DONE, original_language="fr"),
    "addressee (nl)": replace(DONE, addressee={"nl": "de minister van Justitie"}),
    "title (nl)": replace(DONE, title={"nl": "Iets heel anders"}),
    "keywords (nl)": replace(DONE, keywords={"nl": ("dienst",)}),
    "question (nl)": with_text(DONE, "question", ("Eerste alinea over iets anders.", QUESTION[1])),
    "answer (nl)": with_text(DONE, "answer", ("1) Er werken 41 personen.", ANSWER[1])),
}


@pytest.mark.parametrize("field", CONTRADICTING)
def test_a_disagreement_names_the_field_and_both_pages(field):
    question = assemble_question([page("page1", DONE), page("page2", CONTRADICTING[field])])
    (detail,) = details(question)
    assert re.fullmatch(rf"{re.escape(field)}.*page1.*page2.*\.", detail)


def test_an_event_that_the_further_page_lacks_names_both_and_fewer_in_an_old_copy_are_none():
    odd = replace(OPEN, events=(OPEN.events[0], replace(DONE.events[1], event_on=date(2013, 5, 19))))
    (detail,) = details(assemble_question([page("page1", odd), page("page2", DONE)]))
    assert all(said in detail for said in ("reminder on 2013-05-19", "page1", "page2"))
    assert kinds(assemble_question([page("a", OPEN, 2012), page("b", DONE, 2014)])) == set()


@pytest.mark.parametrize(
    ("right", "damaged"),
    [
        ("officiële cijfers", "officiŽle cijfers"),
        ("officiële cijfers", "officiële  cijfers"),
        ("officiële cijfers", "officiele cijfers"),
        ("officiële cijfers", "officiÃ«le cijfers"),
        ("officiële cijfers", "offici\ufffdle cijfers"),
        ("de “nieuwe” – en oude – dienst…", "de nieuwe  en oude  dienst"),
        ("l’été à Liège", "lťtť ŗ LiŤge"),
        ("3 400 personen", "3†400 personen"),
    ],
)
def test_damage_is_no_disagreement(right, damaged):
    assert same_but_for_damage(right, damaged)
    texts = [with_text(DONE, "answer", (text, ANSWER[1])) for text in (right, damaged)]
    assert kinds(assemble_question([page("a", texts[0]), page("b", texts[1])])) == set()


@pytest.mark.parametrize(("one", "other"), [("40 personen", "41 personen"), ("de dienst", "de diensten")])
def test_another_word_or_figure_is_a_disagreement(one, other):
    assert not same_but_for_damage(one, other)


def test_a_beginning_is_part_of_a_text_and_a_text_is_no_part_of_itself():
    assert is_part_of(("Een alin",), ("Een alinea.", "Nog een."))
    assert not is_part_of(("Een alinea.",), ("Een alinea.",))
    assert not is_part_of(("Een andere",), ("Een alinea.", "Nog een."))


def test_only_an_answer_that_is_nothing_else_is_a_placeholder():
    assert is_placeholder(PLACEHOLDER["fr"])
    assert not is_placeholder((*PLACEHOLDER["fr"], "1) Oui."))
    assert not is_placeholder(("Texte.",))
