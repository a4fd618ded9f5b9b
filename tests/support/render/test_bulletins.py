"""Bulletin pages: every form holds the facts in reading order, in the letters that its damage leaves."""

import re
from dataclasses import replace

import pytest

from tests.support import PROJECT

from .blocks import NAME_ROLES
from .boilerplate import BOILERPLATES, boilerplate_lines
from .bulletins import HEADING_ROLES, BulletinForm, build_bulletin, load_bulletins, render_bulletin
from .damage import ENCODINGS, damage_page
from .hypertext import MARKUPS
from .labels import LANGUAGES
from .support import decoded, out_of_order, visible

BULLETINS = load_bulletins(PROJECT / "tests/facts/invented_bulletins")
PAGES = [(name, language) for name in BULLETINS for language in LANGUAGES]
LATIN = "windows_1252_labelled_iso_8859_1"

DUTCH_PAGE = """Vragen en Antwoorden

BELGISCHE SENAAT

Bulletin 3-70

ZITTING 2005-2006

Vragen van de Senatoren en antwoorden van de Ministers (Art. 66 van het reglement van de Senaat)

(N.): Vraag gesteld in het Nederlands - (Fr.): Vraag gesteld in het Frans

Minister van Ambtenarenzaken

Vraag nr. 3-90301 van de heer Bekaerdt d.d. 24 mei 2006 (N.) :

Selor. — Taalexamens. — Onjuiste modelantwoorden. — Verzonnen voorbeeld.

Bij het taalexamen van maart 2006"""
FRENCH_PAGE = """Questions et Réponses

Sénat de Belgique

SESSION ORDINAIRE DE 1996-1997

Bulletin 1-31

3 DÉCEMBRE 1996

Questions auxquelles il n'a pas été répondu dans le délai réglementaire (Art. 66 du règlement du Sénat)

(N.): Question posée en néerlandais - (Fr.): Question posée en français

Ministre des Transports

Question nº 90102 de Mme Delhougne-Lambiotte du 12 septembre 1996 (Fr.) :

Passages à niveau. — Sécurisation du passage nº 47 à Gembloux. — Exemple inventé.

Le 21 août 1996"""


def strings_of(name, language):
    """The facts that a page holds letter for letter, in reading order."""
    facts = BULLETINS[name]
    answer = facts.answer[language] if facts.answer else ()
    line = [facts.addressee[language], facts.number_printed, facts.author]
    return [*line, *facts.title[language], *facts.question[language], *answer]


def text_of(name, language, form=None):
    form = form or BulletinForm()
    return decoded(render_bulletin(BULLETINS[name], language, form), form.encoding)


@pytest.mark.parametrize(("name", "language"), PAGES)
def test_text_holds_the_facts_in_reading_order(name, language):
    assert out_of_order(text_of(name, language), strings_of(name, language)) == []


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize(("name", "language"), PAGES)
def test_html_holds_the_facts_in_every_encoding(name, language, markup, encoding):
    page = visible(text_of(name, language, BulletinForm("html", markup=markup, encoding=encoding)))
    assert out_of_order(page, strings_of(name, language)) == []


@pytest.mark.parametrize("kind", ["text", "html"])
@pytest.mark.parametrize("boilerplate", BOILERPLATES)
@pytest.mark.parametrize(("name", "language"), PAGES)
def test_boilerplate_stands_around_the_facts(name, language, boilerplate, kind):
    page = text_of(name, language, BulletinForm(kind, boilerplate=boilerplate))
    above, below = boilerplate_lines(language)
    strings = [*above, *strings_of(name, language), *below]
    assert out_of_order(visible(page) if kind == "html" else page, strings) == []


@pytest.mark.parametrize(
    ("name", "language", "begin"), [("3-90301", "nl", DUTCH_PAGE), ("1-90102", "fr", FRENCH_PAGE)]
)
def test_headings(name, language, begin):
    assert text_of(name, language).startswith(begin)


def test_an_open_question_ends_with_its_text():
    assert text_of("1-90102", "nl").endswith("wie de kosten draagt ?")
    assert "Antwoord" not in text_of("1-90102", "nl").split("(Fr.) :")[1]


@pytest.mark.parametrize(
    ("options", "line"),
    [
        ({"date_word": "van"}, "Vraag nr. 90201 van mevrouw De Keersmaeckere van 29 oktober 2002 (N.) :"),
        ({"number_sign": "nº"}, "Vraag nº 90201 van mevrouw De Keersmaeckere d.d. 29 oktober 2002 (N.) :"),
        ({"number_sign": "n°"}, "Vraag n° 90201 van mevrouw De Keersmaeckere d.d. 29 oktober 2002 (N.) :"),
        ({"colon": ":"}, "Vraag nr. 90201 van mevrouw De Keersmaeckere d.d. 29 oktober 2002 (N.):"),
        ({"answer_apart": True}, "Antwoord :"),
        ({"answer_apart": True, "colon": ":"}, "Antwoord:"),
    ],
)
def test_wordings(options, line):
    assert line in text_of("2-90201", "nl", BulletinForm(**options)).split("\n\n")


def test_the_date_word_is_dutch():
    assert text_of("2-90201", "fr", BulletinForm(date_word="van")) == text_of("2-90201", "fr")


@pytest.mark.parametrize(("language", "label"), [("nl", "Antwoord : "), ("fr", "Réponse : ")])
def test_an_answer_stands_behind_its_label(language, label):
    first = BULLETINS["2-90202"].answer[language][0]
    assert f"\n\n{label}{first}\n\n" in text_of("2-90202", language)


@pytest.mark.parametrize("kind", ["text", "html", "markdown"])
@pytest.mark.parametrize("lost", HEADING_ROLES)
def test_lost_headings_are_absent(lost, kind):
    form = BulletinForm(kind, lost=(lost,))
    whole = build_bulletin(BULLETINS["1-90101"], "nl", BulletinForm())
    (heading,) = (block.columns[0][0][0] for block in whole.blocks if block.role == lost)
    assert heading in text_of("1-90101", "nl", replace(form, lost=()))
    assert heading not in text_of("1-90101", "nl", form)


@pytest.mark.parametrize(("name", "language"), PAGES)
def test_stripped_controls_take_dashes_and_quotes(name, language):
    page = text_of(name, language, BulletinForm(damage="c1_stripped"))
    assert "  ".join(BULLETINS[name].title[language]) in page
    assert re.findall("[‘’“”–—]", page) == []
    assert re.findall("[‘’“”–—]", text_of(name, language)) != []


@pytest.mark.parametrize(
    ("damage", "wrong"), [("mac_latin2", "NoŽl"), ("cp852", "NoŰl"), ("iso8859_13", "Noėl")]
)
def test_damage_hits_the_name_and_spares_the_labels(damage, wrong):
    line = f"Question nº 90203 de M. {wrong}-Wouterbergh du 19 mai 2000 (N.) :"
    assert line in text_of("2-90203", "fr", BulletinForm(damage=damage))


def test_damage_hits_what_the_site_keeps_raw():
    page = build_bulletin(BULLETINS["3-90303"], "fr", BulletinForm())
    changed = zip(page.blocks, damage_page(page, "mac_latin2").blocks, strict=True)
    assert {before.role for before, after in changed if before != after} == {"addressee", "title", "question"}


def test_names_are_links():
    page = text_of("2-90201", "nl", BulletinForm("html", markup="divs"))
    assert re.search(r"van mevrouw <a [^>]*showSenator[^>]*>De Keersmaeckere</a> d\.d\.", page)
    assert {block.role for block in build_bulletin(BULLETINS["2-90201"], "nl", BulletinForm()).blocks} & (
        NAME_ROLES
    ) == {"bulletin_line"}


def test_addresses():
    address = "https://www.senate.be/www/?MIval=publications/viewPubDoc&TID=99903014&LANG=fr"
    assert BULLETINS["3-90301"].address("fr") == address
    assert text_of("3-90301", "fr", BulletinForm(with_address=True)).startswith(f"URL: {address}\n\n")
    assert all(re.search(r"&TID=\d{8}&LANG=nl$", facts.address("nl")) for facts in BULLETINS.values())
    assert len({facts.document for facts in BULLETINS.values()}) == len(BULLETINS)


def test_invented_bulletins_cover_what_was_seen():
    found = BULLETINS.values()
    answered = {(facts.legislature, facts.answer is not None) for facts in found}
    assert answered == {(legislature, known) for legislature in (1, 2, 3) for known in (True, False)}
    assert {facts.original_language for facts in found} == set(LANGUAGES)
    assert {facts.number_printed == facts.question_id for facts in found if facts.legislature == 3} == {
        True,
        False,
    }
    assert all(facts.published_on for facts in found if facts.legislature == 1)
    assert max(len(facts.addressee.nl) for facts in found) > 150
    assert any("Antwoord :" in text for facts in found for text in facts.question.nl)


@pytest.mark.parametrize("facts", BULLETINS.values(), ids=BULLETINS)
def test_facts_agree_with_themselves(facts):
    assert facts.bulletin.startswith(f"{facts.legislature}-")
    assert facts.number_printed in (facts.question_id, facts.question_id.partition("-")[2])
    assert facts.title.nl[-1] == "Verzonnen voorbeeld."
    assert facts.title.fr[-1] == "Exemple inventé."
    for both in (facts.title, facts.question, *([facts.answer] if facts.answer else ())):
        assert len(both.nl) == len(both.fr)
