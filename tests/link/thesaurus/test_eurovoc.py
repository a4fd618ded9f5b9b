"""The table of EuroVoc terms that a user provides."""

import pytest

from tasks.common.errors import UsageError
from tasks.link.thesaurus import eurovoc_terms

LINES = [["id", "language", "label"], ["2222", "nl", "Preventie"], ["2222", "fr", "Prévention  des risques"]]
TERMS = {("nl", "preventie"): "2222", ("fr", "prevention des risques"): "2222"}


@pytest.fixture
def table(tmp_path):
    def write(lines, sign="\t", name="eurovoc.tsv", encoding="utf-8"):
        path = tmp_path / name
        path.write_text("".join(sign.join(line) + "\n" for line in lines), encoding=encoding)
        return path

    return write


def refused(path):
    with pytest.raises(UsageError) as caught:
        eurovoc_terms(path)
    assert str(path) in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("sign", ["\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_tabs_or_commas_part_the_columns(table, sign, encoding):
    assert eurovoc_terms(table(LINES, sign, encoding=encoding)) == TERMS


def test_columns_stand_in_any_order_among_others(table):
    assert eurovoc_terms(table([["status", *line[::-1]] for line in LINES])) == TERMS


def test_quotes_hold_commas_and_stand_for_themselves_between_tabs(table):
    assert eurovoc_terms(table([LINES[0], ["1", "nl", '"hout, ruw"']], ",")) == {("nl", "hout, ruw"): "1"}
    assert eurovoc_terms(table([LINES[0], ["1", "nl", '"hout']])) == {("nl", '"hout'): "1"}


def test_other_languages_and_rows_without_a_label_are_left_out(table):
    lines = [*LINES, ["2222", "de", "Vorbeugung"], ["3", "nl", ""], ["", "nl", "bank"], ["4"], []]
    assert eurovoc_terms(table(lines)) == TERMS


def test_a_label_of_two_concepts_identifies_none(table):
    assert eurovoc_terms(table([*LINES, ["7", "nl", "bank"], ["8", "nl", "Bank"]])) == TERMS
    assert eurovoc_terms(table([*LINES, ["2222", "nl", "PREVENTIE"]])) == TERMS


def test_a_table_without_rows_has_no_terms(table):
    assert eurovoc_terms(table(LINES[:1])) == {}


def test_missing_columns_are_named(table):
    message = refused(table([["id", "lang", "label"]]))
    assert "lacks language. It must name the columns id, language, label" in message


def test_an_empty_file_lacks_all_columns(table):
    assert "lacks id, language, label" in refused(table([]))


def test_a_file_that_is_not_there_or_no_text_cannot_be_read(tmp_path, table):
    assert "Cannot read" in refused(tmp_path / "none.tsv")
    assert "Cannot read" in refused(tmp_path)
    assert "Cannot read" in refused(table(LINES, encoding="utf-16"))


@pytest.mark.parametrize("letters", [5, 200_000])
def test_a_field_without_end_cannot_be_read(table, letters):
    assert "Cannot read" in refused(table([LINES[0], ["1", "nl", '"' + "a" * letters], *LINES[1:]], ","))
