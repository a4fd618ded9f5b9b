"""A question page as a list of blocks in reading order (docs/source.md, 2 and 5), before it takes a form.

A line is a tuple of pieces, so that a form can set a link on one of them; a block has one column, or the
French and the Dutch one of a bilingual page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeAlias

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


@dataclass(frozen=True)
class Block:
    """Lines of one role; stacked columns are read one after the other, others side by side, line by line."""

    role: str
    columns: tuple[Lines, ...]
    stacked: bool = False


class Asked(Protocol):
    """What any page knows of its question."""

    @property
    def legislature(self) -> int: ...

    @property
    def author(self) -> str: ...

    @property
    def question_id(self) -> str: ...


@dataclass(frozen=True)
class Page:
    """Blocks in reading order, and the canonical address of the page."""

    facts: Asked
    variant: str
    language: str
    blocks: tuple[Block, ...]
    address: str = ""


def block(role: str, *lines: Line) -> Block:
    return Block(role, (lines,))


def pair(role: str, french: str, dutch: str) -> Block:
    """Both languages on one line."""
    return Block(role, (((french,),), ((dutch,),)))


def stack(role: str, french: Iterable[Line], dutch: Iterable[Line]) -> Block:
    """All French lines, then all Dutch ones."""
    return Block(role, (tuple(french), tuple(dutch)), stacked=True)


def singles(texts: Iterable[str]) -> Lines:
    return tuple((text,) for text in texts)


def number_line(facts: QuestionFacts, language: str) -> str:
    return LABELS[language]["number"] + facts.question_id


def author_line(facts: QuestionFacts, language: str, preposition: str, tail: str = "") -> Line:
    return (preposition, facts.author, f" ({facts.party_in(language)}){tail}")


def question_line(facts: QuestionFacts, language: str) -> str:
    return LABELS[language]["question"] + facts.question_id + _asked(facts, language)


def _asked(facts: QuestionFacts, language: str) -> str:
    asked_in = ASKED_IN[language][facts.original_language]
    return f"{LABELS[language]['asked']}{long_date(facts.asked_on, language)} : {asked_in}"


def answer_line(facts: QuestionFacts, language: str) -> str:
    return f"{LABELS[language]['answer']}{long_date(facts.answered_on, language)} :"


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


def bodies(facts: QuestionFacts, language: str, opening: str) -> list[Block]:
    """Question line, question, answer line, answer; an open question simply ends before the answer line."""
    blocks = [block("question_line", (opening,)), block("question", *singles(facts.question[language]))]
    if facts.answer:
        blocks.append(block("answer_line", (answer_line(facts, language),)))
        blocks.append(block("answer", *singles(facts.answer[language])))
    return blocks


def main_blocks(facts: QuestionFacts, language: str, gap: bool) -> list[Block]:
    labels = LABELS[language]
    tail = labels["asked"] + long_date(facts.asked_on, language)
    links = references(facts, language)
    return [
        block("print_links", (labels["bilingual_print"], " ", labels["print"])),
        block("number", (number_line(facts, language),)),
        block("author", author_line(facts, language, labels["author"], tail)),
        block("addressee", (addressee_line(facts.addressee[language], language),)),
        block("title", (facts.title[language],)),
        block("keywords", *singles(facts.keywords[language])),
        block("chronology_heading", (labels["chronology"],)),
        block("chronology", *chronology(facts, language, gap=gap)),
        *([block("provisional", (labels["provisional"],))] if facts.provisional_answer else []),
        *([block("references", *links)] if links else []),
        *bodies(facts, language, question_line(facts, language)),
    ]


def print_blocks(facts: QuestionFacts, language: str, _gap: bool) -> list[Block]:
    """Print version: "de" before authors in both languages, no deadline, two rules in a row without links."""
    labels, rule = LABELS[language], block("rule", (RULE,))
    links = references(facts, language)
    # The line of the print page has other words than that of the main page (docs/source.md, 5).
    line = labels["chamber_prefix"] + number_line(facts, language) + _asked(facts, language)
    return [
        block("chamber", (labels["chamber"],)),
        rule,
        block("session", (labels["session"] + session_years(facts.asked_on),)),
        rule,
        block("date", (long_date(facts.asked_on, language),)),
        rule,
        block("number", (labels["chamber_prefix"] + number_line(facts, language),)),
        block("author", author_line(facts, language, "de ")),
        block("addressee", (addressee_line(facts.addressee[language], language),)),
        rule,
        block("title", (facts.title[language],)),
        rule,
        block("keywords", *singles(facts.keywords[language])),
        rule,
        block("chronology", *chronology(facts, language, deadlines="none")),
        rule,
        *([block("references", *links)] if links else []),
        rule,
        *bodies(facts, language, line),
    ]


def bilingual_head(facts: QuestionFacts) -> list[Block]:
    french, dutch = LABELS["fr"], LABELS["nl"]
    years, rule = session_years(facts.asked_on), block("rule", (RULE * 2,))
    return [
        pair("chamber", french["chamber"], dutch["chamber"]),
        rule,
        pair("session", french["session"] + years, dutch["session"] + years),
        rule,
        pair("date", long_date(facts.asked_on, "fr"), long_date(facts.asked_on, "nl")),
        rule,
        pair("number", number_line(facts, "fr"), number_line(facts, "nl")),
        stack(
            "author",
            [author_line(facts, "fr", french["author"])],
            [author_line(facts, "nl", dutch["author"])],
        ),
        stack(
            "addressee",
            [(addressee_line(facts.addressee.fr, "fr"),)],
            [(addressee_line(facts.addressee.nl, "nl"),)],
        ),
        rule,
        pair("title", facts.title.fr, facts.title.nl),
        rule,
        stack("keywords", singles(facts.keywords.fr), singles(facts.keywords.nl)),
    ]


def bilingual_references(facts: QuestionFacts, language: str, rule: Block) -> list[Block]:
    """The references twice in the page's language and the rule behind them; nothing when there are none."""
    links = references(facts, language)
    if not links:
        return []
    return [Block("references", (links, links), stacked=len(links) > 1), rule]


def bilingual_body(role: str, french: tuple[str, ...], dutch: tuple[str, ...]) -> Block:
    """The whole French text, a line with a lone no-break space, the whole Dutch text."""
    return stack(role, singles((*french, NO_BREAK_SPACE)), singles(dutch))


def bilingual_blocks(facts: QuestionFacts, language: str, gap: bool) -> list[Block]:
    events = chronology(facts, "nl", deadlines="apart", gap=gap)
    rule = pair("rule", RULE, RULE)
    blocks = [
        *bilingual_head(facts),
        rule,
        stack("chronology", events, events),
        rule,
        *bilingual_references(facts, language, rule),
        pair("question_line", question_line(facts, "fr"), question_line(facts, "nl")),
        bilingual_body("question", facts.question.fr, facts.question.nl),
    ]
    if facts.answer:
        blocks.append(pair("answer_line", answer_line(facts, "fr"), answer_line(facts, "nl")))
        blocks.append(bilingual_body("answer", facts.answer.fr, facts.answer.nl))
    return blocks


BUILDERS = {"main": main_blocks, "print": print_blocks, "print_bilingual": bilingual_blocks}


def build_page(facts: QuestionFacts, variant: str, language: str, *, deadline_gap: bool = False) -> Page:
    """The blocks of one page; deadline_gap puts a space before the closing bracket of a deadline."""
    blocks = tuple(BUILDERS[variant](facts, language, deadline_gap))
    return Page(facts, variant, language, blocks, facts.address(variant, language))
