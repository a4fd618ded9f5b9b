"""The question of a page, its languages, and its variant."""

from collections.abc import Sequence

from schemas.codes import LANGUAGES, Form, Language, Variant
from schemas.question_number import QuestionNumber
from tasks.common.address import QuestionAddress
from tasks.read.header.chronology import is_chronology_heading
from tasks.read.text.frame import Frame
from tasks.read.text.lines import Findings, Line, quoted
from tasks.read.text.patterns import first_word_pattern, whole_line_pattern


class UnreadableError(ValueError):
    """A page with no question, or too little of one; the message says why."""


def find_identity(
    lines: Sequence[Line], frame: Frame, address: QuestionAddress | None, form: Form, findings: Findings
) -> QuestionNumber:
    """Legislature and number, as printed or else as in the address; UnreadableError without either."""
    printed = next((m.number for m in (*frame.numbers, *frame.questions) if m.number), None)
    if printed is None:
        if address is None:
            raise UnreadableError(
                "No line like 'Schriftelijke vraag nr. 5-1' or 'Question écrite n° 5-1' was found and no "
                f"address names a question: this is not a question page.{nearest(lines)}"
            )
        if form != "markdown":
            raise UnreadableError(
                f"The address is that of question {address.question_id}, but the page has no line like "
                "'Schriftelijke vraag nr. …': it shows no question, or is cut before its number."
                f"{nearest(lines)}"
            )
        findings.report("number_missing", "The page does not print its number; it is taken from the address.")
        return address.question
    for marker in frame.questions:
        if marker.number != printed:
            findings.report("number_differs", f"Header and question line differ: {printed}, {marker.number}.")
    if address and printed != address.question:
        differ = f"The address names {address.question_id}, the page shows {printed}."
        findings.report("address_differs", differ)
    return printed


def nearest(lines: Sequence[Line]) -> str:
    """A sentence with the line that is most like one that names a question, or none."""
    begins = first_word_pattern("number", "question", "bulletin_question").match
    near = [line.text for line in lines if begins(line.label)]
    best = max(near, key=lambda text: any(map(str.isdigit, text)), default="")
    return f" The line that comes nearest is {quoted(best)}." if best else ""


def find_languages(frame: Frame, address: QuestionAddress | None) -> tuple[Language, ...]:
    """Languages of the page: those of its labels, else that of its address."""
    if frame.languages:
        return frame.languages
    if address is None or address.variant == "print_bilingual":
        return LANGUAGES
    return (address.language,)


def find_asked_in(frame: Frame, findings: Findings) -> Language | None:
    """The language in which the question was asked, according to its question line."""
    codes = {code for marker in frame.questions if (code := marker.asked_in)}
    if len(codes) == 1 and (code := codes.pop()) in LANGUAGES:
        return code
    detail = ", ".join(str(marker.captured.get("asked_in")) for marker in frame.questions)
    if frame.questions:
        report_unknown_language(detail, findings)
    return None


def report_unknown_language(detail: str, findings: Findings) -> None:
    """Report a question line that names its language as in `detail`, or not at all."""
    sentence = f"The question line does not name the language: {quoted(detail)}."
    findings.report("original_language_unknown", sentence)


def find_variant(
    lines: Sequence[Line],
    frame: Frame,
    languages: tuple[Language, ...],
    address: QuestionAddress | None,
    findings: Findings,
) -> Variant:
    """The variant of a page by its content, or by its address where the content does not show it."""
    displayed = _displayed_variant(lines, frame, languages)
    if address is None:
        return displayed or "main"
    other_language = address.variant != "print_bilingual" and address.language not in languages
    if (displayed and displayed != address.variant) or other_language:
        spoken = " and ".join(languages)
        findings.report(
            "address_differs",
            f"The address is that of the page {address.variant} in {address.language}; the page is "
            f"{displayed or address.variant} in {spoken}.",
        )
    return displayed or address.variant


def _displayed_variant(
    lines: Sequence[Line], frame: Frame, languages: tuple[Language, ...]
) -> Variant | None:
    """The variant by the page's labels: two languages, a masthead, or a heading that print pages lack."""
    if not frame.numbers:
        return None
    if len(languages) > 1:
        return "print_bilingual"
    before = lines[: frame.numbers[0].start]
    if any(whole_line_pattern("masthead").fullmatch(line.label) for line in before):
        return "print"
    header = lines[frame.header_start : frame.questions[0].start if frame.questions else len(lines)]
    return "main" if any(is_chronology_heading(line) for line in header) else None
