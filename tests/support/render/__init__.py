# ruff: noqa: F401 - what tests import
"""Renderer of question pages: facts in, pages of every form out.

It shares no label with the product, so that tests can trust it.
"""

from .blocks import Page, build_page
from .boilerplate import BOILERPLATES
from .bulletins import BulletinFacts, build_bulletin, load_bulletins
from .bulletins import BulletinForm as BulletinForm
from .bulletins import render_bulletin as render_bulletin
from .damage import DAMAGES, ENCODINGS
from .facts import SPELLINGS, VARIANTS, Both, Event, Link, QuestionFacts, languages_of, load_all
from .form import Form as Form
from .forms import document
from .forms import render as render
from .hypertext import MARKUPS
from .known import bulletin_of_row, question_of_row
from .labels import LANGUAGES
