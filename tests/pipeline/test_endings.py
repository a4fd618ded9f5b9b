"""Footers without structure are known by their repetition, and no answer is ever cut for it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from schemas.records import PageRecord
from tasks.pipeline.endings import LONGEST_FOOTER
from tests.pipeline.support import released, without_shared_endings
from tests.support.bulletins import BULLETINS, expected_fields, read_bulletin_page
from tests.support.each_case import each_case
from tests.support.reading import INVENTED, LANGUAGES, PAGES, read, texts_of
from tests.support.render import (
    BOILERPLATES,
    MARKUPS,
    VARIANTS,
    Both,
    BulletinForm,
    Form,
    QuestionFacts,
    boilerplate_lines,
    languages_of,
)
from tests.support.sisters import named, page

ANSWERED = tuple(facts for facts in INVENTED.values() if facts.answer)
OPEN = tuple(facts for facts in INVENTED.values() if not facts.answer)
# Six questions, asked by different senators on different days, of which two are not answered.
SIX = (*ANSWERED[:12:3], *OPEN[:2])
FORMS = {
    "text": Form(boilerplate="flat"),
    **{
        f"html-{markup}-{boilerplate}": Form("html", markup, boilerplate=boilerplate)
        for markup in ("tables", "divs", "breaks", "nested")
        for boilerplate in BOILERPLATES
    },
    **{f"html-{markup}-flat": Form("html", markup, boilerplate="flat") for markup in MARKUPS},
}
REFERRAL = Both(
    "Ik verwijs het geachte lid naar het antwoord van de minister van Justitie.",
    "Je renvoie l'honorable membre à la réponse du ministre de la Justice.",
)
PROSE = Both(
    "Deze site is van de Belgische Senaat. " * 8 + "Einde.",
    "Ce site est celui du Sénat de Belgique. " * 8 + "Fin.",
)


def asked_anew(facts: QuestionFacts, times: int) -> QuestionFacts:
    """The same question under another number, asked on another day."""
    moved = timedelta(days=times)
    events = tuple(replace(event, on=event.on + moved, deadline_on=None) for event in facts.events)
    answered_on = facts.answered_on + moved if facts.answered_on else None
    return replace(
        facts,
        number=facts.number + 1000 * times,
        asked_on=facts.asked_on + moved,
        events=events,
        answered_on=answered_on,
    )


def many(pool: Sequence[QuestionFacts], size: int) -> list[QuestionFacts]:
    """So many questions of different days, made from those of a pool, their answers all different."""
    found = (asked_anew(pool[number % len(pool)], number) for number in range(size))
    return [ended(facts, f"Nummer {number}.") for number, facts in enumerate(found)]


def ended(facts: QuestionFacts, *lines: str) -> QuestionFacts:
    """The question with more paragraphs at the end of its last text, alike in both languages."""
    name = "answer" if facts.answer else "question"
    texts = getattr(facts, name)
    return replace(facts, **{name: Both((*texts.nl, *lines), (*texts.fr, *lines))})


def answered_with(facts: QuestionFacts, *paragraphs: str) -> QuestionFacts:
    return replace(facts, answer=Both(paragraphs, paragraphs))


def pages(
    questions: Iterable[QuestionFacts], form: Form, variant: str = "main", language: str = "nl"
) -> list[PageRecord]:
    return [page(facts, variant, language, form) for facts in questions]


def wrong_texts(
    records: Sequence[PageRecord],
    questions: Sequence[QuestionFacts],
    variant: str = "main",
    language: str = "nl",
) -> dict[str, object]:
    """The texts that are not exactly the facts', by question."""
    wanted = [texts_of(facts, languages_of(variant, language)) for facts in questions]
    return {
        record.capture.page_id: record.reading.texts
        for record, texts in zip(records, wanted, strict=True)
        if dict(record.reading.texts) != texts
    }


NAMED = frozenset({"Terug naar boven"})
"""Lines of the footers that are known by name."""


def unread(record: PageRecord) -> list[str]:
    return [issue.detail for issue in record.issues if issue.kind == "letters_unread"]


def assert_untouched(questions: Sequence[QuestionFacts], form: Form, variant: str = "main") -> None:
    for language in LANGUAGES:
        records = pages(questions, form, variant, language)
        assert without_shared_endings(records) == records
        assert wrong_texts(records, questions, variant, language) == {}


@each_case("form", FORMS)
@each_case(("variant", "language"), PAGES)
def test_footers_of_few_different_questions_go(variant, language, form):
    """Of six questions with and without answers; each line is reported on each page."""
    records = pages(SIX, FORMS[form], variant, language)
    found = without_shared_endings(records)
    assert wrong_texts(found, SIX, variant, language) == {}
    for record in found:
        for line in boilerplate_lines(language)[1]:
            assert sum(line in detail for detail in unread(record)) == (line not in NAMED), line


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("form", ["text", "html-tables-flat", "html-divs-container"])
def test_footers_of_many_answered_questions_go(form, variant):
    questions = many(ANSWERED, 24)
    records = pages(questions, FORMS[form], variant)
    assert wrong_texts(without_shared_endings(records), questions, variant) == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "boilerplate"), [("text", "flat"), ("html", "flat"), ("html", "container")])
def test_footers_of_bulletins_go(kind, boilerplate, language):
    form = BulletinForm(kind, "breaks", boilerplate=boilerplate)
    records = [read_bulletin_page(facts, language, form) for facts in BULLETINS.values()]
    found = without_shared_endings(records)
    wanted = [expected_fields(facts, language)["texts"] for facts in BULLETINS.values()]
    assert [dict(record.reading.texts) for record in found] == wanted


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("form", ["text", "html-tables-flat"])
def test_footers_in_the_language_of_the_address_go(form, variant):
    """Of one folder that holds the pages of both addresses, in any order."""
    found, wanted = [], []
    for language in LANGUAGES:
        found += pages(SIX, FORMS[form], variant, language)
        wanted += [texts_of(facts, languages_of(variant, language)) for facts in SIX]
    order = Random(variant).sample(range(len(found)), len(found))
    compared = without_shared_endings([found[at] for at in order])
    assert [dict(record.reading.texts) for record in compared] == [wanted[at] for at in order]


@pytest.mark.parametrize("form", ["text", "html-breaks-flat", "html-tables-container", "html-divs-classed"])
def test_each_line_is_in_a_row_of_each_page(form):
    records = [record for language in LANGUAGES for record in pages(SIX, FORMS[form], "main", language)]
    details = [row["detail"] for row in released(records)["issues"] if row["kind"] == "letters_unread"]
    for language in LANGUAGES:
        for line in boilerplate_lines(language)[1]:
            shown = [detail for detail in details if line in detail]
            assert len(shown) == len(SIX) * (line not in NAMED), line


def test_texts_of_a_release_are_those_of_the_facts():
    tables = released(pages(SIX, FORMS["text"]))
    texts = {(row["question_id"], row["part"]): row["text"] for row in tables["texts"]}
    assert texts == {
        (facts.question_id, part): "\n\n".join(text)
        for facts in SIX
        for (_, part), text in texts_of(facts, ["nl"]).items()
    }


@pytest.mark.parametrize("form", ["text", "html-divs-flat"])
@pytest.mark.parametrize("variant", VARIANTS)
def test_an_answer_to_many_askings_of_one_question_stays(variant, form):
    """A question to eighteen ministers who answer alike, beside five other questions and open ones."""
    bare = replace(FORMS[form], boilerplate="")
    family = [ended(replace(ANSWERED[0], number=90500 + at), REFERRAL.nl) for at in range(18)]
    assert_untouched([*family, *ANSWERED[4:6], *OPEN[:2]], bare, variant)
    assert_untouched([replace(facts, answer=family[0].answer) for facts in family], bare, variant)


@pytest.mark.parametrize("size", [5, 12, 19])
@pytest.mark.parametrize("form", ["text", "html-divs-flat"])
def test_a_sentence_that_ends_every_answer_stays(form, size):
    bare = replace(FORMS[form], boilerplate="")
    assert_untouched([ended(facts, REFERRAL.nl) for facts in many(ANSWERED, size)], bare)
    furnished = [ended(facts, REFERRAL.nl) for facts in many((*ANSWERED[:4], OPEN[0]), size)]
    records = without_shared_endings(pages(furnished, FORMS[form]))
    for record, facts in zip(records, furnished, strict=True):
        part = "answer" if facts.answer else "question"
        assert record.reading.texts["nl", part][0] == texts_of(facts, ["nl"])["nl", part][0]


@pytest.mark.parametrize("others", [4, 18, 30])
@pytest.mark.parametrize("form", ["text", "html-divs-flat"])
def test_a_complete_answer_stays_however_many_end_alike(form, others):
    """The page whose whole answer is the sentence that ends all other answers keeps it."""
    bare = replace(FORMS[form], boilerplate="")
    questions = [ended(facts, REFERRAL.nl) for facts in many(ANSWERED, others)]
    questions.append(answered_with(asked_anew(ANSWERED[0], 99), REFERRAL.nl))
    last = without_shared_endings(pages(questions, bare))[-1]
    assert last.reading.texts["nl", "answer"] == (REFERRAL.nl,)


@pytest.mark.parametrize("form", ["text", "html-breaks-flat"])
def test_a_complete_answer_before_a_footer_stays(form):
    questions = [*SIX, *(answered_with(asked_anew(facts, 7), REFERRAL.nl) for facts in ANSWERED[:4])]
    assert wrong_texts(without_shared_endings(pages(questions, FORMS[form])), questions) == {}


@pytest.mark.parametrize("form", ["text", "html-divs-flat"])
def test_prose_is_no_footer(form):
    bare = replace(FORMS[form], boilerplate="")
    for questions in (SIX, many(ANSWERED, 24)):
        assert_untouched([ended(facts, PROSE.nl) for facts in questions], bare)


@pytest.mark.parametrize("form", ["text", "html-breaks-flat"])
def test_few_pages_tell_nothing(form):
    records = pages(SIX[-4:], FORMS[form])
    assert without_shared_endings(records) == records


@pytest.mark.parametrize("size", [1, 4])
def test_copies_of_one_question_are_one_question(size):
    copies = [named(record, f"{at}") for at in range(6) for record in pages(SIX[-size:], FORMS["text"])]
    assert without_shared_endings(copies) == copies


def test_kinds_are_judged_apart():
    """Footers of text pages say nothing of HTML pages, nor one source of another."""
    bare = pages([ended(facts, boilerplate_lines("nl")[1][-1]) for facts in SIX[-3:]], Form("html", "divs"))
    elsewhere = [
        replace(one, capture=replace(one.capture, source="elsewhere")) for one in pages(SIX[:4], Form())
    ]
    furnished = pages(SIX, FORMS["text"])
    found = without_shared_endings([*bare, *furnished, *elsewhere])
    assert found[: len(bare)] == bare
    assert wrong_texts(found[len(bare) : -len(elsewhere)], SIX) == {}
    assert found[-len(elsewhere) :] == elsewhere


def test_quarantined_pages_pass_through():
    quarantined = named(read("Niets dan een menu.", SIX[0].address("main", "nl")), "quarantined")
    records = pages(SIX, FORMS["text"])
    found = without_shared_endings([quarantined, *records, quarantined])
    assert (found[0], found[-1]) == (quarantined, quarantined)
    assert wrong_texts(found[1:-1], SIX) == {}
    assert without_shared_endings([quarantined]) == [quarantined]
    assert without_shared_endings([]) == []


@pytest.mark.parametrize("size", [1, LONGEST_FOOTER])
def test_a_footer_goes_complete_up_to_the_longest(size):
    footer = [f"Plan van de site {number}" for number in range(size)]
    found = without_shared_endings(pages([ended(facts, *footer) for facts in SIX], Form("html", "divs")))
    assert wrong_texts(found, SIX) == {}
