"""Dashes that a title lost come back where that is certain, with a row each; other places are reported."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.records import PageRecord
from tasks.assemble import assemble_question
from tasks.decode import decode_page
from tasks.read.text.dashes import Title, restore_dashes
from tasks.read.text.lines import Findings, Line
from tests.support.bulletins import BULLETINS
from tests.support.each_case import each_case
from tests.support.examples import examples
from tests.support.reading import SIMPLE, issue_kinds, page_text, read, read_page
from tests.support.render import Both, Form, render, render_bulletin
from tests.support.sisters import named

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
