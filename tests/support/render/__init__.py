"""Renderer of question pages: facts in, pages of every form out.

It shares no label with the product, so that tests can trust it.
"""

from .blocks import Block, Page, build_page
from .boilerplate import BOILERPLATES, boilerplate_lines
from .bulletins import BulletinFacts, BulletinForm, build_bulletin, load_bulletins, render_bulletin
from .damage import DAMAGES, ENCODINGS, damage_page, encode
from .facts import SPELLINGS, VARIANTS, Both, Event, Link, QuestionFacts, languages_of, load_all, load_facts
from .forms import Form, document, render
from .hypertext import MARKUPS
from .known import bulletin_of_row, question_of_row
from .labels import LANGUAGES, UNSEEN
from .metadata import facts_from_metadata, is_complete

__all__ = [
    "BOILERPLATES",
    "DAMAGES",
    "ENCODINGS",
    "LANGUAGES",
    "MARKUPS",
    "SPELLINGS",
    "UNSEEN",
    "VARIANTS",
    "Block",
    "Both",
    "BulletinFacts",
    "BulletinForm",
    "Event",
    "Form",
    "Link",
    "Page",
    "QuestionFacts",
    "boilerplate_lines",
    "build_bulletin",
    "build_page",
    "bulletin_of_row",
    "damage_page",
    "document",
    "encode",
    "facts_from_metadata",
    "is_complete",
    "languages_of",
    "load_all",
    "load_bulletins",
    "load_facts",
    "question_of_row",
    "render",
    "render_bulletin",
]
