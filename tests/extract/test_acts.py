"""The list of acts, and the identifiers and addresses of papers."""

import re

import pytest

from schemas.vocabulary.acts import cited_acts, eli_kinds
from schemas.vocabulary.papers import entity_url, paper_id
from schemas.vocabulary.rows import vocabulary_rows

LABOUR = "eli/wet/1971/03/16/1971031602"


def test_an_act_is_listed_once_of_a_kind_that_eli_has_and_no_two_share_a_name():
    acts = cited_acts()
    names = [name.lower() for act in acts for name in (*act.names_nl, *act.names_fr)]
    assert len({(act.kind, act.day, act.numac) for act in acts}) == len(acts)
    assert len(set(names)) == len(names)
    assert {act.kind for act in acts} <= set(eli_kinds().values())


def test_each_form_of_a_paper_has_an_example_that_no_form_before_it_takes():
    for row in vocabulary_rows("papers.tsv"):
        filled = re.sub(r"\{\w+:?\w*\}", "[0-9A-Z]*", row["entity_id"])
        assert re.fullmatch(filled, paper_id(row["example"]) or ""), row["example"]


@pytest.mark.parametrize(
    ("printed", "entity_id"),
    [
        ("Parl. St., Kamer, 54K1720/001", "chamber:54K1720/001"),
        ("Vragen en Antwoorden, Kamer, 2016-2017, nr. 102", "chamber:qrva:54-102"),
        ("stuk Senaat, nr. 5-1234/1", "senate:5-1234/1"),
        ("vragen om uitleg nrs. 5-12", "senate:explanation_request:5-12"),
        ("vraag nr. 5-8900", "5-8900"),
        ("nr. 7-90825", None),
        ("DOC 9174/002", None),
        ("MV 15200", None),
    ],
)
def test_a_paper_is_identified_by_its_legislature_and_number(printed, entity_id):
    assert paper_id(printed) == entity_id


@pytest.mark.parametrize(
    ("entity_id", "url"),
    [
        (LABOUR, f"https://www.ejustice.just.fgov.be/{LABOUR.replace('wet', 'loi')}/justel"),
        ("eli/wet/1971/03/16", None),
        ("chamber:54K1720/001", "https://www.lachambre.be/FLWB/PDF/54/1720/54K1720001.pdf"),
        (None, None),
    ],
)
def test_an_address_is_given_where_its_form_is_known(entity_id, url):
    assert entity_url(entity_id, "fr") == url
