"""All pages of one question put together: its facts, in whatever order, damage and boilerplate they come."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import cycle
from random import Random
from typing import Any

import pytest

from schemas.records import PageRecord, Tables
from tests.pipeline.support import released
from tests.support.each_case import each_case
from tests.support.reading import INVENTED, LANGUAGES, texts_of
from tests.support.render import Both, Form, QuestionFacts
from tests.support.sisters import named, page

pytestmark = pytest.mark.first

# What the pages may report for their boilerplate, links and placeholders; anything else is a fault.
HARMLESS = {"letters_unread", "linked_question_missing", "reference_without_target", "answer_placeholder"}
FORMS = {
    ("main", "nl"): Form(damage="mac_latin2"),
    ("main", "fr"): Form("html", "tables", boilerplate="classed"),
    ("print", "nl"): Form(damage="cp852", spaced=True),
    ("print", "fr"): Form("html", "divs", boilerplate="classed"),
    ("print_bilingual", "nl"): Form(titles_glued=True),
    ("print_bilingual", "fr"): Form("html", "breaks", boilerplate="classed"),
}


def six(facts: QuestionFacts, shown: QuestionFacts | None = None) -> list[PageRecord]:
    """The six pages; those in one language show the keywords in the order of `shown`, if given."""
    return [
        page(facts if "bilingual" in variant else shown or facts, variant, language, form)
        for (variant, language), form in FORMS.items()
    ]


def mixed(records: list[PageRecord]) -> list[PageRecord]:
    """The pages in another order, of each question and each test one of its own."""
    return Random(f"{records[0].question_id} {len(records)}").sample(records, len(records))


def released_in_any_order(records: list[PageRecord]) -> Tables:
    """The tables, which must be the same in another order."""
    tables = released(records)
    assert released(mixed(records)) == tables
    return tables


def question_of(tables: Tables) -> dict[str, Any]:
    (question,) = tables["questions"]
    return question


def pairs_of(tables: Tables) -> set[tuple[str, ...]]:
    """Dutch and French keywords of one position."""
    found = {(row["language"], row["position"]): row["keyword"] for row in tables["keywords"]}
    positions = {position for _, position in found}
    return {tuple(found.get((language, at)) for language in LANGUAGES) for at in positions}


def kinds_of(tables: Tables) -> list[str]:
    return sorted(row["kind"] for row in tables["issues"] if row["kind"] not in HARMLESS)


@each_case("name", INVENTED)
def test_six_pages_give_the_facts_of_one_question(name):
    facts = INVENTED[name]
    tables = released(mixed(six(facts)))
    question = question_of(tables)
    assert (question["question_id"], question["author"], question["party"]) == (
        name,
        facts.author,
        facts.party,
    )
    assert (question["asked_on"], question["answered_on"]) == (facts.asked_on, facts.answered_on)
    assert question["original_language"] == facts.original_language
    for language in LANGUAGES:
        assert question[f"title_{language}"] == facts.title[language]
        assert question[f"addressee_{language}"] == facts.addressee[language]
    texts = {(row["language"], row["part"]): row["text"] for row in tables["texts"]}
    assert texts == {key: "\n\n".join(text) for key, text in texts_of(facts, LANGUAGES).items()}
    assert pairs_of(tables) == set(zip(facts.keywords.nl, facts.keywords.fr, strict=True))
    assert [(row["event_on"], row["event"], row["deadline_on"]) for row in tables["events"]] == [
        (event.on, event.event, event.deadline_on) for event in facts.events
    ]
    assert {(row["relation"], row["target_id"]) for row in tables["links"]} == {
        (link.relation, link.target) for link in facts.links if link.target
    }
    assert kinds_of(tables) == []
    assert len(tables["pages"]) == len(FORMS)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.long] * (at % 3 > 0)) for at, name in enumerate(INVENTED)]
)
def test_keywords_pair_whatever_their_order_on_other_pages(name):
    """Another order is no disagreement."""
    facts = INVENTED[name]
    alphabetical = Both(tuple(sorted(facts.keywords.nl)), tuple(sorted(facts.keywords.fr)))
    tables = released_in_any_order(six(facts, replace(facts, keywords=alphabetical)))
    assert pairs_of(tables) == set(zip(facts.keywords.nl, facts.keywords.fr, strict=True))
    assert kinds_of(tables) == []


def keywords_in(tables: Tables, question_id: str) -> dict[str, tuple[str, ...]]:
    rows = [row for row in tables["keywords"] if row["question_id"] == question_id]
    return {
        language: tuple(row["keyword"] for row in rows if row["language"] == language)
        for language in LANGUAGES
    }


def keyword_issues(tables: Tables, question_id: str) -> list[str]:
    issues = [row for row in tables["issues"] if row["question_id"] == question_id]
    return [row["kind"] for row in issues if row["kind"].startswith("keywords_not")]


@pytest.mark.parametrize("name", list(INVENTED)[::3])
def test_the_cells_of_a_table_are_split_by_the_terms_of_other_questions(name):
    """Without these they stay as they are, and are reported."""
    facts = INVENTED[name]
    table = page(facts, "print_bilingual", "fr", Form("markdown"))
    alone = released([table])
    assert {len(words) for words in keywords_in(alone, name).values()} == {1}
    assert keyword_issues(alone, name) == ["keywords_not_parted"] * 2

    another = replace(facts, number=facts.number + 5_000, links=())
    tables = released_in_any_order([table, *(page(another, "main", language) for language in LANGUAGES)])
    found = keywords_in(tables, name)
    assert found == {language: facts.keywords[language] for language in LANGUAGES}
    assert keyword_issues(tables, name) == []


ANSWERED = [name for name, facts in INVENTED.items() if facts.answer]


@pytest.mark.parametrize(
    ("name", "fetched_at"),
    [*zip(ANSWERED[::2], cycle((None, datetime(2030, 1, 1, tzinfo=UTC))), strict=False)],
)
def test_an_old_copy_never_reopens_a_question(name, fetched_at):
    """Neither one without a date nor one that was fetched last, from a site that was not up to date."""
    facts = INVENTED[name]
    sent = replace(facts, events=facts.events[:1], answer=None, answered_on=None)
    old = [
        named(page(sent, variant, "nl"), f"old-{variant}", fetched_at=fetched_at)
        for variant in ("main", "print_bilingual")
    ]
    tables = released_in_any_order([*six(facts), *old])
    question = question_of(tables)
    assert (question["status"], question["answered_on"]) == ("answered", facts.answered_on)
    assert len(tables["events"]) == len(facts.events)
    parts = {(row["language"], row["part"]) for row in tables["texts"]}
    assert parts == {(language, part) for language in LANGUAGES for part in ("question", "answer")}
    assert kinds_of(tables) == []


FACTS = INVENTED["5-90001"]
DIFFERENT = {
    "date of the question": replace(FACTS, asked_on=date(2012, 2, 10)),
    "author": replace(FACTS, author="Iemand Anders"),
    "title (nl)": replace(FACTS, title=Both("Laserpennen - Verkoop", FACTS.title.fr)),
    "keywords (nl)": replace(FACTS, keywords=Both(("laser", "verkoop"), FACTS.keywords.fr)),
    "addressee (nl)": replace(FACTS, addressee=Both("de minister van Mobiliteit", FACTS.addressee.fr)),
    "question (nl)": replace(
        FACTS, question=Both(("Iets anders.", *FACTS.question.nl[1:]), FACTS.question.fr)
    ),
    "answer (nl)": replace(FACTS, answer=Both(("Neen.", *FACTS.answer.nl[1:]), FACTS.answer.fr)),
    "date of the answer": replace(FACTS, answered_on=date(2012, 3, 20), events=FACTS.events[:1]),
}


@pytest.mark.parametrize("place", DIFFERENT)
def test_a_true_disagreement_is_one_row_that_names_both_pages(place):
    """However many pages agree; the others are not repeated."""
    other = named(page(DIFFERENT[place], "main", "nl", Form("html", "divs")), "other")
    records = [*six(FACTS), other]
    rows = [row for row in released_in_any_order(records)["issues"] if row["kind"] == "pages_disagree"]
    (row,) = rows
    assert row["question_id"] == FACTS.question_id
    assert row["detail"].startswith(place)
    named_pages = [one.capture.page_id for one in records if f"{one.capture.page_id}" in row["detail"]]
    assert len(named_pages) == 2
    assert "other" in named_pages


def test_a_refuted_repair_is_one_row_and_the_sister_is_believed():
    facts = replace(FACTS, author="Danièl Cauwelier", title=Both("Financièle laserpennen", FACTS.title.fr))
    damaged = replace(facts, author="Daniël Cauwelier", title=Both("Financiële laserpennen", FACTS.title.fr))
    records = [page(damaged, "main", "nl", Form(damage="mac_latin2")), *six(facts)[1:2], *six(facts)[4:]]
    tables = released_in_any_order(records)
    assert question_of(tables)["author"] == facts.author
    assert question_of(tables)["title_nl"] == facts.title.nl
    refuted = [row for row in tables["repairs"] if row["verdict"] == "refuted"]
    assert {row["field"] for row in refuted} == {"author", "title"}
    assert {row["certainty"] for row in refuted} == {0.0}
    assert "repair_refuted" in kinds_of(tables)
