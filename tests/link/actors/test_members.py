"""Who asked: one person for all spellings of a name, and never one for two persons."""

from datetime import date

import pytest

from tasks.link.actors.members import member_tables
from tests.link.actors.support import FIRST_DAY, asked, kinds
from tests.support.each_case import each_case


def members_of(*questions):
    return {
        question_id: member_id for question_id, (member_id, _) in member_tables(questions).of_question.items()
    }


def names(*authors):
    """Questions of these authors, one each, in legislature 5."""
    return [asked(f"5-{number}", author, "Ecolo") for number, author in enumerate(authors, 1)]


def test_members_of_two_houses_are_two_persons():
    asking = [asked("6-1", "An Peeters", "N-VA", 3), asked("54-184502", "An Peeters", "N-VA", 2)]
    actors = member_tables(asking)
    assert [(row["member_id"], row["house"], row["term"]) for row in actors.members] == [
        ("an-peeters", "senate", 6),
        ("an-peeters-chamber", "chamber", 6),
    ]
    assert actors.of_question["6-1"][0] == "an-peeters"


def test_without_questions_there_is_nobody():
    actors = member_tables([])
    assert (actors.members, actors.memberships, actors.of_question, actors.issues) == ([], [], {}, [])


def test_a_member_has_a_row_with_all_that_is_known():
    actors = member_tables(
        [asked("5-2", "Cecile Thibaut", "Ecolo", 9), asked("5-1", "Cécile Thibaut", "Ecolo", 3)]
    )
    assert actors.members == [
        {
            "member_id": "cecile-thibaut",
            "name": "Cécile Thibaut",
            "house": "senate",
            "term": 5,
            "spellings": ["Cecile Thibaut", "Cécile Thibaut"],
            "possibly_same_as": None,
            **dict.fromkeys(("senate_id", "wikidata_id", "birth_year", "group_name", "legislatures")),
            "first_asked_on": date(2010, 9, 4),
            "last_asked_on": date(2010, 9, 10),
            "questions": 2,
        }
    ]
    assert actors.issues == []


def test_a_question_without_author_has_no_member():
    actors = member_tables([asked("5-1"), asked("5-2", " ", "PS")])
    assert actors.of_question == {"5-1": (None, None), "5-2": (None, "ps")}
    assert actors.members == []
    assert actors.issues == []


@pytest.mark.parametrize(
    ("spelling", "other"),
    [
        ("Cécile Thibaut", "Cecile Thibaut"),
        ("Cécile Thibaut", "CÉCILE THIBAUT"),
        ("Anke Van dermeersch", "Anke Van Dermeersch"),
        ("Guy D'haeseleer", "Guy D’haeseleer"),
        ("Stephanie D'Hose", "Stephanie D' Hose"),
        ("Jean-Jacques De Gucht", "Jean Jacques De Gucht"),
        ("Sabine de Bethune", "Sabine\u00a0 de Bethune"),
        ("Cécile Thibaut", "Ce\u0301cile Thibaut"),
    ],
)
def test_spellings_of_one_name_are_one_member(spelling, other):
    assert len(member_tables(names(spelling, other)).members) == 1


@each_case("letters", ["Ú", "?", "\ufffd", "ĂŠ", "Ã©", "ť"])
@each_case("complete", ["Cécile Thibaut", "Cecile Thibaut"])
def test_a_damaged_name_is_the_one_that_it_fits(letters, complete):
    damaged = f"C{letters}cile Thibaut"
    actors = member_tables(names(damaged, damaged, complete))
    assert [(row["member_id"], row["name"]) for row in actors.members] == [("cecile-thibaut", complete)]
    assert actors.issues == []


def test_a_damaged_name_that_fits_two_or_none_is_kept_apart_and_reported():
    actors = member_tables(names("Andrée Simon", "Andrëa Simon", "Andr?? Simon"))
    assert len(actors.members) == 3
    assert kinds(actors.issues) == [("member_uncertain", "5-3")]
    assert "'andrea simon' and 'andree simon'" in actors.issues[0]["detail"]
    actors = member_tables(names("C\ufffdcile Thibaut", "C?cile Thibaut", "Karl Vanlouwe"))
    assert [row["member_id"] for row in actors.members] == ["c-cile-thibaut", "karl-vanlouwe"]
    assert kinds(actors.issues) == [("member_uncertain", "5-1"), ("member_uncertain", "5-2")]


@pytest.mark.parametrize("damaged", ["CÚcile Thibaut", "CÃ©cile Thibaut", "Cťcile Thibaut"])
def test_a_damaged_name_that_fits_none_is_what_repair_reads(damaged):
    actors = member_tables(names(damaged, "Karl Vanlouwe"))
    assert [row["member_id"] for row in actors.members] == ["cecile-thibaut", "karl-vanlouwe"]
    assert kinds(actors.issues) == [("member_uncertain", "5-1")]


def test_a_name_that_repair_reads_is_one_that_others_fit_behind_names_of_the_corpus():
    actors = member_tables(names("C?cile Thibaut", "CÚcile Thibaut"))
    assert [row["member_id"] for row in actors.members] == ["cecile-thibaut"]
    assert kinds(actors.issues) == [("member_uncertain", "5-2")]
    # Repair would read 'Cécile'.
    actors = member_tables(names("CÚcile Thibaut", "Cacile Thibaut"))
    assert [row["member_id"] for row in actors.members] == ["cacile-thibaut"]


def test_a_foreign_letter_is_no_damage_and_an_author_without_letters_is_reported():
    actors = member_tables(names("Zeynep Şahin", "Zeynep ?ahin"))
    assert [(row["member_id"], row["name"]) for row in actors.members] == [("zeynep-sahin", "Zeynep Şahin")]
    assert actors.issues == []
    actors = member_tables(names("???", "—"))
    assert actors.members == []
    assert kinds(actors.issues) == [("member_uncertain", "5-1"), ("member_uncertain", "5-2")]


@pytest.mark.parametrize(
    "other", ["A. Peeters", "Jan Pieters", "Jan Peetersen", "Jan Van Peeters", "J Pieters"]
)
def test_different_names_are_different_members(other):
    assert len(member_tables(names("Jan Peeters", other)).members) == 2


def test_the_best_spelling_is_complete_in_mixed_case_with_accents_then_the_most_frequent():
    spellings = ["Cecile Thibaut"] * 3 + ["CÉCILE THIBAUT"] * 3 + ["CÚcile Thibaut"] * 3 + ["Cécile Thibaut"]
    assert member_tables(names(*spellings)).members[0]["name"] == "Cécile Thibaut"
    rows = names("Anke Van Dermeersch", "Anke Van dermeersch", "Anke Van dermeersch")
    assert member_tables(rows).members[0]["name"] == "Anke Van dermeersch"


def same_as(*questions):
    """Each member with the one that it may be."""
    return {row["member_id"]: row["possibly_same_as"] for row in member_tables(questions).members}


@pytest.mark.parametrize("legislature", [2, 3, 4])
def test_a_surname_alone_may_be_its_one_bearer_of_about_that_time(legislature):
    rows = [
        asked("3-1", "Van Hauthem"),
        asked(f"{legislature}-2", "Joris Van Hauthem"),
        asked("3-3", "De Schamphelaere"),
        asked("3-4", "Mia De Schamphelaere"),
    ]
    assert members_of(*rows)["3-1"] == "van-hauthem"
    assert same_as(*rows) == {
        "van-hauthem": "joris-van-hauthem",
        "joris-van-hauthem": None,
        "de-schamphelaere": "mia-de-schamphelaere",
        "mia-de-schamphelaere": None,
    }
    assert member_tables(rows).issues == []


@pytest.mark.parametrize("legislature", [1, 5])
def test_one_of_another_time_is_not_named(legislature):
    assert same_as(asked("3-1", "Beke"), asked(f"{legislature}-2", "Wouter Beke"))["beke"] is None


def test_where_several_bear_a_surname_none_is_named():
    assert same_as(asked("3-1", "Peeters"), asked("3-2", "Jan Peeters"), asked("4-3", "An Peeters")) == {
        "peeters": None,
        "jan-peeters": None,
        "an-peeters": None,
    }


def test_the_end_of_a_surname_is_none_and_the_party_tells_whose_it_cannot_be():
    assert same_as(asked("3-1", "Gucht"), asked("3-2", "Jean-Jacques De Gucht"))["gucht"] is None
    rows = [asked("3-1", "Peeters", "PS"), asked("3-2", "Jan Peeters", "SP.A"), asked("3-3", "Jan Peeters")]
    assert members_of(*rows) == {"3-1": "peeters", "3-2": "jan-peeters", "3-3": "jan-peeters"}
    assert same_as(*rows)["peeters"] is None


def test_one_name_in_both_language_groups_of_a_legislature_is_two_persons():
    rows = [
        asked("4-1", "Jan Peeters", "CD&V"),
        asked("4-2", "Jan Peeters", "PS"),
        asked("5-1", "Jan Peeters", "MR"),
    ]
    actors = member_tables(rows)
    assert members_of(*rows) == {"4-1": "jan-peeters", "4-2": "jan-peeters-fr", "5-1": "jan-peeters-fr"}
    assert kinds(actors.issues) == [("member_namesakes", "4-1")]
    assert "nl (first in 4-1) and fr (first in 4-2)" in actors.issues[0]["detail"]


def test_a_question_that_does_not_tell_which_namesake_asked_is_nobodys():
    rows = [
        asked("4-1", "Jan Peeters", "CD&V"),
        asked("4-2", "Jan Peeters", "PS"),
        asked("4-3", "Jan Peeters"),
    ]
    rows += [asked("5-1", "Jan Peeters", "CD&V"), asked("5-2", "Jan Peeters")]
    actors = member_tables(rows)
    assert actors.of_question["4-3"] == (None, None)
    assert ("member_uncertain", "4-3") in kinds(actors.issues)
    assert actors.of_question["5-2"] == ("jan-peeters", None), "in that legislature there is only one"


def test_one_name_in_two_language_groups_is_two_persons_whatever_lies_between():
    rows = [
        asked("1-1", "Jan Peeters", "CVP", date(1996, 2, 1)),
        asked("7-1", "Jan Peeters", "PS", date(2020, 2, 1)),
        asked("6-1", "Jan Peeters"),
    ]
    actors = member_tables(rows)
    assert actors.of_question["1-1"] == ("jan-peeters", "cvp")
    assert actors.of_question["7-1"] == ("jan-peeters-fr", "ps")
    assert actors.of_question["6-1"] == (None, None)
    assert sorted(kinds(actors.issues)) == [("member_namesakes", "1-1"), ("member_uncertain", "6-1")]


@pytest.mark.parametrize("party", ["Ecolo-Groen", "Onafhankelijke", "Zonnepartij", None])
def test_a_party_without_language_group_makes_no_second_person(party):
    rows = [asked("4-1", "Jan Peeters", "CD&V"), asked("5-1", "Jan Peeters", party)]
    assert set(members_of(*rows).values()) == {"jan-peeters"}


@pytest.mark.parametrize(
    "later", [asked("5-3", "Jan Peeters", "PS", 9), asked("5-1", "Jan Peeters", "PS", 9)]
)
def test_whoever_appears_later_changes_no_identifier(later):
    first = asked("5-2", "Jan Peeters", "CD&V", 3)
    assert members_of(first) == {"5-2": "jan-peeters"}
    assert members_of(first, later) == {"5-2": "jan-peeters", later["question_id"]: "jan-peeters-fr"}


def test_names_that_give_one_identifier_are_distinguished():
    identifiers = members_of(*names("C Cile Thibaut", "C?cile Thibaut"))
    assert sorted(identifiers.values()) == ["c-cile-thibaut", "c-cile-thibaut-2"]


def runs(*questions):
    rows = member_tables(questions).memberships
    return [
        (row["party_id"], row["party"], row["first_asked_on"], row["last_asked_on"], row["questions"])
        for row in rows
    ]


def day(number):
    return FIRST_DAY.replace(day=FIRST_DAY.day + number)


def test_a_member_may_change_party_and_come_back():
    assert runs(
        asked("5-1", "Lies Jans", "N-VA", 0),
        asked("5-2", "Lies Jans", "NVA", 2),
        asked("5-3", "Lies Jans", "N-VA", 4),
        asked("5-4", "Lies Jans", "Onafhankelijke", 6),
        asked("5-5", "Lies Jans", "N-VA", 8),
    ) == [
        ("n-va", "N-VA", day(0), day(4), 3),
        ("onafhankelijk", "Onafhankelijke", day(6), day(6), 1),
        ("n-va", "N-VA", day(8), day(8), 1),
    ]


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ([("PS", 5), ("MR", 1), ("PS", 9)], [("mr", day(1), day(1), 1), ("ps", day(5), day(9), 2)]),
        ([("PS", 1), ("PS", None), ("MR", 2)], [("ps", day(1), day(1), 2), ("mr", day(2), day(2), 1)]),
        ([("PS", 1), (None, 2), ("PS", 3)], [("ps", day(1), day(3), 2)]),
    ],
    ids=["by dates, not numbers", "one without date is where its number is", "one without party parts none"],
)
def test_runs_are_in_order(told, found):
    rows = [asked(f"5-{number}", "Lies Jans", *one) for number, one in enumerate(told, 1)]
    assert [(run[0], *run[2:]) for run in runs(*rows)] == found


def test_an_unknown_party_has_runs_of_its_own_and_one_issue_for_each_spelling():
    rows = [asked("5-1", "Lies Jans", "PS", 1), asked("5-2", "Lies Jans", "Zonnepartij", 2)]
    rows += [asked("5-3", "Lies Jans", "ZONNEPARTIJ", 3), asked("5-4", "Karl Vanlouwe", "Zonnepartij", 4)]
    actors = member_tables(rows)
    assert runs(*rows) == [
        (None, "Zonnepartij", day(4), day(4), 1),
        ("ps", "PS", day(1), day(1), 1),
        (None, "ZONNEPARTIJ", day(2), day(3), 2),
    ]
    assert kinds(actors.issues) == [("party_unknown", "5-2"), ("party_unknown", "5-3")]
    assert "'Zonnepartij'" in actors.issues[0]["detail"]
    assert actors.of_question["5-2"] == ("lies-jans", None)
