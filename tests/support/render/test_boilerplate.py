"""Boilerplate of the site around any page, tables in tables, and pipe tables between bars."""

import re

import pytest
from lxml import html

from .boilerplate import BOILERPLATES, boilerplate_lines
from .facts import VARIANTS
from .forms import Form, render
from .hypertext import MARKUPS
from .labels import LANGUAGES
from .support import out_of_order, visible
from .test_renderer import INVENTED

FACTS = INVENTED["5-90001"]
ANSWER_LINE = "Antwoord ontvangen op 19 maart 2012 :"
TELLING = r"(?i)\b(?:class|id|role)\s*=\s*[\"']?(menu|breadcrumb|footer|nav)|<(nav|footer|header|aside)\b"


def page_of(form, variant="main", language="nl", facts=FACTS):
    return render(facts, variant, language, form).decode("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("boilerplate", BOILERPLATES)
@pytest.mark.parametrize("markup", MARKUPS)
def test_lines_stand_around_the_content_of_html(markup, boilerplate, variant, language):
    page = visible(page_of(Form("html", markup=markup, boilerplate=boilerplate), variant, language))
    above, below = boilerplate_lines(language)
    last = FACTS.answer.nl[-1] if variant == "print_bilingual" else FACTS.answer[language][-1]
    assert out_of_order(page, [*above, FACTS.addressee[language], last, *below]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_lines_are_paragraphs_of_text(language):
    bare, furnished = (page_of(Form(boilerplate=name), "main", language) for name in ("", "flat"))
    above, below = boilerplate_lines(language)
    assert furnished == "\n\n".join([*above, bare, *below])


@pytest.mark.parametrize("kind", ["text", "html", "markdown"])
def test_no_line_without_boilerplate(kind):
    page = page_of(Form(kind))
    assert [line for side in boilerplate_lines("nl") for line in side if line in visible(page)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_as_many_lines_as_sites_have(language):
    above, below = boilerplate_lines(language)
    assert 6 <= len(above) <= 10
    assert 4 <= len(below) <= 6
    assert max(map(len, above)) >= 120


@pytest.mark.parametrize("markup", sorted(set(MARKUPS) - {"wrapped"}))
def test_only_classed_boilerplate_tells(markup):
    found = {
        name: re.findall(TELLING, page_of(Form("html", markup=markup, boilerplate=name)))
        for name in BOILERPLATES
    }
    assert [name for name, telling in found.items() if telling] == ["classed"]


def test_attributes_of_classed_boilerplate():
    page = page_of(Form("html", markup="divs", boilerplate="classed"))
    assert '<td class="menu">Naar de inhoud</td>' in page
    assert '<div class="breadcrumb">\nU bent hier: ' in page
    assert '<div id="footer">\nTerug naar boven<br>\n' in page


def parent_of(page, text, tag):
    """The parent of the innermost element of that tag that holds a text."""
    return html.fromstring(page).xpath(f'(//{tag}[contains(., "{text}")])[last()]')[0].getparent()


@pytest.mark.parametrize(("markup", "tag", "content_tag"), [("divs", "p", "div"), ("tables", "tr", "tr")])
def test_flat_lines_are_siblings_of_the_content(markup, tag, content_tag):
    page = page_of(Form("html", markup=markup, boilerplate="flat"))
    line, title = parent_of(page, "Terug naar boven", tag), parent_of(page, FACTS.title.nl, content_tag)
    assert html.tostring(line) == html.tostring(title)


@pytest.mark.parametrize(("markup", "own"), [("divs", "<div>"), ("tables", "<TABLE>"), ("nested", "<TABLE>")])
def test_a_container_has_no_attribute(markup, own):
    page = page_of(Form("html", markup=markup, boilerplate="container"))
    last_opened = re.findall(r"<(?:div|table)\b[^>]*>", page.split("Terug naar boven")[0], re.IGNORECASE)[-1]
    assert last_opened == own


@pytest.mark.parametrize(("markup", "depth"), [("tables", 2), ("nested", 6)])
def test_depth_of_tables(markup, depth):
    page = html.fromstring(page_of(Form("html", markup=markup)))
    (cell,) = page.xpath(f'//td[not(.//td)][contains(., "{FACTS.title.nl}")]')
    assert len(cell.xpath("ancestor::table")) == depth


@pytest.mark.parametrize("name", INVENTED)
def test_framed_rows_hold_a_question_in_one_cell(name):
    facts = INVENTED[name]
    rows = page_of(Form("markdown", framed=True), "print", "nl", facts).split("\n")
    assert {row[:2] + row[-2:] for row in rows} == {"|  |"}
    assert rows[1] == "| --- |"
    assert f"| {' '.join(facts.question.nl)} |" in rows


def test_framed_rows_keep_the_answer_line():
    rows = page_of(Form("markdown", framed=True), "print").split("\n")
    assert rows[-2:] == [f"| {ANSWER_LINE} |", f"| {' '.join(FACTS.answer.nl)} |"]


@pytest.mark.parametrize("framed", [True, False])
def test_the_boundary_is_unmarked_without_the_answer_line(framed):
    rows = page_of(Form("markdown", framed=framed, lost=("answer_line",)), "print").split("\n")
    assert [row.strip("| ") for row in rows[-2:]] == [" ".join(FACTS.question.nl), " ".join(FACTS.answer.nl)]
