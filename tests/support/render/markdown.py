"""A page as a markdown-like extraction (docs/source.md, 7.3): loose blocks, or a pipe table."""

from collections.abc import Iterator

from .blocks import BODY_ROLES, NO_BREAK_SPACE, RULE, Block, Page

ICONS = "![]() | ![]() |"
# Cells of a row of a pipe table, of which only the first is filled.
COLUMNS = 13
# Bars of the empty cells behind those of both languages, and rows of a bilingual table that are broken up.
BILINGUAL_BARS = 8
BROKEN_ROLES = frozenset({"author", "addressee", "keywords"})
# What such extractions were seen to lose.
OFTEN_LOST = ("number", "author", "addressee", "question_line", "answer_line")


def kept(page: Page, lost: tuple[str, ...]) -> Iterator[Block]:
    return (block for block in page.blocks if block.role not in lost)


def loose_block(block: Block) -> str:
    if block.role == "print_links":
        return ICONS
    if block.role == "chronology":
        return "\n".join(f"{' | '.join(line)} |" for column in block.columns for line in column)
    glue = "\n\n" if block.role in BODY_ROLES else "\n"
    return glue.join("".join(line) for column in block.columns for line in column)


def cell(block: Block) -> str:
    """One cell a block, its lines joined with spaces; the cell of the chronology arrives empty."""
    lines = () if block.role == "chronology" else block.columns[0]
    return " ".join("".join(line) for line in lines)


def table_row(block: Block, *, framed: bool) -> str:
    """One row of a bilingual table; what stands in two rows there is broken over three lines."""
    bars, start = "|" * BILINGUAL_BARS, "| " if framed else ""
    if block.role == "chronology":
        return f"|\n|\n{bars}"
    # All lines of one column are in one cell; the border between two texts is lost.
    columns = (("".join(line) for line in column) for column in block.columns)
    texts = [" ".join(text for text in column if text != NO_BREAK_SPACE) for column in columns]
    if block.role == "rule":
        texts = [RULE, RULE]
    if block.role in BROKEN_ROLES:
        return start + "".join(f"{text} |\n" for text in texts) + bars
    return f"{start}{' | '.join(texts)} | {bars}"


def render_markdown(page: Page, lost: tuple[str, ...] = (), *, framed: bool = False) -> str:
    """The page as markdown, without the blocks whose roles are lost; print pages are tables.

    Without the answer line nothing marks the boundary between question and answer.
    """
    if page.variant == "print_bilingual":
        return "\n".join(table_row(block, framed=framed) for block in kept(page, lost))
    if page.variant == "print":
        cells = [cell(block) for block in kept(page, lost)]
        if not framed:  # rows open without a bar and end in the bars of empty cells
            return "\n".join(f"{text} | {'|' * (COLUMNS - 1)}".lstrip() for text in cells)
        rows = [f"| {text} |" for text in cells]
        return "\n".join([*rows[:1], "| --- |", *rows[1:]])
    return "\n\n".join(loose_block(block) for block in kept(page, lost))
