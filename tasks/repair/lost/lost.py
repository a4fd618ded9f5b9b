"""Letters and signs replaced by a mark, "?" or U+FFFD: the place, the word and its neighbours show which."""

import re
from collections.abc import Iterator

from tasks.repair.chunks import REACH, SPACES, pieces
from tasks.repair.edits import MOST_CERTAIN, UNMEASURED, Repair, apply, certainty, compose
from tasks.repair.lost.placing import CLOSED_BY, is_one_of_two
from tasks.repair.lost.search import LONGEST, MOST_MARKS, Search, around_of, lead_of
from tasks.repair.lost.shaped import UNLISTED, UNRESTORED, is_word, least_cost
from tasks.repair.statistics.confusion import MARK
from tasks.repair.statistics.folding import COST_UNIT

RULE = "lost"
REPLACEMENT = "\ufffd"
_ELIDED = r"(?<=\b[ldnsjcmt]\?)|(?<=\b[LDNSJCM]\?)|(?<=\b[Qq]u\?)"
TRACE = re.compile(
    r"\?(?:(?=[a-z](?!\)))|(?<=[a-z]\?)(?= [a-z](?!\))|[,;:.?-])"
    r"|(?<=[A-Z]\?)(?=s\))|(?<=\d\?)(?=,| [a-z](?!\)))|(?<=\d \?)(?=[,.])"
    rf"|(?:{_ELIDED})(?=[A-Z?])|(?<=[A-Z]\?)(?=[A-Z])|(?<=-\?)(?=-)"
    r"|(?<![\w?]\?)(?=\?\w)|(?<=[\w,)] \?)(?= [a-z0-9]))|\ufffd"
)
"""Found in a text that may have marks for letters or signs."""
MARGIN = 20
"""Least lead over the next reading, in units of `COST_UNIT`; of a piece without a letter twice as much."""
AT_NO_LEAD, PER_NAT = 1.0, 0.95
"""Log odds that a change without lead is right, and those that each nat of lead adds; fitted to what was
right in damaged texts (`python -m benchmarks.repair.calibration`)."""
ALONE = UNMEASURED
"""Most certainty of a sign between spaces (`python -m benchmarks.repair.calibration --news`)."""
FEW_MARKS, ONE_IN = 200, 8
"""Marks that any text may have, plus one per so many characters; more are no text."""
FEW_JOINED = 2
"""Question marks right behind words that show how a text writes them."""
QUOTED = 2_000
"""Most characters of a quotation."""
_ADDRESS = re.compile(r"://|www\.|[=&@#]|\.(?:be|com|eu|net|org)\b")
_JOINED = re.compile(r"[^\W\d_]\?(?= [A-Z]|\d\.|\Z)")
_APART = re.compile(r" \?(?=\s*(?:[A-Z]|\d{1,2}[.)]|\Z))")
_DOUBTFUL = ("", "”", "»", "…", "\u00a0", MARK)
"""Readings that prove nothing."""
_BROKEN = re.compile(r"(?<![\w?])[^\W\d_]{2,}\?[^\W\d_]{2,}(?![\w?])")
FEWEST_RUNS, RUNS = 3, range(2, 5)
"""Runs of marks within words that show that they are bytes, and the bytes of one character or two."""
_NOTHING = re.compile("\u00a0\u00a0|[«“‘]\u00a0?[»”’]")
"""What a word of another alphabet would become."""


class _Restorer:
    """Restores the marks of one text from left to right."""

    def __init__(self, text: str, language: str, mark: str) -> None:
        self._text, self._language, self._mark = text, language, mark
        joined = len(_JOINED.findall(text)) if mark == MARK else 0  # question marks right behind words
        self._joined = joined >= FEW_JOINED and len(_APART.findall(text)) * FEW_JOINED < joined
        self._search, escaped = Search(language, mark), re.escape(mark)
        self._closes = re.compile(rf"[»”\"]|(?<![{SPACES}]){escaped}(?![^\W_]|{escaped}[^\W_])")
        self._no_dash = re.search(rf"(?<=[^\W\d_] ){escaped}(?=[,.)]| [A-ZÀ-Ý])", text) is not None
        self._left, self._until = "", 0  # what is before the next piece, restored
        self.proven = mark != MARK

    def pieces(self) -> Iterator[tuple[int, str]]:
        """Start and content of each piece between spaces that holds a mark."""
        for start, piece in pieces(self._text, self._mark):
            if self._mark in piece and not _ADDRESS.search(piece):
                yield start, piece

    def restore(self, start: int, piece: str) -> Repair | None:
        """The repair of a piece, None when it stays."""
        end = start + len(piece)
        left = self._left + self._text[self._until : start]
        lead, after = self._reading(left, start, piece)
        self._left, self._until = (left + (after or piece))[-QUOTED:], end
        sure = certainty(
            AT_NO_LEAD + PER_NAT * lead * COST_UNIT, ALONE if piece == self._mark else MOST_CERTAIN
        )
        return Repair(start, end, piece, after, RULE, sure) if after else None

    def _reading(self, left: str, start: int, piece: str) -> tuple[float, str]:
        """The lead of the certain reading of a piece, and that reading, '' without one."""
        if len(piece) > LONGEST or piece.count(self._mark) > MOST_MARKS:
            return 0, ""
        right = self._text[start + len(piece) : start + len(piece) + REACH]
        if self._mark != MARK:
            right = right.replace(MARK, "!").replace(self._mark, MARK)
        around = around_of(left[-REACH:], right)
        if self._joined and left.rstrip(SPACES).endswith(f" {MARK}"):
            around = around._replace(opens=False)
        found = self._search.readings(piece, around)
        lead, after = (lead_of(found), found[0].text) if found else (0, piece)
        least = MARGIN if any(map(str.isalnum, piece)) else 2 * MARGIN
        if after == piece or lead < least or UNRESTORED in after or self._is_odd(left, start, piece, after):
            return 0, ""
        if not self.proven and (piece != MARK or self._joined):
            traces = TRACE.finditer(self._text, start, start + len(piece) + len(" a)"))
            self.proven = any(after[trace.start() - start :][:1] not in _DOUBTFUL for trace in traces)
        return lead, after

    def _is_odd(self, left: str, start: int, piece: str, after: str) -> bool:
        """Whether a reading has what no text has, or a mark may as well be another sign, or a hyphen."""
        if _NOTHING.search(after) or (piece == self._mark and after == "–" and self._no_dash):
            return True
        made = [(at, sign) for at, sign in enumerate(after) if piece[at] == self._mark]
        if any(is_one_of_two(self._text, start + at, sign) for at, sign in made):
            return True
        broken = (
            after[word.start() : word.end()].isalpha()
            and not is_word(after[word.start() : word.end()].lower())
            and least_cost(self._language, word[0].replace(MARK, "")) < UNLISTED
            for word in _BROKEN.finditer(piece.replace(self._mark, MARK))
        )
        return any(broken) or not all(self._is_paired(left, start, after, at, sign) for at, sign in made)

    def _is_paired(self, left: str, start: int, after: str, at: int, sign: str) -> bool:
        """Whether a restored sign, if it is a quotation mark, has or may have its other half."""
        if sign in CLOSED_BY:
            end = start + len(after)
            closed = CLOSED_BY[sign] in after[at:]
            return closed or self._closes.search(self._text, end, end + QUOTED) is not None
        opening = next((one for one in CLOSED_BY if CLOSED_BY[one] == sign), "")
        before = left + after[:at]
        return not opening or before.rfind(opening) > before.rfind(sign)


def _runs(text: str, mark: str) -> list[Repair]:
    """The runs of marks that become one each: some programs put a mark for each byte of UTF-8.

    There are none without three such runs within different words, or if one mark stands for a letter already.
    """
    runs = list(re.finditer(f"{re.escape(mark)}+", text))
    sides = [(text[max(0, run.start() - 3) : run.start()], text[run.end() : run.end() + 3]) for run in runs]
    within = {
        (before.lower(), behind.lower()): len(run[0])
        for run, (before, behind) in zip(runs, sides, strict=True)
        if before[-1:].isalpha() and behind[:1].isalpha()
    }
    if len(within) < FEWEST_RUNS or 1 in within.values():
        return []
    return [
        Repair(*run.span(), run[0], mark * (len(run[0]) // 2), RULE, 1) for run in runs if len(run[0]) in RUNS
    ]


def repair_lost(text: str, language: str, mark: str) -> tuple[Repair, ...]:
    """The repairs of letters and signs lost to `mark`, "?" or U+FFFD.

    Question marks are restored only in a text in which some piece proves that they are something else.
    """
    runs = _runs(text, mark)
    if runs:
        made = compose(text, runs, repair_lost(apply(text, runs), language, mark))
        shown = ((one, one.before.replace(mark, MARK)) for one in made if mark not in one.after)
        return tuple(one for one, before in shown if len(before.encode()) == len(one.after.encode()))
    restorer = _Restorer(text, language, mark)
    if text.count(mark) > FEW_MARKS + len(text) // ONE_IN:
        return ()
    found = tuple(repair for start, piece in restorer.pieces() if (repair := restorer.restore(start, piece)))
    return found if restorer.proven else ()
