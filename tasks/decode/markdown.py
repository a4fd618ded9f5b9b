"""Markdown-like extracts to blocks: icon cells are dropped, each table row becomes a block."""

import re

from schemas.records import Block

_ICON = re.compile(r"!\[[^\]]{0,200}\]\([^)]{0,500}\)")
_LINK = re.compile(r"\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}\)")
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+", re.MULTILINE)
_BOLD = re.compile(r"\*\*([^*\n]{1,400})\*\*")
_OF_SEPARATOR_ROW = " \t\r|:-"
_ROW_END = re.compile(r"\|[ \t]*$", re.MULTILINE)
_ROWS_OF_A_TABLE = 2


def looks_like_markdown(text: str) -> bool:
    """Whether a text has an icon cell, a link, a heading, bold words or two table rows."""
    marks = _LINK.search(text) or _HEADING.search(text) or _BOLD.search(text)
    return "![](" in text or marks is not None or len(_ROW_END.findall(text)) >= _ROWS_OF_A_TABLE


def markdown_blocks(text: str) -> tuple[Block, ...]:
    """The text as blocks; the cells of a table row are the lines of one block."""
    blocks: list[Block] = []
    paragraph: list[str] = []
    text = _BOLD.sub(r"\1", _LINK.sub(r"\1", _HEADING.sub("", _ICON.sub("", text))))
    for line in text.split("\n"):
        is_rule = "|" in line and "---" in line and not line.strip(_OF_SEPARATOR_ROW)
        cells = [] if is_rule else list(filter(None, (part.strip(" \t\r") for part in line.split("|"))))
        if "|" in line or not cells:
            _end(paragraph, blocks)
        paragraph += cells
        if "|" in line:
            _end(paragraph, blocks)
    _end(paragraph, blocks)
    return tuple(blocks)


def _end(paragraph: list[str], blocks: list[Block]) -> None:
    if paragraph:
        blocks.append(Block("\n".join(paragraph)))
        paragraph.clear()
