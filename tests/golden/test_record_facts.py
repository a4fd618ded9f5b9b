"""What the invented records of the Chamber state comes out of the database; the expected rows are by hand."""

from datetime import date

import pytest

from schemas.sample import is_invented
from tests.support.render.records import load_records, named
from tests.support.render.sample import RECORDS

FACTS = load_records(RECORDS)
STATES = {
    "55-900010": ("answered", date(2023, 4, 3), False),
    "55-900020": ("closed", None, None),
    "56-900030": ("answered", None, None),
    "56-900040": ("open", None, None),
    "56-900051": ("answered", date(2025, 8, 28), None),
    "56-900052": ("open", None, True),
}
"""Status, day by which it was answered, whether late: a bulletin after the deadline proves no late answer."""


def one(database, query, *values):
    (row,) = database.execute(query, values).fetchall()
    return row


@pytest.mark.parametrize("name", FACTS)
def test_a_question_has_what_its_record_states(database, name):
    facts = FACTS[name]
    assert is_invented(facts["LEGISL"], facts["ID"])
    author = " ".join(facts["AUT"].partition(" (")[0].split())
    columns = "author || ', ' || party, house, term, status, answered_by_on, is_late, record_name"
    assert one(database, f"SELECT {columns} FROM questions WHERE question_id = ?", name) == (
        author,
        "chamber",
        facts["LEGISL"] - 48,
        *STATES[name],
        named(facts)["SDOCNAME"],
    )
    columns = "strftime(asked_on, '%Y%m%d'), strftime(deadline_on, '%Y%m%d'), upper(original_language[1])"
    expected = [facts["DEPOTDAT"], facts["DELAIDAT"], facts["LANG"]]
    expected += [facts[field] for field in ("TITN", "TITF", "DEPTN", "DEPTF", "DOCNAME", "QUESTNUM")]
    columns += ", title_nl, title_fr, addressee_nl, addressee_fr, document_number, printed_number"
    assert one(database, f"SELECT {columns} FROM questions WHERE question_id = ?", name) == tuple(expected)


@pytest.mark.parametrize("name", FACTS)
def test_its_texts_are_to_the_letter_in_paragraphs(database, name):
    query = "SELECT language, part, text FROM texts WHERE question_id = ?"
    found = {row[:2]: row[2] for row in database.execute(query, [name]).fetchall()}
    stated = {
        (language, part): "\n\n".join(text)
        for element, part in (("TEXTQ", "question"), ("TEXTA1", "answer"))
        for language, suffix in (("nl", "N"), ("fr", "F"))
        if isinstance(text := FACTS[name].get(element + suffix), tuple)
    }
    assert found == stated


def test_what_is_odd_about_the_records(database):
    of_records = "question_id LIKE '5_-%'"
    repaired = f"SELECT question_id, rule FROM text_repairs WHERE {of_records}"
    assert one(database, repaired) == ("56-900030", "utf8_as_cp1252")
    links = f"SELECT question_id, relation, target_id FROM links WHERE {of_records}"
    assert one(database, links) == ("56-900030", "requalified_from", "chamber:question:56990125C")
    groups = "SELECT list(question_id ORDER BY 1) FROM questions GROUP BY group_id HAVING count(*) = 2"
    assert one(database, f"{groups} AND min(house) = 'chamber'") == (["56-900051", "56-900052"],)
    forms = "SELECT list(form ORDER BY form) FROM pages WHERE question_id = '55-900010'"
    assert one(database, forms) == (["json", "xml"],)
    unknown = "count(*) FILTER (eurovoc_id IS NULL AND keyword NOT SIMILAR TO '(VERZONNEN|EXEMPLE).*')"
    concepts = f"SELECT count(DISTINCT eurovoc_id), {unknown} FROM keywords WHERE {of_records}"
    assert one(database, concepts) == (9, 0)
