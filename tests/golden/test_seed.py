"""What the seed page gives, to the letter, in the DuckDB file of the sample's release."""

from datetime import date

import pytest

QUESTION = {
    "question_id": "5-8900",
    "legislature": 5,
    "number": 8900,
    "author": "Martine Taelman",
    "party": "Open Vld",
    "asked_on": date(2013, 4, 30),
    "addressee_nl": "de eerste minister",
    "addressee_fr": None,
    "title_nl": "Federale overheidsdiensten - Communicatie met burgers - Gebruik van sociale media",
    "title_fr": None,
    "original_language": "nl",
    "status": "answered",
    "deadline_on": None,
    "answered_on": date(2013, 5, 30),
    "response_days": 30,
    "provisional_answer": False,
}
KEYWORDS = [
    "ministerie",
    "virtuele gemeenschap",
    "bewustmaking van de burgers",
    "betrekking tussen overheid en burger",
    "sociale media",
]


@pytest.fixture(scope="module")
def select(database):
    """Runs a query on the rows of the seed's question."""
    return lambda query: database.execute(query, ["5-8900"] * query.count("?")).fetchall()


def test_the_question(select):
    columns = ", ".join(QUESTION)
    found = select(f"SELECT {columns} FROM questions WHERE question_id = ?")
    assert [dict(zip(QUESTION, row, strict=True)) for row in found] == [QUESTION]


def test_the_keywords_in_their_order(select):
    found = select("SELECT language, keyword FROM keywords WHERE question_id = ? ORDER BY position")
    assert found == [("nl", keyword) for keyword in KEYWORDS]


def test_the_chronology(select):
    found = select(
        "SELECT position, event, event_on, deadline_on FROM events WHERE question_id = ? ORDER BY position"
    )
    assert found == [(0, "sent", date(2013, 4, 30), None), (1, "answered", date(2013, 5, 30), None)]


def test_the_eighteen_ministers_that_were_asked_too(select):
    found = select(
        "SELECT relation, target_kind, target_id FROM links WHERE question_id = ? ORDER BY target_id"
    )
    assert found == [("also_asked_as", "written_question", f"5-{number}") for number in range(8901, 8919)]


def test_the_other_questions_are_listed_as_missing(select):
    found = select(
        "SELECT question_id FROM issues WHERE kind = 'linked_question_missing' "
        "AND question_id BETWEEN '5-8901' AND '5-8918' ORDER BY 1"
    )
    assert found == [(f"5-{number}",) for number in range(8901, 8919)]


@pytest.mark.parametrize(
    ("before", "after"),
    [("potentiŽle", "potentiële"), ("officiŽle", "officiële")],
    ids=["potential", "official"],
)
def test_the_damaged_words_of_the_question_are_repaired_each_with_its_row(select, before, after):
    found = select(
        "SELECT rule, field, before, after, end_at - start_at, certainty FROM repairs "
        "JOIN pages USING (page_id) "
        f"WHERE question_id = ? AND before LIKE '%{before}%' AND field = 'question'"
    )
    assert found
    for rule, field, was, became, length, certainty in found:
        assert (rule, field) == ("mac_latin2", "question")
        assert became == was.replace(before, after)
        assert length == len(was)
        assert 0 < certainty <= 1
    text = select("SELECT text FROM texts WHERE question_id = ? AND part = 'question'")[0][0]
    assert after in text
    assert before not in text


def test_the_letters_of_the_answer_are_untouched(select):
    assert select(
        "SELECT count(*) FROM repairs JOIN pages USING (page_id) WHERE question_id = ? AND field = 'answer'"
    ) == [(0,)]
    text = select("SELECT text FROM texts WHERE question_id = ? AND part = 'answer'")[0][0]
    kept = (
        "andere officiële informatie te “hertweeten”",
        "42 video’s",
        "contactgegevens te vinden …",
        "potentiële",
    )
    assert [letters for letters in kept if letters not in text] == []


def test_the_texts_are_dutch_alone_and_hold_no_labels(select):
    found = select("SELECT language, part, text FROM texts WHERE question_id = ? ORDER BY part DESC")
    assert [row[:2] for row in found] == [("nl", "question"), ("nl", "answer")]
    for _, _, text in found:
        assert "Antwoord ontvangen" not in text
        assert "Vraag nr." not in text
        assert "\n\n" in text
