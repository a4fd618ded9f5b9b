"""Reading one page: from the bytes of a capture to a page record, read or quarantined with a reason."""

from collections.abc import Sequence
from dataclasses import replace

from schemas.codes import LANGUAGES, Language, Variant
from schemas.records import Capture, DecodedPage, PageReading, PageRecord
from tasks.address import QuestionAddress, canonical_url, parse_address
from tasks.decode import LARGEST_PAGE, UndecodableError, decode_page
from tasks.read.body import Body, content_lines, read_body, true_answers
from tasks.read.frame import Frame, Marker, find_frame
from tasks.read.header import Header, read_header
from tasks.read.letters import repair_blocks, with_fields
from tasks.read.lines import Context, Findings, Line, page_lines, quoted
from tasks.read.patterns import match_label
from tasks.repair.leaning import language_leaning


class UnreadableError(ValueError):
    """A page that shows no question, or not enough of one; the message is a sentence that says why."""


def read_capture(capture: Capture, content: bytes, largest: int = LARGEST_PAGE) -> PageRecord:
    """Decode, repair and read one page; every page ends as read or quarantined.

    Args:
        capture: What the fetch log knows of the page.
        content: Its bytes as received.
        largest: Size limit in bytes.
    """
    record = PageRecord(capture, "quarantined", None, None, None, None, None)
    record = _addressed(record, parse_address(capture.url or ""))
    try:
        return _read_bytes(record, content, largest)
    except UndecodableError as reason:
        return replace(record, reason=str(reason))
    except Exception as error:  # noqa: BLE001 - one page must never stop the others
        return replace(record, reason=f"The reader failed on this page; please report it. {error!r}")


def _read_bytes(record: PageRecord, content: bytes, largest: int) -> PageRecord:
    decoded = decode_page(content, largest)
    capture = record.capture
    capture = replace(capture, url=canonical_url(capture.url or decoded.url))
    address = parse_address(capture.url or "")
    record = replace(
        record,
        capture=capture,
        form=decoded.form,
        declared_charset=decoded.declared_charset,
        used_charset=decoded.used_charset,
        issues=decoded.issues,
    )
    return _read_decoded(_addressed(record, address), decoded, address)


def _addressed(record: PageRecord, address: QuestionAddress | None) -> PageRecord:
    """What the address tells of a page, whatever its content."""
    if address is None:
        return record
    language = None if address.variant == "print_bilingual" else address.language
    return replace(record, variant=address.variant, question_id=address.question_id, language=language)


def _read_decoded(record: PageRecord, decoded: DecodedPage, address: QuestionAddress | None) -> PageRecord:
    blocks, changes = repair_blocks(decoded.blocks, record.language, letters_certain=decoded.letters_certain)
    findings = Findings()
    try:
        reading = _read_lines(page_lines(blocks), decoded, address, findings)
    except UnreadableError as reason:
        changes = with_fields(changes, decoded.blocks, findings.fields)
        return replace(record, reason=str(reason), repairs=changes)
    language = reading.languages[0] if len(reading.languages) == 1 else None
    return replace(
        record,
        outcome="read",
        reading=reading,
        repairs=with_fields(changes, decoded.blocks, findings.fields),
        issues=(*decoded.issues, *findings.issues),
        variant=reading.variant,
        question_id=reading.question_id,
        language=language,
    )


def _read_lines(
    lines: Sequence[Line], decoded: DecodedPage, address: QuestionAddress | None, findings: Findings
) -> PageReading:
    frame = find_frame(lines)
    legislature, number = _identity(frame, address, decoded, findings)
    languages = _languages(frame, address)
    end = frame.questions[0].start if frame.questions else len(lines)
    context = Context(languages, language_leaning, findings)
    header = read_header(lines, frame.header_start, end, context)
    _require_question(frame, header, decoded)
    answers = true_answers(frame.answers, header.events, len(languages))
    body = _read_body(lines, frame, header, answers, context)
    _report_what_is_missing(frame, header, body, languages, findings)
    _report_unread(lines[header.end : end] if frame.questions else (), findings)
    question_line = next((marker for marker in frame.questions if marker.date), None)
    return PageReading(
        legislature=legislature,
        number=number,
        variant=_variant(lines, frame, languages, address),
        languages=languages,
        author=header.author,
        party=header.party,
        asked_on=(question_line.date if question_line else None) or header.asked_on,
        original_language=_asked_in(frame, findings),
        addressee=header.addressee,
        title=header.title,
        keywords=header.keywords,
        events=header.events,
        links=header.links,
        texts=body.texts,
        answered_on=body.answered_on,
        provisional_answer=header.provisional_answer,
    )


def _identity(
    frame: Frame, address: QuestionAddress | None, decoded: DecodedPage, findings: Findings
) -> tuple[int, int]:
    """Legislature and number: as the page prints them, else as its address says."""
    printed = next((m.number for m in (*frame.numbers, *frame.questions) if m.number), None)
    if printed is None:
        if address is None:
            raise UnreadableError(
                "No line like 'Schriftelijke vraag nr. 5-1' or 'Question écrite n° 5-1' was found and no "
                "address names a question: this is not a question page."
            )
        if decoded.form != "markdown":
            raise UnreadableError(
                f"The address is that of question {address.question_id}, but the page has no line like "
                "'Schriftelijke vraag nr. …': it shows no question, or is cut before its number."
            )
        findings.report("number_missing", "The page does not print its number; it is taken from the address.")
        return address.legislature, address.number
    for marker in frame.questions:
        if marker.number != printed:
            findings.report("number_differs", f"Header and question line differ: {printed}, {marker.number}.")
    if address and printed != (address.legislature, address.number):
        shown = f"{printed[0]}-{printed[1]}"
        findings.report(
            "address_differs", f"The address names {address.question_id}, the page shows {shown}."
        )
    return printed


def _languages(frame: Frame, address: QuestionAddress | None) -> tuple[Language, ...]:
    if frame.languages:
        return frame.languages
    if address is None or address.variant == "print_bilingual":
        return LANGUAGES
    return (address.language,)


def _require_question(frame: Frame, header: Header, decoded: DecodedPage) -> None:
    if frame.questions or decoded.form == "markdown":
        return
    raise UnreadableError(
        f"The page ends behind its {header.last_piece}: no line like 'Vraag nr. …' or 'Question n° …' "
        "opens the text of the question. It is cut; fetch it again."
    )


def _read_body(
    lines: Sequence[Line],
    frame: Frame,
    header: Header,
    answers: Sequence[Marker],
    context: Context,
) -> Body:
    markers = (*frame.numbers, *frame.questions, *answers)
    anchors = [marker.start for marker in markers]
    behind = max((marker.end for marker in markers), default=header.end)
    anchors += [at for at in range(behind, len(lines)) if lines[at].text][:1]
    kept = content_lines(lines, anchors, context.findings) if anchors else list(lines)
    return read_body(kept, frame.questions, answers, header.end, context)


def _asked_in(frame: Frame, findings: Findings) -> Language | None:
    codes = {code for marker in frame.questions if (code := marker.asked_in)}
    if len(codes) == 1 and (code := codes.pop()) in LANGUAGES:
        return code
    detail = ", ".join(str(marker.captured.get("asked_in")) for marker in frame.questions)
    findings.report(
        "original_language_unknown", f"The question line does not tell the language: {quoted(detail)}."
    )
    return None


def _variant(
    lines: Sequence[Line], frame: Frame, languages: tuple[Language, ...], address: QuestionAddress | None
) -> Variant:
    if address:
        return address.variant
    if len(languages) > 1:
        return "print_bilingual"
    before = lines[: frame.numbers[0].start if frame.numbers else 0]
    masthead = any(match_label("masthead", lang, line.label) for line in before for lang in LANGUAGES)
    return "print" if masthead else "main"


def _report_what_is_missing(
    frame: Frame, header: Header, body: Body, languages: tuple[Language, ...], findings: Findings
) -> None:
    pieces = {
        "author": header.author,
        "party": header.party or not header.author,
        "addressee": header.addressee,
        "title": header.title,
        "keywords": header.keywords,
        "chronology": header.events,
    }
    for piece in [name for name, value in pieces.items() if not value]:
        findings.report(f"{piece}_missing", f"The page shows no {piece}.")
    if not frame.questions:
        findings.report("question_line_missing", "No question line: the text stays whole.")
    missing = [lang for lang in languages if (lang, "question") not in body.texts]
    if missing:
        findings.report("question_text_missing", f"No text of the question in: {', '.join(missing)}.")
    _report_missing_answer(header, body, languages, findings)


def _report_missing_answer(
    header: Header, body: Body, languages: tuple[Language, ...], findings: Findings
) -> None:
    answered = body.answered_on or any(event.event == "answered" for event in header.events)
    missing = [lang for lang in languages if (lang, "answer") not in body.texts]
    if answered and missing:
        findings.report(
            "answer_text_missing",
            f"The page says that the question is answered and holds no answer in: {', '.join(missing)}. "
            "It may be cut.",
        )
    if (not answered) and len(missing) < len(languages):
        findings.report("answer_undated", "There is an answer; neither its line nor the chronology dates it.")


def _report_unread(lines: Sequence[Line], findings: Findings) -> None:
    for line in lines:
        if line.text and not line.is_rule:
            findings.report("unread_block", f"No rule has read: {quoted(line.text)}.")
