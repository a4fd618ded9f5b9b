"""A page as extracted text: blocks parted by blank lines (docs/source.md, 7.2)."""

from .blocks import BODY_ROLES, Block, Line, Page
from .boilerplate import BOILERPLATE_ROLES
from .form import Form

# Of these every line is a paragraph, hence a block of its own.
PARAGRAPH_ROLES = BODY_ROLES | BOILERPLATE_ROLES


def line_text(role: str, line: Line, form: Form) -> str:
    glue = " " if role == "chronology" and form.spaced else ""
    return glue.join(line)


def stacked_texts(block: Block, form: Form) -> list[list[str]]:
    columns = [[line_text(block.role, line, form) for line in column] for column in block.columns]
    if block.role in PARAGRAPH_ROLES:
        return [[paragraph] for column in columns for paragraph in column]
    return columns if form.columns_apart else [[text for column in columns for text in column]]


def side_by_side(block: Block, form: Form) -> list[list[str]]:
    glue = "" if block.role == "title" and form.titles_glued else " "
    rows = zip(*block.columns, strict=True)
    return [[glue.join(line_text(block.role, line, form) for line in row) for row in rows]]


def text_blocks(page: Page, form: Form) -> list[list[str]]:
    """The page as blocks of lines; every paragraph of a body is a block."""
    found: list[list[str]] = []
    for block in page.blocks:
        stacked = block.stacked or len(block.columns) == 1
        found += stacked_texts(block, form) if stacked else side_by_side(block, form)
    return found


def render_text(page: Page, form: Form) -> str:
    """The page as text, without a newline at its end, as stored copies have it."""
    head = [[f"URL: {page.address}"]] if page.address and form.with_address else []
    return "\n\n".join("\n".join(lines) for lines in head + text_blocks(page, form))
