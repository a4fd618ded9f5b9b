"""Markups of newer pages: divisions, definition lists, and a page within menus, breadcrumbs and a footer."""

from collections.abc import Sequence

from .blocks import Block, Lines
from .hypertext import Markup, markup

MENU = {
    "nl": (
        ("Senatoren", "WieIsWie/SenPerType"),
        ("Agenda", "Agenda/Week"),
        ("Plenaire vergaderingen", "Publications/PlenaryMeetings"),
        ("Commissies", "Committees/Overview"),
        ("Wetgevende dossiers", "Dossiers/Search"),
        ("Schriftelijke vragen", "Vragen/Zoeken"),
        ("Informatieverslagen", "Dossiers/Reports"),
        ("Bezoek de Senaat", "Visit/Palace"),
        ("Contact", "Contact/Form"),
    ),
    "fr": (
        ("Sénateurs", "WieIsWie/SenPerType"),
        ("Agenda", "Agenda/Week"),
        ("Séances plénières", "Publications/PlenaryMeetings"),
        ("Commissions", "Committees/Overview"),
        ("Dossiers législatifs", "Dossiers/Search"),
        ("Questions écrites", "Vragen/Zoeken"),
        ("Rapports d'information", "Dossiers/Reports"),
        ("Visiter le Sénat", "Visit/Palace"),
        ("Contact", "Contact/Form"),
    ),
}
BREADCRUMBS = {
    "nl": ("Home", "Parlementaire controle", "Schriftelijke vragen", "Zittingsperiode {}"),
    "fr": ("Accueil", "Contrôle parlementaire", "Questions écrites", "Législature {}"),
}
FOOTER = {
    "nl": "© Belgische Senaat | Natieplein 1, 1009 Brussel | Privacy | Toegankelijkheid | Webmaster",
    "fr": "© Sénat de Belgique | Place de la Nation 1, 1009 Bruxelles | Privacy | Accessibilité | Webmaster",
}
HEADING_ROLES = frozenset({"number", "title", "chronology_heading", "question_line", "answer_line"})


@markup("divs")
class Divisions(Markup):
    """Divisions, paragraphs and lists; date and event of a chronology line touch each other."""

    def lines(self, lines: Lines, role: str) -> str:
        if role != "keywords":
            return super().lines(lines, role)
        items = "\n".join(f"<li>{self.line(line, role)}</li>" for line in lines)
        return f"<ul>\n{items}\n</ul>"

    def table(self, rows: Sequence[Sequence[str]]) -> str:
        return "\n".join(
            f'<div class="event"><span class="date">{date}</span><span>{event}</span></div>'
            for date, event in rows
        )

    def row(self, block: Block, cells: Sequence[str]) -> str:
        name = block.role.replace("_", "-")
        if len(cells) == 1:
            return f'<div class="{name}">\n{cells[0]}\n</div>'
        columns = "\n".join(f'<div class="half">{cell}</div>' for cell in cells)
        return f'<div class="{name} pair">\n{columns}\n</div>'


@markup("definitions")
class Definitions(Markup):
    """A definition list: headings are terms, the rest are definitions, a chronology is a list in a list."""

    def table(self, rows: Sequence[Sequence[str]]) -> str:
        items = "\n".join(f"<dt>{row[0]}</dt>\n<dd>{row[1]}</dd>" for row in rows)
        return f"<dl>\n{items}\n</dl>"

    def beside(self, content: str) -> str:
        return f"<dd>{content}</dd>"

    def flat(self, texts: Sequence[str]) -> str:
        return "\n".join(self.beside(text) for text in texts)

    def rule(self, block: Block) -> str:
        return f"<dd>{' '.join(self.lines(column, 'rule') for column in block.columns)}</dd>"

    def row(self, block: Block, cells: Sequence[str]) -> str:
        tag = "dt" if block.role in HEADING_ROLES else "dd"
        if block.stacked or len(cells) == 1:
            return "\n".join(f"<{tag}>{cell}</{tag}>" for cell in cells)
        return f"<{tag}>{' '.join(f'<span>{cell}</span>' for cell in cells)}</{tag}>"

    def body(self) -> str:
        return f"<dl>\n{super().body()}\n</dl>"


@markup("wrapped")
class Wrapped(Divisions):
    """The divisions within a site's frame."""

    def menu(self) -> str:
        language = self.page.language
        items = "\n".join(
            f'<li><a href="/www/?MIval=/{page}&amp;LANG={language}">{label}</a></li>'
            for label, page in MENU[language]
        )
        return f'<nav class="menu"><ul>\n{items}\n</ul></nav>'

    def languages(self) -> str:
        links = '<a href="?LANG=nl">Nederlands</a> | <a href="?LANG=fr">Français</a>'
        return f'<div class="languages">{links}</div>'

    def breadcrumbs(self) -> str:
        steps = BREADCRUMBS[self.page.language]
        legislature = self.page.facts.legislature
        return f'<div class="breadcrumbs">{" &gt; ".join(steps).format(legislature)}</div>'

    def body(self) -> str:
        return f"""<header>
<a href="/"><img src="/images/logo.svg" alt="{self.name()}"></a>
{self.languages()}
</header>
{self.menu()}
{self.breadcrumbs()}
<main>
{super().body()}
</main>
<footer>
<p>{FOOTER[self.page.language]}</p>
</footer>"""
