"""The session that print pages and bulletins name in their head, to the letter (docs/source.md, 5)."""

from dataclasses import replace

import pytest

from schemas.records import Block
from tasks.assemble import assemble_question
from tasks.read.text.frame import session_in
from tasks.read.text.lines import page_lines
from tests.assemble.support import OPEN, details, page
from tests.support.reading import SIMPLE, page_text, read


@pytest.mark.parametrize(
    ("line", "session"),
    [
        ("Zitting 2012-2013", "2012-2013"),
        ("Session 2012-2013 Zitting 2012-2013", "2012-2013"),
        ("ZITTING 2005-2006", "2005-2006"),
        ("SESSION DE 2002-2003", "2002-2003"),
        ("Gewone zitting 1996 - 1997", "1996-1997"),
        ("Session 2012-2013 : comptes rendus", None),
        ("Zittingsdocument 2012-2013", None),
        ("BELGISCHE SENAAT", None),
    ],
)
def test_the_head_of_a_page_names_the_session(line, session):
    assert session_in(page_lines([Block("BELGISCHE SENAAT"), Block(line), Block("30 april 2013")])) == session


def test_a_menu_of_a_main_page_names_the_session_of_today_and_not_of_the_question():
    page = read("Session 2025-2026\n\n" + page_text(SIMPLE, "main", "nl"))
    assert page.reading.session is None


def test_a_question_has_the_session_of_whichever_page_names_one_and_two_are_an_issue():
    named = replace(OPEN, variant="print", session="2012-2013")
    assert assemble_question([page("a", OPEN), page("b", named)]).session == "2012-2013"
    years = ("2012-2013", "2013-2014")
    pages = [page(name, replace(OPEN, session=year)) for name, year in zip("ab", years, strict=True)]
    (detail,) = details(assemble_question(pages))
    assert detail.startswith('session: page a: "2012-2013", page b: "2013-2014"')
