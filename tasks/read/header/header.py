"""The header of a page: author, addressee, title, keywords, chronology, references."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from schemas.codes import LANGUAGES, Language
from schemas.records import Event, Link
from tasks.common.parties import same_party
from tasks.read.header.author import read_author
from tasks.read.header.chronology import find_chronology, read_chronology
from tasks.read.header.references import read_references
from tasks.read.header.subject import ENDS_OF_SENTENCES, LONGEST_KEYWORD, Subject, read_subject
from tasks.read.text.frame import author_marker, match_line
from tasks.read.text.lines import Context, Findings, Line


@dataclass
class Header(Subject):
    """The content of the header; `end` is the number of the line after it."""

    author: str | None = None
    party: str | None = None
    asked_on: date | None = None
    addressee: dict[Language, str] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    links: tuple[Link, ...] = ()
    provisional_answer: bool = False
    end: int = 0


def read_header(lines: Sequence[Line], start: int, end: int, context: Context, *, opened: bool) -> Header:
    """Read the header, up to `Header.end`; if no question line opens the text, that may follow at once."""
    header = Header()
    at = _read_author(lines, start, end, header, context)
    at = _read_addressee(lines, at, end, header, context)
    chronology = find_chronology(lines, at, end)
    border = _start_of_references(lines, at, end) if chronology is None else chronology
    if border == end and not opened:
        border = _end_of_subject(lines, at, end)
    read_subject(lines[at:border], header, context)
    at = border
    if chronology is not None:
        header.events, at = read_chronology(lines, border, end, context.findings)
        header.last_piece = "chronology"
    header.links, header.provisional_answer, header.end = read_references(lines, at, end, context.findings)
    if header.links:
        header.last_piece = "references"
    elif header.provisional_answer:
        header.last_piece = "provisional answer"
    return header


def _start_of_references(lines: Sequence[Line], at: int, end: int) -> int:
    """First line of the references, on a page without chronology; else the end."""
    for number in range(at, end):
        if lines[number].text and not lines[number].is_rule:
            links, provisional, _ = read_references(lines, number, number + 1, Findings())
            if links or provisional:
                return number
    return end


def _end_of_subject(lines: Sequence[Line], at: int, end: int) -> int:
    """The line after title and keywords, where the text itself may follow.

    Between rules they are two sections; without rules, the first line is the title and prose is no keyword.
    """
    at = _skip_rules(lines, at, end)
    if at == end:
        return end
    if rules := [number for number in range(at, end) if lines[number].is_rule]:
        return rules[1] if len(rules) > 1 else end
    behind = _end_of_block(lines, at, end)
    return next((number for number in range(behind, end) if _is_prose(lines[number].label)), end)


def _is_prose(text: str) -> bool:
    """Whether a line is a sentence: no thesaurus term ends like one or has so many words."""
    return text[-1:] in ENDS_OF_SENTENCES or len(text.split()) > 2 * LONGEST_KEYWORD


def _skip_rules(lines: Sequence[Line], at: int, end: int) -> int:
    while at < end and (lines[at].is_rule or lines[at].is_blank):
        at += 1
    return at


def _read_author(lines: Sequence[Line], at: int, end: int, header: Header, context: Context) -> int:
    for _ in context.languages:
        at = _skip_rules(lines, at, end)
        found = next(filter(None, (author_marker(lines[:end], at, language) for language in LANGUAGES)), None)
        if found is None:
            break
        context.findings.mark(lines[found.start : found.end], "author")
        printed = found.captured.get("author") or "", (found.captured.get("party") or "").strip() or None
        author, party = read_author(*printed, context.findings)
        if header.author and author and not (author == header.author and same_party(party, header.party)):
            both = f"{header.author} and {author}"
            context.findings.report("author_differs", f"The page names two authors: {both}.")
        elif not header.author:
            header.author, header.party = author, party
        header.asked_on = header.asked_on or found.date
        if found.captured.get("date") and found.date is None:
            context.findings.report("invalid_date", f"A day that does not exist: {found.captured['date']}.")
        header.last_piece = "author"
        at = found.end
    return at


def _read_addressee(lines: Sequence[Line], at: int, end: int, header: Header, context: Context) -> int:
    for _ in context.languages:
        place = _skip_rules(lines, at, end)
        missing = [language for language in context.languages if language not in header.addressee]
        for language in missing:
            if found := match_line("addressee", language, lines[: min(end, place + 1)], place):
                behind = _end_of_addressee(lines, place, end) if len(context.languages) == 1 else place + 1
                parts = [found.captured["addressee"] or "", *(x.label for x in lines[place + 1 : behind])]
                header.addressee[language] = _without_preposition(" ".join(parts), lines[place])
                context.findings.mark(lines[place:behind], "addressee")
                header.last_piece = "addressee"
                at = behind
                break
    return at


def _end_of_addressee(lines: Sequence[Line], at: int, end: int) -> int:
    """The line after the addressee; it fills its block when the title is in another one."""
    if at + 1 >= end or lines[at + 1].block != lines[at].block:
        return at + 1
    border = find_chronology(lines, at, end)
    return _end_of_block(lines, at, end if border is None else border)


def _end_of_block(lines: Sequence[Line], at: int, end: int) -> int:
    """The line after the block that begins at a line, or after the line when no block begins there.

    An extraction or a `<br>` can break one field into several lines of its own block; where all fields share
    a block, each line is a field.
    """
    behind = at + 1
    if lines[at].row > 0 or not any(line.text and line.block != lines[at].block for line in lines[at:end]):
        return behind
    while behind < end and lines[behind].block == lines[at].block and lines[behind].text:
        behind += 1
    return behind


def _without_preposition(addressee: str, line: Line) -> str:
    """The addressee with its article: 'au X' is 'le X', 'aux X' is 'les X'."""
    start = line.label.lower()
    if start.startswith("au "):
        return f"le {addressee}"
    if start.startswith("aux "):
        return f"les {addressee}"
    return addressee
