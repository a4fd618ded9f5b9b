"""Reading one record of the Chamber's open data: its elements to a page record (docs/reading.md)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from schemas.codes import LANGUAGES, PARTS, Language, Part, RecordState
from schemas.records import Block, Letters, Link, PageIssue, PageReading, PageRecord
from schemas.vocabulary import end_of_legislature, legislatures
from schemas.vocabulary.houses import house_of, term_of
from tasks.common.address import RECORD_NAME, RecordAddress, canonical_url
from tasks.common.largest_page import LARGEST_PAGE
from tasks.common.terms import concept_of
from tasks.decode import DecodedBytes, composed, decode_text, without_invisible
from tasks.read.block_repair import repair_blocks, with_fields
from tasks.read.completeness import Texts, report_other_language
from tasks.read.record_source import Element, NoRecordError, RecordForm, Source, source_of
from tasks.read.record_values import ANSWERS, FIELDS, Values
from tasks.read.text.lines import quoted
from tasks.repair import language_score

_SUFFIX: Mapping[Language, str] = {"nl": "N", "fr": "F"}
_ORIGINAL: Mapping[str, Language] = {"N": "nl", "F": "fr"}
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
_SESSION = re.compile(r"(?:0000|[0-9]{4})([0-9]{4})(?=[0-9]{5}$)")
_KEY = re.compile(r"\s*\(([0-9A-Z]\d{2,6})\)$")
_ORAL = re.compile(r"\(\s*(?:MV|QO)(?![A-Za-z])([^()]{0,60})\)")
_ORAL_NUMBER = re.compile(r"Q?(?:([0-9]{2}))??([0-9]{1,6})([CP]?)")
_BETWEEN = re.compile(r"(?:[\s,;&/]|\ben\b|\bet\b)+")
_BARE_ORAL = re.compile(r"(?<!\w)Q([0-9]{2})([0-9]{6}[CP])(?!\w)")
_PRINTED_IN = ("PUBLICQ", *(f"PUBLICA{number}" for number in ANSWERS))
_DOCUMENT_DIGITS = 13
_LONGEST_TERM = timedelta(days=365)
"""No deadline is later than this after the question: it would be the end of the legislature."""
_OTHER = -15.0
"""Nats. Of 1,929 titles of the Chamber in Dutch none is below -12."""
_GAP = "\n\n"


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
        (number, row): FIELDS[one.name]
        for number, one in enumerate(with_letters)
        for row in range(len(one.paragraphs))
    }
    repaired = iter(right)
    elements = [
        one._replace(paragraphs=tuple(next(repaired).text.split("\n"))) if _has_letters(one) else one
        for one in elements
    ]
    values = Values(elements)
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
    return element.name in FIELDS and bool(element.paragraphs)


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


def _reading(values: Values) -> PageReading:
    legislature, number = values.number("LEGISL"), values.number("ID")
    if not number or not legislature or not _may_be_of_chamber(legislature):
        raise NoRecordError(
            f"The record names no question of the Chamber: LEGISL {quoted(values.text('LEGISL'))}, "
            f"ID {quoted(values.text('ID'))}."
        )
    author, party, key = _author(values)
    title = _by_language(values, "TIT")
    texts = dict(_texts(values))
    state = _state(values, texts)
    asked_on = values.day("DEPOTDAT")
    addressee = _by_language(values, "DEPT")
    _report_missing(values, title, addressee, asked_on)
    _report_other_languages(values, texts, {"title": title, "department": addressee})
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
        addressee=addressee,
        title=title,
        keywords={one: words for one in LANGUAGES if (words := _keywords(values, one))},
        links=tuple(_links(values, title, legislature)),
        texts=texts,
        deadline_on=_deadline(values, legislature, asked_on),
        answered_by_on=_answered_by(values, asked_on, state),
        document_number=_document_number(values.text("DOCNAME")),
        printed_number=values.number("QUESTNUM"),
        record_name=_name(values),
        state=state,
        is_closed=True,
    )


def _report_missing(values: Values, title: object, addressee: object, asked_on: date | None) -> None:
    if not title:
        values.report("title_missing", "The record has no title.")
    if not addressee:
        values.report("addressee_missing", "The record names no department.")
    if not asked_on and not values.text("DEPOTDAT"):
        values.report("invalid_date", "DEPOTDAT has no day.")
    session = _SESSION.match(values.text("DOCNAME"))
    if session and asked_on and abs(asked_on.year - int(session[1])) > 1:
        values.report("record_contradicts", f"DEPOTDAT is {asked_on}, in DOCNAME the session {session[0]}.")


def _report_other_languages(
    values: Values, texts: Texts, short: Mapping[str, Mapping[Language, str]]
) -> None:
    """Report texts, and both titles or departments together, that are surely in the other language."""
    report_other_language(texts, language_score, values.report)
    for what, found in short.items():
        scores = {
            one: sum(map(language_score, text.split())) * (1 if one == "nl" else -1)
            for one, text in found.items()
        }
        other = [one for one, score in scores.items() if score < 0]
        if sum(scores[one] for one in other) < _OTHER:
            shown = ", ".join(f"{one} {quoted(found[one])}" for one in other)
            values.report("text_in_other_language", f"The {what} is in the other language: {shown}.")


def _document_number(text: str) -> str | None:
    """The number of a document; JSON may have it as a number, without the zeros before it."""
    return (text.zfill(_DOCUMENT_DIGITS) if text.isdecimal() else text) or None


def _may_be_of_chamber(legislature: int) -> bool:
    """Whether a number is one of the Chamber's legislatures, that of the next elections at most."""
    return house_of(legislature).code == "chamber" and term_of(legislature) <= max(legislatures()) + 1


def _author(values: Values) -> tuple[str | None, str | None, str | None]:
    """Name, party and key of the author; of one with elements inside, the first text."""
    first, *more = values.paragraphs("AUT") or ("",)
    if more:
        values.report(
            "unknown_element", f"Of AUT, only its first text counts; left out: {quoted(' '.join(more))}."
        )
    if not first:
        values.report("author_missing", "AUT has no text that names an author.")
    elif ";" in first:
        values.report("author_doubtful", f"Perhaps several: {quoted(first)}.")
        return None, None, None
    elif "," not in first:
        values.report("party_missing", f"The author has no party: {quoted(first)}.")
    key = _KEY.search(first)
    name, comma, party = first[: key.start() if key else None].rpartition(",")
    if not comma:
        name, party = party, ""
    return name.strip() or None, party.strip() or None, key and key[1]


def _by_language(values: Values, name: str) -> dict[Language, str]:
    return {one: text for one in LANGUAGES if (text := values.text(name + _SUFFIX[one]))}


def _keywords(values: Values, language: Language) -> tuple[str, ...]:
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


def _texts(values: Values) -> Iterator[tuple[tuple[Language, Part], tuple[str, ...]]]:
    """The texts that have words; the answers follow each other."""
    names: Mapping[Part, Sequence[str]] = {"question": ["Q"], "answer": [f"A{one}" for one in ANSWERS]}
    for language in LANGUAGES:
        for part in PARTS:
            found = (values.paragraphs(f"TEXT{one}{_SUFFIX[language]}") for one in names[part])
            if text := tuple(words for paragraphs in found for words in paragraphs):
                yield (language, part), text


def _state(values: Values, texts: Iterable[tuple[Language, Part]]) -> RecordState | None:
    state = values.text("STATUSQ")
    if state not in _STATES and "STATUSQ" not in values.reported:
        values.report("unknown_state", f"STATUSQ is {quoted(state)}.")
    for number in ANSWERS:
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
    has_answer = any(part == "answer" for _, part in texts)
    if found == "answered" and not has_answer:
        values.report("answer_text_missing", "STATUSQ is answerReceived, and no answer has words.")
    if found not in {"answered", None} and has_answer:
        values.report("record_contradicts", f"STATUSQ is {state}, and there is the text of an answer.")
    return found


def _answered_by(values: Values, asked_on: date | None, state: RecordState | None) -> date | None:
    """The day of the first bulletin that prints an answer, which came on it or before."""
    days = []
    for number in ANSWERS:
        printed_on = values.printed_on(f"PUBLICA{number}")
        is_printed = values.text(f"STATUSA{number}") in _PUBLISHED and state in {"answered", None}
        is_possible = not (asked_on and printed_on and printed_on < asked_on)
        if is_printed and printed_on and is_possible:
            days.append(printed_on)
        elif (is_printed or printed_on) and f"PUBLICA{number}" not in values.reported:
            shown = (
                f"{name} {quoted(values.text(name))}" for name in (f"STATUSA{number}", f"PUBLICA{number}")
            )
            values.report("record_contradicts", f"STATUSQ {values.text('STATUSQ')}, {', '.join(shown)}.")
    return min(days, default=None)


def _deadline(values: Values, legislature: int, asked_on: date | None) -> date | None:
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


def _name(values: Values) -> str | None:
    """The name of the record, which its other elements make up."""
    linked = values.text("link").rstrip("/").rpartition("/")[2]
    name = values.text("SDOCNAME") or linked
    if linked not in {"", name}:
        values.report(
            "record_contradicts", f"The record is named {quoted(name)}, in its link {quoted(linked)}."
        )
    parts = ("LEGISL", "DEPTPRES", "QUESTNUM", "DOCNAME")
    if not re.fullmatch(RECORD_NAME, name):
        values.report("record_contradicts", f"The name of the record is {quoted(name)}.")
        return name or None
    legislature, bulletin, department, number, document = name.split("-")
    printed_in = {values.text(one).partition(",")[0].strip() for one in _PRINTED_IN} - {""}
    if bulletin and printed_in and bulletin not in printed_in:
        values.report("record_contradicts", f"No element names bulletin {bulletin} of the record's name.")
    for part, one in zip(parts, (legislature, department, number, document), strict=True):
        text = "" if part in values.reported else values.text(part)
        if text and text.lstrip("0") != one.lstrip("0"):
            values.report("record_contradicts", f"{part} is {quoted(text)}, in the name of the record {one}.")
    return name


def _links(values: Values, title: Mapping[Language, str], legislature: int) -> Iterator[Link]:
    """The oral questions that this one was before, by their numbers in its titles."""
    of_titles = {language: [*_oral_questions(text, legislature)] for language, text in title.items()}
    if None in {target for found in of_titles.values() for target in found}:
        shown = quoted(" | ".join(title.values()))
        values.report("reference_unreadable", f"An oral question in a title has no number: {shown}.")
    elif len({frozenset(found) for found in of_titles.values()}) > 1:
        values.report("record_contradicts", "The titles do not name the same oral questions.")
    for target in dict.fromkeys(one for found in of_titles.values() for one in found):
        if target:
            yield Link("requalified_from", "oral_question", target)


def _oral_questions(title: str, legislature: int) -> Iterator[str | None]:
    """Identifiers: numbers with a letter begin with the legislature, older ones are counted within it.

    None for brackets with other words than numbers.
    """
    for brackets in _ORAL.finditer(title):
        words = [*filter(None, _BETWEEN.split(brackets[1]))]
        targets = [_oral_question(word, legislature) for word in words]
        yield from targets if all(targets) and words else (None,)
    for found in _BARE_ORAL.finditer(_ORAL.sub("", title)):
        yield f"chamber:question:{found[1]}{found[2]}"


def _oral_question(word: str, legislature: int) -> str | None:
    found = _ORAL_NUMBER.fullmatch(word)
    if not found or (found[1] and not found[3]):
        return None
    own = f"{found[2]:0>6}{found[3]}" if found[3] else f"-{found[2]}"
    return f"chamber:question:{found[1] or legislature}{own}"
