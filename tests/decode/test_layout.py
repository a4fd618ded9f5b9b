"""What a browser shows of HTML: lines of <pre>, numbers of lists, what is hidden, what is the site's own."""

from dataclasses import replace

import pytest

from tests.decode.support import blocks, in_pre, texts
from tests.support.bulletins import BULLETINS
from tests.support.bulletins import expected_fields as expected_of_bulletin
from tests.support.each_case import each_case
from tests.support.reading import (
    FACTS,
    SIMPLE,
    WANTED,
    differences,
    expected_fields,
    in_halves,
    issue_kinds,
    page_html,
    page_text,
    read,
    replaced,
    with_bodies,
)
from tests.support.render import MARKUPS, VARIANTS, Both, BulletinForm, render_bulletin

# Preformatted text


@in_halves("name, variant", FACTS, VARIANTS)
def test_a_page_in_pre_reads_like_its_text(name, variant):
    facts = FACTS[name]
    for language in ("nl", "fr"):
        text = page_text(facts, variant, language)
        record, as_text = read(in_pre(text)), read(text)
        assert record.form == "html"
        assert as_text.reading is not None
        assert (record.reading, issue_kinds(record)) == (as_text.reading, issue_kinds(as_text))


@each_case("newline", ["\n", "\r\n", "\r"])
@each_case("tag", ["pre", "PRE class=x", "div><pre", "td><pre"])
def test_the_facts_come_out_of_pre(tag, newline):
    assert differences(read(in_pre(page_text(), newline, tag)), WANTED) == {}


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<pre>een\ntwee\n\ndrie</pre>", ["een\ntwee", "drie"]),
        ("<pre>een <b>twee\ndrie</b> vier\n \nvijf</pre>", ["een twee\ndrie vier", "vijf"]),
        ("<pre>een\ntwee</pre><p>drie\nvier</p>", ["een\ntwee", "drie vier"]),
        ("<pre><pre>een\ntwee</pre>drie\nvier</pre>", ["een\ntwee", "drie\nvier"]),
        ("<p>een\n\ntwee</p>", ["een twee"]),
    ],
)
def test_line_feeds_end_lines_in_pre_alone(page, expected):
    assert texts(page) == expected


# Hidden elements

HIDDEN = (
    "<p hidden>{}</p>",
    '<div HIDDEN=""><p>{}</p></div>',
    '<div hidden="hidden"><ul><li>{}</ul></div>',
    '<span hidden="">{}</span>',
    '<p style="display:none">{}</p>',
    '<div style="color: red; DISPLAY : None !important"><b>{}</b></div>',
    "<span style='display:none;'>{}</span>",
    "<table style='display:none'><tr><td>{}</td></tr></table>",
    "<template><p>{}</p></template>",
)


@pytest.mark.parametrize("element", HIDDEN)
def test_hidden_elements_show_nothing(element):
    assert texts(f"<div><p>een</p>{element.format('x')}<p>twee</p></div>") == ["een", "twee"]


@pytest.mark.parametrize(
    "attributes", ['style="display:block"', 'style="color:red"', 'data-hidden="1"', "class=hidden"]
)
def test_other_elements_are_shown(attributes):
    assert texts(f"<p>een</p><p {attributes}>twee</p>") == ["een", "twee"]


@each_case("element", HIDDEN)
@each_case("markup", MARKUPS)
def test_a_hidden_question_changes_nothing(markup, element):
    page = page_html(markup)
    at = page.lower().index(">", page.lower().index("<body")) + 1
    other = element.format("Schriftelijke vraag nr. 6-95002")
    record, as_rendered = read(page[:at] + other + page[at:]), read(page)
    assert differences(record, WANTED) == {}
    assert record.issues == as_rendered.issues


# Numbered lists

LISTS = {
    "<ol><li>een<li>twee</ol>": ["1. een", "2. twee"],
    "<ol start=3><li>een</li> <li>twee</li></ol>": ["3. een", "4. twee"],
    '<ol type="a"><li>een<li>twee</ol>': ["a. een", "b. twee"],
    "<ol type=a start=2><li>een<li>twee</ol>": ["b. een", "c. twee"],
    "<ol start=x><li>een</ol>": ["1. een"],
    "<ol><li>een<ol type=a><li>twee<li>drie</ol><li>vier</ol>": ["1. een", "a. twee", "b. drie", "2. vier"],
    "<ol><li>een<ol><li>twee</ol>drie<li>vier</ol>": ["1. een", "1. twee", "drie", "2. vier"],
    "<ol><li></li><li> <li>een</ol>": ["3. een"],
    "<ol><li hidden>een<li>twee</ol>": ["1. twee"],
    "<ol><li></li></ol><p>een</p>": ["een"],
    "<ol><li><p>een</p><p>twee</p><li>drie</ol>": ["1. een", "twee", "2. drie"],
    "<ol><li>een<br>twee<li>drie</ol>": ["1. een\ntwee", "2. drie"],
    "<ol><li>een<ul><li>twee</ul><li>drie</ol>": ["1. een", "twee", "2. drie"],
    "<ul><li>een<ol><li>twee</ol><li>drie</ul>": ["een", "1. twee", "drie"],
    "<ol><li>een</ol><p>twee</p><ol><li>drie</ol>": ["1. een", "twee", "1. drie"],
    "<ul><li>een<li>twee</ul>": ["een", "twee"],
    "<menu><li>een</menu><dir><li>twee</dir>": ["een", "twee"],
    "<div><li>een</div></ol></li><p>twee</p>": ["een", "twee"],
}


@each_case("page", LISTS)
def test_numbers_of_lists(page):
    assert [f"{block.numeral} {block.text}".strip() for block in blocks(page)] == LISTS[page]
    assert not any(block.text[:1].isdigit() for block in blocks(page))


PARAGRAPHS = ("Graag een antwoord op:", "1. Wat kostte dat?", "2. Wie betaalde, meer bepaald", "a. in 2012;")
AS_LIST = (
    "<p>Graag een antwoord op:</p><ol><li>Wat kostte dat?</li>"
    "<li>Wie betaalde, meer bepaald<ol type=a><li>in 2012;</ol></ol>"
)
AS_PARAGRAPHS = "\n".join(f"<p>{text}</p>" for text in PARAGRAPHS)


@pytest.mark.parametrize("markup", ["divs", "definitions", "wrapped"])
@pytest.mark.parametrize("variant", ["main", "print"])
def test_numbers_of_lists_stand_in_both_texts(variant, markup):
    facts = with_bodies(SIMPLE, PARAGRAPHS, PARAGRAPHS)
    page = replaced(page_html(markup, facts, variant), AS_PARAGRAPHS, AS_LIST)
    assert differences(read(page), expected_fields(facts, variant, "nl")) == {}


@pytest.mark.parametrize("name", [name for name, facts in BULLETINS.items() if facts.answer])
def test_numbers_of_lists_stand_in_both_texts_of_a_bulletin(name):
    both = Both(PARAGRAPHS, PARAGRAPHS)
    facts = replace(BULLETINS[name], question=both, answer=both)
    form = BulletinForm("html", "divs", answer_apart=True)
    page = replaced(render_bulletin(facts, "nl", form).decode("utf-8"), AS_PARAGRAPHS, AS_LIST)
    assert differences(read(page), expected_of_bulletin(facts, "nl")) == {}


HEADER_LISTS = {
    "keywords": ("<ul>\n<li>strafgevangenis", "<ol>\n<li>strafgevangenis", "</ul>", "</ol>"),
    "title": ('<div class="title">', '<div class="title"><ol><li>', "Cijfers", "Cijfers</li></ol>"),
    "addressee": ('<div class="addressee">', "<div><ol><li>", "van Justitie", "van Justitie</li></ol>"),
    "chronology": ('<div class="event">', "<ol><li>", "</span></div>", "</span></li></ol>"),
    "references": ('<div class="references">', "<div><ol><li>", "6-95002</a>", "6-95002</a></ol>"),
    "number": ('<div class="number">', "<div><ol><li>", "6-95001\n</div>", "6-95001</ol>\n</div>"),
}


@pytest.mark.parametrize("field", HEADER_LISTS)
def test_numbers_of_lists_are_no_part_of_the_header(field):
    before, after, end, new_end = HEADER_LISTS[field]
    page = replaced(replaced(page_html(), before, after), end, new_end)
    assert differences(read(page), WANTED) == {}


# The site's own elements

BOILERPLATE = (
    "<nav>{}</nav>",
    "<footer>{}</footer>",
    '<div role="navigation">{}</div>',
    '<div ROLE="ContentInfo">{}</div>',
    '<table role="banner"><tr><td>{}</td></tr></table>',
    '<form role="search"><p>{}</p></form>',
    '<div id="footer">{}</div>',
    '<div class="site leftMenu">{}</div>',
    '<ul class="main-nav"><li>{}</li></ul>',
    '<div id="page_Footer"><div><p>{}</p></div></div>',
    '<div class="kruimelpad">{}</div>',
)
OWN = (
    "<main>{}</main>",
    "<header>{}</header>",
    '<div role="main">{}</div>',
    '<div id="content" class="footnote">{}</div>',
    '<div title="menu">{}</div>',
)


@pytest.mark.parametrize(("elements", "is_boilerplate"), [(BOILERPLATE, True), (OWN, False)])
def test_elements_that_name_themselves_are_boilerplate_and_none_beside(elements, is_boilerplate):
    for element in elements:
        found = blocks(f"<div><p>een</p>{element.format('x')}<p>twee</p></div>")
        shown = {block.text: block.boilerplate for block in found}
        assert (element, shown) == (element, {"een": False, "x": is_boilerplate, "twee": False})


@each_case("element", BOILERPLATE)
@each_case("markup", ["divs", "nested", "breaks"])
def test_boilerplate_beside_the_answer_is_no_answer(markup, element):
    page = page_html(markup)
    at = page.lower().rindex("</body>")
    record = read(page[:at] + element.format("Natieplein 1, 1009 Brussel") + page[at:])
    assert differences(record, WANTED) == {}
    assert "letters_unread" in issue_kinds(record)


# Odd beginnings and ends of elements


@pytest.mark.parametrize("markup", MARKUPS)
@pytest.mark.parametrize(
    "declaration",
    [
        '<?xml version="1.0" encoding="utf-8"?>',
        '\n <?XML version="1.0"?>\n',
        "\ufeff<?xml version='1.0'?>",
        '<?xml version="1.0"?><?xml-stylesheet href="senate.css"?>',
    ],
)
def test_a_declaration_of_xml_before_html_is_ignored(declaration, markup, recwarn):
    page = page_html(markup)
    record = read(declaration + page)
    assert differences(record, WANTED) == {}
    assert record.issues == read(page).issues
    assert list(recwarn) == []


STRAY = ("</div></div>", "</table>", "</td></tr></table>", "</center>", "</section></article>")
HARMLESS = ("</span></font>", "</p></p>", "</ul></ol></li>", "</form>", "</blockquote>")
ANSWERS = tuple(f"Alinea {number} van het antwoord." for number in range(1, 6))


@in_halves("stray, markup", STRAY + HARMLESS, MARKUPS)
def test_a_stray_end_inside_an_answer_cuts_nothing(markup, stray):
    facts = with_bodies(SIMPLE, ("Wat kostte dat?",), ANSWERS)
    wanted = expected_fields(facts, "main", "nl")
    page = page_html(markup, facts)
    for turn, answer in enumerate(ANSWERS[1:]):
        at = page.rindex("<", 0, page.index(answer))
        content = page[:at] + stray + page[at:]
        assert (
            differences(read(f"\ufeff{content}".encode("utf-16-le") if turn % 2 else content), wanted) == {}
        )


@pytest.mark.parametrize("stray", STRAY[:3])
def test_structure_tells_nothing_when_more_is_closed_than_opened(stray):
    page = "<html><body><p>een</p>{}<div><p>twee</p></div></body></html>"
    assert {block.path for block in blocks(page.format(stray))} == {()}
    assert () not in {block.path for block in blocks(page.format(""))}
