"""Spans are found by their letters, between borders of words; lines that cannot be used are refused."""

from datetime import date

import pytest

from tasks.common.errors import UsageError
from tasks.common.redactions import Redactions, as_text, read_redactions, redaction, spans, without

DAY = date(2026, 11, 30)


def line(span: str, field: str = "", language: str = ""):
    return redaction(span, "5-8900", (field, language), "She asked.", DAY)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Mevr. ADELE VAN-OS zei", "Mevr. […] zei"),
        ("par Ade\u0300le\u00a0van\nOs.", "par […]."),
        ("van Adèle van Os's huis en Adèle van Os", "van […]'s huis en […]"),
        ("Adèle van Ostade en Xadèle van Os", "Adèle van Ostade en Xadèle van Os"),
        ("Ad\u00adèle van Os", "[…]"),
    ],
)
def test_a_span_is_found_however_it_is_printed(text, left):
    assert without(text, spans(text, [line("Adèle van Os")])) == left


def test_spans_that_overlap_are_one_and_match_both():
    lines = [line("Jan Peeters"), line("Peeters NV")]
    (found,) = spans("Jan Peeters NV", lines)
    assert (found.start, found.end, found.lines) == (0, 14, frozenset(lines))


def test_a_line_may_be_of_a_field_and_a_language():
    one = line("Adèle", "title", "nl")
    assert one.concerns("title", "nl")
    assert one.concerns("title", "")
    assert one.concerns("", "")
    assert not one.concerns("title", "fr")
    assert not one.concerns("answer", "nl")


def test_a_list_is_read_as_it_was_written(tmp_path):
    lines = (line("Adèle"), line("Peeters", "answer", "fr"))
    (tmp_path / "list.tsv").write_text(as_text(lines), "utf-8")
    assert read_redactions(tmp_path / "list.tsv") == Redactions(lines)
    assert Redactions(lines[:1]).sha256 != Redactions(lines).sha256 != Redactions().sha256 == ""


def test_a_span_of_few_letters_is_refused():
    with pytest.raises(UsageError, match="4 letters"):
        line("van")
