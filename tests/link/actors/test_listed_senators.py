"""Which member a senator of the Senate's list is: by the name, and nobody where that is not sure."""

from datetime import UTC, datetime

import pytest

from schemas.records import SenatorSeen
from tasks.link.actors.listed_senators import senators_of
from tasks.link.actors.members import member_tables
from tests.link.actors.support import asked

OLD, NEW, LIST = "old", "new", "list"
PAGES = [
    {"page_id": page, "seen_at": datetime(year, 5, 1, tzinfo=UTC)}
    for page, year in ((OLD, 2021), (NEW, 2026), (LIST, 2026))
]
AUTHOR = [asked("5-1", "Cecile Thibaut", "Ecolo"), asked("5-2", "Jan Peeters", "CD&V")]
NAMESAKES = [asked("5-3", "Dominique Coppens", "PS"), asked("5-4", "Dominique Coppens", "CD&V")]


def own(number, name, group="Ecolo", born=1970, page=NEW):
    return SenatorSeen(page, number, name, None, group, born)


def listed(number, name, legislature=7):
    return SenatorSeen(LIST, number, name, legislature)


def linked(*seen, questions=AUTHOR):
    actors = member_tables(questions, senators_of(seen, PAGES))
    return {row["member_id"]: row for row in actors.members}, actors


def test_a_senator_is_the_member_of_that_name_in_any_spelling():
    members, actors = linked(
        own(4, "CÉCILE THIBAUT"), listed(4, "Thibaut Cécile"), listed(4, "Cécile Thibaut", 8)
    )
    wanted = {"senate_id": "4", "group": "Ecolo", "birth_year": 1970, "legislatures": ["7", "8"]}
    assert wanted.items() <= members["cecile-thibaut"].items()
    assert members["jan-peeters"]["senate_id"] is None
    assert {row["found_by"] for row in actors.memberships} == {"questions"}
    assert actors.issues == []


def test_a_senator_who_never_asked_is_a_member_without_questions():
    members, actors = linked(own(5, "Ann Vandeghinste", "Open Vld"))
    row = members["ann-vandeghinste"]
    assert (row["questions"], row["first_asked_on"], row["spellings"]) == (0, None, ["Ann Vandeghinste"])
    (membership,) = (one for one in actors.memberships if one["member_id"] == "ann-vandeghinste")
    assert {"found_by": "senate_list", "party_id": "open-vld", "questions": 0}.items() <= membership.items()


def test_the_newest_page_has_the_group_and_another_party_is_a_membership():
    members, actors = linked(own(4, "Cécile Thibaut", "PS"), own(4, "Cécile Thibaut", "MR", None, page=OLD))
    assert (members["cecile-thibaut"]["group"], members["cecile-thibaut"]["birth_year"]) == ("PS", 1970)
    found = [
        (one["party"], one["found_by"]) for one in actors.memberships if one["member_id"] == "cecile-thibaut"
    ]
    assert found == [("Ecolo", "questions"), ("PS", "senate_list")]


@pytest.mark.parametrize(
    ("seen", "questions"),
    [
        ([own(1, "Jan Peeters"), own(2, "JAN PEETERS")], AUTHOR),
        ([own(1, "Ann Coppens"), own(2, "Ann Coppens")], AUTHOR),
        ([own(1, "Dominique Coppens", "PS")], NAMESAKES),
        ([own(1, "Jan Peeters", "MR")], AUTHOR),
        ([own(1, "Ann Coppens"), listed(1, "Jan Peeters")], AUTHOR),
        ([listed(1, "Ann Coppens")], AUTHOR),
        ([listed(1, None)], AUTHOR),
        ([own(1, "Ann Copp?ns")], AUTHOR),
        ([own(1, "Ann Coppens"), own(1, "Jan Peeters", page=OLD)], AUTHOR),
        ([own(1, "PEETERS Jan", "CD&V")], AUTHOR),
        ([own(1, "Ann Coppens"), own(2, "Coppens Ann")], AUTHOR),
    ],
    ids=[
        *("two of an author's name", "two who never asked", "two members", "other language group"),
        *("list differs", "list alone", "no name", "damaged"),
        *("two names", "surname first", "two orders of words"),
    ],
)
def test_who_is_not_sure_has_no_number_and_an_issue(seen, questions):
    members, actors = linked(*seen, questions=questions)
    assert {row["senate_id"] for row in members.values()} == {None}
    assert members.keys() == linked(questions=questions)[0].keys()
    found = [row for row in actors.issues if row["kind"] == "senator_uncertain"]
    assert len(found) == len({one.senate_id for one in seen})
    assert all(row["page_id"] and row["question_id"] is None for row in found)


def test_a_list_alone_gives_its_number_and_pages_that_disagree_no_year_of_birth():
    members, _ = linked(listed(3, "Jan Peeters"))
    assert (members["jan-peeters"]["senate_id"], members["jan-peeters"]["group"]) == ("3", None)
    members, actors = linked(own(4, "Cécile Thibaut"), own(4, "Cécile Thibaut", born=1971, page=OLD))
    assert (members["cecile-thibaut"]["senate_id"], members["cecile-thibaut"]["birth_year"]) == ("4", None)
    assert [row["kind"] for row in actors.issues] == ["senator_uncertain"]


def test_identifiers_of_authors_stay_and_questions_point_to_them():
    _, actors = linked(own(9, "Ann Vandeghinste"), own(4, "Cécile Thibaut"))
    assert actors.of_question == member_tables(AUTHOR).of_question
