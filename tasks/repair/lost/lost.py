"""Letters and signs replaced by a mark, "?" or U+FFFD: the place, the word and its neighbours show which."""

import re
from collections.abc import Iterator

from tasks.repair.chunks import SPACES, plainly_spaced
from tasks.repair.edits import Repair
from tasks.repair.lost.by_bytes import collapsed
from tasks.repair.lost.options import Options
from tasks.repair.lost.placing import is_one_of_two
from tasks.repair.lost.quick import decide
from tasks.repair.lost.reading import CLOSED_BY, quote_after
from tasks.repair.lost.restoring import (
    ALONE,
    MARGIN,
    MOST_CERTAIN,
    RULE,
    Around,
    around_of,
    certainty,
    lead_of,
)
from tasks.repair.lost.search import LONGEST, MOST_MARKS, Search, is_restored
from tasks.repair.statistics.confusion import MARK, UNKNOWN, follows_question, pair_cost, word_cost
from tasks.repair.statistics.model import LANGUAGES
from tasks.repair.statistics.word_lists import ELISIONS

REPLACEMENT = "\ufffd"
_ELIDED = r"(?<=\b[ldnsjcmt]\?)|(?<=\b[LDNSJCM]\?)|(?<=\b[Qq]u\?)"
TRACE = re.compile(
    r"\?(?:(?=[a-z](?!\)))|(?<=[a-z]\?)(?= [a-z](?!\))|[,;:.?-])"
    r"|(?<=[A-Z]\?)(?=s\))|(?<=\d\?)(?=,| [a-z](?!\)))|(?<=\d \?)(?=[,.])"
    rf"|(?:{_ELIDED})(?=[A-Z?])|(?<=[A-Z]\?)(?=[A-Z])|(?<=-\?)(?=-)"
    r"|(?<![\w?]\?)(?=\?\w)|(?<=[\w,)] \?)(?= [a-z0-9]))|\ufffd"
)
"""Found in a text that may have marks for letters or signs."""
FEW_PIECES, ONE_IN, ONE_MARK_IN = 200, 12, 8
"""Pieces with marks, and marks, that any text may have, plus one per so many characters; more are no text."""
CHEAP, CHEAP_PER_LETTER = 40, 8
"""Cost of a reading that needs no comparison with unlisted words: fixed, and for each character."""
STANDING = 40
"""Greater lead of a reading with a sign or letter whose like stands undamaged elsewhere in the text."""
LONE, LONE_RARE = 8, 18
"""Greater lead of a lone "à" over a dash, and of one between words that it is rarely between: words show less
what stands between them."""
_ACCENTED, _LATIN = re.compile("[À-ÿ]"), "".join(map(chr, range(0xC0, 0x100)))
FEW_LETTERS = 3
"""Accented letters that show that letters were not lost."""
_FAMILIES = ("’", "“”", "‘", "«»", "–—", "…", "€", "§", "°")
_SPACED = re.compile(rf"[^{SPACES}]+")
_ADDRESS = re.compile(r"://|www\.|[=&@#]|\.(?:be|com|eu|net|org)\b")
_JOINED = re.compile(r"[^\W\d_]\?(?= [A-Z]|\d\.|\Z)")
_DOUBTFUL = ("", "”", "»", "…", "\u00a0", MARK)
"""Readings that prove nothing."""
_APART = re.compile(r" \?(?=\s*(?:[A-Z]|\d{1,2}[.)]|\Z))")
_BEFORE_SMALL = re.compile(r"\s*\??[^\W\d_A-ZÀ-Þ]")
_BEFORE_FIGURE = re.compile(r"\s*[(«“]?(?:\??[^\W\d_A-ZÀ-Þ]|\d(?!\d?[.)]))")
_BROKEN = re.compile(r"(?<![\w?])[^\W\d_]{2,}\?[^\W\d_]{2,}(?![\w?])")
_TWO_MARKS = re.compile(r"[^\W\d_]+\?\?[^\W\d_]+")
_NAME = re.compile(r"\s*([A-ZÀ-Þ][^\W\d_]+)(?!-)\b")
_UNENDED = frozenset(",;")
"""What follows a lone mark that may be something else than a question mark."""
FEW_JOINED = 2
"""Question marks right behind words that show how a text writes them."""
_QUOTES = re.compile("[«»“”]")
_QUOTED_WORD = re.compile(r"[“«‘]\u00a0?([^\W\d_A-ZÀ-Þ]+)\b")
QUOTABLE, SHORT = 200, 3
"""Highest cost of a word in small letters with which a restored quotation begins, and the letters of one too
short to be all of it."""
QUOTED = 2_000
"""Most characters of a quotation."""
LEAST_CLOSED = 5
"""Characters of an unlisted run that may end with a quotation mark, at least one more."""
_NEAR = 40
_BRACKETS = "(["
_NOTHING = re.compile("\u00a0\u00a0|[«“‘]\u00a0?[»”’]")
"""What a word of another alphabet would become."""

_NO_READING = (0.0, "")


def _standing(text: str) -> frozenset[str]:
    """The letters and signs that a text shows undamaged, and their like: damage would have taken them."""
    if text.isascii():
        return frozenset()
    shown = "".join(family for family in _FAMILIES if any(sign in text for sign in family))
    return frozenset(shown + (_LATIN if len(_ACCENTED.findall(text)) >= FEW_LETTERS else ""))


class _Restorer:
    """Restores the marks of one text from left to right."""

    def __init__(self, text: str, language: str, mark: str) -> None:
        self._text, self._language, self._mark = text, language, mark
        self._spaced = plainly_spaced(text)
        self._options = Options(language, len(text), asks=mark == MARK)
        self._last = re.compile(
            rf"(?:[^\W\d_]|{re.escape(mark)})*{re.escape(mark)}(?![^\W_]|{re.escape(mark)})"
        )
        joined = len(_JOINED.findall(text)) if mark == MARK else 0  # question marks right behind words
        self._joined = joined >= FEW_JOINED and len(_APART.findall(text)) * FEW_JOINED < joined
        self._search = Search(language, mark, self._options, joined=self._joined)
        self._standing = _standing(text)
        self._no_dash = re.search(rf"(?<=[^\W\d_] ){re.escape(mark)}(?=[,.)]| [A-ZÀ-Ý])", text) is not None
        self._left, self._until = "", 0  # what is before the next piece, restored
        self._quote, self._since = "", 0
        self._doubtful = ""  # a mark if a quotation may be open whose beginning is not known
        self.proven = mark != MARK

    def pieces(self) -> list[tuple[int, str]]:
        """Start and content of each piece between spaces that holds a mark."""
        return list(self._pieces())

    def _pieces(self) -> Iterator[tuple[int, str]]:
        at = self._text.find(self._mark)
        while at >= 0:
            start = self._spaced.rfind(SPACES[0], 0, at) + 1
            chunk = _SPACED.match(self._text, start)
            end = chunk.end() if chunk else at + 1
            if not _ADDRESS.search(self._text, start, end):
                yield start, self._text[start:end]
            at = self._text.find(self._mark, end)

    def restore(self, start: int, piece: str) -> Repair | None:
        """The repair of a piece, None when it stays."""
        end = start + len(piece)
        self._pass(self._text[self._until : start])
        lead, after = self._reading(start, piece)
        self._pass(after or piece)
        if not after and piece.lstrip(_BRACKETS)[:1] == self._mark != piece:
            self._doubtful = MARK
        self._until = end
        most = ALONE if piece == self._mark else MOST_CERTAIN
        return Repair(start, end, piece, after, RULE, certainty(lead, most)) if after else None

    def _pass(self, text: str) -> None:
        """Remember what is before the next piece."""
        self._left = (self._left + text)[-_NEAR:]
        for sign in () if text.isascii() else _QUOTES.findall(text):
            self._quote, self._since = quote_after(self._quote, sign), 0
        self._since += len(text)
        last = text.rfind("\n")
        if last >= 0:
            self._doubtful = ""
        if text.count('"', last + 1) % 2:
            self._doubtful = "" if self._doubtful else MARK

    def _reading(self, start: int, piece: str) -> tuple[float, str]:
        """The lead of the certain reading of a piece, and that reading, '' without one."""
        if len(piece) > LONGEST or piece.count(self._mark) > MOST_MARKS:
            return _NO_READING
        right = self._text[start + len(piece) : start + len(piece) + _NEAR]
        if piece == MARK == self._mark and not self._may_be_lost(right):
            return _NO_READING
        quote = (self._quote if self._since < QUOTED else "") or self._doubtful
        if self._mark != MARK:
            right = right.replace(MARK, "!").replace(self._mark, MARK)
        around = around_of(self._language, self._left, right, quote)
        if self._joined and self._left.rstrip(SPACES).endswith(f" {MARK}"):
            around = around._replace(opens=False)
        lead, after = self._decided(piece, around) or self._searched(piece, around)
        if (
            after == piece
            or lead < self._least_lead(piece, after, around)
            or self._is_odd(start, piece, after)
        ):
            return _NO_READING
        if not self.proven and self._may_prove(start, piece, after):
            self.proven = self._search.proves(piece, after, around)
        return lead, after

    def _is_odd(self, start: int, piece: str, after: str) -> bool:
        """Whether a reading has what no text has, or may as well be another."""
        if _NOTHING.search(after) or (piece == self._mark and after == "–" and self._no_dash):
            return True
        return (
            not self._is_paired(start, piece, after)
            or self._opens_a_fragment(piece, after)
            or self._is_one_of_two(start, piece, after)
            or self._may_be_two_bytes(piece)
        )

    def _is_one_of_two(self, start: int, piece: str, after: str) -> bool:
        """Whether a mark may as well be another sign, or a hyphen that broke a word."""
        signs = any(
            piece[at] == self._mark and is_one_of_two(self._text, start + at, sign)
            for at, sign in enumerate(after)
        )
        return signs or any(
            self._options.least_cost(word[0].replace(MARK, "")) < UNKNOWN
            and after[word.start() : word.end()].isalpha()
            and min(word_cost(name, after[word.start() : word.end()].lower()) for name in LANGUAGES)
            >= UNKNOWN
            for word in _BROKEN.finditer(piece.replace(self._mark, MARK))
        )

    def _may_be_two_bytes(self, piece: str) -> bool:
        """Whether two marks within a word may be the bytes of one letter: the lists have only that word."""
        return any(
            self._options.least_cost(word.replace(MARK * 2, MARK)) < UNKNOWN <= self._options.least_cost(word)
            for word in _TWO_MARKS.findall(piece.replace(self._mark, MARK))
            if word.partition(MARK)[0].lower() not in ELISIONS
        )

    def _least_lead(self, piece: str, after: str, around: Around) -> float:
        """The lead that a reading needs: more where its sign stands undamaged or is doubtful."""
        made = {new for old, new in zip(piece, after, strict=False) if old == self._mark}
        lone = self._lone_lead(around) if (piece, after) == (self._mark, "à") else 0
        if self._standing & made or self._may_begin_a_word(piece, after):
            return MARGIN + STANDING
        return MARGIN + lone

    def _lone_lead(self, around: Around) -> float:
        """How much more lead a lone "à" needs over a dash: much where it is rarely between such words."""
        beside = pair_cost(self._language, around.before, "à"), pair_cost(self._language, "à", around.behind)
        return LONE_RARE if beside[0] >= 0 < beside[1] else LONE

    def _may_begin_a_word(self, piece: str, after: str) -> bool:
        """Whether a restored quotation mark may be the first letter of a word (“les, îles)."""
        found = _QUOTED_WORD.search(after)
        if found is None or found.start(1) - found.start() > 1 or piece[found.start()] != self._mark:
            return False
        return self._options.least_cost(MARK + found[1]) < UNKNOWN

    def _opens_a_fragment(self, piece: str, after: str) -> bool:
        """Whether a restored quotation mark stands before what is no word of either language."""
        found = _QUOTED_WORD.search(after)
        if found is None or piece[found.start()] != self._mark:
            return False
        closed = set(after[found.end() :]).intersection(CLOSED_BY.values())
        if closed:
            return len(found[1]) <= SHORT
        return min(word_cost(language, found[1]) for language in LANGUAGES) > QUOTABLE

    def _is_paired(self, start: int, piece: str, after: str) -> bool:
        """Whether each quotation mark of a reading has, or may have, its other half."""
        quote = self._quote if self._since < QUOTED else ""
        for at, sign in enumerate(after):
            if sign in CLOSED_BY.values() and piece[at] != sign and CLOSED_BY.get(quote) != sign:
                return False
            quote = quote_after(quote, sign)
        if quote not in CLOSED_BY or quote not in after:
            return True
        behind = self._text[start + len(piece) : start + len(piece) + QUOTED]
        straight = behind.partition("\n")[0].count('"') % 2 == 1  # “so"
        if straight or CLOSED_BY[quote] in behind:
            return True
        runs = self._last.finditer(behind)
        return any(self._may_close(quote, behind[run.start() - 1 : run.start()], run[0]) for run in runs)

    def _may_close(self, quote: str, before: str, run: str) -> bool:
        """Whether the mark that ends a run may close a quotation: the run is hardly a word."""
        shape = run.replace(self._mark, MARK)
        if shape == MARK:
            return before not in SPACES or quote == "«"
        word, rest = map(self._options.least_cost, (shape, shape[:-1]))
        return word > rest or (word == rest and len(shape) > LEAST_CLOSED)

    def _may_be_lost(self, right: str) -> bool:
        """Whether a mark between spaces may be something else than a question mark."""
        if _BEFORE_SMALL.match(right) or self._left.rstrip(SPACES)[-1:] in _UNENDED:
            return True
        name = _NAME.match(right) if self._language == "fr" else None  # Dutch has no à before one
        named = name is not None and not follows_question(self._language, name[1])
        return self._joined and (named or _BEFORE_FIGURE.match(right) is not None)

    def _may_prove(self, start: int, piece: str, after: str) -> bool:
        """Whether a piece can prove that marks are no question marks; a lone one if no other stands alone."""
        if piece == MARK and not self._joined:
            return False
        traces = TRACE.finditer(self._text, start, start + len(piece) + 3)
        return any(after[trace.start() - start :][:1] not in _DOUBTFUL for trace in traces)

    def _decided(self, piece: str, around: Around) -> tuple[float, str] | None:
        """The reading of a piece that needs no search."""
        asks = self._mark == MARK
        if not asks and MARK in piece:
            return None
        return decide(self._language, piece.replace(self._mark, MARK), around, self._options, asks=asks)

    def _searched(self, piece: str, around: Around) -> tuple[float, str]:
        """The likeliest of all readings."""
        self._options.lacking = False
        found = self._search.readings(piece, around, by_letters=False)
        best = next(filter(is_restored, found), None)
        if self._options.lacking and (best is None or best.cost > CHEAP + CHEAP_PER_LETTER * len(piece)):
            found = self._search.readings(piece, around, by_letters=True)
        if not found or not is_restored(found[0]):
            return _NO_READING
        return lead_of([(reading.cost, reading.text) for reading in found]), found[0].text


def repair_lost(text: str, language: str, mark: str) -> tuple[Repair, ...]:
    """The repairs of letters and signs lost to `mark`, "?" or U+FFFD.

    Question marks are restored only in a text in which some piece proves that they are something else.
    """
    by_bytes = collapsed(text, mark)
    if by_bytes:
        return by_bytes.expanded(_repair_marks(by_bytes.text, language, mark), mark)
    return _repair_marks(text, language, mark)


def _repair_marks(text: str, language: str, mark: str) -> tuple[Repair, ...]:
    restorer = _Restorer(text, language, mark)
    pieces = restorer.pieces()
    many_marks = text.count(mark) > FEW_PIECES + len(text) // ONE_MARK_IN
    if many_marks or len(pieces) > FEW_PIECES + len(text) // ONE_IN:
        return ()
    found = tuple(repair for start, piece in pieces if (repair := restorer.restore(start, piece)))
    return found if restorer.proven else ()
