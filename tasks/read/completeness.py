"""What a page lacks or contradicts, once it has been read completely."""

from collections.abc import Callable, Mapping
from functools import cache
from itertools import permutations

from schemas.codes import LANGUAGES, Language, Part
from schemas.vocabulary import labels_of
from tasks.read.body import Body
from tasks.read.header.header import Header
from tasks.read.text.frame import Frame
from tasks.read.text.lines import Context, Findings, LanguageScore, quoted

Texts = Mapping[tuple[Language, Part], tuple[str, ...]]
"""Paragraphs by language and part."""

_JUDGED = 20
"""Words that tell the language of a text, from all its paragraphs: one may be a quotation."""
_OWN_FIRST = {own: (own, other) for own, other in permutations(LANGUAGES)}
_OTHER = -2.0
"""Nats a word. Of 6,627 questions of the Chamber none is below -1.0, but for two exchanged ones."""


def report_what_is_missing(frame: Frame, header: Header, body: Body, context: Context) -> None:
    """Report each piece that the page should have but lacks."""
    findings = context.findings
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
        text = "the text" if body.texts else "there is no text"
        taken = " is taken as its text" if body.texts else ""
        findings.report(
            "question_line_missing",
            f"No line opens the question; {text} after the {header.last_piece}{taken}.",
        )
    if missing := [lang for lang in context.languages if (lang, "question") not in body.texts]:
        findings.report("question_text_missing", f"No text of the question in: {', '.join(missing)}.")
    _report_missing_answer(header, body, context)
    report_other_language(body.texts, context.language_score, context.findings.report)


def report_other_language(
    texts: Texts, language_score: LanguageScore, report: Callable[[str, str], None]
) -> None:
    """Report texts that are surely not in the language of their page."""
    for (language, part), paragraphs in texts.items():
        first = paragraphs[0].split(maxsplit=_JUDGED)[:_JUDGED]
        own, other = (_articles(one).intersection(first) for one in _OWN_FIRST[language])
        if len(own) > len(other):
            continue
        each = -(-_JUDGED // len(paragraphs))
        words = [word for text in paragraphs for word in text.split(maxsplit=each)[:each]]
        score = sum(map(language_score, words)) * (1 if language == "nl" else -1)
        if len(words) >= _JUDGED // 2 and score < _OTHER * len(words):
            beginning = quoted(" ".join(words))
            report(
                "text_in_other_language", f"The {part} ({language}) is in the other language: {beginning}."
            )


@cache
def _articles(language: Language) -> frozenset[str]:
    """The articles of a language; a text that begins with its own needs no closer look."""
    return frozenset(label.text for label in labels_of("article") if label.language == language)


def _report_missing_answer(header: Header, body: Body, context: Context) -> None:
    languages, findings = context.languages, context.findings
    answered = body.answered_on or any(event.tells_answer for event in header.events)
    missing = [lang for lang in languages if (lang, "answer") not in body.texts]
    if context.form == "markdown" and answered and not body.answered_on and missing:
        findings.report(
            "answer_line_missing",
            "The question is answered, but the extraction has lost the line that opens the answer: the text "
            "is not split.",
        )
    elif answered and missing:
        findings.report(
            "answer_text_missing",
            f"The page says that the question is answered but has no answer in: {', '.join(missing)}. "
            "It may be cut.",
        )
    if (not answered) and len(missing) < len(languages):
        findings.report(
            "answer_undated", "There is an answer, but neither its line nor the chronology dates it."
        )


def report_dates(frame: Frame, header: Header, body: Body, findings: Findings) -> None:
    """Report days that do not exist, and different dates for the same thing on one page."""
    for marker in (*frame.questions, *frame.answers):
        if marker.captured.get("date") and marker.date is None:
            findings.report(
                "invalid_date", f"A day that does not exist: {quoted(marker.captured['date'] or '')}."
            )
    asked = next((marker.date for marker in frame.questions if marker.date), None)
    if asked and header.asked_on and asked != header.asked_on:
        findings.report("asked_dates_differ", f"Author line: {header.asked_on}; question line: {asked}.")
    sent = next((event.event_on for event in header.events if event.event == "sent"), None)
    if asked and sent and sent > asked:
        findings.report("asked_dates_differ", f"The question was asked on {asked} and sent on {sent}.")
    dated = {event.event_on for event in header.events if event.tells_answer}
    if body.answered_on and header.events and body.answered_on not in dated:
        days = ", ".join(str(day) for day in sorted(dated))
        says = f"chronology: {days}" if dated else "the chronology names no answer"
        findings.report("answer_dates_differ", f"Answer line: {body.answered_on}; {says}.")
