"""A folder of records of the Chamber, from ingest to the tables of a release."""

import json
from datetime import date

import pytest

from tests.support.command import run, succeed
from tests.support.render.records import ANSWERED, OPEN, PRINTED, json_of, named, xml
from tests.support.runs import numbered, page_files, rows, seed_with_address
from tests.support.sources import lay_out

SEEN = " 2025-03-03T04:00:00Z"
SAME = {"DOCNAME": "2024202500010", "TEXTQN": ("Hoeveel verzonnen loketten zijn er?",), "TEXTQF": ()}
RECORDS = {
    "open": OPEN | {"DELAIDAT": "20250317"},
    "late": OPEN | {"ID": 900004, "DOCNAME": "2024202500004"},
    "answered": ANSWERED,
    "printed": PRINTED,
    "printed late": PRINTED
    | {
        "ID": 900005,
        "DOCNAME": "2024202500005",
        "PUBLICA1": "B002,,3/3/2025,20242025",
        "TEXTA1N": (),
        "TEXTA1F": (),
    },
    "unanswered": OPEN | {"ID": 900006, "DOCNAME": "2024202500006", "STATUSQ": "answerLessPublicated"},
    "cancelled": OPEN | {"ID": 900007, "DOCNAME": "2024202500007", "STATUSQ": "canceled"},
    "first": OPEN | SAME | {"ID": 900010},
    "second": OPEN | SAME | {"ID": 900013, "DEPTPRES": 4, "QUESTNUM": 7},
    "old": OPEN
    | {"ID": 900020, "LEGISL": 54, "DOCNAME": "2017201800020", "DEPOTDAT": "20180108", "DELAIDAT": ""},
}
TO_DEFENCE = OPEN | {
    "ID": 184502,
    "LEGISL": 54,
    "DOCNAME": "2016201712499",
    "DEPOTDAT": "20170109",
    "DELAIDAT": "20170210",
    "DEPTN": "minister van Defensie, belast met Ambtenarenzaken",
    "DEPTF": "ministre de la Défense, chargé de la Fonction publique",
}
OF_CHAMBER = "FROM v_questions WHERE house = 'chamber'"


def record_files(records):
    """Records as files with sidecars."""
    files = {}
    for facts in records:
        name = str(named(facts)["SDOCNAME"])
        files[f"{name}.xml"] = xml(facts, envelope=False)
        files[f"{name}.xml.url"] = f"http://data.dekamer.be/v0/qrva/{name}{SEEN}".encode()
    return files


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    top = tmp_path_factory.mktemp("records")
    files = record_files(RECORDS.values())
    files["again.json"] = json_of(PRINTED)
    files["again.json.url"] = (
        f"https://data.lachambre.be/v0/qrva/{named(PRINTED)['SDOCNAME']} 2025-03-10T04:00:00Z".encode()
    )
    files["list.json"] = b'{"disclaimer": "x", "start": 0, "total": 10, "items": []}'
    place = top / "data"
    succeed("ingest", "--from", lay_out(top / "pages", files), "--data", place)
    return place


def test_states_become_columns(data):
    query = "SELECT number, status, is_late, deadline_on, answered_by_on, answered_on FROM questions"
    deadline, printed = date(2025, 2, 17), date(2025, 2, 7)
    assert rows(data, f"{query} ORDER BY number") == [
        (900001, "open", None, date(2025, 3, 17), None, None),
        (900002, "answered", None, deadline, None, None),
        (900003, "answered", False, deadline, printed, None),
        (900004, "open", True, deadline, None, None),
        (900005, "answered", None, deadline, date(2025, 3, 3), None),
        (900006, "open", True, deadline, None, None),
        (900007, "closed", None, deadline, None, None),
        (900010, "open", True, deadline, None, None),
        (900013, "open", True, deadline, None, None),
        (900020, "lapsed", None, None, None, None),
    ]


def test_a_text_to_several_departments_is_one_group(data):
    query = "SELECT question_id, group_id, group_reason, group_size FROM questions WHERE group_size > 1"
    assert rows(data, f"{query} AND group_reason = 'link' ORDER BY ALL") == [
        ("56-900010", "56-900010", "link", 2),
        ("56-900013", "56-900010", "link", 2),
    ]


def test_identifiers_links_and_paragraphs_are_in_the_release(data):
    query = "SELECT document_number, printed_number, record_name, addressee_nl FROM questions"
    assert rows(data, f"{query} WHERE question_id = '56-900003'") == [
        ("0000202400003", 1, "56-B001-3-0001-0000202400003", "Eerste minister")
    ]
    query = "SELECT target_kind, target_id FROM links WHERE question_id = '56-900003'"
    assert rows(data, query) == [("oral_question", "chamber:question:56-14075")]
    query = "SELECT text, words FROM texts WHERE question_id LIKE '%900003' AND language || part = 'nlanswer'"
    assert rows(data, query) == [
        ('1. Er zijn er vijftig, voor 50 euro.\n\nHet begrip "proef" is feitelijk.', 13)
    ]
    query = (
        "SELECT label FROM subquestions WHERE question_id = '56-900003' AND language = 'nl' ORDER BY position"
    )
    assert rows(data, query) == [("1",), ("2",)]
    assert rows(data, "SELECT text FROM mentions WHERE question_id = '56-900003' AND kind = 'money'")


def test_numbers_that_do_not_follow_each_other_leave_no_gaps(data):
    assert rows(data, "SELECT count(*) FROM gaps") == [(0,)]
    query = "SELECT legislature, expected, held FROM legislatures WHERE held > 0 ORDER BY ALL"
    assert rows(data, query) == [(54, 0, 1), (56, 0, 9)]


def test_json_of_a_record_is_another_page_of_it_that_contradicts_nothing(data):
    query = "SELECT form, evidence, outcome FROM pages WHERE question_id = '56-900003' ORDER BY form"
    assert rows(data, query) == [("json", "named", "read"), ("xml", "named", "read")]
    assert rows(data, "SELECT kind, question_id, detail FROM issues WHERE question_id = '56-900003'") == []
    assert rows(data, "SELECT reason_code FROM pages WHERE outcome <> 'read'") == [("no_question",)]


def test_the_search_and_the_checks_take_records(data):
    assert "56-900002" in run("search", "proefstukken", "--data", data).stdout
    succeed("release", "verify", "--data", data)


def planned(data):
    return json.loads(succeed("plan", "--json", "--data", data).stdout)


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """A folder of the Senate that records came to, and the plans without and with them."""
    top = tmp_path_factory.mktemp("both")
    place = top / "data"
    pages = page_files(numbered(number) for number in (3, 4)) | {"seed.md": seed_with_address()}
    succeed("ingest", "--from", lay_out(top / "pages", pages), "--data", place)
    before = planned(place)
    records = record_files([*RECORDS.values(), TO_DEFENCE])
    succeed("ingest", "--from", lay_out(top / "records", records), "--data", place)
    return place, before, planned(place)


def test_a_folder_of_both_houses_says_of_each_question_which(both):
    data, _, _ = both
    query = "SELECT house, legislature, term, count(*) FROM v_questions GROUP BY ALL ORDER BY ALL"
    assert rows(data, query) == [
        ("chamber", 54, 6, 2),
        ("chamber", 56, 8, 9),
        ("senate", 5, 5, 1),
        ("senate", 6, 6, 2),
    ]
    succeed("release", "verify", "--data", data)
    query = "SELECT house, sum(questions) FROM v_activity GROUP BY house ORDER BY house"
    assert rows(data, query) == [("chamber", 11), ("senate", 3)]


def test_a_question_of_the_chamber_has_no_address_at_the_senate(both):
    data, _, _ = both
    query = "SELECT DISTINCT house, split_part(url_nl, '/', 3), split_part(url_fr, '/', 3)"
    assert rows(data, f"{query} FROM v_questions ORDER BY house") == [
        ("chamber", "www.dekamer.be", "www.lachambre.be"),
        ("senate", "www.senate.be", "www.senate.be"),
    ]


def test_records_leave_no_gaps_and_change_no_request(both):
    data, before, after = both
    assert rows(data, "SELECT DISTINCT house FROM gaps WHERE house <> 'senate'") == []
    assert len(before) > 10
    assert after == before


def test_a_real_number_of_the_chamber_is_linked_to_no_invented_minister(both):
    data, _, _ = both
    query = f"SELECT question_id, minister_id {OF_CHAMBER} AND legislature = 54 ORDER BY number"
    assert rows(data, query) == [("54-184502", "steven-vandeput"), ("54-900020", None)]


def test_the_view_has_what_a_record_says_beside(both):
    data, _, _ = both
    query = f"SELECT document_number, printed_number, record_name, answered_by_on {OF_CHAMBER}"
    assert rows(data, f"{query} AND number = 900003") == [
        ("0000202400003", 1, "56-B001-3-0001-0000202400003", date(2025, 2, 7))
    ]
