"""Pages of the bulletin of questions and answers of legislatures 1 to 3: facts, blocks, bytes.

One address holds one question, in one language; facts hold both, so that both pages can be rendered.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from .blocks import Block, Line, Page, block, singles
from .facts import Both, parsed, shared_facts
from .form import Form
from .forms import page_bytes
from .labels import PRINTED, long_date

TITLE_DASH = " \N{EM DASH} "
# Lines of the heading that a page may lack, by role.
HEADING_ROLES = ("masthead", "chamber", "session", "bulletin", "published", "section", "legend")

LABELS, SECTIONS = PRINTED["bulletin"], PRINTED["section"]
HONORIFICS = {"m": Both("de heer", "M."), "f": Both("mevrouw", "Mme")}
ASKED_IN = {"nl": "(N.)", "fr": "(Fr.)"}


@dataclass(frozen=True)
class BulletinFacts:
    """What a careful human knows of one question of a bulletin.

    author is a surname; honorific "m" or "f"; number_printed the number as the page has it, with or without
    its legislature; suffix the number behind its stroke; section one of SECTIONS; published_on the day of a
    bulletin of legislature 1; document the eight digits of the address.
    """

    legislature: int
    number: int
    number_printed: str
    document: str
    author: str
    honorific: str
    asked_on: date
    original_language: str
    bulletin: str
    session: str
    section: str
    addressee: Both[str]
    title: Both[tuple[str, ...]]
    question: Both[tuple[str, ...]]
    answer: Both[tuple[str, ...]] | None = None
    published_on: date | None = None
    suffix: int | None = None
    subquestions: tuple[str, ...] = ()
    answer_parts: tuple[tuple[str, ...], ...] = ()

    @property
    def question_id(self) -> str:
        stroke = f"/{self.suffix}" if self.suffix else ""
        return f"{self.legislature}-{self.number}{stroke}"

    def address(self, language: str) -> str:
        """The address of the page of that language."""
        page = f"publications/viewPubDoc&TID={self.document}&LANG={language}"
        return f"https://www.senate.be/www/?MIval={page}"


def parse_bulletin(table: Mapping[str, Any]) -> BulletinFacts:
    """The facts of a parsed TOML file; a missing key is a KeyError, an unknown one a TypeError."""
    title = Both(tuple(table["title"]["nl"]), tuple(table["title"]["fr"]))
    return BulletinFacts(**shared_facts(table), title=title)


def load_bulletins(folder: Path) -> dict[str, BulletinFacts]:
    return parsed(folder, parse_bulletin)


@dataclass(frozen=True)
class BulletinForm(Form):
    """One way in which a bulletin page reaches us.

    date_word stands before the Dutch date ("d.d." or "van"); number_sign is "nº", "n°" or "nr.", and "" that
    of the language; answer_apart sets the label of the answer on a line of its own; colon may lack its space;
    lost are roles that the page lacks, whatever its kind.
    """

    date_word: str = "d.d."
    number_sign: str = ""
    answer_apart: bool = False
    colon: str = " :"


def issue_blocks(facts: BulletinFacts, language: str) -> list[Block]:
    """Bulletin and session; in legislature 1 the session comes first, and the day in capitals behind both."""
    label = LABELS[language]["first_session" if facts.legislature == 1 else "session"]
    session = block("session", (label + facts.session,))
    bulletin = block("bulletin", (f"Bulletin {facts.bulletin}",))
    if facts.published_on is None:
        return [bulletin, session]
    return [session, bulletin, block("published", (long_date(facts.published_on, language).upper(),))]


def bulletin_line(facts: BulletinFacts, language: str, form: BulletinForm) -> Line:
    """The line of number, author and date, in three pieces: the second is the author's name."""
    labels = LABELS[language]
    sign = form.number_sign or labels["number"]
    asked = form.date_word if language == "nl" else labels["asked"]
    honorific = HONORIFICS[facts.honorific][language]
    return (
        f"{labels['question']} {sign} {facts.number_printed} {labels['author']} {honorific} ",
        facts.author,
        f" {asked} {long_date(facts.asked_on, language)} {ASKED_IN[facts.original_language]}{form.colon}",
    )


def answer_blocks(facts: BulletinFacts, language: str, form: BulletinForm) -> list[Block]:
    """The answer, its label on a line of its own or before the first paragraph; or nothing."""
    if facts.answer is None:
        return []
    label, lines = LABELS[language]["answer"] + form.colon, singles(facts.answer[language])
    if form.answer_apart:
        return [block("answer_line", (label,)), block("answer", *lines)]
    return [block("answer", (f"{label} ", *lines[0]), *lines[1:])]


def build_bulletin(facts: BulletinFacts, language: str, form: BulletinForm) -> Page:
    """The blocks of one page, without those whose roles are lost."""
    labels = LABELS[language]
    blocks = [
        block("masthead", (labels["masthead"],)),
        block("chamber", (labels["chamber"],)),
        *issue_blocks(facts, language),
        block("section", (SECTIONS[facts.section][language],)),
        block("legend", (labels["legend"],)),
        block("addressee", (facts.addressee[language],)),
        block("bulletin_line", bulletin_line(facts, language, form)),
        block("title", (TITLE_DASH.join(facts.title[language]),)),
        block("question", *singles(facts.question[language])),
        *answer_blocks(facts, language, form),
    ]
    kept = tuple(each for each in blocks if each.role not in form.lost)
    return Page(facts, "bulletin", language, kept, facts.address(language))


def render_bulletin(facts: BulletinFacts, language: str, form: BulletinForm | None = None) -> bytes:
    """The bytes of the page of one question in "nl" or "fr"."""
    form = form or BulletinForm()
    return page_bytes(build_bulletin(facts, language, form), form)
