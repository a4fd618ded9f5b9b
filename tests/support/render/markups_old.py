"""Markups of old pages: nested tables, everything in one cell, tags that nobody closes."""

from collections.abc import Sequence

from .blocks import Block, Line, Lines
from .hypertext import Markup, markup

STYLED_ROLES = frozenset({"question", "answer", "title"})


class OldMarkup(Markup):
    """Head and body of a page of the nineties: upper-case tags, attributes without quotes where they can."""

    entities = "pasted"
    line_break = "<BR>"

    def link(self, target: str, content: str) -> str:
        return f"<A HREF={target} CLASS=link>{content}</A>"

    def icons(self, targets: Sequence[tuple[str, str]]) -> str:
        return "&nbsp;\n".join(
            f"<A HREF={target} TARGET=_blank>{self.icon(self.text(label, 'print_links'))}</A>"
            for target, label in targets
        )

    def icon(self, label: str) -> str:
        return f'<IMG SRC=/images/print.gif WIDTH=16 BORDER=0 TITLE="{label}" ALT="{label}">'

    def container(self, texts: Sequence[str]) -> str:
        rows = "\n".join(f"<TR><TD>{text}</TD></TR>" for text in texts)
        return self.beside(f"<TABLE>\n{rows}\n</TABLE>")

    def rule(self, block: Block) -> str:
        return self.row(block, [self.lines(column, "rule") for column in block.columns])

    def head(self) -> str:
        lines = []
        if self.options.charset:
            content = f'"text/html; charset={self.options.charset}"'
            lines.append(f"<META HTTP-EQUIV=Content-Type CONTENT={content}>")
        lines.append(f"<TITLE>{self.name()}</TITLE>")
        if self.options.address:
            lines.append(f'<BASE HREF="{self.options.address.replace("&", "&amp;")}">')
        lines.append("<LINK REL=stylesheet TYPE=text/css HREF=/www/senate.css>")
        return "\n".join(lines)


@markup("tables")
class Tables(OldMarkup):
    """Nested tables; a two-cell row for each event, icons for the print links."""

    def table(self, rows: Sequence[Sequence[str]]) -> str:
        filled = "\n".join(
            "<TR>" + "".join(f"<TD VALIGN=top NOWRAP>{cell}</TD>" for cell in row) + "</TR>" for row in rows
        )
        return f"<TABLE BORDER=0 CELLPADDING=2 CELLSPACING=0>\n{filled}\n</TABLE>"

    def paragraphs(self, lines: Lines, role: str) -> str:
        return "\n".join(f"<P ALIGN=justify>{self.line(line, role)}</P>" for line in lines)

    def beside(self, content: str) -> str:
        return f"<TR>\n<TD VALIGN=top COLSPAN=2>{content}</TD>\n</TR>"

    def row(self, block: Block, cells: Sequence[str]) -> str:  # noqa: ARG002
        wide = " COLSPAN=2" if len(cells) == 1 else " WIDTH=50%"
        filled = "".join(f"<TD VALIGN=top{wide}>{cell}</TD>\n" for cell in cells)
        return f"<TR>\n{filled}</TR>"

    def document(self) -> str:
        return f"""<HTML>
<HEAD>
{self.head()}
</HEAD>
<BODY BGCOLOR=#FFFFFF TEXT=#000000 LINK=#003366 TOPMARGIN=0>
<TABLE WIDTH=100% BORDER=0 CELLPADDING=0 CELLSPACING=0>
<TR><TD ROWSPAN=2 WIDTH=12><IMG SRC=/images/blank.gif WIDTH=12 HEIGHT=1 ALT=""></TD>
<TD><IMG SRC=/images/logo.gif WIDTH=180 HEIGHT=60 ALT=""></TD></TR>
<TR><TD>
<TABLE WIDTH=640 BORDER=0 CELLPADDING=4 CELLSPACING=0>
{self.body()}
</TABLE>
</TD></TR>
</TABLE>
</BODY>
</HTML>
"""


@markup("nested")
class Nested(Tables):
    """Tables six deep, with every block in a table of its own; the rows of a chronology are a seventh."""

    layout_tables = 4

    def row(self, block: Block, cells: Sequence[str]) -> str:
        own = f"<TABLE WIDTH=100% BORDER=0>\n{super().row(block, cells)}\n</TABLE>"
        return self.beside(own)

    def document(self) -> str:
        opened = "<TABLE BORDER=0>\n<TR><TD WIDTH=8>&nbsp;</TD><TD>\n" * self.layout_tables
        closed = "</TD></TR>\n</TABLE>\n" * self.layout_tables
        return f"""<HTML>
<HEAD>
{self.head()}
</HEAD>
<BODY>
{opened}<TABLE BORDER=0 CELLPADDING=4>
{self.body()}
</TABLE>
{closed}</BODY>
</HTML>
"""


@markup("breaks")
class Breaks(OldMarkup):
    """Everything in one cell: a break ends a line, two end a block."""

    line_break = "<br>"

    def link(self, target: str, content: str) -> str:
        return f'<a href="{target}">{content}</a>'

    def icons(self, targets: Sequence[tuple[str, str]]) -> str:
        return " ".join(self.link(target, self.text(label, "print_links")) for target, label in targets)

    def table(self, rows: Sequence[Sequence[str]]) -> str:
        return "<br>\n".join("&nbsp;".join(row) if row[0] else row[1] for row in rows)

    def paragraphs(self, lines: Lines, role: str) -> str:
        return "<br><br>\n".join(self.line(line, role) for line in lines)

    def flat(self, texts: Sequence[str]) -> str:
        return self.broken(texts)

    def row(self, block: Block, cells: Sequence[str]) -> str:
        return "<br><br>\n".join(cells) if block.stacked else " ".join(cells)

    def body(self) -> str:
        return "<br><br>\n".join(self.block(block) for block in self.page.blocks)

    def document(self) -> str:
        return f"""<html>
<head>
{self.head()}
</head>
<body>
<table width="100%" border="0"><tr><td class="text">
{self.body()}
</td></tr></table>
</body>
</html>
"""


@markup("unclosed")
class Unclosed(OldMarkup):
    """Unclosed upper-case tags, fonts around words, line breaks of the source inside sentences."""

    words_a_line = 7
    words_between_fonts = 11

    def text(self, text: str, role: str) -> str:
        words = [super(Unclosed, self).text(word, role) for word in text.split(" ")]
        for index in range(self.words_between_fonts - 1, len(words), self.words_between_fonts):
            if role in STYLED_ROLES and words[index].strip("\N{NO-BREAK SPACE}"):
                words[index] = f"<FONT FACE=Arial>{words[index]}</FONT>"
        glues = ("\n" if index % self.words_a_line == 0 else " " for index in range(1, len(words) + 1))
        return "".join(word + glue for word, glue in zip(words, glues, strict=True))[:-1]

    def line(self, line: Line, role: str) -> str:
        content = super().line(line, role)
        return f"<FONT SIZE=2>{content}</FONT>" if role == "title" else content

    def table(self, rows: Sequence[Sequence[str]]) -> str:
        filled = "\n".join("<TR><TD NOWRAP>" + "<TD>".join(row) for row in rows)
        return f"<TABLE BORDER=0>\n{filled}\n</TABLE>"

    def paragraphs(self, lines: Lines, role: str) -> str:
        return "\n<P>".join(self.line(line, role) for line in lines)

    def flat(self, texts: Sequence[str]) -> str:
        return "\n".join(f"<P>{text}" for text in texts)

    def rule(self, block: Block) -> str:  # noqa: ARG002
        return "<HR NOSHADE SIZE=1>"

    def row(self, block: Block, cells: Sequence[str]) -> str:  # noqa: ARG002
        if len(cells) == 1:
            return f"<P>{cells[0]}"
        return "<TABLE WIDTH=100%>\n<TR><TD WIDTH=50%>" + "\n<TD WIDTH=50%>".join(cells) + "\n</TABLE>"

    def document(self) -> str:
        return f"""<HTML>
<HEAD>
{self.head()}
<BODY BGCOLOR=#FFFFFF>
<FONT FACE="Verdana, Arial">
{self.body()}
"""
