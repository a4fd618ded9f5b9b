"""Where a copy ends, and what of the page its end leaves standing.

A copy may end anywhere (docs/source.md, 7). What stands at its very end is no value, since nobody knows how
it went on; an issue row keeps it. A text may break off in mid-sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import chain

from schemas.codes import LANGUAGES, PARTS, Field, Form, Language, Part, Place
from schemas.records import DecodedPage, PageReading
from schemas.vocabulary import labels_of
from schemas.vocabulary.phrases import PhraseGroup, phrases_of
from tasks.read.text.dates import DATE_IN_FIGURES, parse_date
from tasks.read.text.frame import Frame, find_frame
from tasks.read.text.lines import Findings, Line, quoted
from tasks.read.text.patterns import LONGEST_LABEL

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
    goes_on = _ABBREVIATED.search(last) or _MARK_BEHIND.search(last) or last.split()[-1] in _phrases(*_GO_ON)
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
        return " ".join(words).lower() in _phrases("verdict")
    return 0 < len(words) <= _FEW and words[0][0].isupper()


def _is_name(last: str) -> bool:
    """Whether a paragraph may be a signature: two words or a few more, all with a capital, or an office."""
    words = last.split()
    are_names = len(words) > 1 and not _LIST_MARK.match(last) and all(word[0].isupper() for word in words)
    return len(words) <= _NAME and (are_names or _OFFICE.match(last) is not None)


@cache
def _phrases(*groups: PhraseGroup) -> frozenset[str]:
    return frozenset(phrase.text for group in groups for phrase in phrases_of(group))


TextKey = tuple[Language, Part]

_FRAGMENT = 60
"""Most letters in the beginning of an unknown label."""
_EXCERPT = 60
_LONGEST_QUOTE = 300


def settle_end(
    reading: PageReading, lines: Sequence[Line], decoded: DecodedPage, findings: Findings
) -> PageReading:
    """A reading without what the end of the copy makes doubtful, and where the copy ends, if it is cut."""
    last = next((line for line in reversed(lines) if line.text and not line.is_rule), None)
    if last is None or not decoded.may_be_cut:
        return reading
    keys = [(lang, part) for part in PARTS for lang in LANGUAGES if (lang, part) in reading.texts]
    key = next((one for one in reversed(keys) if last.paragraph.endswith(reading.texts[one][-1])), None)
    if key is None and reading.texts:  # more than the question is on the page
        return reading
    if key and not _is_fragment(reading, key, findings):
        is_sure = any(issue.kind in {"page_cut", "page_not_closed"} for issue in decoded.issues)
        return _in_text(reading, key, findings, is_sure=is_sure)
    if key:
        reading = _without_fragment(reading, key, is_head=_is_head_alone(reading, findings))
    place: Place = key[1] if key and reading.texts else _place(reading, last, findings)
    kept = reading if key else _without_last_piece(reading, findings.fields.get((last.block, last.row)), last)
    if place == "chronology":
        findings.take_back("chronology_missing")
    piece = quoted(" ".join(_last_piece(lines, last, findings)), _LONGEST_QUOTE)
    findings.report("page_cut", f"The copy ends in or right behind its {place}: {piece}.")
    is_announced = kept.provisional_answer or (False if place in PARTS else None)
    session = None if last.label.endswith(kept.session or "-") else kept.session
    return replace(kept, ends_in=place, provisional_answer=is_announced, session=session)


def _last_piece(lines: Sequence[Line], last: Line, findings: Findings) -> list[str]:
    """The lines of the piece that ends a copy: an addressee or a title may be broken into several."""
    found = findings.fields.get((last.block, last.row))
    if found not in {"addressee", "title"}:
        return [last.label]
    return [line.label for line in lines if findings.fields.get((line.block, line.row)) == found]


def without_last_label(lines: Sequence[Line], frame: Frame, form: Form) -> tuple[Sequence[Line], Frame]:
    """A page without a label that ends it, where more is known without it.

    That is a number that the address has too (of markdown, which may lack one), and the first question line
    of a bilingual page whose second is cut or missing.
    """
    if form == "markdown" and frame.numbers and not any(line.text for line in lines[frame.numbers[-1].end :]):
        lines = lines[: frame.numbers[0].start]
        return lines, find_frame(lines)
    if not frame.questions:
        return lines, frame
    behind = [line for line in lines[frame.questions[-1].end :] if line.text]
    is_label = any(begins_label(line.label, one, "question") for line in behind for one in LANGUAGES)
    if len(behind) > 1 or (behind and not is_label):
        return lines, frame
    shorter = lines[: frame.questions[0].start]
    found = find_frame(shorter)
    return (shorter, found) if len(found.languages) > 1 else (lines, frame)


def _in_text(reading: PageReading, key: TextKey, findings: Findings, *, is_sure: bool) -> PageReading:
    """A reading whose copy ends in a text: where a sentence ends, nobody can know whether more followed.

    `is_sure` says that its bytes or its markup stop before their end.
    """
    language, part = key
    if ends_in_mid_sentence(reading.texts[key], part):
        excerpt = reading.texts[key][-1][-_EXCERPT:]
        findings.report("text_cut", f'The copy ends within the {part} ({language}): "…{excerpt}".')
        return replace(reading, ends_in=part, cut=key)
    lacks_one = any((language, "question") not in reading.texts for language in reading.languages)
    return replace(reading, ends_in=part) if is_sure or (lacks_one and part == "question") else reading


def _is_fragment(reading: PageReading, key: TextKey, findings: Findings) -> bool:
    """Whether a last paragraph begins a label or ends a head, or too little is there to tell its language."""
    language, part = key
    *before, text = reading.texts[key]
    if len(text) > LONGEST_LABEL:
        return False
    spoken = reading.languages if len(reading.languages) > 1 else (language,)
    if part == "question" and any(begins_label(text, one, "answer", "bulletin_answer") for one in spoken):
        return True
    other = next(one for one in LANGUAGES if one != language)
    if not before and begins_label(text, other, part):  # of the line that a bilingual page prints twice
        return True
    if _is_of_either(reading, key):
        return True
    begins = not before and _is_unopened(findings) and begins_label(text, language, "question", "prefix")
    return begins or _is_head_alone(reading, findings)


def _is_of_either(reading: PageReading, key: TextKey) -> bool:
    """Whether the last words of a bilingual page may end its French text or begin the Dutch one."""
    *before, text = reading.texts[key]
    is_free = len(reading.languages) > 1 and len(text) <= _FRAGMENT and not (before and key[0] == "nl")
    return is_free and ends_in_mid_sentence([text], key[1])


def _is_head_alone(reading: PageReading, findings: Findings) -> bool:
    """Whether what stands behind the head of a page without a question line is too short for a text."""
    paragraphs = [one for text in reading.texts.values() for one in text if one.strip("_")]
    is_short = len(paragraphs) <= 2 * len(LANGUAGES) and max(map(len, paragraphs), default=0) <= _FRAGMENT
    are_pieces = is_short and all(ends_in_mid_sentence((one,), "question") for one in paragraphs)
    return are_pieces and _is_unopened(findings)


def _is_unopened(findings: Findings) -> bool:
    return any(issue.kind == "question_line_missing" for issue in findings.issues)


def begins_label(text: str, language: Language, *codes: str) -> bool:
    """Whether a line is the beginning of a label, or goes on behind its first words."""
    found = chain.from_iterable(labels_of("line", code) for code in codes)
    heads = [label.text.split("{")[0].strip() for label in found if label.language == language]
    return any(head.startswith(text) or text.startswith(head) for head in heads if head)


def _without_fragment(reading: PageReading, key: TextKey, *, is_head: bool) -> PageReading:
    """A reading without a last paragraph; the text before one that may be of either language is cut."""
    if is_head:
        return replace(reading, texts={})
    shorter = dict(reading.texts) | {key: reading.texts[key][:-1]}
    texts = {one: text for one, text in shorter.items() if text}
    french: TextKey = ("fr", key[1])
    is_cut = _is_of_either(reading, key) and french in texts
    return replace(reading, texts=texts, cut=french if is_cut else None)


def _place(reading: PageReading, last: Line, findings: Findings) -> Place:
    """The place of the last line of a copy without texts."""
    field = findings.fields.get((last.block, last.row))
    if reading.variant != "bulletin" and not _is_unopened(findings):
        return "question"
    if field == "link" or reading.links:
        return "references"
    return "chronology" if field == "event" or reading.events else "head"


def _without_last_piece(reading: PageReading, found: Field | None, last: Line) -> PageReading:
    """A reading without the piece that ends its copy, in the last line, of the field `found`."""
    several = len(reading.languages) > 1
    match found:
        case "addressee":
            return replace(reading, addressee=dict(list(reading.addressee.items())[:-1]))
        case "title" | "author" if found == "title" or reading.variant == "bulletin":
            return replace(reading, title={})
        case "keyword":
            shorter = {key: words[:-1] for key, words in reading.keywords.items() if not several}
            return replace(reading, keywords={key: words for key, words in shorter.items() if words})
        case "event" if reading.events and _may_show(last, reading):
            return replace(reading, events=reading.events[:-1])
        case "link" if reading.links and last.label.endswith(reading.links[-1].target_id):
            return replace(reading, links=reading.links[:-1])
    return reading


def _may_show(last: Line, reading: PageReading) -> bool:
    """Whether the last line of a chronology shows its last event: it has its day, or none."""
    days = [parse_date(found[0]) for found in DATE_IN_FIGURES.finditer(last.label)]
    return not days or reading.events[-1].event_on in days
