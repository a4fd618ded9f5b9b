"""How far the name of a body that no list has reaches, and where it must end. All bodies are invented."""

from tasks.extract import mentions
from tests.support.each_case import each_case

WHOLE = {
    "nl": (
        "Raad voor het Wegvervoer te Gent",
        "Commissie voor de Keuring van Molens en Sluizen",
        "Instituut voor Imkerij inzake Wilde Bijen",
        "Dienst voor Vlechtkunst van Vlaamse Mandenmakers",
        "Comité van de Verenigde Naties voor Windmolens",
        "Bureau van de OESO",
        "Fonds voor Brouwerij en Oude Ambachtelijke Mouterij",
        "Federatie van Belgische Molens voor Graan",
        "Algemene Administratie Molens en Sluizen",
        "Confederatie van Belgische Mandenmakers",
    ),
    "fr": (
        "Conseil de la vannerie artisanale et rurale",
        "Office de contrôle des moulins et écluses",
        "Agence de l'Union européenne pour la vannerie",
        "Fédération des brasseurs de bière",
        "Institut de recherche sur les abeilles",
        "Conseil économique et social des moulins",
        "Service de la meunerie du bassin de la Dyle",
        "Association belge contre les nuisances des moulins",
        "Bureau central des vanneries publiques",
        "Ordre des meuniers belges",
        "Administration générale des Moulins et des Écluses",
    ),
}
ENDS = [
    ("nl", "De Raad voor het Wegvervoer van 3 mei zwijgt.", "Raad voor het Wegvervoer"),
    ("nl", "De Dienst voor Vlechtkunst van de federale politie zwijgt.", "Dienst voor Vlechtkunst"),
    ("nl", "Het Instituut voor Imkerij en de Raad van State zwijgen.", "Instituut voor Imkerij"),
    ("nl", "De Commissie voor Molens van de minister zwijgt.", "Commissie voor Molens"),
    ("fr", "Le Conseil de la vannerie de la police fédérale se tait.", "Conseil de la vannerie"),
    ("fr", "Le Conseil de la vannerie et plusieurs vanniers se taisent.", "Conseil de la vannerie"),
    ("fr", "La Fédération des brasseurs insiste.", "Fédération des brasseurs"),
    ("fr", "Le Centre téléphone chaque jour au Conseil de la vannerie.", "Conseil de la vannerie"),
    ("fr", "Le Conseil supérieur toutefois estime cela.", "Conseil supérieur"),
    ("fr", "L'Agence des moulins de juin 2020 à mars 2021.", "Agence des moulins"),
    ("fr", "Le Fonds de garantie des moulins de deux millions d'euros.", "Fonds de garantie des moulins"),
    ("fr", "Le Comité de suivi des moulins de l'arrêté royal du 3 mai 2003.", "Comité de suivi des moulins"),
    ("fr", "Le Service d'aide aux meuniers du Premier ministre.", "Service d'aide aux meuniers"),
    ("fr", "L'Association des meuniers de la route de Jean Dupont.", "Association des meuniers de la route"),
    ("fr", "Le Conseil de la meunerie de la part du ministre.", "Conseil de la meunerie"),
    ("fr", "L'Office des meuniers du fait du manque d'eau.", "Office des meuniers"),
    ("nl", "Het Centrum voor Vlechtkunst van Jan De Molenaar.", "Centrum voor Vlechtkunst"),
    ("nl", "De Dienst voor Imkerij van Griekenland en Italië.", "Dienst voor Imkerij"),
    ("nl", "De Inspectie voor Wilde Bijen van Dinsdag 4 mei.", "Inspectie voor Wilde Bijen"),
    ("nl", "De commissie voor Molens en voor België.", "commissie voor Molens"),
    ("fr", "L'Institut de la vannerie, du moulin et de l'écluse.", "Institut de la vannerie"),
]


def named(text, language):
    return [one.text for one in mentions(text, language) if one.kind == "organisation"]


@each_case(("language", "name"), [(language, name) for language, names in WHOLE.items() for name in names])
def test_a_name_is_found_to_its_last_word(language, name):
    frame = {"nl": "Volgens de {} daalde dit in 2012.", "fr": "Selon le {} cela a baissé en 2012."}[language]
    assert named(frame.format(name), language) == [name]


NO_BODY = [
    ("nl", "De Administratie van Donald Trump en de Loonadministratie."),
    ("fr", "Administration de la preuve par le failli."),
    ("nl", "Onze DG JAN PEETERS en de DG VAN de dienst."),
    ("nl", "In het paritair comité 100 werknemers, en 100 % akkoord."),
]


@each_case(("language", "text", "name"), ENDS)
def test_a_name_ends_before_what_is_not_its_own(language, text, name):
    assert name in named(text, language)


@each_case(("language", "text"), NO_BODY)
def test_where_no_body_is_named_none_is_found(language, text):
    assert not [name for name in named(text, language) if name != "paritair comité"]
