"""A question page as a list of blocks in reading order (docs/source.md, 2 and 5), before it takes a form.

`pages.txt` says which blocks a page has. A line is a tuple of pieces, so that a form can set a link on one of
them; a block has one column, or the French and the Dutch one of a bilingual page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from .facts import Event, Link, QuestionFacts
from .labels import (
    ASKED_IN,
    EVENTS,
    KINDS,
    LABELS,
    RELATIONS,
    addressee_line,
    long_date,
    session_years,
    short_date,
)

Line: TypeAlias = tuple[str, ...]
Lines: TypeAlias = tuple[Line, ...]

BODY_ROLES = frozenset({"question", "answer"})
# Lines whose second piece is the name of the author.
NAME_ROLES = frozenset({"author", "bulletin_line"})
RULE = "________"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_SECTIONS = Path(__file__).with_name("pages.txt").read_text("utf-8").split("\n\n")
TEMPLATES = {name: [row.split(None, 3) for row in rows] for name, *rows in map(str.splitlines, _SECTIONS)}
"""The rows of each variant: what the question must have for it, how its languages stand, role and text."""
DEADLINES = {"main": "inline", "print": "none", "print_bilingual": "apart"}


@dataclass(frozen=True)
class Block:
    """Lines of one role; stacked columns are read one after the other, others side by side, line by line."""

    role: str
    columns: tuple[Lines, ...]
    stacked: bool = False


@dataclass(frozen=True)
class Page:
    """Blocks in reading order, and the canonical address of the page; facts have legislature and author."""

    facts: Any
    variant: str
    language: str
    blocks: tuple[Block, ...]
    address: str = ""


def block(role: str, *lines: Line) -> Block:
    return Block(role, (lines,))


def singles(texts: Iterable[str]) -> Lines:
    return tuple((text,) for text in texts)


def deadline(event: Event, language: str, *, gap: bool) -> str:
    """The deadline in brackets; a space may precede the closing one (docs/source.md, 3)."""
    return f"({LABELS[language]['deadline']}{short_date(event.deadline_on)}{' ' if gap else ''})"


def chronology(facts: QuestionFacts, language: str, *, deadlines: str = "inline", gap: bool = False) -> Lines:
    """Date and event of each line; deadlines stand "inline", "apart" on their own line, or not ("none")."""
    lines: list[Line] = []
    for event in facts.events:
        label = EVENTS[language][event.event]
        bracket = deadline(event, language, gap=gap) if event.deadline_on and deadlines != "none" else ""
        if bracket and deadlines == "inline":
            label += f" {bracket}"
        lines.append((short_date(event.on), label))
        if bracket and deadlines == "apart":
            lines.append((bracket,))
    return tuple(lines)


def reference(link: Link, language: str) -> Line:
    label = RELATIONS[language][link.relation]
    if not link.target:
        return (label,)
    return (f"{label} ", f"{KINDS[language][link.kind]} {link.target}")


def references(facts: QuestionFacts, language: str) -> Lines:
    """One reference a line; one without a target is glued to the line before (docs/source.md, 4)."""
    lines: list[Line] = []
    for link in facts.links:
        line = reference(link, language)
        if lines and not link.target:
            lines[-1] += line
        else:
            lines.append(line)
    return tuple(lines)


def values(facts: QuestionFacts, language: str) -> dict[str, str]:
    """What a template fills in: labels, and what a page in a language prints of its question."""
    answered_on = facts.answered_on and long_date(facts.answered_on, language)
    return LABELS[language] | {
        "id": facts.question_id,
        "name": facts.author,
        "party": facts.party_in(language),
        "addressee": addressee_line(facts.addressee[language], language),
        "title": facts.title[language],
        "day": long_date(facts.asked_on, language),
        "years": session_years(facts.asked_on),
        "asked_in": ASKED_IN[language][facts.original_language],
        "answered_on": answered_on or "",
    }


class Filler:
    """Fills in the template of a variant for one question."""

    def __init__(self, facts: QuestionFacts, variant: str, language: str, *, gap: bool) -> None:
        self.facts, self.variant, self.language, self.gap = facts, variant, language, gap
        self.columns = {"one": (language,), "beside": ("fr", "nl"), "stacked": ("fr", "nl")}

    def lines(self, role: str, text: str, language: str) -> Lines:
        if role == "chronology":
            return chronology(self.facts, language, deadlines=DEADLINES[self.variant], gap=self.gap)
        if role == "references":
            return references(self.facts, language)
        if role in ("keywords", *BODY_ROLES):
            return singles(getattr(self.facts, role)[language])
        filled = values(self.facts, language)
        return (tuple(piece.format(**filled) for piece in text.split("|")),)

    def block(self, how: str, role: str, text: str) -> Block:
        """Of a bilingual page, references are twice in its language, and the chronology is in Dutch."""
        languages = self.columns[how]
        if how != "one" and role in ("references", "chronology"):
            languages = (self.language if role == "references" else "nl",) * 2
        columns = [self.lines(role, text, language) for language in languages]
        if how != "one" and role in BODY_ROLES:
            columns[0] += ((NO_BREAK_SPACE,),)
        is_stacked = how == "stacked" and (role != "references" or len(columns[0]) > 1)
        return Block(role, tuple(columns), is_stacked)


def build_page(facts: QuestionFacts, variant: str, language: str, *, deadline_gap: bool = False) -> Page:
    """The blocks of one page; deadline_gap puts a space before the closing bracket of a deadline."""
    filler = Filler(facts, variant, language, gap=deadline_gap)
    shown = [row for needs, *row in TEMPLATES[variant] if needs == "-" or getattr(facts, needs)]
    blocks = tuple(filler.block(*row) for row in shown)
    return Page(facts, variant, language, blocks, facts.address(variant, language))
