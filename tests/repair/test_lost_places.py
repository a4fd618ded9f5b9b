"""What a lost sign may be follows from its place, and what several things may be stays."""

import pytest

from tasks.repair import repair_text
from tasks.repair.edits import apply
from tests.support.each_case import each_case

RESTORED = [
    ("nl", "De pati{}nten: is er een evaluatie?{}", "De patiënten: is er een evaluatie?\u00a0"),
    (
        "fr",
        "Le d{}lai a {}t{} prolong{} jusqu{}au 3 mars, avec d{}au moins un mois.",
        "Le délai a été prolongé jusqu’au 3 mars, avec d’au moins un mois.",
    ),
    (
        "nl",
        "De pati{}nten zien voltijdse krachten (VTE{}s), zko{}s en ivzw{}s.",
        "De patiënten zien voltijdse krachten (VTE’s), zko’s en ivzw’s.",
    ),
    (
        "nl",
        "De diensten van Belgi{} en de financi{}le steun {} zo blijkt {} volstaan.",
        "De diensten van België en de financiële steun – zo blijkt – volstaan.",
    ),
    (
        "nl",
        "De pati{}nten zagen de mise {} disposition de la villa.",
        "De patiënten zagen de mise à disposition de la villa.",
    ),
    (
        "nl",
        "De pati{}nten vallen onder artikel 17, § 1, 4{} WIB92.",
        "De patiënten vallen onder artikel 17, § 1, 4° WIB92.",
    ),
    ("nl", "De pati{}nten krijgen 500 {}, wat volstaat.", "De patiënten krijgen 500 €, wat volstaat."),
    ("nl", "De pati{}nten uit M{}nchen.", "De patiënten uit München."),
    ("nl", "De pati{}nten van {}cole Diabolo.", "De patiënten van École Diabolo."),
    ("nl", 'De pati{}nten vragen {}zo snel mogelijk" hulp.', 'De patiënten vragen “zo snel mogelijk" hulp.'),
    ("fr", "Le d{}put{} a dit que L{}on {}tait malade.", "Le député a dit que Léon était malade."),
    ("fr", "L{}on refuse la d{}cision.", "L’on refuse la décision."),
]
STAYS = [
    ("nl", "De patiënten zagen J{}rgen.", "another name has the same shape"),
    ("fr", "Le député a dit que R{}diger parle.", "the name is not the word"),
    ("nl", "De patiënten zeiden dat {}mer in Brussel woont.", "no quotation is closed"),
    ("nl", 'De patiënten lazen "een transport{} en gingen.', "a quotation may be closed"),
    ("fr", "La Le{}l est prête.", "a word may not be parted"),
    ("nl", "De offici{0}{0}le lijst.", "two marks may be the bytes of one letter"),
    ("nl", "Het Fedris{} jaarverslag", "a name in s takes an apostrophe"),
]


BY_BYTES = [
    ("nl", "De officiële cijfers van België en patiënten: “zo’n geïnformeerde” keuze – welke? Waarom?"),
    ("fr", "La réponse de l’année dernière a été donnée à l’ONSS : le «\u00a0délai\u00a0» est créé."),
]


@pytest.mark.parametrize("mark", ["?", "\ufffd"])
@pytest.mark.parametrize(("language", "right"), BY_BYTES)
def test_each_byte_of_utf8_may_leave_a_mark(language, right, mark):
    damaged = "".join(letter if letter.isascii() else mark * len(letter.encode()) for letter in right)
    repaired = repair_text(damaged, language)
    assert repaired.text == right
    assert apply(damaged, repaired.repairs) == right


@each_case("mark", ["?", "\ufffd"])
@each_case(("language", "shown", "right"), RESTORED)
def test_signs_by_place(language, shown, right, mark):
    assert repair_text(shown.replace("{}", mark), language).text == right


@each_case("mark", ["?", "\ufffd"])
@each_case(("language", "shown", "why"), STAYS)
def test_what_may_be_several_things_stays(language, shown, why, mark):
    damaged = shown.replace("{}", mark).replace("{0}", mark)
    damaged += " Belgi{}".replace("{}", mark) if language == "nl" else " L{}t{}.".replace("{}", mark)
    after = repair_text(damaged, language).text
    assert after[: len(shown) - 5] == damaged[: len(shown) - 5], why


def test_a_code_takes_no_degrees_and_a_year_no_dash():
    damaged = "Le d?put? a-t-il vu la M7? Et la r?gion avant 2017? Ensuite, rien."
    right = damaged.replace("d?put?", "député").replace("r?gion", "région")
    assert repair_text(damaged, "fr").text == right
