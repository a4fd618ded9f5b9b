"""What the Senate's own pages name in their own way: committees, reports, regions, units, offices."""

from tasks.extract import mentions
from tests.support.each_case import each_case

FOUND = [
    ("nl", "document", "Commissiehandelingen 5-151COM"),
    ("nl", "document", "Handelingen 5-151"),
    ("fr", "document", "Annales 5-151COM"),
    ("nl", "place", "Vlaamse gewest"),
    ("nl", "place", "Waalse gewest"),
]
CUT = [
    ("nl", "De minister van Justitie en Unia zwegen.", ["office", "minister van Justitie"], "Unia"),
    ("nl", "De minister van Werk en Fedasil zwegen.", ["office", "minister van Werk"], "Fedasil"),
]
OFFICES = [
    ("fr", "ministre wallonne de l'Action sociale"),
    ("nl", "minister van Kanselarij en Regie der Gebouwen"),
    ("nl", "minister bevoegd voor Fedasil"),
]
NONE = [
    ("fr", "Madame la Directrice a répondu.", "person"),
    ("fr", "Monsieur le Gouverneur a répondu.", "person"),
    ("nl", "De Gouverneur van Limburg antwoordde.", "person"),
]


@each_case(("language", "kind", "name"), FOUND)
def test_what_the_senate_names(language, kind, name):
    frame = {"nl": "Dat bleek gisteren: de {} zei dit.", "fr": "Voir hier : la {} a dit cela."}[language]
    found = mentions(frame.format(name), language)
    assert [(one.kind, one.text) for one in found if one.kind in {kind, "organisation"}] == [(kind, name)]


@each_case(("language", "text", "office", "body"), CUT)
def test_an_office_ends_before_a_body(language, text, office, body):
    found = [(one.kind, one.text) for one in mentions(text, language)]
    assert found == [tuple(office), ("organisation", body)]


@each_case(("language", "office"), OFFICES)
def test_a_portfolio_may_be_called_as_a_body_is(language, office):
    frame = {"nl": "De {} zei dit.", "fr": "La {} a dit cela."}[language]
    assert [(one.kind, one.text) for one in mentions(frame.format(office), language)] == [("office", office)]


@each_case(("language", "text", "kind"), NONE)
def test_a_title_is_no_name(language, text, kind):
    assert [one.text for one in mentions(text, language) if one.kind == kind] == []


def test_initials_behind_a_newspaper_are_no_body():
    found = mentions("Zoals De Morgen (LW) schreef, en LW nogmaals.", "nl")
    assert [one.text for one in found if one.kind == "organisation"] == ["De Morgen"]
    own = mentions("Gazet van Antwerpen (GVA) schreef het, en GVA nogmaals.", "nl")
    assert [one.text for one in own if one.kind == "organisation"] == ["Gazet van Antwerpen", "GVA", "GVA"]
