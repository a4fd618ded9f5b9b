"""What the seed page gives beside its facts, to the letter, in the DuckDB file of the sample's release."""

import pytest

KEPT = (
    "andere officiële informatie te “hertweeten”",
    "42 video’s",
    "contactgegevens te vinden …",
    "potentiële",
)


@pytest.fixture(scope="module")
def select(database):
    """Runs a query on the rows of the seed's question."""
    return lambda query: database.execute(query, ["5-8900"] * query.count("?")).fetchall()


def test_the_other_questions_are_listed_as_missing(select):
    found = select(
        "SELECT question_id FROM issues WHERE kind = 'linked_question_missing' "
        "AND question_id BETWEEN '5-8901' AND '5-8918' ORDER BY 1"
    )
    assert found == [(f"5-{number}",) for number in range(8901, 8919)]


def test_the_two_damaged_words_are_repaired_each_with_its_row(select):
    found = select(
        "SELECT rule, field, before, after, end_at - start_at = length(before), certainty BETWEEN 0.5 AND 1 "
        "FROM repairs JOIN pages USING (page_id) WHERE question_id = ? ORDER BY before"
    )
    assert found == [
        ("mac_latin2", "question", before, before.replace("Ž", "ë"), True, True)
        for before in ("officiŽle", "potentiŽle")
    ]


def test_the_texts_are_dutch_alone_without_labels_and_with_the_letters_of_the_page(select):
    found = select("SELECT language, part, text FROM texts WHERE question_id = ? ORDER BY part DESC")
    assert [row[:2] for row in found] == [("nl", "question"), ("nl", "answer")]
    question, answer = (row[2] for row in found)
    assert [letters for letters in KEPT if letters not in answer] == []
    assert all(word in question for word in ("potentiële", "officiële"))
    for text in (question, answer):
        assert not any(other in text for other in ("Antwoord ontvangen", "Vraag nr.", "Ž"))
        assert "\n\n" in text
