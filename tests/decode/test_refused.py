"""Mere damage and mere markup are no pages: they are refused with a sentence."""

import pytest

from tasks.decode import UndecodableError, decode_page
from tests.decode.support import texts
from tests.support.reading import INVENTED, SIMPLE, is_sentence, page_text, read, with_bodies
from tests.support.render import Form, render

LIMIT = 5_000
MERE_DAMAGE = {
    "controls": "\u0085\u0093\n" * LIMIT,
    "traces": "\u00c3\u00a9" * (LIMIT + 1),
    "traces in html": f"<html><body><p>{'Ã© ' * (LIMIT + 1)}</p></body></html>",
    "a page and much damage": page_text() + "\n\n" + "Ã© Â« " * LIMIT,
}


@pytest.mark.parametrize("name", MERE_DAMAGE)
def test_mere_damage_is_quarantined_with_a_sentence(name):
    record = read(MERE_DAMAGE[name], SIMPLE.address("main", "nl"))
    assert (record.outcome, record.question_id) == ("quarantined", SIMPLE.question_id)
    assert is_sentence(record.reason)
    with pytest.raises(UndecodableError, match="not text"):
        decode_page(MERE_DAMAGE[name].encode())


@pytest.mark.parametrize("content", ["Ã©" * LIMIT, "Ã© x x x x x x x x x" * LIMIT, "é" * 10 * LIMIT])
def test_less_damage_is_text(content):
    assert texts(content) == [content]


def test_a_long_page_with_all_its_letters_damaged_is_read():
    facts = INVENTED["5-90001"]
    times = 1 + LIMIT // sum(not letter.isascii() for text in facts.question.fr for letter in text)
    facts = with_bodies(facts, facts.question.fr * (times // 8), facts.answer.fr)
    record = read(render(facts, "main", "fr", Form(damage="utf8_as_cp1252_everywhere")))
    assert record.outcome == "read"
    assert len(record.reading.texts["fr", "question"]) == len(facts.question.fr)


TAGS = 20_000


@pytest.mark.parametrize("tags", ["<p>", "<b></b>", "<td>x", "<br>\n"])
def test_a_large_page_of_mere_tags_is_quarantined_with_a_sentence(tags):
    record = read(f"<html><body>{tags * (TAGS + 1)}</body></html>")
    assert record.outcome == "quarantined"
    assert is_sentence(record.reason)
    assert "markup" in record.reason


def test_a_page_with_few_tags_or_with_text_for_them_is_no_mere_markup():
    assert texts(f"<html><body>een{'<i>' * (TAGS - 10)}</body></html>") == ["een"]
    cells = "".join(f"<td>cel met nummer {number}" for number in range(TAGS + 1))
    assert len(texts(f"<table><tr>{cells}</table>")) == TAGS + 1
