"""What a site sets around the content of every page: menu, breadcrumb, footer (all of it invented).

The lines are the same on every page of a language; a form says how they are dressed.
"""

from dataclasses import replace

from .blocks import Page, block, singles
from .labels import PRINTED

# Lines among the content's own siblings; in a table or division without attributes; with telling attributes.
BOILERPLATES = ("flat", "container", "classed")

BOILERPLATE_ROLES = frozenset({"menu", "breadcrumb", "footer"})


def add_boilerplate(page: Page) -> Page:
    """The page between its site's lines, in the language of the page."""
    lines = PRINTED["boilerplate"][page.language]
    menu, breadcrumb, footer = (block(role, *singles(some)) for role, some in lines.items())
    return replace(page, blocks=(menu, breadcrumb, *page.blocks, footer))
