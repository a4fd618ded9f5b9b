"""Accents are folded in one place, so that a name that equals itself in one table does so in another."""

import ast
from importlib.resources import files
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.common.accents import fold

ALLOWED = {"accents.py": "folds", "clean.py": "joins accents to letters", "letters.py": "joins them in names"}
"""Modules that may normalise letters, with what for."""


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Cécile Thibaut", "cecile thibaut"),
        ("ŒUVRE", "oeuvre"),
        ("IJsland", "ijsland"),
        ("ĳs", "ijs"),
        ("Şahin", "sahin"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("garçon n° 5", "garcon n° 5"),
        ("ASCII alone", "ascii alone"),
    ],
)
def test_letters_lose_accents_and_case(text, folded):
    assert fold(text) == folded


@given(st.text())
def test_how_accents_are_coded_makes_no_difference(text):
    assert fold(normalize("NFC", text)) == fold(normalize("NFD", text))


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_folded_text_stays_as_it_is(text):
    assert fold(fold(text)) == fold(text)


def test_no_other_module_takes_accents_away():
    root = Path(str(files("tasks")))
    found = {
        path.name
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in {"NFKD", "NFD", "NFKC"}
    }
    assert found <= ALLOWED.keys()
