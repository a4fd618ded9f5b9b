"""A page as HTML: what all markups share, and their registry."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar
from zlib import crc32

from .blocks import BODY_ROLES, NAME_ROLES, Block, Line, Lines, Page
from .boilerplate import BOILERPLATE_ROLES
from .facts import VARIANTS
from .letters import escape_letters

MarkupClass = TypeVar("MarkupClass", bound=type["Markup"])

MARKUPS: dict[str, type["Markup"]] = {}


def markup(name: str) -> Callable[[MarkupClass], MarkupClass]:
    """Class decorator that puts a markup into the registry."""

    def register(found: MarkupClass) -> MarkupClass:
        MARKUPS[name] = found
        return found

    return register


@dataclass(frozen=True)
class HtmlOptions:
    """Charset label, entity mode ("" for that of the markup), canonical address, markup of boilerplate."""

    charset: str = ""
    entities: str = ""
    address: str = ""
    boilerplate: str = "flat"


class Markup(ABC):
    """Turns blocks into HTML; a markup overrides the small pieces below."""

    entities: ClassVar[str] = "raw"
    line_break: ClassVar[str] = "<br>"

    def __init__(self, page: Page, options: HtmlOptions) -> None:
        self.page = page
        self.options = options
        self.mode = options.entities or self.entities

    # Letters and links

    def text(self, text: str, role: str) -> str:
        return escape_letters(text, role, self.mode)

    def link(self, target: str, content: str) -> str:
        return f'<a href="{target}">{content}</a>'

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
        is_name = role in NAME_ROLES and index == 1
        return self.link(self.target(role, piece), content) if is_target or is_name else content

    def line(self, line: Line, role: str) -> str:
        return "".join(self.piece(piece, index, role) for index, piece in enumerate(line))

    # Contents of one column

    def lines(self, lines: Lines, role: str) -> str:
        return f"{self.line_break}\n".join(self.line(line, role) for line in lines)

    def paragraphs(self, lines: Lines, role: str) -> str:
        return "\n".join(f"<p>{self.line(line, role)}</p>" for line in lines)

    def events(self, lines: Lines) -> str:
        rows = (line if len(line) > 1 else ("", *line) for line in lines)
        return self.table([[self.text(cell, "chronology") for cell in row] for row in rows])

    def table(self, rows: Sequence[Sequence[str]]) -> str:
        filled = "\n".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        return f"<table>\n{filled}\n</table>"

    def print_links(self, line: Line) -> str:
        bilingual, single = line[0], line[-1]
        targets = [
            (self.question_address(variant, self.page.facts.question_id), label)
            for variant, label in (("print_bilingual", bilingual), ("print", single))
        ]
        return self.icons(targets)

    def icons(self, targets: Sequence[tuple[str, str]]) -> str:
        return "\n".join(self.link(target, self.text(label, "print_links")) for target, label in targets)

    def content(self, role: str, lines: Lines) -> str:
        if role == "print_links":
            return self.print_links(lines[0])
        if role == "chronology":
            return self.events(lines)
        if role in BODY_ROLES:
            return self.paragraphs(lines, role)
        return self.lines(lines, role)

    # Boilerplate of the site

    def beside(self, content: str) -> str:
        """Something that is no block, as a sibling of the blocks."""
        return content

    def broken(self, texts: Sequence[str]) -> str:
        return f"{self.line_break}\n".join(texts)

    def flat(self, texts: Sequence[str]) -> str:
        return "\n".join(self.beside(f"<p>{text}</p>") for text in texts)

    def container(self, texts: Sequence[str]) -> str:
        return self.beside(f"<div>\n{self.broken(texts)}\n</div>")

    def classed(self, texts: Sequence[str], role: str) -> str:
        """The menu in cells, the rest in divisions, each with a telling attribute."""
        if role == "menu":
            rows = "\n".join(f'<tr><td class="menu">{text}</td></tr>' for text in texts)
            return self.beside(f"<table>\n{rows}\n</table>")
        attribute = 'id="footer"' if role == "footer" else f'class="{role}"'
        return self.beside(f"<div {attribute}>\n{self.broken(texts)}\n</div>")

    def boilerplate(self, block: Block) -> str:
        texts = [self.text(text, block.role) for line in block.columns[0] for text in line]
        if self.options.boilerplate == "classed":
            return self.classed(texts, block.role)
        return self.container(texts) if self.options.boilerplate == "container" else self.flat(texts)

    # Blocks and the whole document

    def rule(self, block: Block) -> str:  # noqa: ARG002
        return "<hr>"

    @abstractmethod
    def row(self, block: Block, cells: Sequence[str]) -> str:
        """One block, with a cell for each column."""

    def block(self, block: Block) -> str:
        if block.role == "rule":
            return self.rule(block)
        if block.role in BOILERPLATE_ROLES:
            return self.boilerplate(block)
        return self.row(block, [self.content(block.role, column) for column in block.columns])

    def body(self) -> str:
        return "\n".join(self.block(block) for block in self.page.blocks)

    def name(self) -> str:
        """The title of the window, which is the same on every page."""
        return "Belgische Senaat" if self.page.language == "nl" else "Sénat de Belgique"

    def head(self) -> str:
        lines = [f'<meta charset="{self.options.charset}">'] if self.options.charset else []
        lines.append(f"<title>{self.name()}</title>")
        if self.options.address:
            lines.append(f'<link rel="canonical" href="{self.options.address.replace("&", "&amp;")}">')
        return "\n".join(lines)

    def document(self) -> str:
        return f"""<!DOCTYPE html>
<html lang="{self.page.language}">
<head>
{self.head()}
</head>
<body>
{self.body()}
</body>
</html>
"""


def render_html(page: Page, name: str, options: HtmlOptions | None = None) -> str:
    """The page in the markup of that name, as a string; damage.encode makes its bytes."""
    return MARKUPS[name](page, options or HtmlOptions()).document()
