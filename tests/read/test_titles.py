"""Two titles on one line: every French and Dutch title that could stand together, with a space or without."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.read.header.bilingual import score_with_keywords, split_titles
from tasks.read.header.title_border import borders
from tasks.repair.statistics.language import language_score
from tests.support.each_case import each_case
from tests.support.examples import examples
from tests.support.reading import INVENTED, real_facts

REAL = [(facts.title[language], language) for facts, _, language in real_facts().values()]
TITLES = {
    language: sorted(
        {facts.title[language] for facts in INVENTED.values()}
        | {title for title, spoken in REAL if spoken == language and title}
    )
    for language in ("nl", "fr")
}
MOST_UNSURE = 0.1


def alike(french, dutch):
    """Titles of one question have as many parts and begin alike."""
    same_parts = french.count(" - ") == dutch.count(" - ")
    return same_parts and french[0].isupper() == dutch[0].isupper()


PAIRS = [(french, dutch) for french in TITLES["fr"] for dutch in TITLES["nl"] if alike(french, dutch)]


@pytest.mark.parametrize("glue", [" ", "", "\u00a0"])
def test_no_pair_is_split_wrongly_and_few_are_left(glue):
    found = {pair: split_titles(glue.join(pair), language_score) for pair in PAIRS}
    sure = {pair: split for pair, split in found.items() if split.sure}
    assert {pair: split for pair, split in sure.items() if (split.french, split.dutch) != pair} == {}
    assert len(PAIRS) - len(sure) < MOST_UNSURE * len(PAIRS)


def test_a_line_too_long_for_two_titles_is_left():
    assert not split_titles(" ".join(PAIRS[0]) * 40, language_score).sure


HARD = {
    "a name in capitals": (
        "Retards des trains - Mesures et suivi",
        "Nationale Maatschappij der Belgische Spoorwegen (NMBS) - Vertragingen",
    ),
    "a figure last": ("Personnes handicapées - Quota de 3%", "Personen met een handicap - Quotum van 3 %"),
    "both begin with a name": (
        "Afghanistan - Conférence sur l'Afghanistan - Scénario de retrait",
        "Afghanistan - Afghanistan-conferentie - Exit-scenario",
    ),
    "one small letter": (
        "l'absence de solutions relatives à l'internement",
        "Het uitblijven van oplossingen met betrekking tot internering",
    ),
    "small letters": ("la politique en matière de drogues", "het drugsbeleid"),
    "article of both languages": (
        "le fractionnement du plasma sanguin humain",
        "de fractionering van menselijk bloedplasma",
    ),
    "dash without a space": (
        "Centre d'avis sur les sectes (CIAOSN)- fonctionnement - Évaluation",
        "Adviescentrum inzake sekten (IACSSO) - Werking -Evaluatie",
    ),
    "dashes of two kinds": ("Trafic de drogue – Contrôle - Chiffres", "Drugshandel - Controle - Cijfers"),
    "the same word ends and begins": ("Réseau mobile - Fraude", "Fraude met sms - Aanpak"),
    "brackets": ("Fraude (carrousel TVA) - Contrôles", "Fraude (btw-carrousel) - Controles"),
}


@each_case("name", HARD)
@each_case("glue", [" ", "  ", "\u00a0"])
def test_titles_that_are_hard_to_tell_apart(glue, name):
    split = split_titles(glue.join(HARD[name]), language_score)
    assert (split.french, split.dutch) == HARD[name]
    assert split.sure


NOTHING_TELLS = (
    "la cigarette pour enfantsde kindersigaret",  # the titles are glued at a small letter
    "la politique en matière de drogueshet drugsbeleid",
    "L'accord avec ENGIEde verlenging van de kerncentrales",
    "force multinationale multinationale strijdmacht",  # a word of both languages in both titles
    "technologie intelligente slimme technologie",
    "Selor Fedasil Infrabel Belgocontrol",
    "Prisons",
    "",
    "L'affaire De Clerck De zaak De Clerck",  # a Flemish name reads as the beginning of the Dutch title
    "Loi De Clercq Wet De Clercq",
    "Le plan Van Rompuy Het plan Van Rompuy",
    "Proposition Vande Lanotte Voorstel Vande Lanotte",
    "Enquête du journal De Tijd Onderzoek van de krant De Tijd",
    "Asile - Centre d'accueil Het Klein Kasteeltje Asiel - Opvangcentrum Klein Kasteeltje",
)


@each_case("line", NOTHING_TELLS)
def test_where_two_places_are_alike_nothing_is_sure(line):
    assert not split_titles(line, language_score).sure


@pytest.mark.parametrize("glue", [" ", ""])
def test_no_two_titles_at_all_are_split_wrongly(glue):
    """Also those that no question has: with more parts in one language, or a capital in one alone."""
    for dutch, french in list(product(*TITLES.values()))[len(glue) :: 2]:
        split = split_titles(f"{french}{glue}{dutch}", language_score)
        assert not split.sure or (split.french, split.dutch) == (french, dutch)


def test_keywords_tell_the_language_of_words_that_no_list_has():
    line = "Prévention - Traitement zolmaque Zolmaakbehandeling - Preventie"
    score = score_with_keywords(language_score, ["traitement zolmaque"], ["zolmaakbehandeling", "preventie"])
    assert score("zolmaque") < min(-3, language_score("zolmaque"))
    assert score("Zolmaakbehandeling") > max(3, language_score("Zolmaakbehandeling"))
    split = split_titles(line, score)
    assert (split.dutch, split.sure) == ("Zolmaakbehandeling - Preventie", True)


@pytest.mark.parametrize("word", ["fraude", "drogues", "zolmaque", "in"])
def test_keywords_say_nothing_of_listed_words_nor_of_words_of_both_languages(word):
    score = score_with_keywords(language_score, ["zolmaque fraude"], ["zolmaque drogues in"])
    assert score(word) == language_score(word)


WORDS = sorted({word for titles in TITLES.values() for title in titles for word in title.split()})
LINES = st.lists(st.sampled_from([*WORDS, "-", "(", "«", '"', "É", "’", "-A", ")-"]), max_size=30)


@examples()
@given(st.one_of(LINES.map(" ".join), LINES.map("".join), st.text(max_size=60)))
def test_no_letter_is_lost(line):
    split = split_titles(line, language_score)
    assert "".join((split.french + split.dutch).split()) == "".join(line.split())


@pytest.mark.parametrize("line", ["Aé", "a (b « ", "ABc ", "Één - twee ", "NMBS (NMBS) ", "\"'-"])
def test_work_grows_with_the_line(line):
    """Each word is judged once, and once more at each place inside and beside it."""

    def judged(times):
        words = []
        borders(line * times, lambda word: words.append(word) or 0.0)
        return len(words)

    assert judged(400) <= 4 * judged(100) + 20
