"""A known senator or office in other words is nobody new; real double names, namesakes and new ones are."""

import re
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from schemas.vocabulary.entities import portfolios
from schemas.vocabulary.governments import ministers
from tasks.link.actors.doubts import office_with_more
from tasks.link.actors.members import member_tables
from tasks.link.actors.offices import office_tables
from tests.link.actors.support import asked, kinds, rows_of
from tests.support.each_case import each_case

SURNAMES = ["Vanneste-Dubois", "de Cloedt", "Van den Ossegem", "D'Hertoghe", "Grandhénin", "Martin"]
GIVEN = ["Hélène", "Jean-Marie", "Zoë", "Anne Sophie", "Güler", "Thomas"]
OFFICES = [printed for row in rows_of("both_languages.tsv") for printed in row.values()]
FORMS = "{s} {g}|{S} {g}|{S} {G}|{g} {s} PS|{g} {s} - Open Vld|{g} {s} Voorzitter|{g} {s} senator"
FORMS += "|Sénatrice {g} {s}|{g} {s} Mme|baron {g} {s}|Dr. {g} {s}|{i} {s}"
BESIDE = "{o} {n}|{o}, {n}|{o} - {n}|{o} ({n})|{o}: {n}|{n}, {o}|{n} ({o})|{o}, mevrouw {n}|{o} M. {n}"
DAY = datetime(2026, 1, 5, tzinfo=UTC)


def seen(number, author, party="CD&V", day=0, on=1, **addressees):
    return asked(f"7-{number}", author, party, on, **addressees) | {"last_changed": DAY + timedelta(day)}


def doubtful(actors):
    return {question_id for kind, question_id in kinds(actors.issues) if kind == "author_doubtful"}


@given(st.sampled_from(GIVEN), st.sampled_from(SURNAMES), st.sampled_from(FORMS.split("|")), st.booleans())
def test_a_known_senator_in_other_words_is_nobody_new(first, last, form, has_party):
    initials = re.sub(r"(\w)\w*", r"\1.", first)
    other = form.format(g=first, s=last, G=first.upper(), S=last.upper(), i=initials)
    rows = [seen(1, f"{first} {last}"), seen(2, f"{first} {last}".upper())]
    rows += [seen(number, other, "CD&V" if has_party else None, 9) for number in range(3, 7)]
    actors, alone = member_tables(rows), member_tables(rows[:2])
    assert actors.members == alone.members
    assert doubtful(actors) == {f"7-{number}" for number in range(3, 7)}
    assert {actors.of_question[question_id][0] for question_id in doubtful(actors)} == {None}
    assert all(other in issue["detail"] for issue in actors.issues)


@each_case(
    ("authors", "members"),
    [
        (("Hélène Vanneste", "Hélène Vanneste-Dubois"), 2),
        (("Hélène Vanneste", "Vanneste", "Jan Vanneste"), 3),
        (("de Cloedt", "Ann de Cloedt", "Ann Ridder", "Karl De Ridder", "Jan De Heer"), 5),
        (("Jan M. Peeters", "JP Peeters", "Jan Peeters", "Anke Van dermeersch"), 4),
    ],
)
def test_real_double_names_and_new_senators_are_members(authors, members):
    actors = member_tables([seen(number, author) for number, author in enumerate(authors, 1)])
    assert (len(actors.members), doubtful(actors)) == (members, set())


def test_of_two_with_the_same_words_parties_tell_persons_apart():
    rows = [seen(1, "Thomas Martin", "PS"), seen(2, "Martin Thomas", "MR", 5)]
    assert len(member_tables(rows).members) == 2
    renamed = [seen(1, "Thomas Martin", "cdH"), seen(2, "Martin Thomas", "Les Engagés", 5)]
    assert doubtful(member_tables(renamed)) == {"7-2"}


@each_case(
    ("rows", "known"),
    [
        ([("Cloedt Ann", 1, 9, 1), ("Ann Cloedt", 4, 3, 2)], "ann-cloedt"),
        ([("Cloedt Ann", 1, 3, 2), ("Ann Cloedt", 4, 3, 1)], "ann-cloedt"),
        ([("Cloedt Ann", 2, 3, 1), ("Ann Cloedt", 1, 3, 1)], "cloedt-ann"),
        ([("Geens Koen", 3, 1, 1)], None),
        ([("Geens Koen", 3, 1, 1), ("Koen Geens", 1, 9, 9)], "koen-geens"),
    ],
)
def test_ministers_then_older_pages_older_and_more_questions_tell_who_is_known(rows, known):
    """By (author, questions, day of the last change, day asked)."""
    each = [(author, day, asked_on) for author, count, day, asked_on in rows for _ in range(count)]
    made = [seen(at, *one[:1], day=one[1], on=one[2]) for at, one in enumerate(each, 1)]
    assert [row["member_id"] for row in member_tables(made).members] == ([known] if known else [])


@given(
    st.sampled_from(OFFICES)
    | st.sampled_from([*portfolios()]).map(lambda one: f"minister van {one.names[0]}"),
    st.sampled_from(GIVEN),
    st.sampled_from(SURNAMES),
    st.sampled_from(BESIDE.split("|")),
)
def test_an_office_with_a_name_is_no_office(office, first, last, form):
    assert office_with_more(office) is None
    printed = form.format(o=office, n=f"{first} {last}")
    known = seen(1, None, nl=office)
    offices = office_tables([known, seen(2, None, nl=printed), seen(3, None, nl=office, fr=printed)])
    assert (offices.offices, offices.names) == (office_tables([known]).offices, office_tables([known]).names)
    assert set(offices.of_question) == {"7-1"}
    assert kinds(offices.issues) == [("office_doubtful", "7-2"), ("office_doubtful", "7-3")]
    assert all(last in issue["detail"] for issue in offices.issues)


NEW = "de minister van Justitie en Ruimtevaart|de minister van Justitie, Ruimtevaart en Getijden"
NEW += "|de minister van Justitie, belast met Ruimtevaart|le ministre de la Justice, chargé des Astres"
NEW += "|MINISTER VAN RUIMTEVAART|la ministre de l'Espace|de minister van Werk van morgen"
NEW += "|de staatssecretaris voor Ruimtevaart, toegevoegd aan de minister van Justitie|le président du Sénat"
NEW += "|Minister van Volksgezondheid en Pensioenen (Volksgezondheid)|Vlaams minister van Onderwijs"
NEW += "|de minister van Ruimtevaart en minister van Justitie"


@each_case("printed", NEW.split("|"))
def test_a_true_new_minister_has_an_office(printed):
    assert set(office_tables([seen(1, None, nl=printed)]).of_question) == {"7-1"}


def test_a_name_in_the_middle_and_behind_the_other_minister_is_found():
    state = "staatssecretaris voor Begroting{}, toegevoegd aan de minister van Justitie{}"
    assert office_with_more(state.format("", "")) is None
    assert office_with_more(state.format(" Zoë de Cloedt", "")) == "Zoë de Cloedt"
    assert office_with_more(state.format("", " Zoë de Cloedt")) == "Zoë de Cloedt"


def test_no_minister_of_the_vocabulary_is_doubtful():
    names = sorted({term.name for term in ministers()})
    before = {"asked_on": min(term.since for term in ministers())}
    assert not doubtful(member_tables([seen(at, name, None) | before for at, name in enumerate(names, 1)]))
    known = {one.code: one for one in portfolios()}
    for term in ministers():
        words = [known[code].names_fr[0] for code in term.portfolios]
        assert office_with_more(f"ministre, chargé de {' et '.join(words)}") is None


@each_case(("day", "doubt"), [("2013-05-30", True), ("2008-01-15", False), ("2020-10-02", False)])
def test_a_member_of_the_government_asks_nothing(day, doubt):
    """Koen Geens was a minister from 5 March 2013 to 1 October 2020 (Belgian Official Gazette)."""
    row = seen(1, "Koen Geens") | {"asked_on": date.fromisoformat(day)}
    assert doubtful(member_tables([row])) == ({"7-1"} if doubt else set())
