"""An identifier needs the words around a short or listed name, and a day on which its bearer was there."""

from datetime import date
from pathlib import Path

import pytest

from tasks.extract import mentions
from tests.support.each_case import each_case

ROWS = (Path(__file__).parent / "identity_cases.tsv").read_text(encoding="utf-8").splitlines()[1:]


@each_case(("language", "known", "sentence"), [tuple(row.split("\t")) for row in ROWS])
def test_a_name_is_identified_only_where_its_words_mean_the_body_or_place(language, known, sentence):
    """'-': nothing at the marked place has a sure identifier."""
    start, end = sentence.index("[["), sentence.index("]]") - 2
    text = sentence.replace("[[", "").replace("]]", "")
    there = [one for one in mentions(text, language) if one.start < end and start < one.end]
    if known == "-":
        assert [one for one in there if one.entity_id and not one.is_unsure] == []
    else:
        assert [(one.text, one.entity_id, one.is_unsure) for one in there] == [
            (text[start:end], known, False)
        ]


@pytest.mark.parametrize(
    ("name", "on", "known", "is_unsure"),
    [
        ("War Heritage Institute", "2017-04-30", None, False),
        ("War Heritage Institute", "2017-05-01", "war-heritage", False),
        ("Privacycommissie", "2018-05-25", None, False),
        ("Fedesco", "2004-12-31", None, False),
        ("Fedesco", "2005-06-01", "fedesco", True),
        ("Fedesco", "2016-01-01", None, False),
        ("Pelt", "2018-12-31", None, False),
        ("Pelt", "2019-01-01", "nis:72043", False),
    ],
)
def test_an_identifier_holds_on_the_days_of_its_bearer(name, on, known, is_unsure):
    (found,) = mentions(f"Dat weet {name} al.", "nl", date.fromisoformat(on))
    assert (found.text, found.entity_id, found.is_unsure) == (name, known, is_unsure)


@pytest.mark.parametrize(
    ("known", "printed"),
    [
        (
            "circular:COL 4/2006",
            ["COL04/2006", "COL 4/2006", "COL 04/2006", "COL-4/2006", "omzendbrief COL 04/2006"],
        ),
        ("circular:GPI 48", ["GPI 48", "GPI-48", "GPI48", "omzendbrief GPI 48"]),
        ("circular:2019/C/12", ["2019/C/12", "2019/C/012", "omzendbrief 2019/C/12"]),
    ],
)
def test_a_circular_has_one_written_form(known, printed):
    assert {one.entity_id for text in printed for one in mentions(f"Zie {text} daarover.", "nl")} == {known}
