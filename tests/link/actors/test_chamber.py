"""Persons, parties and ministers of the Chamber, beside those of the Senate."""

from datetime import date

import pyarrow as pa
import pytest

from tasks.common.parties import party_of
from tasks.link.actors.members import member_tables
from tasks.link.actors.ministers import minister_asked
from tasks.link.actors.tables import with_identifiers
from tests.link.actors.support import asked

DAYS = {54: date(2017, 2, 1), 55: date(2022, 6, 1), 56: date(2026, 2, 2)}


@pytest.mark.parametrize(
    ("legislature", "printed", "party"),
    [
        (54, "PTB-GO!", "pvda-ptb"),
        (54, "VUWO", "vuye-wouters"),
        (54, "Vuye&Wouters", "vuye-wouters"),
        (54, "ONAFH", "onafhankelijk"),
        (54, "DEFI", "defi"),
        (55, "INDEP", "onafhankelijk"),
        (55, "LENGAG", "les-engages"),
        (55, "Voorui", "vooruit"),
        (56, "Les Engagés", "les-engages"),
        (56, "Anders.", "anders"),
    ],
)
def test_a_party_code_of_the_chamber_is_that_party(legislature, printed, party):
    assert party_of(printed, DAYS[legislature], legislature).code == party


def test_an_unknown_party_code_of_the_chamber_is_reported():
    actors = member_tables([asked("54-900001", "Verzonnen Lid", "XYZ!", date(2017, 2, 1))])
    assert [(row["kind"], row["detail"]) for row in actors.issues] == [
        ("party_unknown", "No party is known as 'XYZ!'.")
    ]


REYNDERS = (
    "Vice-eersteminister en minister van Buitenlandse Zaken en Europese Zaken, belast met Beliris en de "
    "Culturele Instellingen"
)


@pytest.mark.parametrize(("question_id", "minister"), [("54-184502", "didier-reynders"), ("54-900001", None)])
def test_a_real_minister_is_asked_by_real_questions_of_the_chamber_alone(question_id, minister):
    assert minister_asked(asked(question_id, on=date(2017, 2, 1), nl=REYNDERS)) == minister


@pytest.mark.parametrize(
    ("houses", "found"),
    [
        (["senate"], "verzonnen-lid"),
        (["chamber"], "verzonnen-lid-chamber"),
        (["senate", "chamber"], None),
    ],
)
def test_a_mention_of_a_name_that_members_of_both_houses_have_names_nobody(houses, found):
    ids = {"senate": "verzonnen-lid", "chamber": "verzonnen-lid-chamber"}
    members = [{"member_id": ids[one], "spellings": ["Verzonnen Lid"], "house": one} for one in houses]
    mentions = pa.table(
        {
            "kind": ["person", "person"],
            "text": ["Verzonnen Lid", "Een Ander"],
            "entity_id": pa.array(["verzonnen-lid" if len(houses) > 1 else None, "een-ander"]),
        }
    )
    assert with_identifiers(mentions, members)["entity_id"].to_pylist() == [found, "een-ander"]
