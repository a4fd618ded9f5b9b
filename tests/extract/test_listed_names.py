"""Names of the vocabularies, in the spellings in which pages print them."""

import pytest

from tests.extract.support import found, shown
from tests.support.each_case import each_case


def things(text, kind, language):
    return [(mention.text, mention.entity_id) for mention in found(text, kind, language)]


@each_case(
    ("name", "identifier", "language"),
    [
        ("kamer van inbeschuldigingstelling", "kamer-inbeschuldigingstelling", "nl"),
        ("Kamer van Inbeschuldigingstelling", "kamer-inbeschuldigingstelling", "nl"),
        ("Chambre des mises en accusation", "kamer-inbeschuldigingstelling", "fr"),
        ("raadkamer", "raadkamer", "nl"),
        ("Chambre du conseil", "raadkamer", "fr"),
        ("Kamer van beroep", "kamer-van-beroep", "nl"),
        ("Chambre de recours", "kamer-van-beroep", "fr"),
        ("Kamers van koophandel", "kamer-van-koophandel", "nl"),
        ("Chambre de commerce et d’industrie", "kamer-van-koophandel", "fr"),
        ("Internationale Kamer van Koophandel", "icc-koophandel", "nl"),
        ("Tweede Kamer", "tweede-kamer-nl", "nl"),
        ("Eerste Kamer der Staten-Generaal", "eerste-kamer-nl", "nl"),
        ("Chambre des députés", "chambre-des-deputes", "fr"),
        ("Amerikaanse Senaat", "senaat-us", "nl"),
        ("Sénat français", "senaat-fr", "fr"),
        ("Kamer", "kamer", "nl"),
        ("Chambre", "kamer", "fr"),
        ("Senaat", "senaat", "nl"),
        ("Académie royale de médecine de Belgique", "armb", "fr"),
        ("Koninklijke Academie voor Geneeskunde van België", "kagb", "nl"),
        ("Association générale des journalistes professionnels de Belgique", "agjpb", "fr"),
        ("Rijksdienst voor Pensioenen", "fpd", "nl"),
    ],
)
def test_a_body_is_not_the_one_with_which_its_name_begins(name, identifier, language):
    assert things(f"Wat zei de {name} daarvan?", "organisation", language) == [(name, identifier)]


@each_case(
    ("name", "code", "language"),
    [
        ("Egypte", "EG", "fr"),
        ("Ethiopie", "ET", "fr"),
        ("Equateur", "EC", "fr"),
        ("Erythrée", "ER", "fr"),
        ("Emirats arabes unis", "AE", "fr"),
        ("Cote d'Ivoire", "CI", "fr"),
        ("Israel", "IL", "fr"),
        ("Etats-Unis", "US", "fr"),
        ("République tchèque", "CZ", "fr"),
        ("Hong Kong", "HK", "fr"),
        ("Bosnie", "BA", "fr"),
        ("Zaïre", "CD", "fr"),
        ("Yougoslavie", "YU", "fr"),
        ("Belgie", "BE", "nl"),
        ("Italie", "IT", "nl"),
        ("Hongkong", "HK", "nl"),
        ("Bosnië", "BA", "nl"),
        ("Saudi-Arabië", "SA", "nl"),
        ("Macedonië", "MK", "nl"),
        ("Birma", "MM", "nl"),
        ("Wit-Rusland", "BY", "nl"),
        ("VS", "US", "nl"),
    ],
)
def test_a_country_is_found_without_its_accents_and_under_its_usual_names(name, code, language):
    assert things(f"Wat deed {name} toen?", "place", language) == [(name, f"country:{code}")]


@pytest.mark.parametrize("text", ["Reunion du 5 mai.", "La Reunion du 5 mai."])
def test_a_meeting_is_no_island(text):
    assert shown(text, "place", "fr") == []


@pytest.mark.parametrize(
    "name",
    ["Elio Dupré", "Barack Jansen", "Meryame Jansen", "Meyrem Jansen", "Melchior Dupré", "Servais Jansen"],
)
def test_a_given_name_tells_a_person(name):
    assert shown(f"Wat zei {name} daarvan?", "person") == [name]


@pytest.mark.parametrize("text", ["Anders Brussel vragen.", "Hoe Brussel?"])
def test_a_word_that_begins_a_sentence_is_no_given_name(text):
    assert shown(text, "person") == []
