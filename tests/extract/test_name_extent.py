"""How far the name of a body that no list has reaches, beside the examples of rules/bodies.tsv.

All bodies are invented.
"""

from tasks.extract import mentions
from tests.support.each_case import each_case


def named(text, language):
    return [one.text for one in mentions(text, language) if one.kind == "organisation"]


@each_case(
    ("language", "text", "found"),
    [
        (
            "fr",
            "L'Union nationale des vanneries de Belgique (UNVB) attend.",
            ["Union nationale des vanneries de Belgique", "UNVB"],
        ),
        ("fr", "comme société apicole réglementée (SAR) ou la SAR", []),
        ("fr", "Il faut une Union pour permettre cela.", []),
        ("nl", "De regel ZOV (Zonder Onnodige Vragen) geldt.", []),
        ("fr", "inscrit au Registre national", []),
        ("fr", "un distributeur automatique de bière (DAB)", []),
        ("nl", "Organisaties zoals Defensie, en Defensie zelf.", []),
        ("nl", "De Commissie voor Molens van de minister zwijgt.", ["Commissie voor Molens"]),
        ("nl", "De Administratie van Donald Trump en de Loonadministratie.", []),
        ("fr", "Administration de la preuve par le failli.", []),
    ],
)
def test_a_body_is_what_its_text_says(language, text, found):
    assert named(text, language) == found
