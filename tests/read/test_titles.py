"""Titles: where they are, how two of them part, and the dashes that they lost."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.records import PageRecord
from tasks.assemble import assemble_question
from tasks.decode import decode_page
from tasks.read.header.bilingual import score_with_keywords
from tasks.read.header.titles import Title, borders, restore_dashes, split_titles
from tasks.read.text.lines import Findings, Line
from tasks.repair.statistics.language import language_score
from tests.support.bulletins import BULLETINS
from tests.support.each_case import each_case
from tests.support.examples import examples
from tests.support.reading import INVENTED, SIMPLE, issue_kinds, page_text, read, read_page, real_facts
from tests.support.render import Both, Form, render, render_bulletin
from tests.support.sisters import named

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
    "a year last": ("Chemins de fer - Chiffres 2014", "Spoorwegen - Cijfers 2014"),
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


MAIN = SIMPLE.address("main", "nl")
BILINGUAL = SIMPLE.address("print_bilingual", "nl")
DASHES = "Gevangenissen - Bezetting - Cijfers"


def dashes_of(record: PageRecord) -> list[tuple[str, str, str]]:
    found = [repair for repair in record.repairs if repair.rule == "dash"]
    assert all(0.8 < repair.certainty < 1 for repair in found)
    return [(repair.field, repair.before, repair.after) for repair in found]


def assert_placed(record: PageRecord, content: str) -> None:
    """Each row names what stands at its place of the page as it reached us."""
    blocks = decode_page(content.encode()).blocks
    for repair in record.repairs:
        assert blocks[repair.block].text[repair.start_at : repair.end_at] == repair.before


def titled(title: str, variant: str = "main") -> str:
    """The Dutch page with that title."""
    return page_text(SIMPLE, variant).replace(DASHES, title)


@each_case("name", BULLETINS)
@each_case("language", ["nl", "fr"])
@each_case("shown", [" ≠ ", "  "])
def test_a_bulletin_gets_its_dashes_back(shown, language, name):
    facts = BULLETINS[name]
    content = render_bulletin(facts, language).decode("utf-8")
    right = " — ".join(facts.title[language])
    content = content.replace(right, shown.join(facts.title[language]))
    record = read(content, facts.address(language))
    lost = len(facts.title[language]) - 1
    assert record.reading.title == {language: right}
    row = ("title", "≠", "—") if "≠" in shown else ("title", "  ", " — ")
    assert dashes_of(record) == [row] * lost
    assert "title_dash_lost" not in issue_kinds(record)
    assert_placed(record, content)


def test_dashes_keep_their_places_where_letters_are_repaired_too():
    facts = BULLETINS["3-90301"]
    content = render_bulletin(facts, "nl").decode("utf-8")
    title = "FinanciÃ«le toestand. ≠ OfficiÃ«le cijfers. ≠ Verzonnen voorbeeld."
    content = content.replace(" — ".join(facts.title.nl), title)
    record = read(content, facts.address("nl"))
    assert record.reading.title["nl"] == "Financiële toestand. — Officiële cijfers. — Verzonnen voorbeeld."
    assert len(dashes_of(record)) == 2
    assert_placed(record, content)


MAIN_TITLES = {
    "Gevangenissen ≠ Bezetting - Cijfers": DASHES,
    "Gevangenissen ≠ Bezetting ≠ Cijfers": DASHES,
    "Gevangenissen – Bezetting ≠ Cijfers": "Gevangenissen – Bezetting – Cijfers",
}


@pytest.mark.parametrize("title", MAIN_TITLES)
@pytest.mark.parametrize("variant", ["main", "print"])
def test_a_sign_becomes_the_dash_that_its_neighbours_have(variant, title):
    record = read(titled(title, variant), SIMPLE.address(variant, "nl"))
    assert record.reading.title["nl"] == MAIN_TITLES[title]
    assert [row[:2] for row in dashes_of(record)] == [("title", "≠")] * title.count("≠")
    assert "title_dash_lost" not in issue_kinds(record)


CERTAIN = ("Gevangenissen - Bezetting", "Prijs van 3\u00a0% - « Zaken »", "Één zin.")
UNCERTAIN = (
    "Gevangenissen  Bezetting - Cijfers",  # quotation marks leave two spaces too
    "Gevangenissen - Bezetting  cijfers",
    "Gevangenissen ≠ bezetting",
    "Gevangenissen≠Bezetting",
    "Gevangenissen ≠Bezetting",
    "A ≠ B in wiskunde",
    "Toets x ≠ Y",
)


@pytest.mark.parametrize("title", CERTAIN + UNCERTAIN)
def test_what_is_not_certain_is_reported_and_stays_as_what_lost_nothing_does(title):
    record = read(titled(title), MAIN)
    assert record.reading.title["nl"] == title
    assert dashes_of(record) == []
    assert ("title_dash_lost" in issue_kinds(record)) == (title in UNCERTAIN)


@pytest.mark.parametrize(
    "title", ["Kosten.  Baten  en lasten.", "Kosten ≠ baten.", "Nr.  Vijf.", "De  Heer."]
)
def test_a_bulletin_is_not_guessed_either(title):
    facts = BULLETINS["3-90301"]
    content = render_bulletin(facts, "nl").decode("utf-8").replace(" — ".join(facts.title.nl), title)
    record = read(content, facts.address("nl"))
    assert "title_dash_lost" in issue_kinds(record)
    assert record.reading.title["nl"].replace(". — B", ".  B") == title


def test_html_shows_no_double_space():
    facts = replace(SIMPLE, title=Both("Gevangenissen  Bezetting", "Prisons  Occupation"))
    record = read_page(facts, "main", "nl", Form("html"))
    assert record.reading.title["nl"] == "Gevangenissen Bezetting"
    assert "title_dash_lost" not in issue_kinds(record)


@pytest.mark.parametrize(
    "shown",
    [
        "Prisons  Occupation - Chiffres",
        "Prisons  Occupation  Chiffres",
        "Prisons - Occupation  Chiffres",
        "Prisons ≠ Occupation - Chiffres",
    ],
)
def test_the_other_language_tells_where_a_dash_was(shown):
    right = "Prisons - Occupation - Chiffres"
    content = page_text(SIMPLE, "print_bilingual")
    assert f"{right} {DASHES}" in content
    content = content.replace(f"{right} {DASHES}", f"{shown}\n{DASHES}")
    record = read(content, BILINGUAL)
    assert dict(record.reading.title) == {"fr": right, "nl": DASHES}
    rows = [("title", "  ", " - ")] * shown.count("  ") + [("title", "≠", "-")] * shown.count("≠")
    assert dashes_of(record) == rows
    assert "title_dash_lost" not in issue_kinds(record)
    assert_placed(record, content)


@pytest.mark.parametrize("shown", ["Prisons ≠ Occupation ≠ Chiffres", "Prisons  Occupation - Chiffres"])
def test_titles_on_one_line_are_split_and_mended(shown):
    right = "Prisons - Occupation - Chiffres"
    content = page_text(SIMPLE, "print_bilingual").replace(right, shown)
    record = read(content, BILINGUAL)
    assert dict(record.reading.title) == {"fr": right, "nl": DASHES}
    assert_placed(record, content)


def test_a_sister_with_its_dashes_is_believed():
    doubtful = named(read(titled("Gevangenissen  Bezetting - Cijfers"), MAIN), "a")
    sister = named(read(render(SIMPLE, "print", "nl"), SIMPLE.address("print", "nl")), "b")
    question = assemble_question([doubtful, sister])
    assert question.title["nl"] == DASHES
    assert [issue["kind"] for issue in question.issues] == []


PIECES = st.lists(
    st.sampled_from(["≠", " ", "  ", "Een", "zaak.", "A", "(", "—", "-", "€", "9"]), max_size=12
)


@examples(200)
@given(PIECES.map("".join), PIECES.map("".join), st.booleans())
def test_nothing_but_dashes_changes(text, other, bulletin):
    findings = Findings()
    line = Line(text, text, 0, 0, (), boilerplate=False, is_rule=False, numeral="")
    found = restore_dashes(Title(line, 0, text), findings, bulletin=bulletin, other=other)
    plain = str.maketrans("", "", " ≠—–-")
    assert found.translate(plain) == text.translate(plain)
    for change in reversed(findings.title_changes):
        assert text[change.at :].startswith(change.before)
        text = text[: change.at] + change.after + text[change.at + len(change.before) :]
    assert text == found
