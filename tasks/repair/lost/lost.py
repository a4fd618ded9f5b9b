"""Letters and signs replaced by a mark, "?" or U+FFFD: the word lists and the neighbours show which."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, product
from typing import NamedTuple

from tasks.repair import margins
from tasks.repair.charsets import data_rows
from tasks.repair.chunks import REACH, SPACES, pieces
from tasks.repair.edits import MOST_CERTAIN, UNMEASURED, Repair, apply, certainty
from tasks.repair.lost.shaped import UNRESTORED, Case, words
from tasks.repair.statistics.confusion import (
    LONE,
    MARK,
    TOKEN,
    UNKNOWN,
    neighbour_before,
    pair_cost,
    word_cost,
)
from tasks.repair.statistics.folding import COST_UNIT
from tasks.repair.statistics.word_lists import BEFORE_ELISION, ELISIONS, has_sign

RULE = "lost"
REPLACEMENT = "\ufffd"
_ELIDED = r"(?<=\b[ldnsjcmt]\?)|(?<=\b[LDNSJCM]\?)|(?<=\b[Qq]u\?)"
TRACE = re.compile(
    r"\?(?:(?=[a-z](?!\)))|(?<=[a-z]\?)(?= [a-z](?!\))|[,;:.?-])"
    r"|(?<=[A-Z]\?)(?=s\))"
    rf"|(?:{_ELIDED})(?=[A-Z?])|(?<=[A-Z]\?)(?=[A-Z])|(?<=-\?)(?=-)"
    r"|(?<![\w?]\?)(?=\?\w))|\ufffd"
)
"""Found in a text that may have marks for letters or signs."""
AT_NO_LEAD, PER_NAT = 1.0, 0.95
"""Log odds that a change without lead is right, and those that each nat of lead adds; fitted to what was
right in damaged texts (`python -m benchmarks.repair.calibration`)."""
FEW_MARKS, ONE_IN = 200, 8
"""Marks that any text may have, plus one per so many characters; more are no text."""
LONGEST = 2 * REACH
"""Letters and marks of a word."""
_ADDRESS = re.compile(r"://|www\.|[=&@#]|\.(?:be|com|eu|net|org)\b")
_SHORT = ("s", "n", "t")
"""What begins with an apostrophe in Dutch (’s avonds, zo’n)."""
_ASKS = re.compile(r"\s*\Z|\s+(?:[^\sa-z\d]|\d{1,2}[.)]|[a-z]\))|[)»”\"\d]|[a-m]\)")
"""What follows a question mark."""
_ON = frozenset("ou et of en mais maar ni noch".split())
"""What a question goes on with behind its mark."""
_OPENERS = SPACES + "«“‘\"'’([\u00a0"
_OPENED = re.compile(r"\n\s?\Z|(?<![^\s.?!:;])\w\)\s*\Z")
"""A new line, or the number of a question."""
_PERSON = re.compile(
    r"\b(?:M|MM|Mmes?|Mlle|Me|Mr|Mw|Dr)\.?\s*\Z|\b(?:heer|heren|mevrouw|monsieur|madame|maître)\s*\Z"
)
"""What stands before a surname."""
_TITLED = re.compile(r"(?<![^\W\d_])[LD]['’]\Z")
"""The article of a title within a sentence (L’Écho)."""
_SIGNS = tuple(
    (before, marks, behind, signs.replace("\\u00a0", "\u00a0"), group)
    for before, marks, behind, signs, group in data_rows("signs.tsv", __package__)
)
"""What ends before marks, these, what begins behind them, and the only signs that they may be there."""


class _Around(NamedTuple):
    """The surroundings of a run of letters and marks."""

    before: str  # the token before it; of an elided word that before its article
    behind: str  # the token behind it
    opens: bool  # whether it begins a sentence
    case: Case  # of its first letter, if that is lost
    capitals: bool  # whether it stands among words in capitals
    asks: bool  # whether a question mark may be its end
    is_alone: bool  # whether spaces part it from its neighbours


def _around(left: str, right: str, mark: str) -> _Around:
    *_, far, near, before = ["", "", "", *TOKEN.findall(left)]
    found = TOKEN.match(right.lstrip(SPACES))
    behind, last = found[0] if found else "", left.rstrip(_OPENERS)[-1:]
    opens = not last or last in {*".!?"} - {mark} or _OPENED.search(left) is not None
    may_open = last == mark or _TITLED.search(left)
    case = Case.CAPITAL if opens else Case.OPEN if may_open else Case.SMALL
    if _PERSON.search(left):
        opens, case = False, Case.PERSON
    return _Around(
        neighbour_before(far, near, before),
        behind,
        opens,
        case,
        capitals=before.isupper() and behind.isupper() and len(before + behind) > len("AB"),
        asks=_ASKS.match(right) is not None,
        is_alone=not left[-1:].strip(SPACES) and not right[:1].strip(SPACES),
    )


def _parts(language: str, run: str) -> Iterator[tuple[str, str, str]]:
    """What may be before a word, its shape, and what may be behind it: articles, endings, marks that stay."""
    inner = run.strip(MARK)
    first, last = run.index(inner), run.rindex(inner) + len(inner)
    for low, high in product(range(first + 1), range(last, len(run) + 1)):
        front, core, back = run[:low], run[low:high], run[high:]
        yield ("’" if front == MARK and core in _SHORT and language == "nl" else front), core, back
        head, _, tail = core.partition(MARK)
        elides = not front and head.lower() in ELISIONS and tail[:1].lower() in {MARK, *BEFORE_ELISION}
        if elides and (tail[1:] or tail.lower() in "ay" or head.lower().endswith("qu")):
            yield f"{head}’", tail, back
        word, _, ending = core.rpartition(MARK)
        if language == "nl" and word and ending and MARK not in word:
            is_name = word[0].isupper() and not word.isupper()  # Tomás is not Tom’s
            has_ending = (
                not is_name and len(ending + word) > len("zo?") and has_sign(language, core, len(word))
            )
            yield from [(front, word, f"’{ending}{back}")] * (has_ending or core.lower() == "zo?n")


class _Restorer:
    """Restores the marks of one text from left to right."""

    def __init__(self, text: str, language: str, mark: str) -> None:
        self._text, self._language, self._mark = text, language, mark
        self._run = re.compile(rf"(?:[^\W\d_]|{re.escape(mark)}(?![a-m]\)))+")
        self._left, self._until = "", 0  # what is before the next run, restored
        self._open = False  # whether a mark before a word may be an opening quotation mark

    def repairs(self) -> Iterator[Repair]:
        """The repairs of the text."""
        for start, piece in pieces(self._text, self._mark):
            if self._mark in piece and not _ADDRESS.search(piece):
                for run in self._run.finditer(piece):
                    if self._mark in run[0]:
                        yield from self._restored(start + run.start(), run[0])

    def _restored(self, start: int, run: str) -> Iterator[Repair]:
        end = start + len(run)
        left = (self._left + self._text[self._until : start])[-REACH:]
        around = _around(left, self._text[end : end + REACH], self._mark)
        lead, after = self._reading(around, run.replace(self._mark, MARK))
        after = after.replace(MARK, self._mark)
        if after != run:
            most = UNMEASURED if run == self._mark else MOST_CERTAIN
            sure = certainty(AT_NO_LEAD + PER_NAT * lead * COST_UNIT, most)
            yield Repair(start, end, run, after, RULE, sure)
        self._left, self._until = left + after, end

    def _reading(self, around: _Around, run: str) -> tuple[float, str]:
        """The lead of the certain reading of a run, and that reading; the run without one."""
        readings = self._lone(around) if run == MARK else self._words(around, run)
        least = margins.LOST * (1 + (run == MARK))
        found = sorted(readings) if len(run) <= LONGEST else []
        cost, after = found[0] if found else (0, run)
        lead = next((rival for rival, text in found if text != after), cost + UNKNOWN) - cost
        if lead < least or UNRESTORED in after:
            return 0, run
        if MARK in (after[0], after[-1]):
            begins = after[0] == MARK != after[1:2]
            self._open = begins or (self._open and after[-1] != MARK)
        return lead, after

    def _lone(self, around: _Around) -> Iterator[tuple[float, str]]:
        """The readings of a mark between two words of French; none where it may be a question mark."""
        may_ask = self._mark == MARK and (around.asks or around.behind in _ON or around.case is Case.OPEN)
        has_words = around.behind.isalpha() and (
            around.opens or around.before[-1:].isalpha() or around.before == ","
        )
        if self._language != "fr" or may_ask or not (has_words and around.is_alone):
            return
        for sign in LONE - {MARK}:
            beside = pair_cost("fr", around.before, sign) + pair_cost("fr", sign, around.behind)
            is_capital = around.opens or around.capitals
            yield word_cost("fr", sign) + beside, sign.upper() if is_capital else sign

    def _words(self, around: _Around, run: str) -> Iterator[tuple[float, str]]:
        language, may_end = self._language, around.asks if self._mark == MARK else self._open
        for front, shape, back in _parts(language, run) if run.strip(MARK) else ():
            is_inside = front[:1].isupper() and shape[0].islower() and around.case is Case.SMALL  # Léon
            behind = back[:1] * (not may_end)
            is_half = 2 * MARK in (front[-1:] + shape[:1], shape[-1:] + behind)  # two bytes of a letter
            if is_inside or is_half or (back and len(shape) == 1):
                continue
            signs = margins.STAYS * (front.startswith(MARK) + (back.endswith(MARK) and not may_end))
            case = Case.SMALL if front[:1].islower() or (front and around.opens) else around.case
            for cost, word in words(language, shape, case, around.capitals):
                beside = pair_cost(language, around.before, word)
                beside += 0 if back else pair_cost(language, word, around.behind)
                yield cost + beside + signs, front + word + back


def _signs(text: str, mark: str) -> list[Repair]:
    """The repairs of signs that nothing else can be in their places; those of a pair only together."""
    groups, two = defaultdict(list), 2 * re.escape(mark)
    has_two = re.search(rf"[^\W\d_]{two}[^\W\d_]", text)  # perhaps a mark for each byte of UTF-8
    for before, marks, behind, signs, group in _SIGNS:
        if has_two and len(marks) > 1:
            continue
        pattern = re.compile(rf"(?<={before}){marks.replace(MARK, re.escape(mark))}(?={behind})")
        every = pattern.finditer(f" {text} ")
        groups[group].append(
            [Repair(*one.span(), one[0], signs, RULE, UNMEASURED).moved(-1) for one in every]
        )
    return sorted(chain(*(chain(*found) for found in groups.values() if len({*map(len, found)}) == 1)))


def repair_lost(text: str, language: str, mark: str) -> tuple[Repair, ...]:
    """The repairs of letters and signs lost to `mark`, "?" or U+FFFD.

    Question marks are restored only in a text in which some word proves that they are something else.
    """
    if text.count(mark) > FEW_MARKS + len(text) // ONE_IN:
        return ()
    signs = _signs(text, mark)
    found = [*signs, *_Restorer(apply(text, signs), language, mark).repairs()]
    restored = apply(text, found := sorted(found))
    is_proven = mark != MARK or any(restored[trace.start()] != mark for trace in TRACE.finditer(text))
    return tuple(found) if is_proven else ()
