"""Whatever the pages print: nothing raises, order makes no difference, no question goes unexplained."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.link.actors.members import member_tables
from tasks.link.actors.offices import office_tables
from tasks.link.actors.shared import slug
from tests.link.actors.support import asked, office_holders

NAMES = [
    *("Cécile Thibaut", "CÚcile Thibaut", "Cecile Thibaut", "C?cile Thibaut", "Thibaut", "Jan Peeters"),
    *("J. Peeters", "Peeters", "Van dermeersch", "Anke Van Dermeersch", "???", "Zeynep Şahin", "Luc Peeters"),
]
PARTIES = ["Ecolo", "CD&V", "PS", "VB", "sp.a", "Zonnepartij", "Ecolo-Groen"]
WORDS = [
    *("minister", "van", "Justitie", ",", "en", "belast met", "toegevoegd aan", "staatssecretaris", "wat"),
    *("ministre", "de la", "Justice", "et", "chargé", "adjoint au", "premier", "Toverkunst", "&"),
    "vice-eersteminister",
]

authors = st.one_of(st.none(), st.sampled_from(NAMES), st.text(max_size=20))
printed_parties = st.one_of(st.none(), st.sampled_from(PARTIES), st.text(max_size=6))
addressees = st.one_of(
    st.none(), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), st.text(max_size=30)
)
days = st.one_of(st.none(), st.dates(date(1995, 5, 21), date(2024, 6, 9)))
rows = st.builds(asked, st.just("0-0"), authors, printed_parties, days, nl=addressees, fr=addressees)


@st.composite
def questions(draw):
    numbered = []
    for number, row in enumerate(draw(st.lists(rows, max_size=15)), 1):
        legislature = draw(st.integers(1, 8))
        known = {"question_id": f"{legislature}-{number}", "legislature": legislature, "number": number}
        numbered.append({**row, **known})
    return numbered


@given(questions(), st.randoms(use_true_random=False))
def test_the_order_of_the_questions_makes_no_difference(asked_rows, random):
    members, offices = member_tables(asked_rows), office_tables(asked_rows)
    random.shuffle(asked_rows)
    assert member_tables(asked_rows) == members
    assert office_tables(asked_rows) == offices


@given(questions())
def test_every_question_with_an_author_has_a_member_or_an_issue_and_members_are_complete(asked_rows):
    actors = member_tables(asked_rows)
    doubts = {"member_uncertain", "author_doubtful"}
    reported = {issue["question_id"] for issue in actors.issues if issue["kind"] in doubts}
    assert set(actors.of_question) == {row["question_id"] for row in asked_rows}
    for row in asked_rows:
        member_id, _ = actors.of_question[row["question_id"]]
        if row["author"] and row["author"].strip():
            assert member_id or row["question_id"] in reported
    identifiers = [row["member_id"] for row in actors.members]
    assert identifiers == sorted(set(identifiers))
    assert all(identifier == slug(identifier) for identifier in identifiers)
    counted = [member_id for member_id, _ in actors.of_question.values() if member_id]
    for row in actors.members:
        assert row["name"] in row["spellings"]
        assert row["questions"] == counted.count(row["member_id"])
    for row in actors.memberships:
        assert row["member_id"] in identifiers
        first, last = row["first_asked_on"], row["last_asked_on"]
        assert (first is None) == (last is None)
        assert first is None or first <= last


@given(questions())
def test_every_question_with_an_addressee_has_an_office_that_has_a_row_or_an_issue(asked_rows):
    offices = office_tables(asked_rows)
    known = {row["office_id"] for row in offices.offices}
    doubtful = {issue["question_id"] for issue in offices.issues if issue["kind"] == "office_doubtful"}
    assert len(known) == len(offices.offices)
    assert known == {row["office_id"] for row in offices.names}
    assert sum(row["questions"] for row in offices.offices) == len(offices.of_question)
    for row in asked_rows:
        addressed = any((row[f"addressee_{language}"] or "").strip() for language in ("nl", "fr"))
        of_one = row["question_id"] in offices.of_question or row["question_id"] in doubtful
        assert of_one == addressed
    assert set(offices.of_question.values()) <= known
    assert len({(row["language"], row["printed"]) for row in offices.names}) == len(offices.names)


mentions = st.fixed_dictionaries(
    {
        "question_id": st.sampled_from(["5-1", "5-12", "6-3"]),
        "language": st.sampled_from(["nl", "fr"]),
        "part": st.just("question"),
        "start_at": st.integers(0, 40),
        "end_at": st.integers(0, 40),
        "kind": st.sampled_from(["office", "person", "place"]),
        "text": st.one_of(st.text(max_size=12), st.sampled_from(NAMES)),
    }
)


@given(st.lists(mentions, max_size=8), st.text(" ,.a\n", max_size=40), st.randoms(use_true_random=False))
def test_holders_come_of_any_mentions_in_any_order(found, text, random):
    texts = {(name, language, "question"): text for name in ("5-1", "6-3") for language in ("nl", "fr")}
    expected = office_holders(found, texts)
    random.shuffle(found)
    assert office_holders(found, texts) == expected


def work_on(count):
    """Seconds of a processor for the tables of senators and offices of that many questions."""
    many = [
        asked(
            f"5-{number}",
            f"{NAMES[number % len(NAMES)]} {'abcdefghij'[number % 10]}{number % 300}",
            PARTIES[number % len(PARTIES)],
            date(2010, 9, 1) + timedelta(number // 20),
            nl=f"minister van Justitie en Werk, belast met Zaak{number % 500}",
            fr=f"ministre de la Justice et de l'Emploi, chargé d'Affaire{number % 500}",
        )
        for number in range(1, count + 1)
    ]
    began = time.process_time()
    member_tables(many)
    office_tables(many)
    return time.process_time() - began


@pytest.mark.long
def test_work_grows_with_the_questions_and_not_with_their_square():
    assert work_on(30_000) < 30 * work_on(3_000)
