"""Reading one record of the Chamber's open data: its elements to a page record (docs/chamber.md)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from schemas.codes import LANGUAGES, PARTS, Field, Language, Part, RecordState
from schemas.question_number import QuestionNumber
from schemas.records import Block, Letters, Link, PageIssue, PageReading, PageRecord
from schemas.vocabulary import end_of_legislature, is_chamber
from tasks.common.address import RECORD_NAME, RecordAddress, canonical_url, parse_address
from tasks.common.largest_page import LARGEST_PAGE
from tasks.common.terms import concept_of
from tasks.decode import DecodedBytes, composed, decode_text, without_invisible
from tasks.read.block_repair import repair_blocks, with_fields
from tasks.read.record_source import Element, NoRecordError, RecordForm, Source, record_form, source_of
from tasks.read.text.lines import quoted

_SUFFIX: Mapping[Language, str] = {"nl": "N", "fr": "F"}
_ORIGINAL: Mapping[str, Language] = {"N": "nl", "F": "fr"}
_ANSWERS = range(1, 5)
_STATES: Mapping[str, RecordState] = {
    "transmited": "open",
    "answerReceived": "answered",
    "answerLessPublicated": "unanswered",
    "canceled": "cancelled",
    "archivedCanceled": "cancelled",
}
_PUBLISHED = frozenset({"publicated", "published"})
_OF_ANSWER = {"created", *_PUBLISHED, ""}
_NORMAL_ANSWER = re.compile(r"(?:1 réponse normale - normaal antwoord)?")
_FIELDS: Mapping[str, Field] = {
    "AUT": "author",
    **dict.fromkeys(("DEPTN", "DEPTF"), "addressee"),
    **dict.fromkeys(("TITN", "TITF"), "title"),
    **dict.fromkeys(("THESAN", "THESAF", "MAIN_THESAN", "MAIN_THESAF"), "keyword"),
    **dict.fromkeys(("TEXTQN", "TEXTQF"), "question"),
    **{f"TEXTA{number}{suffix}": "answer" for number in _ANSWERS for suffix in "NF"},
}
"""The elements whose letters are kept, and the field of each."""
_KNOWN = re.compile(
    r"link|SDOCNAME|ID|STATUSQ|LEGISL|DOCNAME|DEPOTDAT|LANG|DEPT(?:PRES|NUM)|SUBDEPT[NF]|QUESTNUM|DELAIDAT"
    r"|PUBLIDAT|PUBLICQ|(?:PUBLIC|STATUS|NUM|CAS)A[1-4]|ANNUL_MOTIF_SHOW"
)
"""Elements that give a value without letters, or nothing that a column would hold."""
_EMPTY = re.compile(
    r"STATUS_[SO]L|ANNUL_MOTIF(?:_NL|_FR|_ID)?|(?:SUB)?DEPTD|TITD|TEXT(?:Q|A[1-4])D|(?:MAIN_)?THESAD"
    r"|(?:DESC|FREE)[NFD]"
)
"""Elements without words wherever they were seen."""
_KEY = re.compile(r"\s*\(([0-9A-Z]\d{2,6})\)$")
_ORAL = re.compile(r"\((?:MV|QO)\b([^()]{0,60})\)")
_ORAL_NUMBER = re.compile(r"(?<!\w)(?:Q\d{2})?(\d{1,6})([A-Z]?)(?!\w)")
_BARE_ORAL = re.compile(r"(?<!\w)Q(\d{2})(\d{6}[CP])(?!\w)")
_PRINTED = re.compile(r"[^,]*,[^,]*,\s*(//|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})\s*,[^,]*")
_NAME = re.compile(rf"(?:SDOCNAME|/v0/qrva/)[\s\">:]*({RECORD_NAME})\b".encode())
_FILE_NAME = re.compile(rf"(?:^|/)({RECORD_NAME})\.(?:xml|json)".encode())
_LEGISLATURE, _ID = (
    re.compile(rf'[<:"]{name}[>"][\s:"]*([0-9]{{1,6}})\b'.encode()) for name in ("LEGISL", "ID")
)
_LONGEST_TERM = timedelta(days=365)
"""No deadline is later than this after the question: it would be the end of the legislature."""
_GAP = "\n\n"


def record_address(content: bytes, path: str) -> str | None:
    """The address of a record by its content, or by the name of its file; None for any other page.

    Its question in it is a guess that saves reading the record twice.
    """
    found = record_form(content) and (_NAME.search(content) or _FILE_NAME.search(path.encode()))
    number = record_number(content)
    return RecordAddress(found[1].decode(), str(number)).url if found and number else None


def record_number(content: bytes) -> QuestionNumber | None:
    """Legislature and number that a record names first, without reading it; None for any other page."""
    if record_form(content) is None:
        return None
    legislature, number = (
        found and int(found[1]) for found in (_LEGISLATURE.search(content), _ID.search(content))
    )
    return QuestionNumber(legislature, number) if legislature and number else None


def read_record(
    record: PageRecord, content: bytes, form: RecordForm, largest: int = LARGEST_PAGE
) -> PageRecord:
    """Read the record of one question; any other file is quarantined with a sentence."""
    decoded = decode_text(content, largest)
    record = replace(
        record,
        form=form,
        variant="record",
        declared_charset=decoded.declared or record.capture.header_charset,
        used_charset=decoded.used,
        issues=decoded.issues,
    )
    try:
        _require_its_letters(decoded)
        return _read(record, source_of(decoded.text, form), largest)
    except NoRecordError as error:
        return replace(record, reason=str(error), reason_code="no_question")


def _require_its_letters(decoded: DecodedBytes) -> None:
    """Raise NoRecordError for single bytes that the record itself does not declare."""
    if not decoded.used.startswith("utf-") and (decoded.issues or not decoded.declared):
        raise NoRecordError(f"The bytes of the record are not UTF-8, but {decoded.used}.")


def _read(record: PageRecord, source: Source, largest: int) -> PageRecord:
    elements, issues = _cleaned(source.elements)
    with_letters = [one for one in elements if _has_letters(one)]
    blocks = [Block("\n".join(one.paragraphs)) for one in with_letters]
    right, changes, skipped = repair_blocks(blocks, None, letters_certain=False, largest=largest)
    places = {
        (number, row): _FIELDS[one.name]
        for number, one in enumerate(with_letters)
        for row in range(len(one.paragraphs))
    }
    repaired = iter(right)
    elements = [
        one._replace(paragraphs=tuple(next(repaired).text.split("\n"))) if _has_letters(one) else one
        for one in elements
    ]
    values = _Values(elements)
    reading = _reading(values)
    values.tell_the_rest(source.beside)
    if skipped:
        values.report("letters_not_judged", f"Too much damage: {skipped} words were left as they are.")
    capture, url = record.capture, record.capture.url
    if reading.record_name and not url:
        url = RecordAddress(reading.record_name, reading.question_id).url
        capture = replace(capture, url=canonical_url(url), evidence="page")
    elif url:
        values.compare_address(url, reading)
    return replace(
        record,
        capture=capture,
        outcome="read",
        reading=reading,
        repairs=with_fields(changes, blocks, places),
        issues=(*record.issues, *issues, *values.issues),
        question_id=reading.question_id,
        letters=_letters(elements, source, values.unread),
    )


def _has_letters(element: Element) -> bool:
    return element.name in _FIELDS and bool(element.paragraphs)


def _cleaned(elements: Iterable[Element]) -> tuple[list[Element], tuple[PageIssue, ...]]:
    """The elements without invisible characters, with accents joined to their letters."""
    elements = list(elements)
    pieces = [words for one in elements for words in one.paragraphs]
    text, issues = without_invisible(_GAP.join(pieces))
    clean = iter(composed(text).split(_GAP))
    found = [one._replace(paragraphs=tuple(next(clean) for _ in one.paragraphs)) for one in elements]
    return [
        one._replace(paragraphs=tuple(filter(None, map(str.strip, one.paragraphs)))) for one in found
    ], issues


def _letters(elements: Iterable[Element], source: Source, unread: str) -> Letters:
    shown = [*(one.text for one in (*elements, *source.beside)), source.disclaimer]
    counts = [len("".join(text.split())) for text in ("".join(shown), unread, source.disclaimer)]
    return Letters(counts[0], counts[0] - counts[1] - counts[2], counts[2])


class _Values:
    """The values of a record by the names of its elements, and what is to be reported."""

    def __init__(self, elements: Sequence[Element]) -> None:
        self._elements: dict[str, list[Element]] = defaultdict(list)
        for one in elements:
            self._elements[one.name].append(one)
        self._issues: dict[PageIssue, None] = {}
        self.unread = ""  # the words that nothing has read

    @property
    def issues(self) -> tuple[PageIssue, ...]:
        """Each reported issue once."""
        return tuple(self._issues)

    def report(self, kind: str, detail: str) -> None:
        """Add an issue."""
        self._issues[PageIssue(kind, detail)] = None

    def paragraphs(self, name: str) -> tuple[str, ...]:
        """The paragraphs of an element; none if it stands twice with different words, or holds others."""
        found = self._elements.get(name, ())
        said = [*dict.fromkeys(one.paragraphs for one in found if one.paragraphs)] or [()]
        if len(said) > 1:
            self.report("element_twice", f"{name} stands {len(said)} times with different words.")
        if said[0] == ("null",):
            self.report("record_contradicts", f"{name} is the word null.")
        holds_others = any(_is_known(inner) for one in found for inner in one.unknown)
        return () if len(said) > 1 or holds_others or said[0] == ("null",) else said[0]

    def several(self, name: str) -> list[str]:
        """The words of each element of a name that may stand several times."""
        return [one.text for one in self._elements.get(name, ())]

    def text(self, name: str) -> str:
        """The words of an element on one line."""
        return " ".join(self.paragraphs(name))

    def number(self, name: str) -> int | None:
        """A number; None without one."""
        text = self.text(name)
        if not text or re.fullmatch(r"[0-9]{1,6}", text):
            return int(text) if text else None
        self.report("record_contradicts", f"{name} is no number: {quoted(text)}.")
        return None

    def day(self, name: str) -> date | None:
        """A day; None without one."""
        text = self.text(name)
        found = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})", text)
        return self._date(name, text, map(int, found.groups() if found else ()))

    def printed_on(self, name: str) -> date | None:
        """The day in a place in print: bulletin, page, day, session."""
        text = self.text(name)
        found = _PRINTED.fullmatch(text)
        if found and found[1] == "//":
            return None
        return self._date(name, text, map(int, reversed(found[1].split("/")) if found else ()))

    def _date(self, name: str, text: str, parts: Iterable[int]) -> date | None:
        """The day of year, month and day; None without words, and an issue unless it exists."""
        if not text:
            return None
        try:
            return date(*parts)
        except (TypeError, ValueError):
            self.report("invalid_date", f"{name} has no day that exists: {quoted(text)}.")
            return None

    def tell_the_rest(self, beside: Iterable[Element]) -> None:
        """Report elements that are not known, or that were never seen with words."""
        left = []
        for one in (one for found in self._elements.values() for one in found):
            if one.unknown and one.name != "AUT":
                self.report("unknown_element", f"{one.name} holds {', '.join(one.unknown)}.")
            if not _is_known(one.name) or (one.text and _EMPTY.fullmatch(one.name)):
                left.append(one)
        left += beside
        for one in left:  # why a question was cancelled is perhaps not to be shown
            words = f": {quoted(one.text)}" if one.text and not one.name.startswith("ANNUL_") else ""
            self.report("unknown_element", f"No column takes {one.name}{words}.")
        self.unread = " ".join(one.text for one in left)

    def compare_address(self, url: str, reading: PageReading) -> None:
        """Report an address of another record or question; one without a name of a record says nothing."""
        address = parse_address(url)
        if address is None:
            return
        other = address.question_id not in {None, reading.question_id}
        if other or (isinstance(address, RecordAddress) and address.name != reading.record_name):
            self.report(
                "address_differs",
                f"The address names {address.url.rpartition('/')[2]}; the record is {reading.record_name}, "
                f"question {reading.question_id}.",
            )


def _is_known(name: str) -> bool:
    return name in _FIELDS or bool(_KNOWN.fullmatch(name) or _EMPTY.fullmatch(name))


def _reading(values: _Values) -> PageReading:
    legislature, number = values.number("LEGISL"), values.number("ID")
    if not number or not legislature or not is_chamber(legislature):
        raise NoRecordError(
            f"The record names no question of the Chamber: LEGISL {quoted(values.text('LEGISL'))}, "
            f"ID {quoted(values.text('ID'))}."
        )
    author, party, key = _author(values)
    title = _by_language(values, "TIT")
    texts = dict(_texts(values))
    state = _state(values, texts)
    asked_on = values.day("DEPOTDAT")
    languages = {*title, *(language for language, _ in texts)}
    original = values.text("LANG")
    if original not in {*_ORIGINAL, ""}:
        values.report("original_language_unknown", f"LANG is {quoted(original)}.")
    return PageReading(
        legislature=legislature,
        number=number,
        variant="record",
        languages=tuple(one for one in LANGUAGES if one in languages),
        author=author,
        party=party,
        member_key=key,
        asked_on=asked_on,
        asked_on_from="record" if asked_on else None,
        original_language=_ORIGINAL.get(original),
        addressee=_by_language(values, "DEPT"),
        title=title,
        keywords={one: words for one in LANGUAGES if (words := _keywords(values, one))},
        links=tuple(_links(values, title, legislature)),
        texts=texts,
        deadline_on=_deadline(values, legislature, asked_on),
        answered_by_on=_answered_by(values, asked_on, state),
        document_number=values.text("DOCNAME") or None,
        printed_number=values.number("QUESTNUM"),
        record_name=_name(values),
        state=state,
        is_closed=True,
    )


def _author(values: _Values) -> tuple[str | None, str | None, str | None]:
    """Name, party and key of the author; of one with elements inside, the first text."""
    first, *more = values.paragraphs("AUT") or ("",)
    if more:
        values.report(
            "unknown_element", f"Of AUT, only its first text counts; left out: {quoted(' '.join(more))}."
        )
    if not first:
        values.report("author_missing", "The record names no author.")
    elif "," not in first:
        values.report("party_missing", f"The author has no party: {quoted(first)}.")
    key = _KEY.search(first)
    name, comma, party = first[: key.start() if key else None].rpartition(",")
    if not comma:
        name, party = party, ""
    return name.strip() or None, party.strip() or None, key and key[1]


def _by_language(values: _Values, name: str) -> dict[Language, str]:
    return {one: text for one in LANGUAGES if (text := values.text(name + _SUFFIX[one]))}


def _keywords(values: _Values, language: Language) -> tuple[str, ...]:
    """The descriptors of a language; the main one stands among them, else it comes first."""
    main = values.text(f"MAIN_THESA{_SUFFIX[language]}")
    found = [
        word
        for one in values.several(f"THESA{_SUFFIX[language]}")
        for word in _split_descriptors(one, language)
    ]
    if main and any(found) and main not in found:
        values.report("record_contradicts", f"The main descriptor {quoted(main)} is not among the others.")
    return tuple(dict.fromkeys(filter(None, [*([] if main in found else [main]), *found])))


def _split_descriptors(text: str, language: Language) -> list[str]:
    """The descriptors between bars; without any between commas, unless a descriptor has one."""
    if "|" not in text and concept_of(text, language):
        return [text]
    return [word.strip() for word in text.split("|" if "|" in text else ",")]


def _texts(values: _Values) -> Iterator[tuple[tuple[Language, Part], tuple[str, ...]]]:
    """The texts that have words; the answers follow each other."""
    names: Mapping[Part, Sequence[str]] = {"question": ["Q"], "answer": [f"A{one}" for one in _ANSWERS]}
    for language in LANGUAGES:
        for part in PARTS:
            found = (values.paragraphs(f"TEXT{one}{_SUFFIX[language]}") for one in names[part])
            if text := tuple(words for paragraphs in found for words in paragraphs):
                yield (language, part), text


def _state(values: _Values, texts: Iterable[tuple[Language, Part]]) -> RecordState | None:
    state = values.text("STATUSQ")
    if state not in _STATES:
        values.report("unknown_state", f"STATUSQ is {quoted(state)}.")
    for number in _ANSWERS:
        status, kind = values.text(f"STATUSA{number}"), values.text(f"CASA{number}")
        if status not in _OF_ANSWER:
            values.report("unknown_state", f"STATUSA{number} is {quoted(status)}.")
        if not _NORMAL_ANSWER.fullmatch(kind):
            values.report("unknown_state", f"CASA{number} is {quoted(kind)}.")
        written = any(values.paragraphs(f"TEXTA{number}{one}") for one in "NF")
        if written and values.text(f"NUMA{number}") == "0":
            values.report(
                "record_contradicts", f"NUMA{number} says that there is no such answer; its text is there."
            )
    found = _STATES.get(state)
    if found not in {"answered", None} and any(part == "answer" for _, part in texts):
        values.report("record_contradicts", f"STATUSQ is {state}, and there is the text of an answer.")
    return found


def _answered_by(values: _Values, asked_on: date | None, state: RecordState | None) -> date | None:
    """The day of the first bulletin that prints an answer, which came on it or before."""
    days = []
    for number in _ANSWERS:
        printed_on = values.printed_on(f"PUBLICA{number}")
        is_printed = values.text(f"STATUSA{number}") in _PUBLISHED and state in {"answered", None, "open"}
        is_possible = not (asked_on and printed_on and printed_on < asked_on)
        if is_printed and printed_on and is_possible:
            days.append(printed_on)
        elif is_printed or printed_on:
            detail = f"An answer is {'' if is_printed else 'not '}printed, PUBLICA{number} has {printed_on}."
            values.report("record_contradicts", detail)
    return min(days, default=None)


def _deadline(values: _Values, legislature: int, asked_on: date | None) -> date | None:
    """The last day for answering, unless it is that of the legislature, or no such day can be meant."""
    deadline = values.day("DELAIDAT")
    if deadline is None:
        return None
    ended_on = end_of_legislature(legislature)
    is_far = asked_on is not None and deadline - asked_on > _LONGEST_TERM
    if is_far or (ended_on and deadline >= ended_on):
        values.report("deadline_of_legislature", f"DELAIDAT is {deadline}, asked on {asked_on}.")
        return None
    if asked_on and deadline < asked_on:
        values.report("record_contradicts", f"DELAIDAT is {deadline}, before the question of {asked_on}.")
        return None
    return deadline


def _name(values: _Values) -> str | None:
    """The name of the record, which its other elements make up."""
    name = values.text("SDOCNAME") or values.text("link").rstrip("/").rpartition("/")[2]
    parts = ("LEGISL", "DEPTPRES", "QUESTNUM", "DOCNAME")
    if not re.fullmatch(RECORD_NAME, name):
        values.report("record_contradicts", f"The name of the record is {quoted(name)}.")
        return name or None
    legislature, _, department, number, document = name.split("-")
    for part, one in zip(parts, (legislature, department, number, document), strict=True):
        if (text := values.text(part)) and text.lstrip("0") != one.lstrip("0"):
            values.report("record_contradicts", f"{part} is {quoted(text)}, in the name of the record {one}.")
    return name


def _links(values: _Values, title: Mapping[Language, str], legislature: int) -> Iterator[Link]:
    """The oral questions that this one was before, by their numbers in its titles."""
    of_titles = {language: [*_oral_questions(text, legislature)] for language, text in title.items()}
    if len({frozenset(found) for found in of_titles.values()}) > 1:
        values.report("record_contradicts", "The titles name different oral questions.")
    if any(_ORAL.search(text) and not of_titles[language] for language, text in title.items()):
        values.report("reference_unreadable", f"A title names an oral question without a number: {title}.")
    for target in dict.fromkeys(one for found in of_titles.values() for one in found):
        yield Link("requalified_from", "oral_question", target)


def _oral_questions(title: str, legislature: int) -> Iterator[str]:
    """Identifiers: numbers with a letter begin with the legislature, older ones are counted within it."""
    for found in _ORAL.finditer(title):
        for number, letter in _ORAL_NUMBER.findall(found[1]):
            own = f"{number:0>6}{letter}" if letter else f"-{number}"
            yield f"chamber:question:{legislature}{own}"
    for found in _BARE_ORAL.finditer(_ORAL.sub("", title)):
        yield f"chamber:question:{found[1]}{found[2]}"
