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

LOST = {
    "Le ministre autorise t il cette pratique ?": ["autorise-t-il"],
    "autorise t il": ["autorise-t-il"],
    "Y a t il d'autres mesures ?": ["a-t-il"],
    "A t on constaté des abus ? Comment explique t elle cela ?": ["A-t-on", "explique-t-elle"],
    "Peut on savoir combien de dossiers sont ouverts ?": ["Peut-on"],
    "Est il vrai que le ministre le savait ?": ["Est-il"],
    "N'est il pas exact que le délai est passé ?": ["est-il"],
    "Si oui, quels étaient ils ?Si non, pourquoi ?": ["étaient-ils"],
    "Quels délais ont ils été fixés ?": ["ont-ils"],
    "Comment peut on le faire ?": ["peut-on"],
    "Est ce que le ministre agira ? Qu'est ce qui est prévu ?": ["Est-ce", "est-ce"],
    "C’est à dire en 2012.": ["est-à-dire"],
    "Puis je savoir pourquoi ?": ["Puis-je"],
}
TOGETHER = {
    "1. Pouvez vous me dire combien ? Doit on attendre ?": ["Pouvez-vous", "Doit-on"],
    "Quelles mesures avez vous prises ? A t on agi ?": ["avez-vous", "A-t-on"],
    "Les victimes sont elles informées ? A t on agi ?": ["sont-elles", "A-t-on"],
    "Que pouvons nous faire ? A t on agi ?": ["pouvons-nous", "A-t-on"],
}
"""What alone may be the author's way of writing."""
STAYS = (
    "Pouvez vous me dire combien de dossiers sont ouverts ?",
    "Si cela suffit il conviendra d'attendre.",
    "Lorsque le train part il faut attendre.",
    "Ce qu'il peut il le fait, et quand on peut on attend.",
    "Le gaz produit il y a dix ans, dont il est question, et on est prêt.",
    "Le ministre peut nous dire combien, et il doit vous répondre.",
    "C'est ce que je pense, et le problème est ce que vous dites.",
    "Il peut être absent ; le nord est touché ; la lutte contre indications et rumeurs.",
    "Dans ces cas, bpost a t-il agi ? Envisage t-on cela ? Comment sera-t il payé ?",
    "Impact on the market, based on a report: what is on ?",
    "Une tonne (1 t il y a peu), 10 t on le sait.",
    "De heer Dupont t on 't il.",
    "Lorsque l'arrêté paraît il entre en vigueur, et dès qu'on le peut on entre en contact.",
    "Si on le fait on contre la fraude, et s'il le dit il comme un autre le sait.",
    "Ce régime n'est à dire vrai pas appliqué. C'est à dire vrai un échec, et c'est à dire et à répéter.",
)
STRESSED = (
    "Les femmes sont elles aussi exposées ? Veuillez vous adresser à lui, chez vous pas après. A t on agi ?"
)


def repaired(text, language="fr"):
    found = repair_text(text, language)
    assert {repair.rule for repair in found.repairs} <= {"hyphen"}
    assert all(0.9 < repair.certainty < 1 for repair in found.repairs)
    assert apply(text, found.repairs) == found.text
    return [repair.after for repair in found.repairs]


@each_case("text", [*LOST, *TOGETHER])
def test_lost_hyphens_come_back_with_a_row_each(text):
    assert repaired(text) == (LOST | TOGETHER)[text]


@each_case("text", STAYS)
@each_case("language", ["fr", None])
def test_what_may_be_read_otherwise_stays(language, text):
    assert repaired(text, language) == []


def test_stressed_pronouns_and_objects_stay_beside_what_is_repaired():
    assert repaired(STRESSED) == ["A-t-on"]


def test_dutch_text_is_left():
    assert repaired("Peut on savoir ? A t on agi ?", "nl") == []


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
