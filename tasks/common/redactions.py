"""Redactions: spans that releases leave out, because somebody who is named there asked for it.

The list names nobody: it has the number of letters of a span and their SHA-256. So a span is found wherever
it is; case, accents, blanks, line breaks and punctuation do not count, and other repairs move nothing.
"""

import csv
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from schemas.codes import FIELDS, LANGUAGES
from schemas.question_number import in_order
from tasks.common.accents import fold
from tasks.common.errors import UsageError
from tasks.common.files import read_errors

FILE = "redactions.tsv"
"""The name of the list in a data folder."""
MARK = "[…]"
"""What a release has in the place of a span."""
FEWEST_LETTERS = 4
"""Fewer are in too many words, and their hash hides nothing."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u00ad\u200b-\u200d])+")
"""Letters and digits, with accents beside them and hyphens that are not seen."""


class Redaction(NamedTuple):
    """A line of the list: a span of a question, in one field or language of it, or in all if these are ''."""

    question_id: str
    field: str
    language: str
    letters: int
    sha256: str
    reason: str
    day: str

    def concerns(self, field: str, language: str) -> bool:
        """Whether a place with this field and language is looked at; '' is a place without one."""
        return (not field or self.field in ("", field)) and (not language or self.language in ("", language))


@dataclass(frozen=True)
class Redactions:
    """A list of redactions, in the order of its file."""

    lines: tuple[Redaction, ...] = ()

    @cached_property
    def of_question(self) -> Mapping[str, Sequence[Redaction]]:
        """The lines of each question."""
        found: dict[str, list[Redaction]] = defaultdict(list)
        for line in self.lines:
            found[line.question_id].append(line)
        return found

    @property
    def sha256(self) -> str:
        """The sum of all lines, which a manifest has; empty without any."""
        return hashlib.sha256(as_text(self.lines).encode()).hexdigest() if self.lines else ""


NO_REDACTIONS = Redactions()


class Span(NamedTuple):
    """A place in a text, half-open, and the lines that it matches."""

    start: int
    end: int
    lines: frozenset[Redaction]


def redaction(span: str, question_id: str, where: tuple[str, str], reason: str, day: date) -> Redaction:
    """The line for a span in a field and a language, '' for all; raises UsageError for a wrong one."""
    letters = _letters(span)
    return _checked((question_id, *where, str(len(letters)), _sum(letters), reason, day.isoformat()))


def as_text(lines: Iterable[Redaction]) -> str:
    """The content of the file, with a header."""
    return "".join("\t".join(map(str, line)) + "\n" for line in (Redaction._fields, *lines))


def read_redactions(path: Path) -> Redactions:
    """The list in a file; none without the file. Raises UsageError for a line that cannot be used."""
    if not path.exists():
        return NO_REDACTIONS
    with read_errors(path):
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    rows = csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    try:
        return Redactions(tuple(_checked(row) for row in rows if row and tuple(row) != Redaction._fields))
    except UsageError as error:
        raise UsageError(f"Line {rows.line_num} of {path} is wrong. {error}") from None


def _checked(cells: Sequence[str]) -> Redaction:
    """A line of its cells, its reason without the span; raises UsageError, which quotes no cell."""
    try:
        question_id, field, language, letters, sha256, reason, day = (" ".join(one.split()) for one in cells)
        in_order(question_id)
        line = Redaction(question_id, field, language, int(letters), sha256, reason, day)
        date.fromisoformat(day)
    except ValueError:
        raise UsageError(f"It needs {', '.join(Redaction._fields)}: 5-8900, a number, a day …") from None
    if field not in ("", *FIELDS) or language not in ("", *LANGUAGES):
        raise UsageError(f"The field may be {', '.join(FIELDS)}, the language {', '.join(LANGUAGES)}.")
    if line.letters < FEWEST_LETTERS or not _SHA256.fullmatch(sha256) or not reason:
        raise UsageError(f"It needs a span of {FEWEST_LETTERS} letters or more, its SHA-256, and a reason.")
    return line._replace(reason=without(reason, spans(reason, [line])))


def spans(text: str, lines: Iterable[Redaction]) -> list[Span]:
    """The places of a text that lines match, in order; each begins and ends with a word."""
    by_sum: dict[str, list[Redaction]] = defaultdict(list)
    for line in lines:
        by_sum[line.sha256].append(line)
    lengths = {line.letters for some in by_sum.values() for line in some}
    words = _words(text) if lengths else []
    found: list[Span] = []
    for first, (start, _, _) in enumerate(words):
        letters = ""
        for _, end, more in islice(words, first, None):
            letters += more
            if len(letters) > max(lengths):
                break
            if len(letters) in lengths and (matched := by_sum.get(_sum(letters))):
                _add(found, Span(start, end, frozenset(matched)))
    return found


def with_cut_words(found: Iterable[Span], piece: str, text: str, cuts: Sequence[Span]) -> list[Span]:
    """Spans of a piece of a text, with its words in the text's cuts, wherever the piece may be there."""
    own, words = _words(piece), _words(text) if cuts else []
    found, ordered = list(found), list[Span]()
    letters = [word[2] for word in own]
    for first in [at for at, word in enumerate(words) if letters[:1] == [word[2]]]:
        pairs = list(zip(own, words[first : first + len(own)], strict=False))
        if [there[2] for _, there in pairs] == letters:
            for cut in cuts:
                inside = [mine for mine, there in pairs if cut.start < there[1] and there[0] < cut.end]
                found += [Span(inside[0][0], inside[-1][1], cut.lines)] if inside else []
    for span in sorted(found, key=lambda one: one.start):
        _add(ordered, span)
    return ordered


def _add(found: list[Span], span: Span) -> None:
    """Add a span that begins no earlier than the last one; they become one if they overlap."""
    if found and span.start < found[-1].end:
        last = found.pop()
        span = Span(last.start, max(last.end, span.end), last.lines | span.lines)
    found.append(span)


def without(text: str, found: Sequence[Span]) -> str:
    """A text with the mark in the place of each span."""
    for span in reversed(found):
        text = f"{text[: span.start]}{MARK}{text[span.end :]}"
    return text


def _words(text: str) -> list[tuple[int, int, str]]:
    """The words of a text: where each begins and ends, and its letters."""
    return [(word.start(), word.end(), _letters(word[0])) for word in _WORD.finditer(text)]


def _letters(text: str) -> str:
    """The letters and digits of a text, without case and accents."""
    return "".join(filter(str.isalnum, fold(text)))


def _sum(letters: str) -> str:
    return hashlib.sha256(letters.encode()).hexdigest()
