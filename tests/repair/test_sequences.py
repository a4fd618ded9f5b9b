"""UTF-8 read as single bytes, C1 controls and entities."""

import pytest

from tasks.repair import repair_text
from tests.support.each_case import each_case

CASES = [
    ("cafÃ© Ã  la carte", "café à la carte", "utf8_as_cp1252"),
    ("lâ€™Ã©tat", "l’état", "utf8_as_cp1252"),
    ("lâ\x80\x99eau", "l’eau", "utf8_as_latin1"),
    ("l‚Äôeau", "l’eau", "utf8_as_mac_roman"),
    ("√©t√©", "été", "utf8_as_mac_roman"),
    ("ÃƒÂ©tÃƒÂ©", "été", "utf8_as_cp1252"),
    ("dÃ©jÃ Â : oui", "déjà\u00a0: oui", "utf8_as_cp1252"),
    ("10Â\u00a0000 â‚¬", "10\u00a0000 €", "utf8_as_cp1252"),
    ("l\x92eau \x96 ici\x85", "l’eau – ici…", "c1"),
    ("caf&eacute; &amp; th&eacute;", "café & thé", "entity"),
    ("caf&amp;eacute; &amp;amp;", "café &", "entity"),
    ("&#233;t&#xE9; l&#146;eau", "été l’eau", "entity"),
    ("BelgiÃ« en caf&eacute", "België en café", "utf8_as_cp1252"),
]
STAYS = [
    "R&D, AT&T, Marks & Spencer &c.",
    "http://www.senate.be/www/?MIval=/Vragen/SVPrint&LEG=5&NR=8900&LANG=nl&copy=2&reg=3&eacute=4",
    "&NewLine;&#10;&#0;&#xD800;&#1114112;&unknown;&#;",
    "À côté, Â, CAFÉ’S, «É…», Ä’, SÃO, São Tomé",
    "\x81\x8d\x8f\x90\x9d",
]


@each_case(("broken", "right", "rule"), CASES)
@each_case("from_bytes", [False, True])
def test_repaired(broken, right, rule, from_bytes):
    found = repair_text(broken, from_bytes=from_bytes)
    assert found.text == right
    assert found.repairs[0].rule == rule


@pytest.mark.parametrize("text", STAYS)
def test_stays(text):
    assert repair_text(text).text == text
