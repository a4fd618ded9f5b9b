"""Ranges, rates, classes of age, and years with what stands beside them."""

import pytest

from tests.extract.support import found, values


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "tussen 25 % en 30 %", [("25 % en 30 %", "25/30", "%")]),
        ("fr", "de 120 km/h à 160 km/h ici", [("120 km/h à 160 km/h", "120/160", "km/h")]),
        ("nl", "gestegen van 20 % tot 30 %", [("20 %", "20", "%"), ("30 %", "30", "%")]),
        ("nl", "het aantal korven, tussen 170 en 180", [("170 en 180", "170/180", "korven")]),
        (
            "nl",
            "Het aantal korven steeg van 170 tot 180",
            [("170", "170", "korven"), ("180", "180", "korven")],
        ),
        ("nl", "36,4 per 100.000 imkers", [("36,4 per 100.000 imkers", "36.4", "per 100.000 imkers")]),
        (
            "nl",
            "(-18, 18-24, 25-34 en +75 jaar)",
            [
                ("18", "18", "jaar"),
                ("18-24", "18/24", "jaar"),
                ("25-34", "25/34", "jaar"),
                ("75 jaar", "75", "jaar"),
            ],
        ),
        (
            "fr",
            "moins de 18, 18 à 24 et plus de 65 ans",
            [("18", "18", "ans"), ("18 à 24", "18/24", "ans"), ("65 ans", "65", "ans")],
        ),
        ("fr", "Le 5, 12 ans après.", [("12 ans", "12", "ans")]),
    ],
)
def test_ranges_rates_and_classes_of_age(language, text, expected):
    assert values(text, "quantity", language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "à l'horizon 2030, Horizon 2020", ["2030"]),
        ("fr", "à la mi-2020", ["2020"]),
        ("nl", "in 2017-18 en 2011-12", ["2017/2018"]),
        ("nl", "lager dan in 2019.1. Hoe", ["2019"]),
        ("nl", "het eerste semester in 2020", ["2020-01/2020-06"]),
        ("fr", "le 1er  juillet 2018", ["2018-07-01"]),
        ("nl", "het verslag 2019 ontvangen", ["2019"]),
        ("nl", "tegen 2040 bijna alles", ["2040"]),
    ],
)
def test_years_and_what_is_beside_them(language, text, expected):
    assert [m.value for m in found(text, "date", language)] == expected


def test_a_falling_amount_is_one():
    assert values("de 31,9 à 15,1 millions d'euros", "money", "fr") == [
        ("31,9 à 15,1 millions d'euros", "31900000/15100000", "EUR")
    ]
    assert values("payer 30 à 15 euros, 5 milions d'euros", "money", "fr") == [
        ("30", "30", "EUR"),
        ("15 euros", "15", "EUR"),
        ("5 milions d'euros", "5000000", "EUR"),
    ]
    assert values("de 5.000 ou de 10.000 euros", "money", "fr") == [
        ("5.000", "5000", "EUR"),
        ("10.000 euros", "10000", "EUR"),
    ]
