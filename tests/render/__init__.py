"""Renderer of question pages: facts in, pages of every form out.

It shares no label with the product, so that tests can trust it.
"""

from .blocks import Block, Page, build_page
from .damage import DAMAGES, ENCODINGS, damage_page, encode
from .facts import SPELLINGS, VARIANTS, Both, Event, Link, QuestionFacts, load_all, load_facts
from .forms import Form, document, render
from .hypertext import MARKUPS
from .labels import LANGUAGES, UNSEEN
from .metadata import facts_from_metadata, is_complete

__all__ = [
    "DAMAGES",
    "ENCODINGS",
    "LANGUAGES",
    "MARKUPS",
    "SPELLINGS",
    "UNSEEN",
    "VARIANTS",
    "Block",
    "Both",
    "Event",
    "Form",
    "Link",
    "Page",
    "QuestionFacts",
    "build_page",
    "damage_page",
    "document",
    "encode",
    "facts_from_metadata",
    "is_complete",
    "load_all",
    "load_facts",
    "render",
]
