"""Hyphens that French lost before its subjects come back where nothing else can be read, and nowhere else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.repair.corpus import texts
from tasks.repair import repair_text
from tasks.repair.edits import apply
from tasks.repair.lost.hyphens import repair_hyphens
from tests.support.each_case import each_case
from tests.support.examples import examples
from tests.support.reading import SIMPLE, read_page, with_bodies
from tests.support.render import Form


def repaired(text, language="fr"):
    found = repair_text(text, language)
    assert {repair.rule for repair in found.repairs} <= {"hyphen"}
    assert all(0.5 < repair.certainty < 1 for repair in found.repairs)
    assert apply(text, found.repairs) == found.text
    return [repair.after for repair in found.repairs]


def test_without_a_language_only_french_lines_are_looked_at():
    french = "Le ministre peut il dire pourquoi les dossiers ne sont pas encore clos dans cette affaire ?"
    dutch = "Kan de minister zeggen waarom de dossiers nog niet gesloten zijn ? peut il dire"
    assert repaired(f"{french}\n{dutch}", None) == ["peut-il"]


@pytest.mark.parametrize("from_bytes", [True, False])
def test_damaged_letters_and_lost_hyphens_are_both_repaired(from_bytes):
    text = "L'Etat a t il rÃ©agi ? Le ministre peut il le confirmer ?"
    found = repair_text(text, "fr", from_bytes=from_bytes)
    assert found.text == "L'Etat a-t-il réagi ? Le ministre peut-il le confirmer ?"


INVERSION = re.compile(
    r"(?<![\w-])([^\W\d_]+)-(?:t-)?(?:il|elle|on|ils|elles|ce|vous|nous|je)\b(?!-)|est-à-dire"
)


@each_case("number", range(len(texts(None, "fr"))))
def test_what_comes_back_is_what_stood_there(number):
    """All hyphens of French texts taken out: some come back, each where it stood."""
    right = texts(None, "fr")[number]
    for lost in (INVERSION.sub(lambda found: found[0].replace("-", " "), right), right.replace("-", " ")):
        found = apply(lost, repair_hyphens(lost, "fr"))
        assert all(now in {was, shown} for now, was, shown in zip(found, right, lost, strict=True))


def test_half_of_the_lost_hyphens_come_back_at_least():
    lost = came_back = 0
    for right in texts(None, "fr"):
        found = repair_text(INVERSION.sub(lambda found: found[0].replace("-", " "), right), "fr").text
        places = [place.span() for place in INVERSION.finditer(right)]
        lost += len(places)
        came_back += sum(found[start:end] == right[start:end] for start, end in places)
    assert came_back >= lost / 2 > 0


PIECES = st.sampled_from(
    "est peut a sont pouvez avez t il on ils elles vous nous je ce pas ? . été faire le 1) Est n' qu'".split()
)


@examples(200)
@given(st.lists(PIECES, max_size=14).map(" ".join))
def test_only_spaces_become_hyphens(text):
    repairs = repair_hyphens(text, "fr")
    for repair in repairs:
        assert text[repair.start : repair.end] == repair.before == repair.after.replace("-", " ")
    assert repair_hyphens(apply(text, repairs), "fr") == ()


@pytest.mark.parametrize("kind", ["text", "html", "markdown"])
def test_a_page_has_a_row_for_each(kind):
    question = ("1) Pourquoi le ministre autorise t il cela ? Peut on savoir depuis quand ?",)
    record = read_page(with_bodies(SIMPLE, question, ("Oui.",)), "main", "fr", Form(kind))
    rows = [(repair.field, repair.before, repair.after, repair.rule) for repair in record.repairs]
    assert rows == [
        ("question", "autorise t il", "autorise-t-il", "hyphen"),
        ("question", "Peut on", "Peut-on", "hyphen"),
    ]
    assert record.reading.texts["fr", "question"] == (
        "1) Pourquoi le ministre autorise-t-il cela ? Peut-on savoir depuis quand ?",
    )
