"""How a mention was found, and the unit that is the same in both languages."""

from collections import Counter

from schemas.vocabulary.entities import organisations
from schemas.vocabulary.rows import several, vocabulary_rows
from tasks.extract import mentions
from tests.support.each_case import each_case


def sources(text, language):
    return {one.text: one.found_by for one in mentions(text, language)}


@each_case(
    ("language", "text", "wanted"),
    [
        ("nl", "De Raad van State zwijgt.", {"Raad van State": "list"}),
        ("nl", "De Raad voor de Imkerij zwijgt.", {"Raad voor de Imkerij": "rule"}),
        ("nl", "Gent en Ecolo.", {"Gent": "list", "Ecolo": "list"}),
        (
            "fr",
            "Le Conseil de la vannerie (CV) et le CV.",
            {"Conseil de la vannerie": "rule", "CV": "defined"},
        ),
        ("fr", "Le 3 mai 2012, 12 jours.", {"3 mai 2012": "rule", "12 jours": "rule"}),
    ],
)
def test_a_mention_says_how_it_was_found(language, text, wanted):
    assert sources(text, language) == wanted


@each_case(
    ("dutch", "french", "code"),
    [
        ("12 jaar", "12 ans", "year"),
        ("3 maanden", "3 mois", "month"),
        ("12 dagen", "12 jours", "day"),
        ("2 uur", "2 heures", "hour"),
        ("50 km/u", "50 km/h", "km/h"),
        ("12 %", "12 %", "%"),
        ("12 VTE", "12 ETP", "FTE"),
        ("5 ton", "5 tonnes", "t"),
        ("5 euro", "5 euros", "EUR"),
        ("12 imkers", "12 apiculteurs", None),
    ],
)
def test_a_unit_has_one_code_in_both_languages(dutch, french, code):
    for text, language in ((f"Dat is {dutch}.", "nl"), (f"C'est {french}.", "fr")):
        assert [one.unit_code for one in mentions(text, language)] == [code]


def test_no_printed_unit_has_two_codes():
    rows = list(vocabulary_rows("units.tsv"))
    printed = [{row["code"], *several(row["names_nl"]), *several(row["names_fr"])} for row in rows]
    assert [
        name for name, times in Counter(name for names in printed for name in names).items() if times > 1
    ] == []
    assert len(rows) > 40


def test_a_name_that_nobody_looked_up_is_found_and_identifies_nothing():
    only_names = {name for body in organisations() if body.is_only_a_name for name in body.names}
    for name in ("Standard de Liège", "KV Mechelen"):
        assert name in only_names
        (found,) = mentions(f"Gisteren sprak men bij {name} daarover.", "nl")
        assert (found.text, found.entity_id, found.found_by) == (name, None, "list")
