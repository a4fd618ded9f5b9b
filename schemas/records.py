"""What the steps of the pipeline hand to each other, as plain immutable values.

The steps: capture → decoded page → page reading → question record → rows of the tables.
"""
# ruff: noqa: RUF009 - `_printed` makes a field

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, NamedTuple

from schemas.codes import (
    AskedFrom,
    EventCode,
    Evidence,
    FetchOutcome,
    Field,
    Form,
    Language,
    Outcome,
    Part,
    Place,
    ReasonCode,
    RecordState,
    Relation,
    Section,
    Status,
    StatusReason,
    TargetKind,
    Variant,
    Verdict,
)
from schemas.question_number import QuestionNumber


class Printed(NamedTuple):
    """How the pages of a question decide a printed value."""

    near: Field  # the field with which it stands on the page; repairs there make it unsure
    title: str = ""  # what issues call it where pages disagree; its name by default
    has_letters: bool = False  # damage may change them: the page with the best ones provides it
    changes: bool = False  # the source changes it in time: no disagreement
    on_any_page: bool = False  # true when any page says so; no disagreement when others do not


def _printed(near: Field, *, default: Any = None, **more: Any) -> Any:  # noqa: ANN401 - the field's
    """A field of `PrintedFacts`; `more` are fields of `Printed`."""
    return field(default=default, metadata={"printed": Printed(near, **more)})


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedFacts:
    """What a page, or all pages of a question together, say of it; a value that none prints is None."""

    author: str | None = _printed("author", has_letters=True)
    party: str | None = _printed("author", has_letters=True)
    asked_on: date | None = _printed("question", title="date of the question")
    original_language: Language | None = _printed("question", title="original language")
    provisional_answer: bool | None = _printed("other", on_any_page=True, default=False)
    session: str | None = _printed("other")
    suffix: int | None = _printed("other")
    member_key: str | None = _printed("author", title="key of the author")
    deadline_on: date | None = _printed("other", title="last day for answering")
    answered_by_on: date | None = _printed("other", changes=True)
    document_number: str | None = _printed("other", title="number of the document")
    printed_number: int | None = _printed("other", title="number in print")
    record_name: str | None = _printed("other", changes=True)


PRINTED: dict[str, Printed] = {one.name: one.metadata["printed"] for one in fields(PrintedFacts)}
"""By name, in the order of the class."""


Row = dict[str, Any]
"""One row of a table: column name to value."""

PARAGRAPH_BREAK = "\n\n"
"""Between the paragraphs of a text."""
Tables = dict[str, list[Row]]
"""Rows by table name."""


@dataclass(frozen=True, slots=True)
class IncomingPage:
    """One page as a source gives it."""

    content: bytes  # as received
    origin: str  # file name within the source
    url: str | None = None  # the address, when the source names one
    fetched_at: datetime | None = None  # when it was fetched from the site, when the source says so
    status: int | None = None  # HTTP status of the answer; None for a file, which is no answer of a server
    headers: Mapping[str, str] = field(default_factory=dict)  # KEPT_HEADERS of the answer, in small letters
    outcome: FetchOutcome | None = None  # how it was classified when it was fetched, if the source says so
    detail: str | None = None  # the sentence that belongs to it


@dataclass(frozen=True, slots=True)
class Capture:
    """One page of the raw store: an address with its content, as the fetch log first knew it."""

    page_id: str  # made of address and content
    sha256: str  # name of its bytes in the raw store
    url: str | None  # its address, canonical
    fetched_at: datetime | None  # when the address first gave these bytes, again if others came in between
    source: str
    origin: str  # name within the source
    seen_at: datetime | None = None  # when the address last gave these bytes, or said that they are unchanged
    header_charset: str | None = None  # the character set that the server named, if any
    evidence: Evidence = "content"  # what the address rests on
    size: int | None = None  # how many bytes it has; None when an older version of the code logged it


class Attempt(NamedTuple):
    """A question that was asked for in vain: no page of it ever came, or the site has it no longer."""

    legislature: int
    number: int
    outcome: FetchOutcome  # what came last: 'absent', 'no_evidence', 'failed', 'blocked' or 'forbidden'
    withdrawn: bool = False  # a page came before, and by now the site says that it has none


@dataclass(frozen=True, slots=True)
class PageIssue:
    """Something a page lacks or contradicts; `question_id` is filled in by the reader when known."""

    kind: str
    detail: str


class Block(NamedTuple):
    """A stretch of a page between two blank lines (or what looks so in a browser)."""

    text: str  # its lines, joined by line feeds; never empty
    path: tuple[int, ...] = ()  # the child indices that lead to its element in HTML; else ()
    boilerplate: bool = False  # the element says that it is the site's own: a menu, a path, a footer
    numeral: str = ""  # the number that a browser shows before it, for an item of a numbered list: '1.', 'a.'


@dataclass(frozen=True, slots=True)
class DecodedPage:
    """A page as blocks of text in reading order."""

    form: Form
    blocks: tuple[Block, ...]
    url: str | None  # the address that the page itself names, if any
    url_line: bool  # whether a first line `URL: …` names it, which is no part of the page
    declared_charset: str | None  # the label the page carries, as written
    used_charset: str  # what its bytes were decoded with
    letters_certain: bool  # letters that follow from single bytes cannot be misread
    may_be_cut: bool = False  # nothing shows that it goes to its end
    title: str = ""  # the words of `<title>`, in HTML
    beside: tuple[str, ...] = ()  # words of inputs, and in place of pictures
    issues: tuple[PageIssue, ...] = ()  # what was odd about its bytes


@dataclass(frozen=True, slots=True)
class Event:
    """One line of a chronology."""

    event_on: date
    event: EventCode
    deadline_on: date | None = None

    @property
    def tells_answer(self) -> bool:
        """Whether there is an answer since: the first one, or a further one to a question that had one."""
        return self.event in {"answered", "supplemented"}


@dataclass(frozen=True, slots=True)
class Link:
    """One reference to another question."""

    relation: Relation
    target_kind: TargetKind
    target_id: str


class LineOfRepair(NamedTuple):
    """A line in which letters were changed, after all repairs; the changes of a line share one object."""

    starts_at: int  # where it begins in the text of the page; tells lines of the same letters apart
    text: str  # its letters, without white space at the ends


class LetterRepair(NamedTuple):
    """One change of letters, placed in a block as it reached us (code points, half-open)."""

    block: int
    start_at: int
    end_at: int
    before: str
    after: str
    rule: str
    certainty: float
    field: Field = "other"
    word: str = ""  # what stands between spaces around the change, after all repairs
    verdict: Verdict | None = None  # what other pages say of it; None when none shows the word undamaged
    line: LineOfRepair | None = None  # the line in which it stands; None when it goes over a line's end
    at: int = 0  # where the new letters begin in that line


@dataclass(frozen=True, slots=True)
class PageReading(PrintedFacts):
    """What one page says of its question; a field it does not show is None or empty.

    `title`, `addressee`, `keywords` and `texts` hold one entry for each language that the page shows.
    `ends_in` is the place in which the copy ends, None if nothing shows that it is cut; `cut` is the text
    within which it ends. It `is_closed` if its HTML ends behind its texts, with nothing unread after them.
    `section` and `bulletin_on` are those of a bulletin, `state` is that of a record.
    """

    legislature: int
    number: int
    variant: Variant
    languages: tuple[Language, ...]
    addressee: Mapping[Language, str] = field(default_factory=dict)
    title: Mapping[Language, str] = field(default_factory=dict)
    keywords: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    links: tuple[Link, ...] = ()
    texts: Mapping[tuple[Language, Part], tuple[str, ...]] = field(default_factory=dict)
    answered_on: date | None = None
    cut: tuple[Language, Part] | None = None
    ends_in: Place | None = None
    is_closed: bool = field(default=False, compare=False)
    asked_on_from: AskedFrom | None = None
    section: Section | None = None
    bulletin_on: date | None = None
    state: RecordState | None = None

    @property
    def question_id(self) -> str:
        """Identifier of the question, '5-8900' or '1-1535/1'."""
        number = str(QuestionNumber(self.legislature, self.number))
        return number if self.suffix is None else f"{number}/{self.suffix}"

    @property
    def shows_chronology(self) -> bool:
        """Whether it shows a chronology to its end."""
        return bool(self.events) and self.ends_in not in {"head", "chronology"}

    @property
    def is_whole(self) -> bool:
        """Whether it would show an answer if there were one."""
        return self.ends_in in {None, "answer"} and (
            self.variant in {"bulletin", "record"} or self.shows_chronology
        )


class Reason(NamedTuple):
    """Why a page is quarantined."""

    code: ReasonCode
    sentence: str


class Letters(NamedTuple):
    """How many letters a page shows, white space and rules left out, and what became of them."""

    letters_shown: int | None = None
    letters_read: int | None = None  # a value came from their line, or it is a known label
    letters_boilerplate: int | None = None  # of lines of the site that are known by name


NO_LETTERS = Letters()
"""Of a page that was not read."""


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A page after reading: what is in its row of `pages`, its repairs, its issues and its reading.

    `reading` is None when the page was quarantined.
    """

    capture: Capture
    outcome: Outcome
    reason: str | None
    form: Form | None
    declared_charset: str | None
    used_charset: str | None
    reading: PageReading | None
    repairs: tuple[LetterRepair, ...] = ()
    issues: tuple[PageIssue, ...] = ()
    variant: Variant | None = None
    question_id: str | None = None
    language: Language | None = None
    reason_code: ReasonCode | None = None
    letters: Letters = NO_LETTERS

    @property
    def is_whole(self) -> bool | None:
        """Whether it would show an answer if there were one; None when it was not read."""
        return self.reading.is_whole if self.reading else None


class Seen(NamedTuple):
    """When a question was seen, as far as the times of fetching are known."""

    first: datetime | None = None  # when its first page was fetched
    answer: datetime | None = None  # when the first page with an answer was fetched
    changed: datetime | None = None  # when a page of it last said something that it had not said before
    texts: Mapping[tuple[Language, Part], datetime] = {}  # when each was first fetched


class State(NamedTuple):
    """What became of a question by its pages alone; of 'copy_undated' the day of the copies decides."""

    status: Status
    reason: StatusReason | None = None
    is_late: bool | None = None  # of a question without an answer


@dataclass(frozen=True, slots=True)
class QuestionRecord(PrintedFacts):
    """One question put together from all its pages, ready for the tables.

    Of the texts in `cut` no page shows the end; of those in `whole` one proves it.
    """

    question_id: str
    legislature: int
    number: int
    addressee: Mapping[Language, str]
    title: Mapping[Language, str]
    keywords: Mapping[Language, tuple[str, ...]]
    events: tuple[Event, ...]
    links: tuple[Link, ...]
    texts: Mapping[tuple[Language, Part], tuple[str, ...]]
    answered_on: date | None
    state: State = field(default=State("unknown"))
    asked_on_from: AskedFrom | None = None
    bulletin_on: date | None = None  # day of its newest bulletin
    cut: frozenset[tuple[Language, Part]] = frozenset()
    whole: frozenset[tuple[Language, Part]] = frozenset()
    withdrawn: Mapping[Event | Link | tuple[Language, Part], date] = field(default_factory=dict)
    outdated: frozenset[str] = frozenset()  # pages with words that the site took out of a text
    issues: tuple[Row, ...] = ()
    seen: Seen = field(default_factory=Seen)


def has_answer(one: PageReading | QuestionRecord) -> bool:
    """Whether a page or a question has a text or a date of an answer."""
    return one.answered_on is not None or any(part == "answer" for _, part in one.texts)
