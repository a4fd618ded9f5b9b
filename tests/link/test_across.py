"""What ties questions to each other, to persons, offices and terms, and the views of it."""

from dataclasses import replace
from datetime import date

import pytest

from schemas.errors import VocabularyError
from schemas.vocabulary.entities import organisations, parties, places
from schemas.vocabulary.eurovoc import concepts
from schemas.vocabulary.governments import coalitions, governments, ministers
from tasks.pipeline import reading
from tasks.tables.arrow_tables import row_counts
from tasks.tables.vocabulary_rows import vocabulary_tables
from tests.support.analysis import Analysis
from tests.support.releases import QUESTION, altered, to_arrow, world

ASKED = (
    QUESTION.texts["nl", "question"][0],
    "1) Hoeveel kost dat?",
    "2) Wie betaalt?",
    "3) Wat zei senator Hélène Vanneste?",
)
PARTLY = replace(
    QUESTION,
    texts={
        ("nl", "question"): ASKED,
        ("nl", "answer"): ("1) Dat kost 2 500 euro.", "2) Dat valt niet onder mijn bevoegdheid."),
    },
)


@pytest.fixture(scope="module")
def linked():
    return world()


@pytest.fixture(scope="module")
def analysis():
    found = Analysis()
    yield found
    found.close()


@pytest.fixture(scope="module")
def partly():
    return to_arrow(altered(world(PARTLY), "questions", minister_id="elio-di-rupo"))


@pytest.fixture
def ask(analysis, partly):
    """What answers queries on a question of which all but the last sub-question are answered."""
    return analysis.filled(partly)


@pytest.fixture
def ask_of(analysis):
    """Return a function that answers queries on such a question with other texts."""
    return lambda texts: analysis.filled(to_arrow(world(replace(PARTLY, texts=texts))))


def test_a_question_has_its_member_party_and_office(linked):
    found = {"member_id": "helene-vanneste", "party_id": "cdv", "office_id": "prime-minister"}
    assert found.items() <= linked["questions"][0].items()


def test_a_question_joins_its_minister_and_whether_its_party_governs(ask):
    found = ask(
        "SELECT q.minister_id, m.party_id, c.stance FROM questions q "
        "JOIN minister_terms m USING (minister_id) "
        "JOIN coalitions c ON c.party_id = q.party_id AND q.asked_on >= c.since "
        "AND (c.until IS NULL OR q.asked_on < c.until) "
        "WHERE q.asked_on >= m.since AND (m.until IS NULL OR q.asked_on < m.until)"
    )
    assert found == [("elio-di-rupo", "ps", "in government")]


def test_questions_that_pages_link_share_a_group(linked):
    assert [(row["question_id"], row["group_id"]) for row in linked["questions"]] == [
        ("5-90100", "5-90100"),
        ("5-90101", "5-90100"),
        ("5-90102", "5-90102"),
    ]


def test_an_answer_that_is_cut_is_compared_with_none():
    other = replace(QUESTION, question_id="5-90101", number=90101, links=())
    (row,) = world(QUESTION, other)["answer_likeness"]
    assert (row["question_id"], row["other_id"]) == ("5-90100", "5-90101")
    cut = replace(other, cut=frozenset({("nl", "answer")}))
    assert world(QUESTION, cut)["answer_likeness"] == []


def test_a_holder_named_beside_an_office_is_a_row(linked):
    (row,) = linked["office_holders"]
    found = {"holder": "Jan Peeters", "office_id": "minister:justice", "first_question_id": "5-90102"}
    assert found.items() <= row.items()


def test_a_named_member_has_the_identifier_of_the_member(ask):
    found = ask("SELECT text, entity_id FROM mentions WHERE kind = 'person'")
    assert found == [("Hélène Vanneste", "helene-vanneste")]


def test_each_sub_question_is_beside_its_answer(ask):
    columns = "label, is_answered, answer_kinds, answer"
    found = ask(f"SELECT {columns} FROM v_answers_by_subquestion ORDER BY position")
    assert found == [
        ("1", True, ["substance"], "Dat kost 2 500 euro."),
        ("2", True, ["not_competent"], "Dat valt niet onder mijn bevoegdheid."),
        ("3", False, None, None),
    ]


def test_an_announced_text_answers_no_sub_question(ask_of):
    ask = ask_of({**PARTLY.texts, ("nl", "answer"): ("Tekst nog niet beschikbaar.",)})
    found = ask("SELECT DISTINCT is_answered, answer_kinds FROM v_answers_by_subquestion")
    assert found == [(False, ["placeholder"])]


MEASURES = ("2) Welke maatregelen:", "a) in Brugge?", "b) in Gent?")


@pytest.mark.parametrize(
    ("question", "answer", "answered"),
    [
        (MEASURES, "2) a) en b) Er kwamen 12 camera's.", {"2": True, "2a": True, "2b": True}),
        (MEASURES, "2) a) Er kwamen 12 camera's.", {"2": False, "2a": True, "2b": False}),
        (MEASURES, "2) a) en b) Tekst nog niet beschikbaar.", {"2": False, "2a": False, "2b": False}),
        (
            ("2. Over de kosten:", "2.1. Hoeveel?", "2.2. Wie betaalt?"),
            "2.1 en 2.2. De dienst betaalt.",
            {"2": True, "2.1": True, "2.2": True},
        ),
    ],
)
def test_a_number_is_answered_when_all_below_it_is(ask_of, question, answer, answered):
    texts = {
        ("nl", "question"): (f"1{question[0][1]} Hoeveel?", *question),
        ("nl", "answer"): ("1) Ja.", answer),
    }
    found = dict(ask_of(texts)("SELECT label, is_answered FROM v_answers_by_subquestion"))
    assert found == {"1": True, **answered}


def test_nothing_is_left_out_of_an_answer_that_may_go_on(analysis):
    question = ("1) Hoeveel?", "2) Welke maatregelen:", "a) in Brugge?", "b) in Gent?", "3) Wie betaalt?")
    texts = {("nl", "question"): question, ("nl", "answer"): ("1) Tien.", "2) a) Er kwamen 12 camera's.")}
    ask = analysis.filled(to_arrow(world(replace(PARTLY, texts=texts, whole=frozenset()))))
    found = dict(ask("SELECT label, is_answered FROM v_answers_by_subquestion"))
    assert found == {"1": True, "2": None, "2a": True, "2b": None, "3": None}


def test_numbers_and_numerals_are_not_below_those_they_begin_like(ask_of):
    asked = tuple(f"{number}) Hoeveel aanvragen waren er?" for number in range(1, 12))
    answer = tuple(f"{number}) Er waren er 40." for number in range(2, 12))
    texts = {("nl", "question"): asked, ("nl", "answer"): answer}
    found = ask_of(texts)("SELECT label FROM v_answers_by_subquestion WHERE NOT is_answered")
    assert found == [("1",)]


def test_what_a_question_names_is_counted_by_thing(ask):
    columns = "kind, thing, times_in_question_nl, times_in_answer_nl"
    found = ask(f"SELECT {columns} FROM v_mentions_by_question ORDER BY ALL")
    assert found == [("money", "2500 EUR", 0, 1), ("person", "helene-vanneste", 1, 0)]


def test_the_vocabularies_are_tables_with_sources():
    tables = vocabulary_tables()
    assert row_counts(tables) == {
        "parties": len(parties()),
        "governments": len(governments()),
        "coalitions": len(coalitions()),
        "eurovoc": len(concepts()),
        "ministers": len({term.minister for term in ministers()}),
        "minister_terms": len(ministers()),
        "organisations": sum(not body.source.startswith("usual name") for body in organisations()),
        "places": len(places()),
    }
    assert all(all(found["source"].to_pylist()) for name, found in tables.items() if name != "ministers")


def test_a_minister_is_named_as_in_the_last_term():
    rows = {row["minister_id"]: row for row in vocabulary_tables()["ministers"].to_pylist()}
    terms = [term for term in ministers() if term.minister == "alexander-de-croo"]
    assert len(terms) > 1
    assert rows["alexander-de-croo"] == {
        "minister_id": "alexander-de-croo",
        "name": "Alexander De Croo",
        "party_id": "open-vld",
        "since": min(term.since for term in terms),
        "until": max(term.until for term in terms),
    }


def test_ministers_are_real_but_for_those_whom_invented_questions_are_put_to(linked):
    justice = {"nl": "de minister van Justitie", "fr": "la ministre de la Justice"}
    tables = world(replace(QUESTION, addressee=justice))
    assert tables["questions"][0]["minister_id"] == "godelinde-vanmeersbeke"
    invented = {
        row["minister_id"] for row in tables["minister_terms"] if row["source"].startswith("invented")
    }
    assert invented == {"godelinde-vanmeersbeke"}
    real = {term.minister for term in ministers()}
    assert {row["minister_id"] for row in tables["ministers"]} == real | invented
    assert {row["minister_id"] for row in linked["ministers"]} == real


def test_a_fault_of_one_question_is_an_issue_and_one_of_the_vocabulary_ends_the_run(monkeypatch):
    def fails_with(error):
        def extracted(_):
            raise error

        monkeypatch.setattr(reading, "extract_question", extracted)
        return world(PARTLY)["issues"]

    assert "extraction_failed" in {row["kind"] for row in fails_with(ValueError("once"))}
    with pytest.raises(VocabularyError, match="Line 3"):
        fails_with(VocabularyError("Line 3"))


def test_a_body_has_the_time_of_its_existence(ask):
    found = ask("SELECT since, until FROM organisations WHERE organisation_id = 'dibiss'")
    assert found == [(date(2015, 1, 1), date(2017, 1, 1))]


def test_the_vocabularies_hold_what_they_promise():
    at_once = [place for place in places() if place.kind == "municipality"]
    in_2019 = [place for place in at_once if place.lifetime.last >= date(2019, 12, 31)]
    assert sum(place.lifetime.first <= date(2019, 1, 1) for place in in_2019) == 581
    assert sum(place.lifetime.until is None for place in at_once) == 565
    private = set(
        "international union_employer association university hospital company internet media".split()
    )
    assert sum(body.kind not in private for body in organisations()) >= 300
    for rows in (organisations(), places(), parties()):
        codes = [row.code for row in rows]
        assert len(codes) == len(set(codes))


def test_a_party_and_a_municipality_came_of_and_became_what_there_is():
    known = {party.code for party in parties()}
    assert {code for party in parties() for code in (party.predecessor, party.successor) if code} <= known
    since = {place.code: place.lifetime.since for place in places()}
    merged = [place for place in places() if place.merged_into]
    assert [
        place.code for place in merged if since[place.merged_into] not in {place.lifetime.until, None}
    ] == []
