"""Whether a copy of a page ends within one of its texts (docs/source.md, 7: a copy may end anywhere)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from schemas.codes import LANGUAGES, PARTS, Language, Part
from schemas.records import DecodedPage, PageReading
from schemas.vocabulary import labels_of
from tasks.read.text.lines import Findings, Line, quoted

TextKey = tuple[Language, Part]

_ENDS = frozenset('.?!…»”")]')
"""Signs that can end a text."""
_NO_ENDS = frozenset(":;,(«“-–—/’'")
"""Signs that end no text: 0 of the 6,636 questions of the corpus."""
_QUOTED_END = re.compile(r"[.?!…]['’]$|(?:^|\s)['‘][^'‘’]+['’]$")
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:[Aa]rt|[Nn]rs?|n°|MM?|Mme|mevr|dhr|blz|p|cf|bv)\.$")
_MARK_ALONE = re.compile(r"\(?(?:\d{1,2}|[a-z])\s?[.)°]{1,2}")
_LIST_MARK = re.compile(r"(?:[-–•*\"]|\d{1,2}[.)]|[a-z][.)])\s")
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
    r"[^,]{0,80},\s(?-i:(?:[A-ZÀ-Þ][\w'’.-]+\s?){2,5})|(?-i:(?:[A-ZÀ-Þ][\w'’.-]+\s?){2,5}),\s(?:[\w-]+\s)?"
    r"(?:minister|ministre|staatssecretaris|secrétaire d['’]état)\s[^,.;]{1,60}",
    re.IGNORECASE,
)
"""A name and its office, in either order."""
_VALUE = re.compile(
    r"(?:[A-Z]{4,}\s)?[\d.,\s]+(?:,[-–]|[%€])?|[-–/]+|\D{0,30}\d{1,2}(?:/\d{1,2}/|\s\S+\s)\d{4}"
)
"""A cell of a table, or a date below a text."""
_SHORT = 12
"""Most words in a cell or an item: longer ones are sentences."""
_NAME = 6
"""Most words in a signature."""
_FEW = 2
"""Most words in an answer like 'Neen', or after a colon."""
_FRAGMENT = 60
"""Most letters in a possible beginning of a label."""
_LEAST = 3
"""Least letters by which the beginning of a label is recognised."""
_EXCERPT = 60


def settle_end(
    reading: PageReading, lines: Sequence[Line], decoded: DecodedPage, findings: Findings
) -> PageReading:
    """A reading without what a cut end made unreadable, and its cut text; closed HTML is complete."""
    last = next((line for line in reversed(lines) if line.text and not line.is_rule), None)
    is_open = decoded.form != "html" or any(issue.kind == "page_not_closed" for issue in decoded.issues)
    if last is None or not is_open:
        return reading
    reading = _without_last_link(reading, last, findings)
    reading = _without_fragment(reading, last, findings)
    return replace(reading, cut=_cut_text(reading, last, findings))


def _without_last_link(reading: PageReading, last: Line, findings: Findings) -> PageReading:
    """A reading without the reference at the end of its copy: its number may be incomplete."""
    if reading.texts or not reading.links or not last.label.endswith(reading.links[-1].target_id):
        return reading
    findings.report(
        "reference_unreadable", f"The copy ends within a reference or right after it: {quoted(last.label)}."
    )
    return replace(reading, links=reading.links[:-1])


def _without_fragment(reading: PageReading, last: Line, findings: Findings) -> PageReading:
    """A reading whose question does not end in the beginning of a label."""
    key = _ending(reading, last)
    if key is None or key[1] != "question" or len(last.text) > _FRAGMENT:
        return reading
    paragraphs = reading.texts[key]
    unopened = any(issue.kind == "question_line_missing" for issue in findings.issues)
    if not (_begins_answer(last.label, key[0]) or (unopened and len(paragraphs) == 1)):
        return reading
    findings.report_unread(last)
    texts = dict(reading.texts) | {key: paragraphs[:-1]}
    return replace(reading, texts={key: text for key, text in texts.items() if text})


def _begins_answer(text: str, language: Language) -> bool:
    """Whether a line is the beginning of the line that opens an answer."""
    labels = [
        label.text.split("{")[0].strip()
        for label in labels_of("line", "answer")
        if label.language == language
    ]
    cut = any(label.startswith(text) for label in labels) and len(text) >= _LEAST
    return cut or any(text.startswith(label) and label for label in labels)


def _ending(reading: PageReading, last: Line) -> TextKey | None:
    keys = [(language, part) for part in PARTS for language in LANGUAGES if (language, part) in reading.texts]
    ending = [key for key in keys if last.paragraph.endswith(reading.texts[key][-1])]
    return ending[-1] if ending else None


def _cut_text(reading: PageReading, last: Line, findings: Findings) -> TextKey | None:
    """The text in which a copy ends in mid-sentence, which is reported; None without one."""
    key = _ending(reading, last)
    if key is None or not ends_in_mid_sentence(reading.texts[key]):
        return None
    excerpt = reading.texts[key][-1][-_EXCERPT:]
    findings.report("text_cut", f'The copy ends within the {key[1]} ({key[0]}): "…{excerpt}".')
    return key


def ends_in_mid_sentence(paragraphs: Sequence[str]) -> bool:
    """Whether the last paragraph of a text (at least one) breaks off.

    Tables, lists, addresses, notes, dates and signatures end without a full stop, and so does 'Neen'.
    """
    before, last = ["", *paragraphs][-2].rstrip(), paragraphs[-1].rstrip()
    if before and (_VALUE.fullmatch(last) or _NOTE.match(last) or _is_in_row(before, last)):
        return False
    if _REFERENCE.fullmatch(last) or _SIGNED.fullmatch(last) or _ends_a_list(paragraphs):
        return False
    if _MARK_ALONE.fullmatch(last) or _ABBREVIATED.search(last):
        return True
    if last[-1:] in _ENDS or _QUOTED_END.search(last) or _ADDRESS.fullmatch(last.split()[-1]):
        return False
    return last[-1:] in _NO_ENDS or not (_is_word(before, last) or (before and _is_name(last)))


def _is_in_row(before: str, last: str) -> bool:
    """Whether two paragraphs are table cells or list items, which have no full stop."""
    are_items = bool(_LIST_MARK.match(before) and _LIST_MARK.match(last))
    are_cells = max(len(before.split()), len(last.split())) <= _SHORT and last[-1:] not in _NO_ENDS
    if before[-1:] in {";", ","}:
        return are_items and last[-1:] not in _NO_ENDS
    return before[-1:] not in _ENDS | _NO_ENDS and (are_cells or are_items)


def _ends_a_list(paragraphs: Sequence[str]) -> bool:
    """Whether a few words follow two items that each end in ';': their marks may be lost."""
    *before, last = paragraphs
    items = [paragraph.rstrip()[-1:] for paragraph in before[-2:]]
    return items == [";", ";"] and len(last.split()) <= _SHORT and last.rstrip()[-1:] not in _NO_ENDS


def _is_word(before: str, last: str) -> bool:
    """Whether an answer is a word or two: alone, after its number, or after a colon."""
    words = _LIST_MARK.sub("", last, count=1).split()
    alone = not before or _LIST_MARK.match(last) is not None or before.endswith(":")
    return alone and 0 < len(words) <= _FEW and words[0][0].isupper()


def _is_name(last: str) -> bool:
    """Whether a paragraph may be a signature: a few words, all with a capital, or an office."""
    words = last.split()
    return len(words) <= _NAME and (
        all(word[0].isupper() for word in words) or _OFFICE.match(last) is not None
    )
