"""What the tests of same questions share: rows, and texts of an ordinary length."""

from tasks.link.linking import Part, fingerprint_table, fingerprints_of
from tasks.link.same.groups import of_documents
from tasks.link.same.groups import question_groups as groups_of
from tasks.link.same.near import compared

DUTCH = """
De voorbije jaren kreeg de dienst veel klachten over de bereikbaarheid van zijn kantoren. Reizigers in het
station {station} melden dat de lift buiten gebruik is en dat er geen personeel aanwezig was op het perron.
Wie slecht te been is, moet daardoor een andere weg nemen. Uw voorganger liet weten dat de herstelling
in {month} zou beginnen, maar er is niets gebeurd. Graag kreeg ik een antwoord op de volgende vragen:

1) Hoeveel klachten heeft de administratie over deze kantoren ontvangen, en hoeveel daarvan zijn er behandeld?

2) Welke maatregelen neemt de geachte minister om ervoor te zorgen dat de toegang voor iedereen verzekerd is?

3) Welk bedrag is daarvoor uitgetrokken in de begroting van {year}, en wie houdt toezicht op de besteding?
"""
FRENCH = """
Ces dernières années, le service a reçu beaucoup de plaintes sur l'accès à ses bureaux. Des voyageurs
signalent que l'ascenseur de la gare {station} est hors service et qu'aucun agent n'était présent sur le quai.
Les personnes à mobilité réduite doivent donc prendre un autre chemin. Votre prédécesseur avait fait
savoir que la réparation commencerait en {month}, mais rien ne s'est passé. Je souhaiterais une réponse
aux questions suivantes :

1) Combien de plaintes l'administration a-t-elle reçues au sujet de ces bureaux, et combien ont été traitées ?

2) Quelles mesures l'honorable ministre prend-il afin que l'accès soit garanti à tous les usagers du service ?

3) Quel montant est-il prévu à cet effet au budget {year}, et qui contrôle la manière dont il est dépensé ?
"""


def dutch(station="Aalst", month="maart", year="2012"):
    return DUTCH.format(station=station, month=month, year=year)


def french(station="d'Alost", month="mars", year="2012"):
    return FRENCH.format(station=station, month=month, year=year)


def question(question_id, **columns):
    legislature, _, number = question_id.partition("-")
    numbers = {"legislature": int(legislature), "number": int(number.partition("/")[0])}
    names = (
        "author",
        "title_nl",
        "title_fr",
        "addressee_nl",
        "addressee_fr",
        "document_number",
        "record_name",
    )
    empty = dict.fromkeys(names)
    return {"question_id": question_id, **numbers, **empty, **columns}


def text(question_id, letters, language="nl", part="question"):
    return {"question_id": question_id, "language": language, "part": part, "text": letters}


def link(question_id, relation, target_id, target_kind="written_question", withdrawn_on=None):
    names = ("question_id", "relation", "target_kind", "target_id", "withdrawn_on")
    return dict(zip(names, (question_id, relation, target_kind, target_id, withdrawn_on), strict=True))


def question_groups(texts, links, questions, known=None):
    prints = fingerprints_of([Part({}, (), fingerprint_table(texts))])
    return groups_of(texts, links, questions, known or compared(prints))


def contradictions(texts, questions):
    """The issue rows of documents and names of records, as question and detail."""
    prints = fingerprints_of([Part({}, (), fingerprint_table(texts))])
    return [(row["question_id"], row["detail"]) for row in of_documents(questions, prints)[1]]


def groups(texts, links=(), questions=None):
    """The sets of questions that are the same, sorted; those alone are left out."""
    questions = questions or [question(name) for name in dict.fromkeys(row["question_id"] for row in texts)]
    sets = {}
    for name, group in question_groups(texts, links, questions).items():
        sets.setdefault(group.group_id, []).append(name)
    assert all(group == members[0] for group, members in sets.items())
    return [members for members in sets.values() if len(members) > 1]


def are_same(first, second, language="nl", **columns):
    """Whether two questions with these texts are the same; the columns are those of both, as pairs."""
    found, turned = (
        groups(
            [text(f"5-{number}", (first, second)[at], language) for number, at in enumerate(order, 1)],
            questions=[
                question(f"5-{number}", **{column: values[at] for column, values in columns.items()})
                for number, at in enumerate(order, 1)
            ],
        )
        for order in ((0, 1), (1, 0))
    )
    assert found == turned
    return bool(found)
