"""Spans are found by their letters, between borders of words; lines that cannot be used are refused."""

import os
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import pytest

from tasks.common.errors import UsageError
from tasks.common.redactions import Redactions, as_text, read_redactions, redaction, remains, spans, without

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
        ("Adèle van Os\u00b9 zei, dat Adèle van Os1 iets zei", "[…]\u00b9 zei, dat […]1 iets zei"),
        ("Adèle van Os\u00ba en Adèle van Os\u02bc huis", "[…]\u00ba en […]\u02bc huis"),
        ("deheerAdèle van OsUit Gent", "deheer[…]Uit Gent"),
        ("Zei a) Adèle b) van Os iets?", "Zei a) […] iets?"),
        ("Zei Adèle van 2. Os iets?", "Zei […] iets?"),
        ("Adèle¹ van² Osº, Adèle1 van Os", "[…]º, […]"),
        ("1° Adèle 2° van Os, 1º Adèle 2/ van Os", "1° […], 1º […]"),
        ("Adèle [1] van Os, Adèle iii) van a. Os", "[…], […]"),
        ("Zei 1) Adèle van (a) Os op 2° niets?", "Zei 1) […] op 2° niets?"),
    ],
)
def test_a_span_is_found_however_it_is_printed(text, left):
    assert without(text, spans(text, [line("Adèle van Os")])) == left


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Xadèle van Os", True),
        ("Adèle van Ostade", True),
        ("deheeradèlevanosuit", True),
        ("Adèle van Os en Adèle van Ostade", True),
        ("deheeradèle1vanosuit", True),
        ("De 1) Xadèle 2) van Os", True),
        ("Adèle Adèle van Os van Os", False),
        ("Adèle van Aalst", False),
    ],
)
def test_letters_within_longer_words_are_told(text, told):
    one = line("Adèle van Os")
    assert remains(text, [one, line("Adèle van Gent")]) == [one] * told


@pytest.mark.parametrize("typed", ["Adèle van Os\u00b9", "Adèle\u00aa v\u02bcan\u2122 Os"])
def test_signs_are_no_letters_of_a_span(typed):
    assert line(typed) == line("Adèle van Os")
    assert without(typed, spans(typed, [line(typed)])).startswith("[…]")


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


@pytest.mark.parametrize(
    "made",
    [
        lambda path: path.symlink_to("nowhere"),
        os.mkfifo,
        Path.mkdir,
        lambda path: path.write_text("x" * 3_000_000, "utf-8"),
        lambda path: path.write_text(as_text([line("Adèle")._replace(letters=10**7)]), "utf-8"),
    ],
    ids=["dangling link", "pipe", "folder", "long line", "many letters"],
)
def test_a_list_that_is_not_right_is_a_sentence(tmp_path, made):
    made(tmp_path / "list.tsv")
    with pytest.raises(UsageError, match=r"list\.tsv"):
        read_redactions(tmp_path / "list.tsv")


def test_a_reason_that_has_a_name_of_the_span_is_refused():
    for reason, is_refused in (("Mevrouw Peeters vroeg het.", True), ("Jan Peeters.", False)):
        with pytest.raises(UsageError, match="has a name") if is_refused else nullcontext():
            redaction("Jan Peeters", "1-1", ("", ""), reason, date(2026, 11, 30))


def test_a_span_of_few_letters_is_refused():
    with pytest.raises(UsageError, match="4 letters"):
        line("van")
