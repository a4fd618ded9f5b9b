"""Whether the copy of a page ends within one of its texts (docs/source.md, 7: a copy may end anywhere)."""

import re
from collections.abc import Sequence
from itertools import pairwise

from schemas.codes import LANGUAGES, PARTS, Language, Part
from schemas.records import DecodedPage, PageReading
from tasks.read.lines import Findings, Line

TextKey = tuple[Language, Part]

_ENDS = frozenset('.?!…»”")]')
"""Signs at which a text can end."""
_GOES_ON = frozenset(":;,(«“-–—/’'")
"""Signs at which no text ends: 0 of the 6,636 questions of the corpus do."""
_ABBREVIATED = re.compile(
    r"(?:^|[\s(])(?:art|nr|nrs|n°|mme|mevr|dhr|m|mm|blz|p|al|cf|bv|ex|[A-Z])\.$", re.IGNORECASE
)
_MARK_ALONE = re.compile(r"\(?(?:\d{1,2}|[a-z])\s?[.)°]{1,2}")
_LIST_MARK = re.compile(r"(?:[-–•*\"]|\d{1,2}[.)]|[a-z][.)])\s")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+|\S+\.(?:be|eu|com|org|net|int)(?:/\S*)?", re.IGNORECASE
)
_SHORT = 12
"""Words of a cell or of an item, at most: longer ones are sentences."""
_NAME = 6
"""Words of a signature, at most."""
_SHOWN = 60


def cut_text(
    reading: PageReading, lines: Sequence[Line], decoded: DecodedPage, findings: Findings
) -> TextKey | None:
    """The text within which a copy ends, in mid-sentence, which is reported; None when no text shows that.

    A page of HTML that is closed is whole. Tables, lists, addresses and signatures end without a full stop.

    Args:
        reading: What was read.
        lines: All lines of the page.
        decoded: The page.
        findings: Place to report.
    """
    is_open = any(issue.kind == "page_not_closed" for issue in decoded.issues)
    if decoded.form == "html" and not is_open:
        return None
    last = next((line for line in reversed(lines) if line.text and not line.is_rule), None)
    keys = [(language, part) for part in PARTS for language in LANGUAGES if (language, part) in reading.texts]
    ending = [key for key in keys if last and last.paragraph.endswith(reading.texts[key][-1])]
    if not ending or not ends_in_mid_sentence(reading.texts[ending[-1]]):
        return None
    language, part = ending[-1]
    shown = reading.texts[ending[-1]][-1][-_SHOWN:]
    findings.report("text_cut", f'The copy ends within the {part} ({language}): "…{shown}".')
    return ending[-1]


def ends_in_mid_sentence(paragraphs: Sequence[str]) -> bool:
    """Whether the last paragraph of a text breaks off.

    Args:
        paragraphs: Of the text, at least one.
    """
    last = paragraphs[-1].rstrip()
    if _MARK_ALONE.fullmatch(last) or _ABBREVIATED.search(last) or last[-1:] in _GOES_ON:
        return True
    if last[-1:] in _ENDS or _ADDRESS.fullmatch(last.split()[-1]):
        return False
    return not any(_is_of_a_row(*pair) for pair in pairwise(paragraphs[-2:])) and not _is_name(paragraphs)


def _is_of_a_row(before: str, last: str) -> bool:
    """Whether two paragraphs are cells of a table or items of a list, which have no full stop."""
    unended = before.rstrip()[-1:] not in _ENDS | _GOES_ON
    are_cells = max(len(before.split()), len(last.split())) <= _SHORT
    return unended and (are_cells or bool(_LIST_MARK.match(before) and _LIST_MARK.match(last)))


def _is_name(paragraphs: Sequence[str]) -> bool:
    """Whether the last paragraph may be a signature: a few words, all with a capital."""
    words = paragraphs[-1].split()
    return len(paragraphs) > 1 and len(words) <= _NAME and all(word[0].isupper() for word in words)
