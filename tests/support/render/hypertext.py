"""A page as HTML: every markup is a table of pieces in markups.toml."""

import tomllib
from collections import ChainMap
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from zlib import crc32

from .blocks import BODY_ROLES, NAME_ROLES, Block, Line, Lines, Page
from .boilerplate import BOILERPLATE_ROLES
from .damage import ENCODINGS
from .facts import VARIANTS
from .form import Form
from .letters import escape_letters

PIECES = tomllib.loads(Path(__file__).with_name("markups.toml").read_text("utf-8"))
FRAME = PIECES.pop("frame")
MARKUPS = tuple(name for name in PIECES if name not in ("page", "old"))
HEADING_ROLES = frozenset({"number", "title", "chronology_heading", "question_line", "answer_line"})
STYLED_ROLES = frozenset({"question", "answer", "title"})
WORDS_A_LINE, WORDS_BETWEEN_FONTS = 7, 11
"""Of a markup with fonts: how often the source breaks its lines, and a word has a font of its own."""


def pieces_of(markup: str) -> ChainMap[str, Any]:
    own = PIECES[markup]
    return ChainMap(own, *(pieces_of(own["base"]).maps if "base" in own else ()))


class Markup:
    """Turns the blocks of a page into HTML."""

    def __init__(self, page: Page, form: Form) -> None:
        self.page, self.form, self.pieces = page, form, pieces_of(form.markup)
        self.mode = form.entities or self.pieces["entities"]

    def join(self, piece: str, items: Iterable[str | tuple[str, str]], /, **names: str) -> str:
        """The items, each set in its piece, and what stands between and around them."""
        item, between, around = self.pieces[piece]
        filled = (item.format(*([one] if isinstance(one, str) else one), **names) for one in items)
        return around.format(between.join(filled), **names)

    def text(self, text: str, role: str) -> str:
        if not self.pieces["font"]:
            return escape_letters(text, role, self.mode)
        words = [escape_letters(word, role, self.mode) for word in text.split(" ")]
        for index in range(WORDS_BETWEEN_FONTS - 1, len(words), WORDS_BETWEEN_FONTS):
            if role in STYLED_ROLES and words[index].strip("\N{NO-BREAK SPACE}"):
                words[index] = self.pieces["font"].format(words[index])
        glues = ("\n" if index % WORDS_A_LINE == 0 else " " for index in range(1, len(words) + 1))
        return "".join(word + glue for word, glue in zip(words, glues, strict=True))[:-1]

    def question_address(self, variant: str, question_id: str) -> str:
        legislature, number = question_id.split("-")
        page = f"/www/?MIval=/{VARIANTS[variant]}"
        return f"{page}&amp;LEG={legislature}&amp;NR={number}&amp;LANG={self.page.language}"

    def target(self, role: str, piece: str) -> str:
        if role == "references":
            return self.question_address("main", piece.rsplit(maxsplit=1)[-1])
        senator = 9000 + crc32(self.page.facts.author.encode()) % 1000
        return f"/www/?MIval=/showSenator&amp;ID={senator}&amp;LANG={self.page.language}"

    def piece(self, piece: str, index: int, role: str) -> str:
        """A piece of a line; names of authors and targets of references are links."""
        content = self.text(piece, role)
        is_target = role == "references" and not piece.rstrip().endswith(":")
        if not is_target and not (role in NAME_ROLES and index == 1):
            return content
        return self.pieces["link"].format(self.target(role, piece), content)

    def line(self, line: Line, role: str) -> str:
        content = "".join(self.piece(piece, index, role) for index, piece in enumerate(line))
        return self.pieces["title_line"].format(content) if role == "title" else content

    def events(self, lines: Lines) -> str:
        """A chronology; a line without a date is a deadline."""
        item, between, around = self.pieces["events"]
        lone, rows = (
            self.pieces.get("lone_event", item),
            ([self.text(cell, "") for cell in line] for line in lines),
        )
        filled = (item.format(*row) if len(row) > 1 else lone.format("", *row) for row in rows)
        return around.format(between.join(filled))

    def print_links(self, line: Line) -> str:
        own, labels = self.page.facts.question_id, (self.text(label, "") for label in (line[0], line[-1]))
        targets = (self.question_address(variant, own) for variant in ("print_bilingual", "print"))
        return self.join("icons", zip(targets, labels, strict=True))

    def content(self, role: str, lines: Lines) -> str:
        """What one column has."""
        if role == "print_links":
            return self.print_links(lines[0])
        if role == "chronology":
            return self.events(lines)
        name = "paragraphs" if role in BODY_ROLES else "line"
        name = role if role == "keywords" and role in self.pieces else name
        return self.join(name, [self.line(line, role) for line in lines])

    def boilerplate(self, block: Block) -> str:
        """Lines of the site; "classed", the menu is in cells, the rest in divisions that say so."""
        texts = [self.text(text, block.role) for line in block.columns[0] for text in line]
        how, role, beside = self.form.boilerplate, block.role, self.pieces["beside"]
        if how == "classed" and role != "menu":
            attribute = 'id="footer"' if role == "footer" else f'class="{role}"'
            return beside.format(f"<div {attribute}>\n{self.pieces['line'][1].join(texts)}\n</div>")
        name = {"classed": "menu", "container": "container"}.get(how)
        return beside.format(self.join(name, texts)) if name else self.join("flat", texts)

    def block(self, block: Block) -> str:
        if block.role in BOILERPLATE_ROLES:
            return self.boilerplate(block)
        cells = [self.content(block.role, column) for column in block.columns]
        name = "stacked" if block.stacked and "stacked" in self.pieces else "cells"
        name = "one" if len(cells) == 1 else name
        if block.role == "rule" and self.pieces["rule"]:
            name = "rule"
        tag = "dt" if block.role in HEADING_ROLES else "dd"
        return self.join(name, cells, name=block.role.replace("_", "-"), tag=tag)

    def document(self) -> str:
        frame, address = FRAME[self.page.language], self.page.address * self.form.with_address
        shown = {"charset": ENCODINGS[self.form.encoding].label, "window": frame["window"]}
        shown |= {"address": address.replace("&", "&amp;"), "style": self.pieces["style"]}
        head = "\n".join(self.pieces[name].format(text) for name, text in shown.items() if text)
        crumbs = frame["breadcrumbs"].format(self.page.facts.legislature)
        body = self.join("body", map(self.block, self.page.blocks), **frame | {"breadcrumbs": crumbs})
        return self.pieces["document"].format(language=self.page.language, head=head, body=body)


def render_html(page: Page, form: Form) -> str:
    """The page in the markup of that form, as a string; damage.encode makes its bytes."""
    return Markup(page, form).document()
