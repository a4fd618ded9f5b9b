"""Letters lost to a mark, or gone, come back where a word tells which they were; all else stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.repair import repair_text
from tasks.repair.edits import apply
from tests.repair.support import undo
from tests.support.examples import examples

MARKED = [
    ("nl", "De offici{}le cijfers over pati{}nten, nu.", "De officiële cijfers over patiënten, nu."),
    ("nl", "Dat is in Belgi{} officieel zo.", "Dat is in België officieel zo."),
    ("nl", "Het gaat om {}{}n dossier van de co{}rdinatie.", "Het gaat om één dossier van de coördinatie."),
    ("fr", "Le d{}partement a {}t{} inform{}.", "Le département a été informé."),
    ("fr", "La r{}ponse {} la question de l’{}tat belge.", "La réponse à la question de l’État belge."),
    ("fr", "L{}article concerne d{}autres communes tr{}s pr{}s d{}ici.",
     "L’article concerne d’autres communes très près d’ici."),
]  # fmt: skip
DROPPED = [
    ("nl", "De officile cijfers van Belgi over patinten.", "De officiële cijfers van België over patiënten."),
    ("nl", "De kankerpatinten en de financile kosten.", "De kankerpatiënten en de financiële kosten."),
    ("fr", "Le dpartement a t inform de la scurit.", "Le département a été informé de la sécurité."),
    ("fr", "La rponse  la question porte sur la rgion.", "La réponse à la question porte sur la région."),
    ("fr", "Il ira jusqu' Lige, dans la rgion, c'est--dire trs loin.",
     "Il ira jusqu'à Liège, dans la région, c'est-à-dire très loin."),
]  # fmt: skip
STAYS = [
    ("nl", "Waarom? Hoeveel? Is dat zo?Welke maatregelen neemt u?"),
    ("nl", "Hoeveel waren het er?a) in Brussel?b) in Gent? c) elders?"),
    ("nl", "De potentiele winst van de officiele cijfers in Belgie is geevalueerd."),
    ("nl", "Zie http://www.senate.be/www/?MIval=x&LEG=5 en www.test.be/zoek?naam=caf?taal=nl"),
    ("nl", "De minister heeft geen weet van enig misbruik door de diensten.  De cijfers volgen."),
    ("fr", "Pourquoi ? Combien ? Est-ce vrai?Quelles mesures prenez-vous?"),
    ("fr", "LA REGION DE BRUXELLES-CAPITALE A ETE INFORMEE PAR LE MINISTRE."),
    ("fr", "Le ministre a ete informe de la decision de la region apres la reponse."),
    (None, "The department was informed of the decision?and the region too.  It is so."),
]
NAMES = ["C?cile", "Andr?", "Fr?d?ric", "Val?rie"]


@pytest.mark.parametrize("mark", ["?", "\ufffd"])
@pytest.mark.parametrize(("language", "shown", "right"), MARKED)
def test_letters_lost_to_a_mark(language, shown, right, mark):
    broken = shown.replace("{}", mark)
    for told in (language, None):
        found = repair_text(broken, told)
        assert found.text == right
        assert {repair.rule for repair in found.repairs} == {"lost"}
        assert all(0.5 < repair.certainty <= 0.99 for repair in found.repairs)


@pytest.mark.parametrize(("language", "shown", "right"), DROPPED)
def test_letters_that_are_gone(language, shown, right):
    found = repair_text(shown, language)
    assert found.text == right
    assert {repair.rule for repair in found.repairs} == {"lost"}
    assert all(0.5 < repair.certainty <= 0.99 for repair in found.repairs)


@pytest.mark.parametrize(("language", "text"), STAYS)
def test_what_lacks_nothing_stays(language, text):
    found = repair_text(text, language)
    assert (found.text, found.repairs) == (text, ())


@pytest.mark.parametrize("name", NAMES)
def test_names_are_not_restored(name):
    text = f"Le département a été informé par {name} Dupont. La r?ponse est tr?s claire."
    found = repair_text(text, "fr").text
    assert f"par {name} Dupont" in found
    assert found.endswith("La réponse est très claire.")


def test_a_question_mark_stays_one_on_a_page_that_lost_letters():
    text = "Le d?partement a-t-il ?t? inform?? Quand? Et o?, ? quelle date?"
    assert repair_text(text, "fr").text == "Le département a-t-il été informé? Quand? Et où, à quelle date?"


@examples(200)
@given(
    st.lists(
        st.sampled_from([*(row[1] for row in MARKED + DROPPED), "? ", "  ", "o?", "t ", "\n"]),
        max_size=6,
    ),
    st.sampled_from(["?", "\ufffd"]),
    st.sampled_from(["nl", "fr", None]),
)
def test_every_mixture(pieces, mark, language):
    text = " ".join(pieces).replace("{}", mark)
    found = repair_text(text, language)
    assert apply(text, found.repairs) == found.text
    assert undo(found.text, found.repairs) == text
    again = repair_text(found.text, language)
    assert (again.text, again.repairs) == (found.text, ())
