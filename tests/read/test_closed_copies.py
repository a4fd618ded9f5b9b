"""A copy is closed if its HTML ends behind its texts, with nothing unread; any other may go on."""

from dataclasses import replace

import pytest

from tests.read.test_facts_in_facts_out import HTML_FORMS, TEXT_FORMS
from tests.support.each_case import each_case
from tests.support.reading import PAGES, SIMPLE, read
from tests.support.render import Form, render

PAGE = render(SIMPLE, "main", "nl", Form("html", "divs")).rstrip()
OTHER = render(replace(SIMPLE, number=95002), "main", "nl", Form("html", "divs"))


def is_closed(content):
    return read(content).reading.is_closed


@each_case("form", HTML_FORMS | TEXT_FORMS)
def test_html_that_is_closed_is_and_no_extract(form):
    how = (HTML_FORMS | TEXT_FORMS)[form]
    for page in PAGES:
        is_html = form in HTML_FORMS and how.markup != "unclosed"
        assert is_closed(render(SIMPLE, *page, how)) is is_html, page


BEHIND = {
    "a comment": (b"<!-- archived - 2016 -->\n", True),
    "a script": (b"<script>if (1 < 2) count('me')</script>", True),
    "words": (b"<p>Meer antwoord.</p>", False),
    "the words of a script that is not closed": (b"<p>Meer <script>", False),
    "words and a comment": (b"<!-- a --> meer <!-- b -->", False),
}


@pytest.mark.parametrize("name", BEHIND)
def test_words_behind_the_end_show_that_it_is_none(name):
    behind, closed = BEHIND[name]
    assert is_closed(PAGE + behind) is closed


@pytest.mark.parametrize("share", [0.5, 0.9, 0.99])
def test_an_end_before_the_texts_proves_nothing(share):
    begun = PAGE.replace(b"<body", b"</head></body></html><body", 1)
    cut = begun[: begun.rindex(b"</") - int((1 - share) * 300)]
    assert not is_closed(cut)


def test_another_question_below_the_answer_leaves_its_end_open():
    body = OTHER.partition(b"<body>")[2]
    assert not is_closed(PAGE.replace(b"</body>\n</html>", body))
