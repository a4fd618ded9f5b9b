"""What a page no longer says that its copy said: the facts are compared, not the bytes."""

from dataclasses import replace

import pytest

from tasks.fetch.site.canary import contradicts, contradicts_apart
from tests.support.reading import INVENTED
from tests.support.render import Form, render

FACTS = next(facts for facts in INVENTED.values() if facts.answer and facts.keywords.nl and facts.links)
URL = FACTS.address("main", "nl")
TABLES, DIVS = (Form(kind="html", markup=markup) for markup in ("tables", "divs"))
HELD = render(FACTS, "main", "nl", TABLES)


def said(now):
    return contradicts(URL, HELD, now)


def test_the_same_facts_in_another_markup_are_the_same():
    assert said(HELD) == ""
    assert said(render(FACTS, "main", "nl", DIVS)) == ""
    assert said(HELD.replace(b"</body>", b"<!-- 17:04:22 --></body>")) == ""


OTHER = ("Een andere tekst van één alinea, die lang genoeg is.",)
CHANGED = {
    "author was": {"author": "Iemand Anders"},
    "references was": {"links": ()},
    "title (nl) was": {"title": replace(FACTS.title, nl="Andere titel - Gevolgen")},
    "keywords (nl) was": {"keywords": replace(FACTS.keywords, nl=("museum",))},
    "question (nl) was": {"question": replace(FACTS.question, nl=OTHER)},
    "answer (nl) was": {"answer": replace(FACTS.answer, nl=OTHER)},
}


@pytest.mark.parametrize("words", CHANGED)
def test_what_differs_is_named(words):
    sentence = said(render(replace(FACTS, **CHANGED[words]), "main", "nl", TABLES))
    assert sentence.startswith(f"{URL} now reads differently from the stored copy: {words}")


def test_more_events_and_references_are_news_and_a_page_without_a_question_contradicts():
    fewer = replace(FACTS, links=FACTS.links[:-1])
    assert contradicts(URL, render(fewer, "main", "nl", TABLES), HELD) is None
    assert "now nothing." in said(b"<html><body><p>Belgische Senaat</p></body></html>")


def test_a_copy_that_is_cut_or_has_another_form_is_not_compared():
    cut = HELD[: len(HELD) // 2]
    assert contradicts(URL, cut, HELD) is None
    assert contradicts(URL, render(FACTS, "main", "nl", Form()), HELD) is None


def test_a_process_apart_says_the_same():
    now = render(replace(FACTS, author="Iemand Anders"), "main", "nl", TABLES)
    assert contradicts_apart(URL, HELD, now) == said(now)
