"""Letters lost to a mark, or gone, come back where a word tells which they were; all else stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.repair import repair_text
from tasks.repair.edits import apply
from tasks.repair.lost.restoring import MOST_CERTAIN
from tests.repair.support import undo
from tests.support.each_case import each_case
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
NAMES = ["Cécile", "André", "Frédéric", "Valérie", "François"]
UNKNOWN_NAMES = ["M{}ller", "S{}rensen", "{}zkan", "K{}nig", "Zx{}qv"]
SIGNS = [
    (
        "fr",
        "Selon l{}ONSS, l{}{}tude d{}Anvers n{}a rien montr{}.",
        "Selon l’ONSS, l’étude d’Anvers n’a rien montré.",
    ),
    (
        "fr",
        "Le {}{}projet{}{} a d{}marr{}: {}mieux vaut tard{}.",
        "Le «\u00a0projet\u00a0» a démarré: “mieux vaut tard”.",
    ),
    (
        "fr",
        "Le co{}t est-il de 200 {} (art. 3, {} 2, al. 1)? Qui paie? Depuis quand?",
        "Le coût est-il de 200 € (art. 3, § 2, al. 1)? Qui paie? Depuis quand?",
    ),
    (
        "nl",
        "De pati{}nten en hun auto{}s zijn er: zo{}n {}vloot{}.",
        "De patiënten en hun auto’s zijn er: zo’n “vloot”.",
    ),
    (
        "nl",
        "De pati{}nten {} en dat zijn er veel {} betalen 200 {} in Gent.",
        "De patiënten – en dat zijn er veel – betalen 200 € in Gent.",
    ),
]
ELIDED = [
    (
        "Lanne dernire, lautorit est venue avec dautres.",
        "L’année dernière, l’autorité est venue avec d’autres.",
    ),
    (
        "Selon lautorit, le mHealth est trs utilis en dcembre.",
        "Selon l’autorité, le mHealth est très utilisé en décembre.",
    ),
]
QUESTIONS = [
    "Le minist{}re est-il sur TikTok? Quand? O{}?",
    "La r{}gion est-elle inform{}e ? Quand ? Qui d{}cide ?",
    "Zie http://www.test.be/?id=x&y=z voor Belgi{}. Is dat zo?Waarom? Zeker???",
]


@each_case("mark", ["?", "\ufffd"])
@each_case(("language", "shown", "right"), MARKED)
def test_letters_lost_to_a_mark(language, shown, right, mark):
    broken = shown.replace("{}", mark)
    for told in (language, None):
        found = repair_text(broken, told)
        assert found.text == right
        assert {repair.rule for repair in found.repairs} == {"lost"}
        assert all(0.5 < repair.certainty <= MOST_CERTAIN for repair in found.repairs)


@pytest.mark.parametrize(("language", "shown", "right"), DROPPED)
def test_letters_that_are_gone(language, shown, right):
    found = repair_text(shown, language)
    assert found.text == right
    assert {repair.rule for repair in found.repairs} == {"lost"}
    assert all(0.5 < repair.certainty <= MOST_CERTAIN for repair in found.repairs)


@pytest.mark.parametrize(("language", "text"), STAYS)
def test_what_lacks_nothing_stays(language, text):
    found = repair_text(text, language)
    assert (found.text, found.repairs) == (text, ())


@pytest.mark.parametrize("mark", ["?", "\ufffd"])
@pytest.mark.parametrize(("language", "shown", "right"), SIGNS)
def test_signs_come_back_by_their_places(language, shown, right, mark):
    assert repair_text(shown.replace("{}", mark), language).text == right


@pytest.mark.parametrize(("shown", "right"), ELIDED)
def test_apostrophes_that_are_gone(shown, right):
    assert repair_text(shown, "fr").text == right


@pytest.mark.parametrize("text", QUESTIONS)
def test_question_marks_stay(text):
    language = "nl" if "Belgi" in text else "fr"
    right = text.replace("minist{}re", "ministère").replace("O{}", "Où").replace("Belgi{}", "België")
    right = right.replace("r{}gion", "région").replace("inform{}e", "informée").replace("d{}cide", "décide")
    for mark in ("?", "\ufffd"):
        assert repair_text(text.replace("{}", mark), language).text == right


@pytest.mark.parametrize("name", NAMES)
def test_names_of_one_spelling_come_back(name):
    shown = "".join(letter if letter.isascii() else "?" for letter in name)
    text = f"Le d?partement a ?t? inform? par {shown} Dupont. La r?ponse est tr?s claire."
    assert repair_text(text, "fr").text.startswith(f"Le département a été informé par {name} Dupont.")


@pytest.mark.parametrize("mark", ["?", "\ufffd"])
@pytest.mark.parametrize("name", UNKNOWN_NAMES)
def test_other_names_stay(name, mark):
    text = "Le r{}le de M. " + name + " est tr{}s clair."
    shown = text.replace("{}", mark)
    assert repair_text(shown, "fr").text == f"Le rôle de M. {name.format(mark)} est très clair."


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


@examples(200)
@given(
    st.lists(st.sampled_from([word for row in MARKED + SIGNS for word in row[2].split(" ")]), max_size=8),
    st.sampled_from(["?", "\ufffd"]),
    st.sampled_from(["nl", "fr"]),
)
def test_only_marks_change(words, mark, language):
    right = " ".join(words)
    shown = "".join(letter if letter.isascii() else mark for letter in right)
    found = repair_text(shown, language).text
    assert len(found) == len(shown)
    for old, new in zip(shown, found, strict=True):
        assert old in (new, mark)
        assert new in (old, "\u00a0") or (new.isprintable() and new != "\ufffd")
