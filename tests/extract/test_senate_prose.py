"""What the Senate's own pages name in their own way: committees, reports, regions, units, offices."""

from tasks.extract import mentions
from tests.support.each_case import each_case

FOUND = [("nl", "place", "Vlaamse gewest"), ("nl", "place", "Waalse gewest")]


@each_case(("language", "kind", "name"), FOUND)
def test_what_the_senate_names(language, kind, name):
    frame = {"nl": "Dat bleek gisteren: de {} zei dit.", "fr": "Voir hier : la {} a dit cela."}[language]
    found = mentions(frame.format(name), language)
    assert [(one.kind, one.text) for one in found if one.kind in {kind, "organisation"}] == [(kind, name)]


def test_initials_behind_a_newspaper_are_no_body():
    found = mentions("Zoals De Morgen (LW) schreef, en LW nogmaals.", "nl")
    assert [one.text for one in found if one.kind == "organisation"] == ["De Morgen"]
    own = mentions("Gazet van Antwerpen (GVA) schreef het, en GVA nogmaals.", "nl")
    assert [one.text for one in own if one.kind == "organisation"] == ["Gazet van Antwerpen", "GVA", "GVA"]
