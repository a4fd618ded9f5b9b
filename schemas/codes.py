"""Closed lists of values, as types and as data."""

from typing import Literal, get_args

Language = Literal["nl", "fr"]
Variant = Literal["main", "print", "print_bilingual", "bulletin"]
Form = Literal["html", "text", "markdown"]
Part = Literal["question", "answer"]
Outcome = Literal["read", "quarantined"]
Status = Literal["answered", "open", "closed", "lapsed"]
EventCode = Literal["sent", "reminder", "answered", "requalified", "closed", "legislature_ended"]
Relation = Literal[
    "also_asked_as", "requalified_from", "requalified_as", "reintroduced_as", "reintroduction_of"
]
TargetKind = Literal["written_question", "oral_question", "explanation_request", "other"]
Field = Literal["author", "addressee", "title", "keyword", "event", "link", "question", "answer", "other"]
Verdict = Literal["confirmed", "refuted"]
RunOutcome = Literal["published", "unchanged", "failed", "refused", "unavailable"]

LANGUAGES: tuple[Language, ...] = get_args(Language)
VARIANTS: tuple[Variant, ...] = get_args(Variant)
FORMS: tuple[Form, ...] = get_args(Form)
PARTS: tuple[Part, ...] = get_args(Part)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
STATUSES: tuple[Status, ...] = get_args(Status)
EVENTS: tuple[EventCode, ...] = get_args(EventCode)
RELATIONS: tuple[Relation, ...] = get_args(Relation)
TARGET_KINDS: tuple[TargetKind, ...] = get_args(TargetKind)
FIELDS: tuple[Field, ...] = get_args(Field)
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
RUN_OUTCOMES: tuple[RunOutcome, ...] = get_args(RunOutcome)

MENTION_KINDS = ("date", "document", "email", "handle", "money", "quantity", "url")

SAMPLE_SOURCE = "sample"
"""The source name of the bundled sample pages; they leave a release once another source is there."""
