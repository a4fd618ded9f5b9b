"""Reading one page: the bytes of a capture to a page record, read or quarantined with a reason."""

import re
from collections.abc import Sequence
from dataclasses import replace

from schemas.records import Capture, DecodedPage, PageReading, PageRecord, Reason
from tasks.common.accents import fold
from tasks.common.address import (
    BulletinAddress,
    PageAddress,
    QuestionAddress,
    RecordAddress,
    canonical_url,
    parse_address,
)
from tasks.common.largest_page import LARGEST_PAGE
from tasks.decode import KEPT_ROW, TooMuchError, UndecodableError, decode_page, require_weight, weight
from tasks.read.block_repair import in_order, repair_blocks, title_repairs, with_fields
from tasks.read.body import Body, read_body, true_answers
from tasks.read.bulletin import find_bulletin_question, read_bulletin
from tasks.read.completeness import report_dates, report_what_is_missing
from tasks.read.header.header import Header, read_header
from tasks.read.identity import (
    UnreadableError,
    find_asked_in,
    find_identity,
    find_languages,
    find_variant,
    nearest,
)
from tasks.read.labels_in_texts import own_lines, without_unknown_speaker
from tasks.read.record import read_record
from tasks.read.record_source import record_form
from tasks.read.text.boilerplate import (
    account,
    content_lines,
    end_of_head,
    is_read_to_end,
    recognise_labels,
    without_boilerplate,
)
from tasks.read.text.end import settle_end, without_last_label
from tasks.read.text.frame import (
    Frame,
    Marker,
    asked_on,
    find_frame,
    session_in,
    split_answer_label,
    split_question_label,
)
from tasks.read.text.lines import Context, Findings, Line, page_lines
from tasks.repair import language_score

_OF_SENATORS = re.compile(r"MIval=/?(?:WieIsWie/)?(?:SenPerType|showSenator)\b", re.IGNORECASE)
"""Addresses of pages that are held from before schema 4.0."""


def read_capture(capture: Capture, content: bytes, largest: int = LARGEST_PAGE) -> PageRecord:
    """Decode, repair and read one page; every page ends as read or quarantined."""
    try:
        return _read_bytes(quarantined(capture, None), content, largest)
    except UndecodableError as error:
        return quarantined(capture, Reason(error.code, str(error)))
    except MemoryError:  # of the machine, so another try may succeed
        raise
    except Exception as error:  # noqa: BLE001 - one page must never stop the others
        sentence = f"The reader failed on this page; please report it. {error!r}"
        return quarantined(capture, Reason("reader_error", sentence))


def quarantined(capture: Capture, reason: Reason | None) -> PageRecord:
    """A page that is not read, with what its address says; the reason is None while unknown."""
    record = PageRecord(capture, "quarantined", None, None, None, None, None)
    return refused(_addressed(record, parse_address(capture.url or "")), reason)


def _read_bytes(record: PageRecord, content: bytes, largest: int) -> PageRecord:
    if form := record_form(content):
        try:
            read = read_record(record, content, form, largest)
            require_few_rows(read, largest)
        except TooMuchError as error:
            return replace(record, form=form, reason=str(error), reason_code=error.code)
        return read
    decoded = decode_page(content, largest)
    url = canonical_url(record.capture.url or decoded.url)
    address = parse_address(url or "")
    capture = replace(record.capture, url=url)
    if address and not record.capture.url:
        capture = replace(capture, evidence="named" if decoded.url_line else "page")
    record = replace(
        record,
        capture=capture,
        form=decoded.form,
        # The header is recorded, never used: a proxy may claim anything, the bytes are the site's.
        declared_charset=decoded.declared_charset or capture.header_charset,
        used_charset=decoded.used_charset,
        issues=decoded.issues,
    )
    record = _addressed(record, address)
    if isinstance(address, RecordAddress):
        sentence = "The address is that of a record of the Chamber; the file is none."
        return refused(record, Reason("no_question", sentence))
    try:
        read = _read_decoded(record, decoded, address, largest)
        require_few_rows(read, largest)
    except TooMuchError as error:
        return replace(record, reason=str(error), reason_code=error.code)
    return read


def refused(record: PageRecord, reason: Reason | None) -> PageRecord:
    """A page that was read but is set aside: only its identity is kept."""
    code, sentence = reason or (None, None)
    aside = replace(record, outcome="quarantined", reason=sentence, reason_code=code)
    return replace(aside, reading=None, repairs=(), issues=())


def require_few_rows(record: PageRecord, largest: int) -> None:
    """Raise TooMuchError for a page with more keywords, events, links and issues than any has."""
    rows = [issue.detail for issue in record.issues]
    if record.reading:
        rows += (word for words in record.reading.keywords.values() for word in words)
        rows += (event.event for event in record.reading.events)
        rows += (link.target_id for link in record.reading.links)
    what = f"The {len(rows):,} keywords, events, references and issues of the page"
    require_weight(what, weight(rows, KEPT_ROW), largest)


def _addressed(record: PageRecord, address: PageAddress | None) -> PageRecord:
    """A page with what its address says, whatever its content."""
    if address is None:
        return record
    language = None if address.variant == "print_bilingual" else address.language
    return replace(record, variant=address.variant, question_id=address.question_id, language=language)


def _read_decoded(
    record: PageRecord, decoded: DecodedPage, address: QuestionAddress | BulletinAddress | None, largest: int
) -> PageRecord:
    blocks, changes, skipped = repair_blocks(
        decoded.blocks, record.language, letters_certain=decoded.letters_certain, largest=largest
    )
    findings = Findings()
    if skipped:
        findings.report("letters_not_judged", f"Too much damage: {skipped} words were left as they are.")
    try:
        lines = page_lines(blocks)
        reading = _read_lines(lines, decoded, address, findings)
        reading = settle_end(reading, lines, decoded, findings)
        reading = without_unknown_speaker(reading, findings)
        letters = account(lines, decoded.beside, findings)
        reading = replace(reading, is_closed=not decoded.may_be_cut and is_read_to_end(lines, findings))
    except UnreadableError as error:
        changes = with_fields(changes, decoded.blocks, findings.fields)
        aside = replace(record, reason=str(error), reason_code="no_question", repairs=changes)
        if not _OF_SENATORS.search(record.capture.url or ""):
            return aside
        reason = "It is a page of senators, not of a question; such pages are no longer read."
        return replace(aside, reason=reason, reason_code="no_longer_read", repairs=())
    language = reading.languages[0] if len(reading.languages) == 1 else None
    # Where it ends says more.
    says_where = any(one.kind in {"page_cut", "text_cut"} for one in findings.issues)
    of_bytes = [one for one in decoded.issues if not (says_where and one.kind == "page_not_closed")]
    return replace(
        record,
        outcome="read",
        reading=reading,
        repairs=in_order(
            *with_fields(changes, decoded.blocks, findings.fields),
            *title_repairs(findings.title_changes, blocks, changes),
        ),
        issues=(*of_bytes, *findings.issues),
        variant=reading.variant,
        question_id=reading.question_id,
        language=language,
        letters=letters,
    )


def _read_lines(
    lines: Sequence[Line],
    decoded: DecodedPage,
    address: QuestionAddress | BulletinAddress | None,
    findings: Findings,
) -> PageReading:
    lines = without_boilerplate(lines, findings)
    frame = find_frame(lines)
    others = min((one.start for one in (*frame.numbers, *frame.questions)), default=len(lines))
    if bulletin := find_bulletin_question(lines[:others]):
        if address and (address.variant != "bulletin" or address.language != bulletin.language):
            detail = f"The address is that of a page {address.variant} in {address.language}"
            findings.report("address_differs", f"{detail}; the page is a bulletin in {bulletin.language}.")
        return read_bulletin(lines, bulletin, findings)
    lines, frame = split_question_label(lines, frame)
    if decoded.may_be_cut:
        lines, frame = without_last_label(lines, frame, decoded.form)
    if isinstance(address, BulletinAddress):
        if not (frame.numbers or frame.questions):
            raise UnreadableError(
                "The address is that of a bulletin, but the page has no line like 'Vraag nr. 3-1 van de heer "
                f"…': it shows no question, or is cut before it.{nearest(lines)}"
            )
        findings.report("address_differs", "The address is that of a bulletin, but the page is not one.")
        address = None
    return _read_question_page(lines, frame, decoded, address, findings)


def _read_question_page(
    lines: Sequence[Line],
    frame: Frame,
    decoded: DecodedPage,
    address: QuestionAddress | None,
    findings: Findings,
) -> PageReading:
    legislature, number = find_identity(lines, frame, address, decoded.form, findings)
    languages = find_languages(frame, address)
    variant = find_variant(lines, frame, languages, address, findings)
    context = Context(decoded.form, languages, language_score, findings, fold(decoded.title))
    bodies = frame.questions or frame.answers
    end = bodies[0].start if bodies else len(lines)
    start = frame.header_start or end_of_head(lines[:end])
    header = read_header(lines, start, end, context, opened=bool(frame.questions))
    _require_head(frame, header, decoded)
    answered = {event.event_on for event in header.events if event.tells_answer}
    lines, frame = split_answer_label(lines, frame, answered)
    first = frame.questions[0].end if frame.questions else header.end
    answers = true_answers(frame.answers, header.events, len(languages))
    own = own_lines(lines, first, (*frame.questions, *answers), answered, findings)
    if len(own) < len(lines):
        lines, frame = own, find_frame(own)
        answers = true_answers(frame.answers, header.events, len(languages))
    body = _read_body(lines, frame, header, answers, context)
    asked = asked_on(lines, frame, header.asked_on)
    recognise_labels(lines, frame, answers, findings)
    report_what_is_missing(frame, header, body, context)
    report_dates(frame, header, body, findings)
    return PageReading(
        legislature=legislature,
        number=number,
        variant=variant,
        languages=languages,
        author=header.author,
        party=header.party,
        asked_on=asked and asked[0],
        asked_on_from=asked and asked[1],
        original_language=find_asked_in(frame, findings),
        addressee=header.addressee,
        title=header.title,
        keywords=header.keywords,
        events=header.events,
        links=header.links,
        texts=body.texts,
        answered_on=body.answered_on,
        provisional_answer=header.provisional_answer,
        session=None if variant == "main" else session_in(lines[:start]),
    )


def _require_head(frame: Frame, header: Header, decoded: DecodedPage) -> None:
    """Raise UnreadableError unless something of the head was read."""
    if frame.questions or header.author or header.addressee or decoded.form == "markdown":
        return
    raise UnreadableError(
        f"The page names a question but shows nothing of it: its {header.last_piece} is followed by neither "
        "an author, nor an addressee, nor a line like 'Vraag nr. …'. It is cut, or is no question page."
    )


def _read_body(
    lines: Sequence[Line], frame: Frame, header: Header, answers: Sequence[Marker], context: Context
) -> Body:
    markers = (*frame.numbers, *frame.questions, *answers)
    anchors = [marker.start for marker in markers]
    behind = max((marker.end for marker in markers), default=header.end)
    anchors += [at for at in range(behind, len(lines)) if lines[at].text][:1]
    kept = content_lines(lines, anchors) if anchors else list(lines)
    return read_body(kept, frame.questions, answers, header.end, context)
