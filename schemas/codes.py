"""Closed lists of values, as types and as data."""

from typing import Literal, get_args

Language = Literal["nl", "fr"]
Variant = Literal["main", "print", "print_bilingual", "bulletin", "record"]
"""The kinds of pages; `record` is the Chamber's open data."""
Form = Literal["html", "text", "markdown", "xml", "json"]
Part = Literal["question", "answer"]
Evidence = Literal["site", "named", "page", "content"]
"""The support for the address of a page, the best first."""
Outcome = Literal["read", "quarantined"]
ReasonCode = Literal[
    "not_text", "too_much", "no_question", "no_longer_read", "reader_error", "damaged_bytes", "failed"
]
"""Why a page is quarantined."""
Status = Literal["answered", "open", "closed", "requalified", "lapsed", "unknown"]
StatusReason = Literal[
    "event",
    "legislature_over",
    "copy_cut",
    "chronology_missing",
    "section_unanswered",
    "copy_undated",
    "copy_before_end",
]
"""Why a question lapsed, then why its status is unknown: the first that holds."""
Place = Literal["head", "chronology", "references", "question", "answer"]
"""The places of a page, in reading order."""
Section = Literal["answered", "provisional", "unanswered"]
"""The sections of a bulletin."""
AskedFrom = Literal["question_line", "author_line", "record", "date_line", "sent"]
"""Where the date of a question stands, the best first."""
RecordState = Literal["open", "answered", "unanswered", "cancelled"]
"""What a record says of its question; `unanswered` was printed without an answer after its deadline."""
EventCode = Literal[
    "sent", "reminder", "answered", "supplemented", "requalified", "closed", "legislature_ended"
]
Relation = Literal[
    "also_asked_as",
    "requalified_from",
    "requalified_as",
    "reintroduced_as",
    "reintroduction_of",
    "similar_to",
    "passed_on_to",
    "same_text_as",
    "other",
]
TargetKind = Literal["written_question", "oral_question", "explanation_request", "other"]
Field = Literal["author", "addressee", "title", "keyword", "event", "link", "question", "answer", "other"]
Verdict = Literal["confirmed", "refuted"]
FetchOutcome = Literal[
    "page", "archive", "absent", "unchanged", "no_evidence", "failed", "blocked", "forbidden", "robots"
]
"""`no_evidence` is a good response that says nothing: neither a question nor that there is none. `archive` is
an archive of records; those that it brings have rows of their own, and no row says that one is as it was."""
FetchReason = Literal[
    "spot_check",
    "unknown_status",
    "new_number",
    "gap",
    "other_language",
    "bilingual",
    "open",
    "changed",
    "translation",
    "answered_again",
    "new_legislature",
    "failed_before",
    "archive",
    "backfill",
]
GapKind = Literal["missing", "refused", "not_fetched"]
FoundBy = Literal["list", "rule", "defined"]
"""How a mention was found: its name is in a list; its form; what its own text says of it."""
MentionKind = Literal[
    "document",
    "legal_act",
    "url",
    "email",
    "handle",
    "phone",
    "money",
    "date",
    "quantity",
    "office",
    "party",
    "person",
    "organisation",
    "place",
]
Numbering = Literal["printed", "inferred"]
AnswerKind = Literal["substance", "referral", "not_competent", "no_data", "placeholder", "deposited"]
GroupReason = Literal["alone", "link", "text"]
Role = Literal["prime_minister", "deputy_prime_minister", "minister", "state_secretary", "other"]
Stance = Literal["in government", "support from outside"]
AlarmKind = Literal["refused", "failed", "blocked", "stale", "unknown_format"]
HealthKind = Literal[
    "no_folder",
    "later_version",
    "no_release",
    "damaged_release",
    "unlisted_files",
    "damaged_ledger",
    "damaged_log",
    "address",
    "failed",
    "unavailable",
    "interrupted",
    "refused",
    "missed_night",
    "stale",
    "quarantine",
    "unknown_format",
    "unknown_labels",
    "ignored_setting",
]
Change = Literal["added", "removed", "changed"]
RunOutcome = Literal["published", "unchanged", "failed", "refused", "unavailable", "interrupted"]

LANGUAGES: tuple[Language, ...] = get_args(Language)
VARIANTS: tuple[Variant, ...] = get_args(Variant)
FORMS: tuple[Form, ...] = get_args(Form)
MARKUP: frozenset[Form] = frozenset({"html", "xml", "json"})
"""Forms as the source has them, whose markup shows where they end; the others are extractions."""
PARTS: tuple[Part, ...] = get_args(Part)
EVIDENCE: tuple[Evidence, ...] = get_args(Evidence)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
HouseCode = Literal["senate", "chamber"]
HOUSES: tuple[HouseCode, ...] = get_args(HouseCode)
REASON_CODES: tuple[ReasonCode, ...] = get_args(ReasonCode)
MAY_PASS: tuple[ReasonCode, ...] = ("damaged_bytes", "failed")
"""Reasons of which a page may be free in the next run, though neither its bytes nor the code changed."""
STATUSES: tuple[Status, ...] = get_args(Status)
STATUS_REASONS: tuple[StatusReason, ...] = get_args(StatusReason)
PLACES: tuple[Place, ...] = get_args(Place)
ASKED_FROM: tuple[AskedFrom, ...] = get_args(AskedFrom)
EVENTS: tuple[EventCode, ...] = get_args(EventCode)
RELATIONS: tuple[Relation, ...] = get_args(Relation)
TARGET_KINDS: tuple[TargetKind, ...] = get_args(TargetKind)
FIELDS: tuple[Field, ...] = get_args(Field)
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
FETCH_OUTCOMES: tuple[FetchOutcome, ...] = get_args(FetchOutcome)
FETCH_REASONS: tuple[FetchReason, ...] = get_args(FetchReason)
GAP_KINDS: tuple[GapKind, ...] = get_args(GapKind)
NUMBERINGS: tuple[Numbering, ...] = get_args(Numbering)
ANSWER_KINDS: tuple[AnswerKind, ...] = get_args(AnswerKind)
GROUP_REASONS: tuple[GroupReason, ...] = get_args(GroupReason)
ROLES: tuple[Role, ...] = get_args(Role)
STANCES: tuple[Stance, ...] = get_args(Stance)
CHANGES: tuple[Change, ...] = get_args(Change)
IDENTIFIER_SCHEMES = ("enterprise_number", "ecli_code", "ovo_code", "wikidata_id")
"""The registers that give organisations an identifier, by the column that has it."""
RUN_OUTCOMES: tuple[RunOutcome, ...] = get_args(RunOutcome)

FOUND_BY: tuple[FoundBy, ...] = get_args(FoundBy)
MENTION_KINDS: tuple[MentionKind, ...] = get_args(MentionKind)
"""Of equally long mentions, the first kind wins."""

KEPT_HEADERS = ("content-type", "date", "etag", "last-modified", "location", "retry-after", "server")
"""Response headers that the fetch log keeps, in lower case."""

LIVE_SOURCE = "live"
"""The source name of pages fetched from the site."""

SAMPLE_SOURCE = "sample"
"""The source name of the bundled sample pages, which leave a release once another source is there."""
