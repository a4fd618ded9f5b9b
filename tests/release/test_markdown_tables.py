"""Cells of Markdown tables hold no markup, and show letters as they are."""

import html

import pytest

from tasks.release.change_log import escaped


@pytest.mark.parametrize("text", ["l'avis", 'de "wet"', "a_b*c", "<b>x</b> & y", "#1 | `2`"])
def test_a_cell_shows_its_text(text):
    shown = escaped(text)
    assert html.unescape(shown) == text
    assert not set("|`*_[]<>") & set(shown)
