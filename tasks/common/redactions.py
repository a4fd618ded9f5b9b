"""Redactions: spans that releases leave out, because somebody who is named there asked for it.

The list names nobody: it has the number of letters of a span and their SHA-256. So a span is found wherever
it is; case, accents, blanks, line breaks and punctuation do not count, and other repairs move nothing.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate, chain, combinations, product
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
MOST_LETTERS = 5_000
"""More are no words about somebody, and searching for them takes long."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
_NO_TEXT = re.compile(r"[\ud800-\udfff]")
_NAME = re.compile(r"\b[^\W\d_a-zà-ÿ][^\W\d_]{3,}")
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d")
"""Hyphens and spaces within a word that are not seen."""
_LABEL = re.compile(r"\w{1,2}[)\]]|(?i:[ivx]+)[)\]]|(?:\d{1,2}|[a-z]|[ivx]+)\.|\d{1,2}[°º/]")
"""An item's label: 'a)', '[1]', 'iii)', '10.', '2°'; a capital with a point begins a name."""


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
    if _NO_TEXT.search(span + reason):
        raise UsageError("The words or the reason have bytes that are no UTF-8. Nothing was added.")
    letters = letters_of(span)
    line = _checked((question_id, *where, str(len(letters)), _sum(letters), reason, day.isoformat()))
    names = {letters_of(word) for word in _NAME.findall(span)}
    if not names.isdisjoint(map(letters_of, _NAME.findall(line.reason))):
        raise UsageError("The reason has a name of the words, and releases give it. Nothing was added.")
    return line


def as_text(lines: Iterable[Redaction]) -> str:
    """The content of the file, with a header."""
    return "".join("\t".join(map(str, line)) + "\n" for line in (Redaction._fields, *lines))


def read_redactions(path: Path) -> Redactions:
    """The list in a file; none without the file. Raises UsageError for a line that cannot be used."""
    if not (path.exists() or path.is_symlink()):
        return NO_REDACTIONS
    if not path.is_file():
        raise UsageError(f"The list of redactions {path} is no file, or a link to none. Put the file there.")
    with read_errors(path):
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    lines = []
    for at, row in enumerate(text.splitlines(), 1):
        cells = tuple(row.split("\t"))
        try:
            lines += [_checked(cells)] if row.strip() and cells != Redaction._fields else []
        except UsageError as error:
            raise UsageError(f"Line {at} of {path} is wrong. {error}") from None
    return Redactions(tuple(lines))


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
    if not FEWEST_LETTERS <= line.letters <= MOST_LETTERS or not _SHA256.fullmatch(sha256) or not reason:
        span = f"a span of {FEWEST_LETTERS} letters or more ({MOST_LETTERS:,} at most)"
        raise UsageError(f"It needs {span}, its SHA-256, and a reason.")
    return line._replace(reason=without(reason, spans(reason, [line])))


def spans(text: str, lines: Iterable[Redaction]) -> list[Span]:
    """The places of a text that lines match, in order; each begins and ends with a word.

    A word ends where figures or signs of a footnote begin, or a capital behind small letters; these figures
    and signs, and the labels of a list's items, may stand within a span.
    """
    found, joined = _matches(text, lines), list[Span]()
    for span in sorted(found):
        _add(joined, span)
    return joined


def remains(text: str, lines: Sequence[Redaction]) -> list[Redaction]:
    """The lines that match letters of a text outside of its spans: they begin or end within longer words."""
    found, near = spans(text, lines), dict[Redaction, None]()
    starts, ends = (0, *(span.end for span in found)), (*(span.start for span in found), len(text))
    for start, end in zip(starts, ends, strict=True) if lines else ():
        near |= dict.fromkeys(_near(text[start:end], lines))
    return list(near)


def _near(piece: str, lines: Sequence[Redaction]) -> Iterator[Redaction]:
    by_sum, words = _by_sum(lines), _words(piece)
    unlabelled = [word for word in words if not word.label]
    variants = dict.fromkeys("".join(word.letters for word in some) for some in (words, unlabelled))
    for letters, length in product(variants, {line.letters for line in lines}):
        for at in range(len(letters) - length + 1):
            yield from by_sum.get(_sum(letters[at : at + length]), ())


def _by_sum(lines: Iterable[Redaction]) -> dict[str, list[Redaction]]:
    found: dict[str, list[Redaction]] = defaultdict(list)
    for line in lines:
        found[line.sha256].append(line)
    return found


def _matches(text: str, lines: Iterable[Redaction]) -> set[Span]:
    by_sum = _by_sum(lines)
    lengths = {line.letters for some in by_sum.values() for line in some}
    found = set()
    for some in _variants(_words(text)) if lengths else ():
        letters = "".join(word.letters for word in some)
        ends = dict(zip(accumulate(len(word.letters) for word in some), some, strict=True))
        starts = zip((0, *ends), some, strict=False)
        for (at, word), length in product(starts, lengths):
            if at + length in ends and (matched := by_sum.get(_sum(letters[at : at + length]))):
                found.add(Span(word.start, ends[at + length].end, frozenset(matched)))
    return found


def _variants(words: Sequence["_Word"]) -> Iterator[Sequence["_Word"]]:
    """The words of a text without the labels of no kind, of each kind, of each two kinds, and so on."""
    kinds = sorted({word.label for word in words} - {""})
    for gone in chain.from_iterable(combinations(kinds, count) for count in range(len(kinds) + 1)):
        yield [word for word in words if word.label not in gone]


def with_cut_words(found: Iterable[Span], piece: str, text: str, cuts: Sequence[Span]) -> list[Span]:
    """Spans of a piece of a text, with its words in the text's cuts, wherever the piece may be there."""
    own, words = _words(piece), _words(text) if cuts else []
    found, ordered = list(found), list[Span]()
    letters = [word.letters for word in own]
    for first in [at for at, word in enumerate(words) if letters[:1] == [word.letters]]:
        pairs = list(zip(own, words[first : first + len(own)], strict=False))
        if [there.letters for _, there in pairs] == letters:
            for cut in cuts:
                inside = [mine for mine, there in pairs if cut.start < there.end and there.start < cut.end]
                found += [Span(inside[0].start, inside[-1].end, cut.lines)] if inside else []
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


class _Word(NamedTuple):
    """A piece of a text without a border within: letters, figures or signs; half-open.

    Its label is the sign behind it if it numbers an item, 'note' for a figure behind a letter, '' for others.
    """

    start: int
    end: int
    letters: str
    label: str


def _words(text: str) -> list[_Word]:
    """The words of a text, which end where their kind of characters does."""
    found: list[_Word] = []
    last = ""
    for at, char in enumerate(text):
        kind = _kind(char)
        if kind == "unseen":
            if last and unicodedata.combining(char):
                found[-1] = found[-1]._replace(end=at + 1)
            continue
        if kind and (kind == last or (last, kind) == ("capital", "small")):
            found[-1] = found[-1]._replace(end=at + 1, letters=found[-1].letters + letters_of(char))
        elif kind:
            label = "note" if last and kind == "figure" else ""
            found.append(_Word(at, at + 1, letters_of(char), label))
        elif last and not found[-1].label:
            found[-1] = found[-1]._replace(label=_label(found[-1], char, text))
        last = kind
    return found


def _kind(char: str) -> str:
    if unicodedata.combining(char) or char in _UNSEEN:
        return "unseen"
    if not letters_of(char):
        return ""
    if char.isnumeric() or unicodedata.category(char) == "Lo":
        return "sign" if not char.isdecimal() else "figure"
    return "capital" if char.isupper() else "small"


def _label(word: _Word, char: str, text: str) -> str:
    """The sign behind a word if both number an item of a list; else ''."""
    before = text[word.start - 1] if word.start else " "
    opens = before.isspace() or before in "(["
    return char if opens and _LABEL.fullmatch(text[word.start : word.end] + char) else ""


def letters_of(text: str) -> str:
    """The letters and digits of a text, without case and accents, and without signs of footnotes."""
    return text.translate(_LETTERS)


class _Letters(dict[int, str]):
    """What counts of each character."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        is_sign = char in "ªº" or unicodedata.category(char) in ("Lm", "No")
        self[code] = "".join(filter(str.isalnum, fold(char))) if char.isalnum() and not is_sign else ""
        return self[code]


_LETTERS = _Letters()


def _sum(letters: str) -> str:
    return hashlib.sha256(letters.encode()).hexdigest()
