"""Reading a bulletin page of legislatures 1 to 3: one question, its title and an inline answer.

A bulletin names no party, keywords or dates except that of the question (docs/source.md, 5b).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.codes import LANGUAGES, Language, Part, Section
from schemas.question_number import QuestionNumber
from schemas.records import Event, Link, PageReading
from schemas.vocabulary import labels_of, legislature_of
from tasks.read.completeness import report_other_language
from tasks.read.header.author import read_author
from tasks.read.header.titles import Title, restore_dashes
from tasks.read.identity import UnreadableError, report_unknown_language
from tasks.read.labels_in_texts import own_lines
from tasks.read.text.boilerplate import content_lines
from tasks.read.text.dates import parse_dates
from tasks.read.text.frame import Marker, date_in, session_in
from tasks.read.text.lines import Findings, Line, joined, quoted
from tasks.read.text.patterns import (
    begins_with_label,
    code_of,
    damaged,
    first_word_pattern,
    match_label,
    whole_line_pattern,
)
from tasks.repair import language_score

_MOST_BROKEN = 4  # most lines into which an extraction breaks the question line
_LONGEST_TITLE = 400
_LAST = 3  # the last legislature with bulletins
_SECTIONS: dict[str, Section] = {
    "section_answered": "answered",
    "section_provisional": "provisional",
    "section_unanswered": "unanswered",
}
_HEADINGS = (
    *("bulletin_name", "masthead", "bulletin", "session"),
    *("date_line", *_SECTIONS, "bulletin_legend", "bulletin_rule"),
)
_LIST_MARK = re.compile(r"\s*[-–—•*]\s+")
"""An extraction renders the question line and the title as items of a list."""
_DASHES = re.compile(r"\s[—–-]\s|\s{2,}")
_UNFINISHED = re.compile(r"(?:,|\b(?:en|et|van|de|du|des|la|le|voor|pour))$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BulletinQuestion(Marker):
    """The question line of a bulletin; `rest` follows it on its line."""

    rest: str = ""


def find_bulletin_question(
    lines: Sequence[Line], first: int = 0, *, whole_lines: bool = False
) -> BulletinQuestion | None:
    """The first question line of a bulletin from `first` on; with `whole_lines` only a colon may follow."""
    may_begin = first_word_pattern("bulletin_question").match
    for at in range(first, len(lines)):
        if may_begin(_without_mark(lines[at].text)):
            found = _match_at(lines, at)
            if found and not (whole_lines and found.rest):
                return found
    return None


def _match_at(lines: Sequence[Line], at: int) -> BulletinQuestion | None:
    for end in range(at + 1, min(at + _MOST_BROKEN, len(lines)) + 1):
        text = _without_mark(joined(lines[at:end])[: 2 * _LONGEST_TITLE])
        folded = " ".join(text.split())  # a quick test: long runs of blanks can be matched in many ways
        for language in LANGUAGES:
            is_label = begins_with_label("bulletin_question", language, folded)
            if is_label and (found := begins_with_label("bulletin_question", language, text)):
                rest = text[found.end() :].lstrip(" :\u00a0")
                is_one_label = end == at + 1 or not rest
                captured = found.groupdict()
                return BulletinQuestion(at, end, language, captured, rest) if is_one_label else None
    return None


def _without_mark(text: str) -> str:
    """A line without the mark of a list item."""
    return _LIST_MARK.sub("", text, count=1) if _LIST_MARK.match(text) else text


def read_bulletin(lines: Sequence[Line], question: BulletinQuestion, findings: Findings) -> PageReading:
    """Read a bulletin page; raises UnreadableError when neither line nor bulletin names the legislature."""
    if following := find_bulletin_question(lines, question.end, whole_lines=True):
        text = quoted(joined(lines[following.start : following.end]))
        findings.report("second_question", f"A second question begins: {text}.")
        lines = lines[: following.start]
    first_text = next((at for at in range(question.end, len(lines)) if lines[at].text), question.start)
    lines = content_lines(lines, [question.start, first_text])
    legislature = _legislature(lines[: question.start], question, findings)
    findings.mark(lines[question.start : question.end], "author")
    title, body = _split_title(lines, question, findings)
    texts = _split_answer(body, question.language, findings)
    section = _section(lines[: question.start])
    _report_missing(question, title, texts, findings)
    report_other_language(texts, language_score, findings.report)
    if section == "answered" and (question.language, "answer") not in texts:
        detail = "The page stands in a section of questions and answers, but shows no answer; it may be cut."
        findings.report("answer_text_missing", detail)
    return PageReading(
        legislature=legislature,
        number=int(question.captured["number"] or 0),
        suffix=int(stroke) if (stroke := question.captured.get("suffix")) else None,
        variant="bulletin",
        languages=(question.language,),
        author=read_author(question.captured["author"] or "", None, findings)[0],
        asked_on=question.date,
        asked_on_from="question_line" if question.date else None,
        section=section,
        bulletin_on=date_in(lines[: question.start]),
        original_language=_asked_in(question, findings),
        session=session_in(lines[: question.start]),
        addressee=_addressee(lines[: question.start], question.language, findings),
        title={question.language: title} if title else {},
        events=_reminders(question, findings),
        links=tuple(_same_texts(texts.get((question.language, "question"), ()), legislature)),
        texts=texts,
    )


def _same_texts(asked: Sequence[str], legislature: int) -> Iterator[Link]:
    """The questions, of the same legislature unless they name another, whose text stands for this one's."""
    for found in (begins_with_label("same_text", one, text) for text in asked for one in LANGUAGES):
        if found:
            number = QuestionNumber(int(found["legislature"] or legislature), int(found["number"]))
            target = f"{number}/{found['suffix']}" if found["suffix"] else str(number)
            yield Link("same_text_as", "written_question", target)


def _legislature(before: Sequence[Line], question: BulletinQuestion, findings: Findings) -> int:
    found = (match_label("bulletin", lang, line.label) for line in before for lang in LANGUAGES)
    bulletin = next((int(match["legislature"]) for match in found if match), None)
    printed = question.captured.get("legislature")
    by_day = legislature_of(question.date)
    legislature = printed or bulletin or (by_day if by_day and by_day <= _LAST else None)
    if legislature is None:
        raise UnreadableError(
            "The page names no legislature: its question has a number alone, no line like 'Bulletin 2-70' "
            "was found, and its day is in no legislature of the bulletins. Fetch the page with its heading."
        )
    if not (printed or bulletin):
        findings.report(
            "legislature_by_date", f"No line names the legislature; {question.date} is in {legislature}."
        )
    if by_day and by_day != int(legislature):
        findings.report(
            "number_differs", f"The day of the question is in legislature {by_day}, not in {legislature}."
        )
    if printed and bulletin and int(printed) != bulletin:
        findings.report(
            "number_differs", f"The question is of legislature {printed}, the bulletin of {bulletin}."
        )
    return int(legislature)


def _section(before: Sequence[Line]) -> Section | None:
    """The section of the bulletin, by the last heading that names one."""
    for line in reversed(before):
        for kind, section in _SECTIONS.items():
            if whole_line_pattern(kind).fullmatch(line.label):
                return section
    return None


def _reminders(question: BulletinQuestion, findings: Findings) -> tuple[Event, ...]:
    """The reminders in the question line; a bulletin has no chronology."""
    reminders = question.captured.get("reminders") or ""
    days = parse_dates(reminders)
    if None in days or (reminders and not days):
        findings.report("invalid_date", f"A day of a reminder cannot be read: {quoted(reminders)}.")
    return tuple(Event(day, "reminder") for day in days if day)


def _asked_in(question: BulletinQuestion, findings: Findings) -> Language | None:
    mark = question.captured.get("mark") or ""
    code = code_of("asked_mark", mark)
    if code in LANGUAGES:
        return code
    report_unknown_language(mark, findings)
    return None


def _addressee(before: Sequence[Line], language: Language, findings: Findings) -> dict[Language, str]:
    """The minister: the last heading that names an office; other unknown lines are reported."""
    heading = whole_line_pattern(*_HEADINGS).fullmatch
    findings.recognise(line for line in before if heading(line.label))
    unknown = [line for line in before if line.text and not line.is_rule and not heading(line.label)]
    office = re.compile("|".join(damaged(label.text) for label in labels_of("office")), re.IGNORECASE)
    offices = [at for at, line in enumerate(unknown) if office.search(line.label)]
    if not offices:
        findings.report("addressee_missing", "The page shows no addressee.")
        return {}
    last = offices[-1]
    first = last
    while first > 0 and _continues(unknown[first - 1], unknown[first]):
        first -= 1
    while last + 1 < len(unknown) and _continues(unknown[last], unknown[last + 1]):
        last += 1
    findings.mark(unknown[first : last + 1], "addressee")
    return {language: joined(unknown[first : last + 1])}


def _continues(line: Line, following: Line) -> bool:
    """Whether a heading continues on the next line."""
    return line.block == following.block and _UNFINISHED.search(line.text) is not None


def _split_title(
    lines: Sequence[Line], question: BulletinQuestion, findings: Findings
) -> tuple[str | None, list[Line]]:
    """The title and the lines after it; prose in its place is no title."""
    body = [line for line in lines[question.end :] if line.text and not line.is_rule]
    if question.rest:
        return _restored_title(lines[question.end - 1], question.rest, findings), body
    if not body or (len(body[0].text) > _LONGEST_TITLE and not _DASHES.search(body[0].text)):
        return None, body
    findings.mark(body[:1], "title")
    return _restored_title(body[0], _without_mark(body[0].text), findings), body[1:]


def _restored_title(line: Line, title: str, findings: Findings) -> str:
    """The title that ends a line, with its lost dashes restored."""
    return restore_dashes(Title(line, line.text.rfind(title), title), findings, bulletin=True)


def _split_answer(
    body: Sequence[Line], language: Language, findings: Findings
) -> dict[tuple[Language, Part], tuple[str, ...]]:
    """Question and answer, split at the first paragraph that begins with 'Antwoord :'."""
    found = ((at, begins_with_label("bulletin_answer", language, line.text)) for at, line in enumerate(body))
    place, label = next(((at, match) for at, match in found if match), (len(body), None))
    before, behind = (own_lines(some, 0, (), (), findings) for some in (body[:place], body[place:]))
    findings.mark(before, "question")
    findings.mark(behind, "answer")
    asked = tuple(line.paragraph for line in before)
    first = body[place].text[label.end() :].strip() if label else ""
    answered = (*([first] if first else []), *(line.paragraph for line in behind[1:]))
    parts: dict[Part, tuple[str, ...]] = {"question": asked, "answer": answered}
    return {(language, part): text for part, text in parts.items() if text}


def _report_missing(
    question: BulletinQuestion,
    title: str | None,
    texts: dict[tuple[Language, Part], tuple[str, ...]],
    findings: Findings,
) -> None:
    if question.date is None:
        findings.report(
            "invalid_date", f"A day that does not exist: {quoted(question.captured['date'] or '')}."
        )
    if title is None:
        findings.report("title_missing", "The page shows no title.")
    if (question.language, "question") not in texts:
        findings.report("question_text_missing", f"No text of the question in: {question.language}.")
