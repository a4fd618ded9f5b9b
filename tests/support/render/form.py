"""One way in which a page reaches us."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Form:
    """One way in which a page reaches us.

    kind is "text", "html" or "markdown"; encoding one of ENCODINGS; damage "" or one of DAMAGES; newline the
    line ends; with_address writes the canonical address into the page; cut is the string behind which the
    page breaks off; deadline_gap as in build_page. Of HTML: markup is one of MARKUPS, entities "", "raw",
    "pasted" or "windows". Of text: spaced sets a space between date and event, columns_apart a blank line
    between stacked columns, titles_glued no space between both titles. Of markdown: lost are the roles that
    the extraction lost, framed rows of a print page are "| text |". boilerplate, "" for none or one of
    BOILERPLATES, is the dress of the site's lines in HTML; elsewhere they are paragraphs.
    """

    kind: str = "text"
    markup: str = "tables"
    entities: str = ""
    encoding: str = "utf_8_unlabelled"
    damage: str = ""
    spaced: bool = False
    columns_apart: bool = True
    titles_glued: bool = False
    deadline_gap: bool = False
    lost: tuple[str, ...] = ()
    newline: str = "\n"
    with_address: bool = False
    cut: str = ""
    boilerplate: str = ""
    framed: bool = False

    @property
    def suffix(self) -> str:
        return {"text": ".txt", "html": ".html", "markdown": ".md"}[self.kind]
