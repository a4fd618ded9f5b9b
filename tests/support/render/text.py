"""A page as extracted text: blocks parted by blank lines (docs/source.md, 7.2)."""

from dataclasses import dataclass

from .blocks import BODY_ROLES, Block, Line, Page
from .boilerplate import BOILERPLATE_ROLES

# Of these every line is a paragraph, hence a block of its own.
PARAGRAPH_ROLES = BODY_ROLES | BOILERPLATE_ROLES


@dataclass(frozen=True)
class TextOptions:
    """How an extractor glues.

    spaced sets a space between date and event, columns_apart a blank line between stacked columns,
    titles_glued no space between both titles; address, when given, is written in a first line.
    """

    spaced: bool = False
    columns_apart: bool = True
    titles_glued: bool = False
    address: str = ""


def line_text(role: str, line: Line, options: TextOptions) -> str:
    glue = " " if role == "chronology" and options.spaced else ""
    return glue.join(line)


def stacked_texts(block: Block, options: TextOptions) -> list[list[str]]:
    columns = [[line_text(block.role, line, options) for line in column] for column in block.columns]
    if block.role in PARAGRAPH_ROLES:
        return [[paragraph] for column in columns for paragraph in column]
    return columns if options.columns_apart else [[text for column in columns for text in column]]


def side_by_side(block: Block, options: TextOptions) -> list[list[str]]:
    glue = "" if block.role == "title" and options.titles_glued else " "
    rows = zip(*block.columns, strict=True)
    return [[glue.join(line_text(block.role, line, options) for line in row) for row in rows]]


def text_blocks(page: Page, options: TextOptions) -> list[list[str]]:
    """The page as blocks of lines; every paragraph of a body is a block."""
    found: list[list[str]] = []
    for block in page.blocks:
        stacked = block.stacked or len(block.columns) == 1
        found += stacked_texts(block, options) if stacked else side_by_side(block, options)
    return found


def render_text(page: Page, options: TextOptions | None = None) -> str:
    """The page as text, without a newline at its end, as stored copies have it."""
    options = options or TextOptions()
    head = [[f"URL: {options.address}"]] if options.address else []
    return "\n\n".join("\n".join(lines) for lines in head + text_blocks(page, options))
