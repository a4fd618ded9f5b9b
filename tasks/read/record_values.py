"""The values of a record's elements by their names, and what is odd about them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from schemas.codes import Field
from schemas.records import PageIssue, PageReading
from tasks.common.address import RecordAddress, parse_address
from tasks.read.record_source import Element
from tasks.read.text.lines import quoted

ANSWERS = range(1, 5)
_PRINTED = re.compile(r"[^,]*,[^,]*,\s*(//|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})\s*,[^,]*")
FIELDS: Mapping[str, Field] = {
    "AUT": "author",
    **dict.fromkeys(("DEPTN", "DEPTF"), "addressee"),
    **dict.fromkeys(("TITN", "TITF"), "title"),
    **dict.fromkeys(("THESAN", "THESAF", "MAIN_THESAN", "MAIN_THESAF"), "keyword"),
    **dict.fromkeys(("TEXTQN", "TEXTQF"), "question"),
    **{f"TEXTA{number}{suffix}": "answer" for number in ANSWERS for suffix in "NF"},
}
"""The elements whose letters are kept, and the field of each."""
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>")
_KNOWN = re.compile(
    r"link|SDOCNAME|ID|STATUSQ|LEGISL|DOCNAME|DEPOTDAT|LANG|DEPT(?:PRES|NUM)|SUBDEPT[NF]|QUESTNUM|DELAIDAT"
    r"|PUBLIDAT|PUBLICQ|(?:PUBLIC|STATUS|NUM|CAS)A[1-4]|ANNUL_MOTIF_SHOW"
)
"""Elements that give a value without letters, or nothing that a column would hold."""
_EMPTY = re.compile(
    r"STATUS_[SO]L|ANNUL_MOTIF(?:_NL|_FR|_ID)?|(?:SUB)?DEPTD|TITD|TEXT(?:Q|A[1-4])D|(?:MAIN_)?THESAD"
    r"|(?:DESC|FREE)[NFD]"
)
"""Elements without words wherever they were seen."""


class Values:
    """The values of a record by the names of its elements, and what is to be reported."""

    def __init__(self, elements: Sequence[Element]) -> None:
        self._elements: dict[str, list[Element]] = defaultdict(list)
        for one in elements:
            self._elements[one.name].append(one)
        self._issues: dict[PageIssue, None] = {}
        self.unread = ""  # the words that nothing has read
        self.reported: set[str] = set()  # the elements whose words are no value, as an issue says

    @property
    def issues(self) -> tuple[PageIssue, ...]:
        """Each reported issue once."""
        return tuple(self._issues)

    def report(self, kind: str, detail: str) -> None:
        """Add an issue."""
        self._issues[PageIssue(kind, detail)] = None

    def _report_of(self, kind: str, name: str, detail: str) -> None:
        self.reported.add(name)
        self.report(kind, f"{name} {detail}")

    def paragraphs(self, name: str) -> tuple[str, ...]:
        """The paragraphs of an element; none if it stands twice with different words, or holds others."""
        found = self._elements.get(name, ())
        said = [*dict.fromkeys(one.paragraphs for one in found if one.paragraphs)] or [()]
        if len(said) > 1:
            self._report_of("element_twice", name, f"stands {len(said)} times with different words.")
        if said[0] == ("null",):
            self._report_of("record_contradicts", name, "is the word null.")
        holds_others = any(_is_known(inner) for one in found for inner in one.unknown)
        return () if len(said) > 1 or holds_others or said[0] == ("null",) else said[0]

    def several(self, name: str) -> list[str]:
        """The words of each element of a name that may stand several times."""
        return [one.text for one in self._elements.get(name, ())]

    def text(self, name: str) -> str:
        """The words of an element on one line."""
        return " ".join(self.paragraphs(name))

    def number(self, name: str) -> int | None:
        """A number; None without one."""
        text = self.text(name)
        if not text or re.fullmatch(r"[0-9]{1,6}", text):
            return int(text) if text else None
        self._report_of("record_contradicts", name, f"is no number: {quoted(text)}.")
        return None

    def day(self, name: str) -> date | None:
        """A day; None without one."""
        text = self.text(name)
        found = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})", text)
        return self._date(name, text, map(int, found.groups() if found else ()))

    def printed_on(self, name: str) -> date | None:
        """The day in a place in print: bulletin, page, day, session."""
        text = self.text(name)
        found = _PRINTED.fullmatch(text)
        if found and found[1] == "//":
            return None
        return self._date(name, text, map(int, reversed(found[1].split("/")) if found else ()))

    def _date(self, name: str, text: str, parts: Iterable[int]) -> date | None:
        """The day of year, month and day; None without words, and an issue unless it exists."""
        if not text:
            return None
        try:
            return date(*parts)
        except (TypeError, ValueError):
            self._report_of("invalid_date", name, f"has no day that exists: {quoted(text)}.")
            return None

    def tell_the_rest(self, beside: Iterable[Element]) -> None:
        """Report elements that are not known, or that were never seen with words."""
        left = []
        for one in (one for found in self._elements.values() for one in found):
            if one.unknown and not (one.name == "AUT" and one.paragraphs):
                self.report("unknown_element", f"{one.name} holds {', '.join(one.unknown)}.")
            if one.name in FIELDS and (markup := _MARKUP.search(one.text)):
                self.report("unknown_element", f"{one.name} has markup as letters: {quoted(markup[0])}.")
            if not _is_known(one.name) or (one.text and _EMPTY.fullmatch(one.name)):
                left.append(one)
        left += beside
        for one in left:  # why a question was cancelled is perhaps not to be shown
            words = f": {quoted(one.text)}" if one.text and not one.name.startswith("ANNUL_") else ""
            self.report("unknown_element", f"No column takes {one.name}{words}.")
        self.unread = " ".join(one.text for one in left)

    def compare_address(self, url: str, reading: PageReading) -> None:
        """Report an address of another record or question; one without a name of a record says nothing."""
        address = parse_address(url)
        if address is None:
            return
        other = address.question_id not in {None, reading.question_id}
        if other or (isinstance(address, RecordAddress) and address.name != reading.record_name):
            self.report(
                "address_differs",
                f"The address names {address.url.rpartition('/')[2]}; the record is {reading.record_name}, "
                f"question {reading.question_id}.",
            )


def _is_known(name: str) -> bool:
    return name in FIELDS or bool(_KNOWN.fullmatch(name) or _EMPTY.fullmatch(name))
