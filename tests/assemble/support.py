"""What the tests of assembling share: read pages of one question, made by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import permutations
from typing import Any

from schemas.records import (
    Capture,
    Event,
    LetterRepair,
    Link,
    PageIssue,
    PageReading,
    PageRecord,
    QuestionRecord,
)
from tasks.assemble import assemble_question

ASKED, REMINDED, ANSWERED = date(2013, 4, 30), date(2013, 5, 20), date(2013, 5, 30)
QUESTION = ("Eerste alinea over het personeel.", "1) Hoeveel personen werken er?")
ANSWER = ("1) Er werken 40 personen.", "Hun aantal stijgt elk jaar.")
PLACEHOLDER = {"nl": ("Tekst nog niet beschikbaar.",), "fr": ("Texte pas encore disponible.",)}
SENT, REMINDER = Event(ASKED, "sent"), Event(REMINDED, "reminder")
ANSWER_EVENT, CLOSED = Event(ANSWERED, "answered"), Event(date(2013, 6, 1), "closed")
ENDED = Event(date(2014, 4, 28), "legislature_ended")


def at(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=UTC)


OPEN = PageReading(
    legislature=5,
    number=90200,
    variant="main",
    languages=("nl",),
    author="Hélène Vanneste",
    party="CD&V",
    asked_on=ASKED,
    original_language="nl",
    addressee={"nl": "de eerste minister"},
    title={"nl": "Diensten - Personeel"},
    keywords={"nl": ("dienst", "personeel")},
    events=(SENT,),
    links=(Link("also_asked_as", "written_question", "5-90201"),),
    texts={("nl", "question"): QUESTION},
    is_closed=True,
)
DONE = replace(
    OPEN,
    events=(SENT, REMINDER, ANSWER_EVENT),
    texts={("nl", "question"): QUESTION, ("nl", "answer"): ANSWER},
    answered_on=ANSWERED,
)
FRENCH = replace(
    DONE,
    languages=("fr",),
    addressee={"fr": "le premier ministre"},
    title={"fr": "Services - Personnel"},
    keywords={"fr": ("service", "personnel")},
    texts={
        ("fr", "question"): ("Premier alinéa.", "1) Combien de personnes ?"),
        ("fr", "answer"): ("1) Quarante.",),
    },
)


def page(name: str, reading: PageReading, fetched: int | None = None, **others: Any) -> PageRecord:
    """A read page; `fetched` is the year in which it was fetched; `others` are fields of the record."""
    time = at(fetched) if fetched else None
    record = PageRecord(
        Capture(name, name * 8, f"https://example.org/{name}", time, "map", name),
        "read",
        None,
        "html",
        None,
        "windows-1252",
        reading,
        variant=reading.variant,
        question_id=reading.question_id,
    )
    return replace(record, **others)


def evidenced(record: PageRecord, evidence: str) -> PageRecord:
    return replace(record, capture=replace(record.capture, evidence=evidence))


def assembled(*records: PageRecord) -> QuestionRecord:
    """The question, which must be the same for every order of its pages."""
    found = [assemble_question(order) for order in permutations(records)]
    assert all(one == found[0] for one in found)
    return found[0]


def repaired(field: str, times: int = 1) -> tuple[LetterRepair, ...]:
    return tuple(LetterRepair(at, 0, 1, "Ž", "ë", "mac_latin2", 0.99, field) for at in range(times))


def unsure(kind: str) -> tuple[PageIssue, ...]:
    return (PageIssue(kind, "Not certain."),)


def with_text(reading: PageReading, part: str, paragraphs: tuple[str, ...], language: str = "nl"):
    return replace(reading, texts=dict(reading.texts) | {(language, part): paragraphs})


FIELDS = {
    "author": (lambda text: replace(DONE, author=text), lambda question: question.author),
    "party": (lambda text: replace(DONE, party=text), lambda question: question.party),
    "addressee": (lambda text: replace(DONE, addressee={"nl": text}), lambda found: found.addressee["nl"]),
    "title": (lambda text: replace(DONE, title={"nl": text}), lambda question: question.title["nl"]),
    "keyword": (
        lambda text: replace(DONE, keywords={"nl": ("dienst", text)}),
        lambda question: question.keywords["nl"][1],
    ),
    "question": (
        lambda text: with_text(DONE, "question", (text, *QUESTION[1:])),
        lambda question: question.texts["nl", "question"][0],
    ),
    "answer": (
        lambda text: with_text(DONE, "answer", (*ANSWER[:1], text)),
        lambda question: question.texts["nl", "answer"][1],
    ),
}
"""A page that shows a text in a field, and what a question then has there."""


def details(record: Any, kind: str = "pages_disagree") -> list[str]:
    return [issue["detail"] for issue in record.issues if issue["kind"] == kind]


def kinds(record: Any) -> set[str]:
    return {issue["kind"] for issue in record.issues}
