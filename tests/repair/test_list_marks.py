"""The dash before the items of a list, read as another sign."""

import pytest

from tasks.repair import repair_text

LIST = "Graag had ik vernomen:\n≠ hoeveel reuzen er zijn;\n≠ wie ze draagt."


def test_the_dashes_of_a_list_come_back_and_are_recorded():
    repaired = repair_text(LIST, "nl")
    assert repaired.text == LIST.replace("≠", "-")
    assert [(one.before, one.after, one.rule) for one in repaired.repairs] == [("≠", "-", "dash")] * 2
    assert repair_text(repaired.text, "nl").repairs == ()


@pytest.mark.parametrize("text", ["≠ alleen", "a ≠ b\nc ≠ d", "≠\n≠", "≠a\n≠b"])
def test_a_sign_that_may_be_meant_stays(text):
    assert repair_text(text, "nl").text == text
