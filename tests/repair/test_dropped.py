"""Letters that are gone come back where nothing else is likely; what lacks nothing stays."""

import pytest

from tasks.repair import repair_text
from tasks.repair.edits import apply
from tests.support.each_case import each_case

WITNESS = " La scurit du dpartement est une priorit."
RIGHT = " La sécurité du département est une priorité."
"""A sentence that proves that letters are gone, and what it was."""
COMPLETE = [
    "Les levages sont interdits.",  # a noun made of a verb: not élevages
    "Elle veillerait sur les jardins.",  # a form of a listed verb
    "Le fermier est coresponsable.",  # a prefix before a listed word
    "Le fermier garde des ferments et vend des bonds.",  # regular plurals
    "La commune destine aux jardins une pompe.",  # a verb of which the participle alone is listed
    "Je lis dans le journal.",  # no participle follows its subject
    "La firme Zenit Consult vend des pommes.",  # foreign words
    "Le fermier vend le Pass ici.",
    "Il s'agit de MM. B.M.O et de leurs amis.",  # the last of initials
    "Il dit qu' en juin le jardin sera vert.",  # a space behind an apostrophe
]
DOUBTFUL = [
    "L'avis du Bureau des trangers est connu.",  # Étrangers, étrangers
    "L'avis du SPF nergie est connu.",
    "L'avis du Plan nergie-Climat est connu.",
    "L'avis du Bureau pour l'lectricit est connu.",
    "Voici le jardin de lgalit entre tous.",  # légalité, l’égalité
    "Les normes dmission sont connues.",  # démission, d’émission
    "En un coup dil le fermier voit tout.",  # d’œil, never d’il
    "La pompe est quipe de roues.",  # équipée, no noun (équipe) behind a form of être
    "La recette dclare par le fermier est ici.",  # déclarée
    "Nous parlons de la vente  2 de la loi.",  # §, with all other signs gone
    "Les soldats sont r-enterrs ici.",  # ré-enterrés: restored whole or not at all
    "Voici le chemin rserv.Lune des routes est ici.",  # L’une
]
CERTAIN = [
    ("Cette anne-l, le jardin tait vert.", "Cette année-là, le jardin était vert."),
    ("Les fermiers daujourdhui sont ici.", "Les fermiers d’aujourd’hui sont ici."),
    ("Le fermier vit en thiopie depuis mai.", "Le fermier vit en Éthiopie depuis mai."),
    ("Le fermier doit ds lors partir.", "Le fermier doit dès lors partir."),
    # not kept by the rules for prefixes (co-logique) and for what follows "il"
    ("Le jardin est conomique et cologique.", "Le jardin est économique et écologique."),
    ("A-t-il publi ce livre?", "A-t-il publié ce livre?"),
]


@each_case("sentence", COMPLETE + DOUBTFUL)
def test_a_piece_that_may_be_something_else_stays(sentence):
    text = sentence + WITNESS
    repaired = repair_text(text, "fr")
    assert repaired.text == sentence + RIGHT
    assert apply(text, repaired.repairs) == repaired.text


@pytest.mark.parametrize(("shown", "right"), CERTAIN)
def test_what_only_one_word_leaves_comes_back(shown, right):
    assert repair_text(shown + WITNESS, "fr").text == right + RIGHT


def test_dutch_words_behind_je_are_no_participles():
    text = "De officile cijfers van Belgi: ziet je patint dat?"
    assert repair_text(text, "nl").text == "De officiële cijfers van België: ziet je patiënt dat?"
