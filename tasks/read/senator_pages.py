"""Reading the Senate's pages of its members: the list of a legislature, and a senator's own page.

Their markup is unseen (docs/source.md, 1): links, the title and labels count, wherever they are. What is
not understood is an issue row, never a guess.
"""

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from schemas.codes import LANGUAGES
from schemas.records import DecodedPage, PageIssue, PageRecord, SenatorSeen
from schemas.vocabulary import legislatures
from tasks.common.accents import fold
from tasks.common.address import SenateAddress
from tasks.common.parties import names_party
from tasks.decode import decode_bytes
from tasks.read.header.author import without_honorific
from tasks.read.identity import UnreadableError
from tasks.read.text.lines import page_lines, quoted
from tasks.read.text.patterns import begins_with_label, first_word_pattern, whole_line_pattern

_FEWEST = 3
"""Senators of a list: a page that links to fewer may only have them in its menu."""
_ANCHOR = re.compile(r"<a\b([^>]{0,2000})>(.{0,600}?)(?=</?a\b|\Z)", re.IGNORECASE | re.DOTALL)
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]{1,300})\]\(([^()\s]{0,1000})\)")
_SENATOR = re.compile(r"MIval=(?:/|%2F)?(?:WieIsWie(?:/|%2F))?showSenator\b", re.IGNORECASE)
_ID = re.compile(r"[?&;]ID=(\d{1,6})(?!\d)", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_NAME = re.compile(r"[^\W\d_][^\d:;()?!@|/]{0,78}\s[^\d:;()?!@|/]{0,78}[^\W\d_]\.?")
"""Two words or more without figures."""
_BORDER = re.compile(r"\s+[-–—|]\s+")
_BROKEN = 4
"""Lines over which an extraction may spread the line of the birth."""
_YEARS = range(1880, 2100)
_TERM = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)\d\d)(?!\d)")
_USUAL_TERM = 5
"""Years of a legislature that is not over."""


def linked_senators(content: bytes) -> dict[int, list[str]]:
    """The senators that a page links to, by their number, each with the words of the links."""
    text = decode_bytes(content).text
    links = [(found[1], found[2]) for found in _ANCHOR.finditer(text)]
    links += [(found[2], found[1]) for found in _MARKDOWN_LINK.finditer(text)]
    senators: dict[int, list[str]] = defaultdict(list)
    for target, shown in links:
        if _SENATOR.search(target) and (number := _ID.search(target)):
            words = " ".join(html.unescape(_TAG.sub(" ", shown)).split())
            senators[int(number[1])] += [words] if words else []
    return dict(senators)


def address_of_senator(decoded: DecodedPage, content: bytes) -> SenateAddress | None:
    """The address of a senator's page that came without one: its links name one, a line tells a birth."""
    births = _births(_labels(decoded))
    numbers = linked_senators(content) if births else {}
    languages = [language for language in LANGUAGES if births.get(language)]
    if len(numbers) != 1 or len(languages) != 1:
        return None
    return SenateAddress("senator", next(iter(numbers)), languages[0])


def read_senate_page(
    record: PageRecord, decoded: DecodedPage, content: bytes, address: SenateAddress
) -> PageRecord:
    """A page of the Senate's members, read, or quarantined when it names none."""
    try:
        if address.variant == "senators":
            senators, issues = _read_list(record.capture.page_id, content, address)
        else:
            senators, issues = _read_senator(record.capture.page_id, decoded, address)
    except UnreadableError as error:
        return replace(record, reason=str(error), reason_code="no_senator")
    issues = (*record.issues, *issues)
    return replace(record, outcome="read", senators=senators, issues=issues)


Read = tuple[tuple[SenatorSeen, ...], tuple[PageIssue, ...]]


def _read_list(page_id: str, content: bytes, address: SenateAddress) -> Read:
    """The senators of a legislature, 0 if it is not sure; words that links of several have are no name."""
    linked = linked_senators(content)
    no_senator = ["The list links to the number 0, which no senator has."] if 0 in linked else []
    linked.pop(0, None)
    doubts = list(_legislature_doubts(content, address.number))
    legislature = 0 if doubts else address.number
    if len(linked) < _FEWEST:
        raise UnreadableError(
            f"The address is that of a list of senators, but the page links to {len(linked)} of them."
        )
    shared = Counter(words for shown in linked.values() for words in set(shown))
    names = {
        number: [words for words in dict.fromkeys(shown) if shared[words] == 1 and _NAME.fullmatch(words)]
        for number, shown in linked.items()
    }
    unclear = [str(number) for number, found in names.items() if len(found) != 1]
    detail = f"The list shows no name, or several, for the senators with the numbers {', '.join(unclear)}."
    details = (*no_senator, *doubts, *([detail] if unclear else ()))
    seen = (
        SenatorSeen(page_id, number, found[0] if len(found) == 1 else None, legislature)
        for number, found in names.items()
    )
    return tuple(seen), tuple(PageIssue("senator_incomplete", detail) for detail in details)


def _legislature_doubts(content: bytes, number: int) -> Iterator[str]:
    """Why a list may not be that of a legislature; links lead to those of others, so theirs do not count."""
    years = {
        (one.elected_on.year, one.ended_on.year if one.ended_on else one.elected_on.year + _USUAL_TERM): one
        for one in legislatures().values()
    }
    text = _MARKDOWN_LINK.sub(" ", _ANCHOR.sub(" ", decode_bytes(content).text))
    found = _TERM.finditer(html.unescape(_TAG.sub(" ", text)))
    shown = {years[term].number for one in found if (term := (int(one[1]), int(one[2]))) in years}
    if number not in legislatures():
        yield f"No legislature has the number {number} of the address; the list counts for none."
    elif shown and number not in shown:
        others = ", ".join(map(str, sorted(shown)))
        yield f"The list of legislature {number} shows the years of {others}; it counts for none."


def _read_senator(page_id: str, decoded: DecodedPage, address: SenateAddress) -> Read:
    lines = _labels(decoded)
    births = {year for found in _births(lines).values() for year in found}
    groups = dict.fromkeys(_labelled_groups(lines))
    headings = dict.fromkeys(_headings(lines, decoded.title))
    names = {name for name, _ in headings}
    if not names and (births or groups):
        shown = {without_honorific(line) for line in lines}
        names = {name for name in _title_names(decoded.title) if name in shown}
    groups |= {group: None for _, group in headings if group}
    is_titled = any(_title_names(decoded.title)) and any(map(names_party, groups))
    if not address.number or not (births or is_titled):
        raise UnreadableError("The page shows no birth, nor a name with a known party; or its number is 0.")
    if len(names) != 1:
        found = f": {quoted(' | '.join(sorted(names)))}" if names else ""
        raise UnreadableError(f"The page shows no senator, or several, as in a line 'Name - Group'{found}.")
    group = next(iter(groups)) if len(groups) == 1 and all(map(names_party, groups)) else None
    year = min(births) if len(births) == 1 else None
    lacks = [
        f"{what} {', '.join(map(quoted, map(str, found))) or 'is not shown'}"
        for what, found, sure in (
            ("the group, a known party,", [*groups], group),
            ("the year of birth", sorted(births), year),
        )
        if not sure
    ]
    detail = f"Of senator {address.number}, not exactly one of these is sure: {'; '.join(lacks)}."
    seen = SenatorSeen(page_id, address.number, names.pop(), None, group, year)
    return (seen,), (PageIssue("senator_incomplete", detail),) if lacks else ()


def _labels(decoded: DecodedPage) -> list[str]:
    return [line.label for line in page_lines(decoded.blocks) if line.label]


def _title_names(title: str) -> Iterator[str]:
    """The parts of a title that may be a name, not the Senate's own: the last word has a capital."""
    is_senate = whole_line_pattern("masthead").fullmatch
    parts = map(without_honorific, _BORDER.split(title))
    return (
        part
        for part in parts
        if _NAME.fullmatch(part) and not part.split()[-1][0].islower() and not is_senate(part)
    )


def _headings(lines: Sequence[str], title: str) -> Iterator[tuple[str, str]]:
    """Name and group of each line 'Name - Group': the title's name, or a party's if the title has none."""
    names = {fold(name): name for name in _title_names(title)}
    for line in lines:
        name, *rest = _BORDER.split(without_honorific(line), maxsplit=1)
        if rest and _NAME.fullmatch(name) and (fold(name) in names or (not names and names_party(rest[0]))):
            yield names.get(fold(name), name), rest[0]


def _labelled_groups(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        for language in LANGUAGES:
            found = begins_with_label("senator_group", language, line)
            if found and (group := found["party"].strip()):
                yield group


def _births(lines: Sequence[str]) -> dict[str, set[int]]:
    """The years of the lines that tell a birth, by language; such a line may be broken."""
    begins = first_word_pattern("senator_born").match
    found: dict[str, set[int]] = defaultdict(set)
    for at, line in enumerate(lines):
        text = " ".join(" ".join(lines[at : at + _BROKEN]).split()) if begins(line) else ""
        for language in LANGUAGES:
            told = begins_with_label("senator_born", language, text)
            if told and (year := int(told["date"][-4:])) in _YEARS:
                found[language].add(year)
    return found
