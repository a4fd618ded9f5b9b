"""From facts to the bytes of a page in one form: the one function that tests call."""

from dataclasses import dataclass

from .blocks import Page, build_page
from .boilerplate import add_boilerplate
from .damage import ENCODINGS, damage_page, encode
from .facts import QuestionFacts
from .hypertext import HtmlOptions, render_html
from .markdown import render_markdown
from .text import TextOptions, render_text

KINDS = ("text", "html", "markdown")


@dataclass(frozen=True)
class Form:
    """One way in which a page reaches us.

    kind is "text", "html" or "markdown"; encoding one of ENCODINGS; damage "" or one of DAMAGES; newline the
    line ends; with_address writes the canonical address into the page; cut is the string behind which the
    page breaks off; deadline_gap as in build_page. Of HTML: markup is one of MARKUPS, entities "", "raw",
    "pasted" or "windows". Of text: spaced, columns_apart and titles_glued as in TextOptions. Of markdown:
    lost are the roles that the extraction lost, framed rows of a print page are "| text |". boilerplate, ""
    for none or one of BOILERPLATES, is the dress of the site's lines in HTML; elsewhere they are paragraphs.
    """

    kind: str = "text"
    markup: str = "tables"
    entities: str = ""
    encoding: str = "utf_8_unlabelled"
    damage: str = ""
    spaced: bool = False
    columns_apart: bool = True
    titles_glued: bool = False
    deadline_gap: bool = False
    lost: tuple[str, ...] = ()
    newline: str = "\n"
    with_address: bool = False
    cut: str = ""
    boilerplate: str = ""
    framed: bool = False

    @property
    def suffix(self) -> str:
        return {"text": ".txt", "html": ".html", "markdown": ".md"}[self.kind]


def document(page: Page, form: Form) -> str:
    """The page as a string in that form, its damage done."""
    damaged = damage_page(add_boilerplate(page) if form.boilerplate else page, form.damage)
    address = page.address if form.with_address else ""
    if form.kind == "html":
        options = HtmlOptions(ENCODINGS[form.encoding].label, form.entities, address, form.boilerplate)
        return render_html(damaged, form.markup, options)
    if form.kind == "markdown":
        return render_markdown(damaged, form.lost, framed=form.framed)
    return render_text(damaged, TextOptions(form.spaced, form.columns_apart, form.titles_glued, address))


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
