"""The lines of a page, and what each of them is."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from schemas.codes import Field, Form, Language
from schemas.records import Block, PageIssue
from tasks.read.text.patterns import LONGEST_LABEL, first_word_pattern, joined_pattern

NO_BREAK_SPACE = "\u00a0"
_NUMBERED = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z])\s?[.)]")
_TWO_NUMBERS = re.compile(r"\d{4}.*\d{4}|\d-\d.*\d-\d")
_LONGEST_QUOTE = 300
_JOINED_KINDS = ("number", "question", "question_undeclared", "answer")


class Line(NamedTuple):
    """One line of a page."""

    text: str  # its letters, without white space at the ends
    label: str  # the text with folded white space, for comparing labels; unchanged when too long for a label
    block: int  # number of its block in the page, from 0
    row: int  # number of its line in the block, from 0
    path: tuple[int, ...]  # path of its element, for HTML
    boilerplate: bool  # it is in an element that declares itself a menu, a path or a footer
    is_rule: bool  # it is a horizontal rule of a print page
    numeral: str  # the number that a browser displays before it, for an item of a numbered list

    @property
    def paragraph(self) -> str:
        """Its letters as a paragraph of a text, with its number in a list."""
        numbered = not self.numeral or _NUMBERED.match(self.text)
        return self.text if numbered else f"{self.numeral} {self.text}"

    @property
    def is_blank(self) -> bool:
        """Whether it is only a no-break space: the border between two languages."""
        return not self.text


Place = tuple[int, int]
"""Of a line: the number of its block, and its row in the block."""


class TitleChange(NamedTuple):
    """A change of a title, beyond single letters, that requires reading it.

    `at` is its start in the line's text; rule and certainty are those of `Repair`.
    """

    line: Line
    at: int
    before: str
    after: str
    rule: str
    certainty: float


@dataclass
class Findings:
    """By-products of reading: the field of each line, changes of titles, and issues."""

    fields: dict[Place, Field] = field(default_factory=dict)
    title_changes: list[TitleChange] = field(default_factory=list)
    known: set[Place] = field(default_factory=set)
    """Lines that are labels, without a value of a field."""
    boilerplate: set[Place] = field(default_factory=set)
    """Lines of the site that are known by name."""
    _issues: dict[PageIssue, None] = field(default_factory=dict)

    @property
    def issues(self) -> tuple[PageIssue, ...]:
        """Each reported issue once."""
        return tuple(self._issues)

    def mark(self, lines: Iterable[Line], name: Field) -> None:
        """Record the field that lines belong to."""
        for line in lines:
            self.fields[line.block, line.row] = name

    def report(self, kind: str, detail: str) -> None:
        """Record something that the page lacks or contradicts."""
        self._issues[PageIssue(kind, detail)] = None

    def recognise(self, lines: Iterable[Line]) -> None:
        """Record lines that are labels."""
        self.known.update((line.block, line.row) for line in lines)

    def take_back(self, *kinds: str) -> None:
        """Forget what was recorded of some kinds."""
        self._issues = {issue: None for issue in self._issues if issue.kind not in kinds}


LanguageScore = Callable[[str], float]
"""How much likelier a word is in Dutch than in French, in nats."""


@dataclass(frozen=True, slots=True)
class Context:
    """Shared by all parts of the reader: form and languages, score of words, findings."""

    form: Form
    languages: tuple[Language, ...]
    language_score: LanguageScore
    findings: Findings
    page_title: str = ""  # the words of `<title>`, folded


def page_lines(blocks: Sequence[Block]) -> list[Line]:
    """All lines of a page; lines with a French and a Dutch label side by side are split."""
    may_be_joined = first_word_pattern(*_JOINED_KINDS, language="fr").match
    lines = []
    for number, block in enumerate(blocks):
        for row, text in enumerate(block.text.split("\n")):
            parts = _split_labels(text) if may_be_joined(text) else (text,)
            # Only the bars that an extraction leaves of a table are no line.
            kept = (part for part in parts if "|" not in part or part.strip("| \t\u00a0"))
            lines += [_line(part.strip(), block, number, row) for part in kept]
    return lines


def _line(text: str, block: Block, number: int, row: int) -> Line:
    is_folded = len(text) > LONGEST_LABEL or (text.isascii() and "  " not in text and "\t" not in text)
    label = text if is_folded else " ".join(text.split())
    is_rule = text[:1] == "_" and not text.strip("_ \u00a0")
    numeral = block.numeral if row == 0 else ""
    return Line(text, label, number, row, block.path, block.boilerplate, is_rule, numeral)


def _split_labels(text: str) -> Sequence[str]:
    if len(text) <= LONGEST_LABEL and _TWO_NUMBERS.search(text):
        for kind in _JOINED_KINDS:
            if found := joined_pattern(kind).fullmatch(text):
                return found[1], found[2]
    return (text,)


def joined(lines: Sequence[Line]) -> str:
    """Lines as one, for labels that an extraction has broken."""
    return " ".join(line.label for line in lines)


def cell_detail(text: str) -> str:
    """The sentence about keywords together in one line or cell."""
    return f"Keywords in one line: {quoted(text, _LONGEST_QUOTE)}."


def quoted(text: str, most: int = 120) -> str:
    """A piece of a page for a message: shortened, in quotes."""
    return f'"{text[:most]}…"' if len(text) > most else f'"{text}"'
