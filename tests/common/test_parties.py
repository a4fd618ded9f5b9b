"""Which party a printed party is: spellings without dots and capitals, and names that two parties had."""

from datetime import date

import pytest

from tasks.common.parties import party_of, same_party, side_of
from tests.support.each_case import each_case


def party(printed, on=None, legislature=5):
    found = party_of(printed, on, legislature)
    return found.code if found else None


@each_case(
    ("printed", "code"),
    [
        ("Open Vld", "open-vld"),
        ("CD&V", "cdv"),
        ("sp.a", "spa"),
        ("SP.A", "spa"),
        ("VL. BELANG", "vlaams-belang"),
        ("Ecolo-Groen", "ecolo-groen"),
        ("PRL-FDF", "prl-fdf"),
        ("CD&V-N-VA", "cdv-n-va"),
        ("cdH", "cdh"),
        ("Groen!", "groen-2003"),
        ("Groen", "groen"),
        ("DéFI", "defi"),
        ("Les Engagés", "les-engages"),
        # case, accents, dots and spaces make no difference
        ("open vld", "open-vld"),
        ("Vl Belang", "vlaams-belang"),
        ("C.D.&V.", "cdv"),
        ("ÉCOLO", "ecolo"),
    ],
)
def test_spellings_of_pages_are_known(printed, code):
    assert party(printed) == code


@each_case(
    ("printed", "on", "legislature", "code"),
    [
        ("VB", date(2004, 11, 13), 5, "vlaams-blok"),
        ("VB", date(2004, 11, 14), 5, "vlaams-belang"),
        ("VLD", date(2003, 6, 1), 5, "vld"),
        ("VLD", date(2010, 6, 1), 5, "open-vld"),
        ("SP", date(2003, 6, 1), 5, "sp"),
        # without a date, the legislature tells the time
        ("VB", None, 3, "vlaams-blok"),
        ("VB", None, 5, "vlaams-belang"),
    ],
)
def test_a_spelling_that_two_parties_had_is_the_one_of_that_time(printed, on, legislature, code):
    assert party(printed, on, legislature) == code


def test_without_any_time_there_is_an_answer_all_the_same():
    assert party("VB", None, 99) in {"vlaams-blok", "vlaams-belang"}


@pytest.mark.parametrize("printed", ["Zonnepartij", "!", "PS MR"])
def test_a_party_that_nobody_knows_is_none(printed):
    assert party(printed) is None


@pytest.mark.parametrize(
    ("printed", "side"), [("N-VA", "nl"), ("PS", "fr"), ("Ecolo-Groen", None), ("Zonnepartij", None)]
)
def test_a_party_has_a_language_group_or_none(printed, side):
    assert side_of(party_of(printed, None, 5)) == side


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Onafhankelijke", "Indépendant", True),
        ("CD&V", "CD&V", True),
        (None, None, True),
        ("Zonnepartij", "Zonnepartij", True),
        ("CD&V", "Indépendant", False),
        ("Zonnepartij", "Maanpartij", False),
        ("PS", None, False),
    ],
)
def test_one_party_may_be_printed_in_two_languages(one, other, same):
    assert same_party(one, other) is same
    assert same_party(other, one) is same
