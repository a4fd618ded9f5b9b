"""From facts to the bytes of a page in one form: the one function that tests call."""

from .blocks import Page, build_page
from .boilerplate import add_boilerplate
from .damage import damage_page, encode
from .facts import QuestionFacts
from .form import Form
from .hypertext import render_html
from .markdown import render_markdown
from .text import render_text


def document(page: Page, form: Form) -> str:
    """The page as a string in that form, its damage done."""
    damaged = damage_page(add_boilerplate(page) if form.boilerplate else page, form.damage)
    if form.kind == "html":
        return render_html(damaged, form)
    if form.kind == "markdown":
        return render_markdown(damaged, form.lost, framed=form.framed)
    return render_text(damaged, form)


def page_bytes(page: Page, form: Form) -> bytes:
    """The bytes of a page in that form, cut where the form says so."""
    text = document(page, form)
    if form.cut:
        text = text[: text.index(form.cut) + len(form.cut)]
    return encode(text.replace("\n", form.newline), form.encoding)


def render(facts: QuestionFacts, variant: str, language: str, form: Form | None = None) -> bytes:
    """The bytes of one page: variant "main", "print" or "print_bilingual", language "nl" or "fr"."""
    form = form or Form()
    return page_bytes(build_page(facts, variant, language, deadline_gap=form.deadline_gap), form)
