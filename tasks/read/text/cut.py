"""Whether a text breaks off in mid-sentence (docs/source.md, 7: a copy may end anywhere)."""

import re
from collections.abc import Sequence
from functools import cache

from schemas.codes import Part
from schemas.vocabulary.phrases import PhraseGroup, phrases_of

_ENDS = frozenset('.?!…»”")]')
"""Signs that can end a text."""
_NO_ENDS = frozenset(":;,(«“-–—/’'")
"""Signs that end no text: 0 of the 6,636 questions of the corpus."""
_SENTENCE_END = re.compile(r"[.?!…][\s»”’\"')\]]*$")
_QUOTED_END = re.compile(r"[.?!…]['’]$|(?:^|\s)['‘][^'‘’]+['’]$")
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:[Aa]rt|[Nn]rs?|n°|MM?|Mme|mevr|dhr|blz|p|cf|bv)\.$")
_MARK_ALONE = re.compile(r"\(?(?:\d{1,2}|[a-z])\s?[.)°]{0,2}")
_MARK_BEHIND = re.compile(r"[^\W\d_]{3}(?<![Aa]rt)(?<!blz)[.?!;]\s\(?(?:\d{1,2}|[a-z])\s?[.)°]{0,2}$")
"""A number behind a sentence, and not behind an abbreviation."""
_LIST_MARK = re.compile(r"(?:[-–•*\"]|\d{1,2}[.)]|[a-z][.)]|[IVX]{2,4}[.)])\s")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+|[@#]\w+|\S+\.(?:be|eu|com|org|net|int)(?:/\S*)?", re.IGNORECASE
)
_NOTE = re.compile(r"\*|\(\d{1,2}\)\s|(?:bron|source|nota|note)\s?:", re.IGNORECASE)
_REFERENCE = re.compile(r"(?:zie|cfr?\.?|voir|idem)\s(?:\S+\s){0,6}(?:\d+|\w{5,})", re.IGNORECASE)
"""'Zie antwoord op vraag 1', 'cf. bijlage': a reference needs no full sentence."""
_OFFICE = re.compile(
    r"(?:de|le|la)\s(?:minister|ministre|staatssecretaris|secrétaire d'état)\s(?:v|d|à)", re.IGNORECASE
)
_SIGNED = re.compile(
    r"(?:(?:de|le|la)\s)?(?:[\w-]+\s)?(?:minister|ministre|staatssecretaris|secrétaire d['’]état)\b"
    r"[^,]{0,80},\s(?-i:(?:[A-ZÀ-Þ](?:\.|[\w'’.-]++)\s?){2,5})|(?-i:(?:[A-ZÀ-Þ](?:\.|[\w'’.-]++)\s?){2,5}),\s(?:[\w-]+\s)?"
    r"(?:minister|ministre|staatssecretaris|secrétaire d['’]état)\s[^,.;]{1,60}",
    re.IGNORECASE,
)
"""A name and its office, in either order."""
_VALUE = re.compile(
    r"(?:[A-Z]{4,}\s)?[\d.,\s]+(?:,[-–]|[%€])?|[-–/]+|\D{0,30}\d{1,2}(?:/\d{1,2}/|\s\S+\s)\d{4}"
)
"""A cell of a table, or a date below a text."""
_GO_ON: tuple[PhraseGroup, ...] = ("article", "join")
"""Words behind which no text ends: 'de', 'en'."""
_SHORT = 12
"""Most words in a cell or an item: longer ones are sentences."""
_NAME = 6
"""Most words in a signature."""
_FEW = 2
"""Most words in an answer like 'Neen', or after a colon."""


def ends_in_mid_sentence(paragraphs: Sequence[str], part: Part = "answer") -> bool:
    """Whether the last paragraph of a text (at least one) breaks off.

    Questions end with a sign: 6,632 of the 6,636 of the corpus do. In answers, tables, lists, notes, dates
    and signatures end without one, and so does 'Neen'.
    """
    before, last = ["", *paragraphs][-2].rstrip(), paragraphs[-1].rstrip()
    is_mark = _MARK_ALONE.fullmatch(last) and (part == "question" or not before or before[-1:] in _ENDS)
    goes_on = _ABBREVIATED.search(last) or _MARK_BEHIND.search(last) or last.split()[-1] in _words(*_GO_ON)
    ends = _ADDRESS.fullmatch(last.split()[-1]) or (
        _SENTENCE_END.search(last) if part == "question" else last[-1:] in _ENDS or _QUOTED_END.search(last)
    )
    if is_mark or goes_on:
        return True
    if ends or part == "question":
        return not ends
    if before and (_VALUE.fullmatch(last) or _NOTE.match(last) or _is_in_row(before, last)):
        return False
    if _REFERENCE.fullmatch(last) or _SIGNED.fullmatch(last) or _ends_a_list(paragraphs):
        return False
    return last[-1:] in _NO_ENDS or not (_is_word(before, last) or (before and _is_name(last)))


def _is_in_row(before: str, last: str) -> bool:
    """Whether two paragraphs are table cells or list items, which have no full stop."""
    are_items = bool(_LIST_MARK.match(before) and _LIST_MARK.match(last))
    are_cells = max(len(before.split()), len(last.split())) <= _SHORT and last[-1:] not in _NO_ENDS
    if before[-1:] in {";", ","}:
        return False
    return before[-1:] not in _ENDS | _NO_ENDS and (are_cells or are_items)


def _ends_a_list(paragraphs: Sequence[str]) -> bool:
    """Whether a few words follow two items that each end in ';': their marks may be lost."""
    *before, last = paragraphs
    items = [paragraph.rstrip()[-1:] for paragraph in before[-2:]]
    return items == [";", ";"] and len(last.split()) <= _SHORT and last.rstrip()[-1:] not in _NO_ENDS


def _is_word(before: str, last: str) -> bool:
    """Whether an answer is a known word or two, like 'Neen'; after a colon any, with a capital."""
    words = _LIST_MARK.sub("", last, count=1).split()
    if not before.endswith(":") or _LIST_MARK.match(last):
        return " ".join(words).lower() in _words("verdict")
    return 0 < len(words) <= _FEW and words[0][0].isupper()


def _is_name(last: str) -> bool:
    """Whether a paragraph may be a signature: two words or a few more, all with a capital, or an office."""
    words = last.split()
    are_names = len(words) > 1 and not _LIST_MARK.match(last) and all(word[0].isupper() for word in words)
    return len(words) <= _NAME and (are_names or _OFFICE.match(last) is not None)


@cache
def _words(*groups: PhraseGroup) -> frozenset[str]:
    return frozenset(phrase.text for group in groups for phrase in phrases_of(group))
