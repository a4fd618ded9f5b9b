"""Forms that an extraction or an odd markup makes: broken and joined lines, menus, rules, lone lines."""

import re
from dataclasses import replace

import pytest

from tests.support.each_case import each_case
from tests.support.reading import (
    FACTS,
    LANGUAGES,
    PAGES,
    SIMPLE,
    WANTED,
    altered,
    differences,
    expected_fields,
    in_halves,
    issue_kinds,
    page_html,
    page_text,
    read,
    replaced,
)
from tests.support.render import MARKUPS, Both, Form, render

# Both labels of a bilingual page, apart

BORDERS = ("\n", "\n\n", "\n\u00a0\n", "\n\n\u00a0\n\n", "\n\n \u00a0 \n\n\u00a0\n\n", "\n\n________\n\n")
GLUED = re.compile(r"(?<=[):]) (?=(?:Vraag nr|Antwoord ontvangen op|Schriftelijke vraag nr)\.? )")


@in_halves("name, border", FACTS, BORDERS)
def test_what_is_between_two_labels_changes_nothing(name, border):
    text = page_text(FACTS[name], "print_bilingual", "fr")
    apart, times = GLUED.subn(border, text)
    assert times == (2 if FACTS[name].answer else 1)
    as_rendered = read(text)
    record = read(apart)
    assert (record.reading, issue_kinds(record)) == (as_rendered.reading, issue_kinds(as_rendered))
    wanted = expected_fields(FACTS[name], "print_bilingual", "fr")
    if "title_not_parted" in issue_kinds(as_rendered):
        wanted.pop("title")
    assert differences(record, wanted) == {}


# Menus

OTHER = {"nl": "Schriftelijke vraag nr. 6-95002", "fr": "Question écrite n° 6-95002"}
OWN = {"nl": "Schriftelijke vraag nr. 6-95001", "fr": "Question écrite n° 6-95001"}


def menus(language):
    """Lines of a menu: another question, the page in the other language, both, neighbours on both sides."""
    translated = OWN["fr" if language == "nl" else "nl"]
    other = OTHER[language]
    return [(other,), (translated,), (other, translated), (translated, other), (OTHER["nl"], OTHER["fr"])]


@each_case("menu", range(5))
@each_case(("variant", "language"), PAGES)
@each_case("is_first", [True, False])
def test_number_lines_of_a_menu_are_not_the_pages_own(is_first, variant, language, menu):
    text, lines = page_text(variant=variant, language=language), menus(language)[menu]
    own = text.index(OWN["fr" if variant == "print_bilingual" else language])
    at = 0 if is_first else text.rindex("\n\n", 0, own) + 2
    record = read(text[:at] + "".join(f"{line}\n\n" for line in lines) + text[at:])
    assert differences(record, expected_fields(SIMPLE, variant, language)) == {}


@each_case("menu", range(5))
@each_case("variant", ["main", "print", "print_bilingual"])
@each_case("markup", ["divs", "tables", "breaks", "wrapped"])
def test_links_of_a_menu_are_not_the_pages_own(markup, variant, menu):
    page = page_html(markup, SIMPLE, variant)
    at = page.lower().index(">", page.lower().index("<body")) + 1
    links = "<br>".join(f'<a href="/www/?LANG=x">{line}</a>' for line in menus("nl")[menu])
    record = read(f"{page[:at]}<div>{links}</div>{page[at:]}")
    assert differences(record, expected_fields(SIMPLE, variant, "nl")) == {}


# Fields broken over lines, fields that share a block


def breaks(text):
    """Places between words: behind the second, in the middle, before the last."""
    spaces = [found.start() for found in re.finditer(" ", text)]
    return sorted({spaces[at] for at in (1, len(spaces) // 2, len(spaces) - 1) if at < len(spaces)})


def broken(text, places, newline):
    return "".join(newline if at in places else letter for at, letter in enumerate(text))


def broken_pages(text, field, newline):
    """The page with a field broken at each place, and at all of them."""
    places = breaks(field)
    return [
        replaced(text, field, broken(field, some, newline), 1) for some in (*([at] for at in places), places)
    ]


@in_halves("name, field, variant", FACTS, ["addressee", "title"], ["main", "print"])
def test_a_field_broken_over_lines_of_its_block_is_joined(name, field, variant):
    facts = FACTS[name]
    for language in LANGUAGES:
        wanted = expected_fields(facts, variant, language)
        text = page_text(facts, variant, language)
        for page in broken_pages(text, getattr(facts, field)[language].split(" ", 1)[-1], "\n"):
            assert differences(read(page), wanted) == {}


@each_case("newline", ["<br>", "<BR>\n", "<br />"])
@each_case("field", ["addressee", "title"])
@each_case("markup", ["divs", "tables", "nested", "wrapped", "definitions"])
def test_a_field_broken_by_markup_is_joined(markup, field, newline):
    facts = replace(SIMPLE, title=Both("Gevangenissen - Bezetting van de cellen - Cijfers", "Prisons"))
    page = page_html(markup, facts)
    for one in broken_pages(page, getattr(facts, field).nl, newline):
        assert differences(read(one), expected_fields(facts, "main", "nl")) == {}


SHARED = {
    "the whole page": ("Tweetalige", None),
    "the header": ("Schriftelijke", "Vraag nr."),
    "author to keywords": ("van Hélène", "Chronologie"),
    "number, author and addressee": ("Schriftelijke", "Gevangenissen"),
    "author and addressee": ("van Hélène", "Gevangenissen"),
    "title and keywords": ("Gevangenissen", "Chronologie"),
    "title to chronology": ("Gevangenissen", "Ook gesteld"),
    "addressee to references": ("aan de minister", "Vraag nr."),
    "chronology to question line": ("Chronologie", "Hoeveel aanvragen"),
}


@pytest.mark.parametrize("name", SHARED)
def test_fields_that_share_a_block_are_read_line_by_line(name):
    text = page_text()
    first, last = SHARED[name]
    start, end = text.index(first), text.index(last) if last else len(text)
    shared = text[start:end].rstrip("\n").replace("\n\n", "\n")
    record = read(text[:start] + shared + ("\n\n" if last else "") + text[end:])
    assert differences(record, WANTED) == {}


@each_case("name", FACTS)
def test_a_page_without_blank_lines(name):
    for language in LANGUAGES:
        text = page_text(FACTS[name], "main", language).replace("\n\n", "\n")
        assert differences(read(text), expected_fields(FACTS[name], "main", language)) == {}


# Rules within texts

FORMS = [Form(), *(Form("html", markup) for markup in MARKUPS)]


def with_rule(part):
    both = getattr(SIMPLE, part)
    return replace(SIMPLE, **{part: Both(*((both[x][0], "________", *both[x][1:]) for x in LANGUAGES))})


@each_case("form", FORMS, ids=lambda form: f"{form.kind}-{form.markup}")
@each_case("part", ["question", "answer"])
@each_case("variant", ["main", "print", "print_bilingual"])
def test_a_rule_between_two_paragraphs_is_kept(variant, part, form):
    facts = with_rule(part)
    record = read(render(facts, variant, "nl", form))
    assert differences(record, expected_fields(facts, variant, "nl")) == {}


@pytest.mark.parametrize("part", ["question", "answer"])
def test_a_rule_around_a_text_is_no_part_of_it(part):
    paragraphs = getattr(SIMPLE, part).nl
    page = altered("\n\n".join(paragraphs), "\n\n".join(("________", *paragraphs, "________")))
    assert differences(read(page), WANTED) == {}


# Keywords in one line


@pytest.mark.parametrize("separator", [", ", "; ", " | ", " · ", " ", " / "])
@pytest.mark.parametrize("variant", ["main", "print"])
def test_keywords_in_one_line_are_reported_and_kept_as_one(variant, separator):
    line = separator.join(SIMPLE.keywords.nl)
    record = read(altered("\n".join(SIMPLE.keywords.nl), line, variant=variant))
    wanted = expected_fields(SIMPLE, variant, "nl") | {"keywords": {"nl": (line,)}}
    assert differences(record, wanted) == {}
    assert [line in issue.detail for issue in record.issues] == [True]
    assert issue_kinds(record) == {"keywords_not_parted"}


@pytest.mark.parametrize("keyword", ["SELOR", "Rekenhof (België)", "verzonnen begrip van drie woorden"])
def test_a_lone_keyword_is_no_line_of_several(keyword):
    facts = replace(SIMPLE, keywords=Both((keyword,), (keyword,)))
    record = read(page_text(facts))
    assert differences(record, expected_fields(facts, "main", "nl")) == {}
    assert record.issues == ()
