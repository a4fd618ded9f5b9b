"""Words are found in a release by their letters, however they are printed and parted; names are told."""

from datetime import date

import duckdb
import pytest

from tasks.common.redactions import redaction
from tasks.operate.left_out import places_of, rest_of

TEXTS = (
    "Zei Lebœuf¹ iets?",
    "Zei Jos Van den Broucke iets?",
    "Zei Jan¹ Pee\u00adters iets?",
    "Dat zei Maes, en Maes vroeg door of dit door Eva Maes was.",
)


@pytest.fixture
def release(tmp_path):
    with duckdb.connect(str(tmp_path / "senate.duckdb")) as made:
        made.execute("CREATE TABLE texts (question_id TEXT, part TEXT, language TEXT, text TEXT)")
        made.execute("CREATE TABLE keywords (question_id TEXT, language TEXT, keyword TEXT)")
        made.execute("CREATE TABLE questions (question_id TEXT, title_nl TEXT, title_fr TEXT)")
        for at, text in enumerate(TEXTS, 1):
            made.execute("INSERT INTO texts VALUES ($1, 'question', 'nl', $2)", [f"6-{at}", text])
    return tmp_path


def line(words, question):
    return redaction(words, question, ("", ""), "Asked.", date(2026, 11, 30))


@pytest.mark.parametrize(
    ("words", "question"),
    [("Lebœuf", "6-1"), ("Leboeuf", "6-1"), ("Vandenbroucke", "6-2"), ("Jan Peeters²", "6-3")],
)
def test_words_are_found_by_their_letters(release, words, question):
    found = places_of(release, words, line(words, "1-1"))
    assert [tuple(place) for place in found] == [(question, "question", "nl", 1)]


def test_names_are_told_though_they_are_words_and_small_words_are_not(release):
    found = rest_of(release, "door Eva Maes", line("door Eva Maes", "6-4"))
    assert [place.times for place in found] == [2]
