"""Words are found in a release by their letters, however they are printed and parted."""

from datetime import date

import duckdb
import pytest

from tasks.common.redactions import redaction
from tasks.operate.left_out import places_of

TEXTS = ("Zei Lebœuf¹ iets?", "Zei Jos Van den Broucke iets?", "Zei Jan¹ Pee\u00adters iets?")


@pytest.mark.parametrize(
    ("words", "question"),
    [("Lebœuf", "6-1"), ("Leboeuf", "6-1"), ("Vandenbroucke", "6-2"), ("Jan Peeters²", "6-3")],
)
def test_words_are_found_by_their_letters(tmp_path, words, question):
    with duckdb.connect(str(tmp_path / "senate.duckdb")) as release:
        release.execute("CREATE TABLE texts (question_id TEXT, part TEXT, language TEXT, text TEXT)")
        release.execute("CREATE TABLE keywords (question_id TEXT, language TEXT, keyword TEXT)")
        release.execute("CREATE TABLE questions (question_id TEXT, title_nl TEXT, title_fr TEXT)")
        for at, text in enumerate(TEXTS, 1):
            release.execute("INSERT INTO texts VALUES ($1, 'question', 'nl', $2)", [f"6-{at}", text])
    line = redaction(words, "1-1", ("", ""), "Asked.", date(2026, 11, 30))
    assert [tuple(place) for place in places_of(tmp_path, words, line)] == [(question, "question", "nl", 1)]
