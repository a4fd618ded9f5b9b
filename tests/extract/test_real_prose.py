"""What real questions showed to be read wrongly: idioms, ranges with an article, defined abbreviations."""

import pytest

from tasks.extract import mentions


def named(text, language, *kinds):
    return [(m.kind, m.text) for m in mentions(text, language) if m.kind in kinds]


def valued(text, language):
    return [(m.text, m.value, m.unit) for m in mentions(text, language) if m.kind in {"quantity", "money"}]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("nl", "Is de minister van plan om dat te doen?", []),
        ("nl", "De minister van Plan antwoordt.", [("office", "minister van Plan")]),
        ("nl", "DE MINISTER VAN JUSTITIE", [("office", "MINISTER VAN JUSTITIE")]),
        ("nl", "Ik vroeg het aan minister Van Hogerbeek.", [("person", "Van Hogerbeek")]),
        (
            "nl",
            "De Vlaamse minister van Visserij Hilde Coppenhollen zegt neen.",
            [("office", "Vlaamse minister van Visserij"), ("person", "Hilde Coppenhollen")],
        ),
        ("fr", "Le président turc Yıldırak est venu.", [("person", "Yıldırak")]),
        ("fr", "Le Centre hospitalier Émile Brasseleur est plein.", []),
        ("fr", "Le plan France Relance est suivi par M. Brasseleur.", [("person", "Brasseleur")]),
    ],
)
def test_offices_and_persons(language, text, found):
    assert named(text, language, "office", "person") == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("nl", "Het gebeurde tussen de 10 en 20 keer.", [("10 en 20 keer", "10/20", "keer")]),
        ("nl", "Tussen de 10 en de 20 keer.", [("10 en de 20 keer", "10/20", "keer")]),
        ("fr", "Entre les 10 et 20 dossiers.", [("10 et 20 dossiers", "10/20", "dossiers")]),
        ("nl", "Het kost tussen de 5 en 10 euro.", [("5 en 10 euro", "5/10", "EUR")]),
        ("fr", "Un délai de 30 jours civils.", [("30 jours civils", "30", "jours civils")]),
        ("fr", "Une hausse de 12 % par rapport à l'an passé.", [("12 %", "12", "%")]),
    ],
)
def test_ranges_and_units(language, text, found):
    assert valued(text, language) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "nl",
            "De Nationale Raad voor Luchtkwaliteit (NRL) adviseert. Volgens de NRL en NRL-leden niet.",
            ["Nationale Raad voor Luchtkwaliteit", "NRL", "NRL"],
        ),
        (
            "fr",
            "Le Conseil national des prothèses (CNP) le dit. Le CNP est clair.",
            ["Conseil national des prothèses", "CNP", "CNP"],
        ),
        ("nl", "De NRL adviseert.", []),
    ],
)
def test_a_definition_in_brackets_holds_for_its_text(language, text, found):
    assert [name for _, name in named(text, language, "organisation")] == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("nl", "mijn mondelinge vraag nr. 55902659C van toen", ["mondelinge vraag nr. 55902659C"]),
        (
            "nl",
            "(Integraal Verslag, Kamer, 2019-2020, CRIV55 COM 923)",
            ["Integraal Verslag, Kamer, 2019-2020, CRIV55 COM 923"],
        ),
        (
            "fr",
            "(Questions et Réponses, Chambre, 2019-2020, n° 916)",
            ["Questions et Réponses, Chambre, 2019-2020, n° 916"],
        ),
        ("fr", "(Doc. Parl. 55-9133)", ["Doc. Parl. 55-9133"]),
        ("nl", "twee vragen (nrs. 7-90247 en 7-90364)", ["nrs. 7-90247", "7-90364"]),
        ("nl", "die vraag (nr. 7-90825) bleef open", ["nr. 7-90825"]),
    ],
)
def test_papers(language, text, found):
    assert [name for _, name in named(text, language, "document")] == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("nl", "het bos Oude Landen bij Landen", ["Landen"]),
        ("fr", "au Café Bruges, à Gand", ["Gand"]),
        ("nl", "het Antwerpse Mol en de Staat Libië", ["Mol", "Libië"]),
        ("nl", "Misschien. b) Heeft Gent dat?", ["Gent"]),
        ("nl", "het gerechtelijk arrondissement Luik en Gent", []),
        ("fr", "les arrondissements judiciaires de Liège et de Namur", []),
        ("nl", "het Vlaamse en Brusselse Gewest", ["Vlaamse", "Brusselse Gewest"]),
        ("fr", "les Régions flamande et wallonne", ["Régions flamande", "wallonne"]),
        ("nl", "de Vlaamse en Waalse ministers", []),
    ],
)
def test_places(language, text, found):
    assert [name for _, name in named(text, language, "place")] == found


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Zij woont in Congo.", None),
        ("Zij woont in Congo, de vroegere kolonie (DRC).", "country:CD"),
        ("Zij woont in Congo, niet in de Republiek Congo.", "country:CG"),
        ("Zij woont in Congo, niet in de DRC of de Republiek Congo.", None),
    ],
)
def test_which_congo_is_meant_the_text_says(text, state):
    assert next(m.entity_id for m in mentions(text, "nl") if m.text == "Congo") == state
