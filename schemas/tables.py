"""Every table and column of a release, defined once."""

from schemas import codes
from schemas.actor_tables import ACTOR_TABLES
from schemas.columns import Column, Reference, Table
from schemas.common_columns import (
    BOOLEAN,
    DATE,
    INTEGER,
    LONG_TEXT,
    NUMBER,
    TEXT,
    TIMESTAMP,
    TO_QUESTION,
    language,
    position,
    question_id,
    span,
)
from schemas.text_tables import ANSWER_LIKENESS, ANSWER_PARTS, MENTIONS, SUBQUESTIONS, TEXT_REPAIRS
from schemas.vocabulary import issue_kinds

QUESTIONS = Table(
    "questions",
    "One row for each written question, put together from all its pages.",
    (
        question_id(),
        Column("legislature", INTEGER, "Number of the legislature, from 1 (1995).", required=True),
        Column("number", INTEGER, "Number of the question within its legislature.", required=True),
        Column("author", TEXT, "Name of the senator, letters repaired; null when no page shows it."),
        Column("party", TEXT, "Party as printed behind the author's name on the page."),
        Column(
            "member_id", TEXT, "The author in `members`; null when nobody is named, or nothing tells whom."
        ),
        Column("party_id", TEXT, "The party in `parties`; null when the printed name is not known."),
        Column("asked_on", DATE, "Date of the question, from its question line or author line."),
        Column("addressee_nl", TEXT, "Addressee on Dutch pages, without its preposition 'aan'."),
        Column(
            "addressee_fr",
            TEXT,
            "Addressee on French pages, without its preposition: 'à la X' is 'la X', 'au X' is 'le X'.",
        ),
        Column("office_id", TEXT, "The addressee in `offices`, the same for both languages."),
        Column(
            "minister_id",
            TEXT,
            "Who held that office on the day of the question, in `ministers`; null when nobody fits, or more "
            "than one.",
        ),
        Column("title_nl", TEXT, "Dutch title."),
        Column("title_fr", TEXT, "French title."),
        Column(
            "original_language",
            TEXT,
            "Language in which the question was asked, from its question line.",
            codes=codes.LANGUAGES,
        ),
        Column(
            "status",
            TEXT,
            "'answered' when there is an answer, else 'closed' when the chronology says so, else 'lapsed' "
            "when its legislature has ended, else 'open'.",
            required=True,
            codes=codes.STATUSES,
        ),
        Column(
            "status_reason",
            TEXT,
            "Why a question lapsed: its chronology says so ('event'), or its legislature is over while no "
            "page does ('legislature_over'); null for any other status.",
            codes=codes.STATUS_REASONS,
        ),
        Column("deadline_on", DATE, "Last day of the term for answering, where a page prints it."),
        Column("answered_on", DATE, "Date of the answer."),
        Column(
            "response_days", INTEGER, "Days from sending to answer; null when either is not known.", unit="d"
        ),
        Column(
            "provisional_answer",
            BOOLEAN,
            "True when a page announces a provisional answer as PDF.",
            required=True,
        ),
        Column(
            "group_id",
            TEXT,
            "The lowest question with the same text, asked to several ministers or put again.",
            required=True,
        ),
        Column(
            "group_reason",
            TEXT,
            "Why it is in its group: its pages link to it, its text is nearly the same, or it is alone.",
            required=True,
            codes=codes.GROUP_REASONS,
        ),
        Column(
            "first_seen", TIMESTAMP, "When its first page was fetched; null when no page tells when it was."
        ),
        Column("answer_seen", TIMESTAMP, "When the first page with an answer was fetched."),
        Column(
            "last_changed",
            TIMESTAMP,
            "When a page of it last said something that it had not said before, whatever its bytes are.",
        ),
    ),
    key=("question_id",),
    references=(
        Reference(("member_id",), "members", ("member_id",)),
        Reference(("party_id",), "parties", ("party_id",)),
        Reference(("minister_id",), "ministers", ("minister_id",)),
    ),
    may_shrink=False,
)

TEXTS = Table(
    "texts",
    "One row for the text of a question or of its answer in one language.",
    (
        question_id(),
        language("Language of the text."),
        Column("part", TEXT, "Question or answer.", required=True, codes=codes.PARTS),
        Column(
            "text", LONG_TEXT, "The paragraphs, letters repaired, separated by a blank line.", required=True
        ),
        Column(
            "words", INTEGER, "How many words it has: stretches between spaces.", required=True, unit="words"
        ),
        Column(
            "is_cut", BOOLEAN, "Every copy of it ends in mid-sentence: its end is not held.", required=True
        ),
        Column(
            "first_seen",
            TIMESTAMP,
            "When the first page that shows this text in this language was fetched; null when no page tells "
            "when it was. An announcement that a text will come is none.",
        ),
    ),
    key=("question_id", "language", "part"),
    references=(TO_QUESTION,),
    may_shrink=False,
)

EVENTS = Table(
    "events",
    "One row for each line of a question's chronology.",
    (
        question_id(),
        position("event"),
        Column("event_on", DATE, "Date of the event.", required=True),
        Column("event", TEXT, "What happened.", required=True, codes=codes.EVENTS),
        Column("deadline_on", DATE, "Last day of the term for answering, printed behind 'sent'."),
    ),
    key=("question_id", "position"),
    references=(TO_QUESTION,),
    may_shrink=False,
)

STATUS_HISTORY = Table(
    "status_history",
    "One row for each status that a question has had, from its day on; the last one is its status now.",
    (
        question_id(),
        position("status"),
        Column("since", DATE, "The day from which it had it; null when no page dates it."),
        Column("status", TEXT, "The status.", required=True, codes=codes.STATUSES),
    ),
    key=("question_id", "position"),
    references=(TO_QUESTION,),
)

KEYWORDS = Table(
    "keywords",
    "One row for each thesaurus term of a question in one language.",
    (
        question_id(),
        language("Language of the term."),
        position("term"),
        Column("keyword", TEXT, "The term, letters repaired.", required=True),
    ),
    key=("question_id", "language", "position"),
    references=(TO_QUESTION,),
    may_shrink=False,
)

LINKS = Table(
    "links",
    "One row for each reference that a question's pages make to another question.",
    (
        question_id("The question whose page makes the reference."),
        Column(
            "relation", TEXT, "What the other question is to this one.", required=True, codes=codes.RELATIONS
        ),
        Column("target_kind", TEXT, "Kind of the other question.", required=True, codes=codes.TARGET_KINDS),
        Column("target_id", TEXT, "The other question, as legislature-number.", required=True),
    ),
    key=("question_id", "relation", "target_id"),
    references=(TO_QUESTION,),
    may_shrink=False,
)

PAGES = Table(
    "pages",
    "One row for each page ever brought in: one address with one content.",
    (
        Column("page_id", TEXT, "Identifier made of address and content.", required=True),
        Column("url", TEXT, "Address in its one canonical spelling; null when the page came without one."),
        Column(
            "evidence",
            TEXT,
            "What vouches for the address: the site or an archive gave the page under it ('site'), a "
            "sidecar, a path or a line `URL: …` names it ('named'), the page itself does ('page'), nothing "
            "('content').",
            required=True,
            codes=codes.EVIDENCE,
        ),
        Column("variant", TEXT, "Which of the question's pages it is.", codes=codes.VARIANTS),
        Column("form", TEXT, "Form in which it reached us; null for what is not text.", codes=codes.FORMS),
        Column("question_id", TEXT, "The question it shows; null when it shows none."),
        Column("language", TEXT, "Language of the page; null for bilingual ones.", codes=codes.LANGUAGES),
        Column(
            "source", TEXT, "Where it was taken from: 'live', 'sample', or the path given.", required=True
        ),
        Column("origin", TEXT, "File name within the source, or the address.", required=True),
        Column(
            "fetched_at",
            TIMESTAMP,
            "When the address first gave these bytes, again if others came in between; null when not known.",
        ),
        Column(
            "sha256", TEXT, "SHA-256 of its bytes, hexadecimal: its name in the raw store.", required=True
        ),
        Column(
            "declared_charset",
            TEXT,
            "Character set that the page says it has; when it says none, that of the server's header.",
        ),
        Column("used_charset", TEXT, "Character set with which its bytes were decoded."),
        Column("outcome", TEXT, "Read, or set aside.", required=True, codes=codes.OUTCOMES),
        Column("reason", TEXT, "Why it was set aside, in a sentence; null when it was read."),
    ),
    key=("page_id",),
    may_shrink=False,
)

REPAIRS = Table(
    "repairs",
    "One row for each change of letters that was made to a page's text.",
    (
        Column("page_id", TEXT, "The page.", required=True),
        Column(
            "block", INTEGER, "Block of the page (blocks stand between blank lines), from 0.", required=True
        ),
        Column("field", TEXT, "What the letters belong to.", required=True, codes=codes.FIELDS),
        *span("the block as it reached us"),
        Column("before", TEXT, "The letters as they reached us.", required=True),
        Column("after", TEXT, "The letters put in their place.", required=True),
        Column("rule", TEXT, "The damage undone: 'mac_latin2', 'c1', 'entity', 'lost' …", required=True),
        Column(
            "certainty",
            NUMBER,
            "From 0 to 1, how far the evidence was above the margin; 1 when another page of the question "
            "shows the same word undamaged, 0 when it shows another.",
            required=True,
        ),
        Column(
            "verdict",
            TEXT,
            "What the question's other pages say of the word; null when none shows it undamaged.",
            codes=codes.VERDICTS,
        ),
    ),
    key=("page_id", "block", "start_at"),
    references=(Reference(("page_id",), "pages", ("page_id",)),),
)

ISSUES = Table(
    "issues",
    "One row for each thing that a page or question lacks or contradicts; nothing is dropped silently.",
    (
        Column("page_id", TEXT, "The page, when the matter belongs to one."),
        Column("question_id", TEXT, "The question, when it is known."),
        Column("kind", TEXT, "Kind of matter.", required=True, codes=tuple(issue_kinds())),
        Column("detail", TEXT, "A sentence: what, where, and the letters concerned.", required=True),
    ),
)

CHANGES = Table(
    "changes",
    "One row for each row that came or went, and each value that changed, against the release before; "
    "none in the first release.",
    (
        Column("table", TEXT, "Name of the table.", required=True),
        Column("key", TEXT, "Values of its key, parted by spaces.", required=True),
        Column("change", TEXT, "What happened to the row.", required=True, codes=codes.CHANGES),
        Column("column", TEXT, "Name of the column, for rows that changed."),
        Column("before", LONG_TEXT, "Its value in the release before."),
        Column("after", LONG_TEXT, "Its value in this release."),
    ),
    reproducible=False,
)

RUNS = Table(
    "runs",
    "One row for each run that had ended when the release was built, and the run that built it.",
    (
        Column("run_id", TEXT, "Identifier of the run: its start in UTC and a random end.", required=True),
        Column("started_at", TIMESTAMP, "Start.", required=True),
        Column("ended_at", TIMESTAMP, "End; for the run that built the release, the time of building."),
        Column("flow", TEXT, "Which flow ran: 'ingest', 'rebuild'.", required=True),
        Column("outcome", TEXT, "How it ended.", required=True, codes=codes.RUN_OUTCOMES),
        Column("counts", TEXT, "What it did, as a JSON object of counts.", required=True),
    ),
    key=("run_id",),
    may_shrink=False,
    reproducible=False,
)

LEGISLATURES = Table(
    "legislatures",
    "One row for each legislature of which a question is held or was asked for: what is there and what not.",
    (
        Column("legislature", INTEGER, "Number of the legislature, from 1 (1995).", required=True),
        Column("elected_on", DATE, "Day of the elections that began it."),
        Column("opened_on", DATE, "Day of the first sitting of its Senate."),
        Column(
            "ended_on",
            DATE,
            "Day that the chronologies name as its end, else that of the publication that dissolved the "
            "Chambers; null while it goes on.",
        ),
        Column(
            "expected",
            INTEGER,
            "Highest number known to exist: held, named by another question, or seen when the list of "
            "legislatures was made. So many questions there are, but for numbers never given.",
            required=True,
        ),
        Column("held", INTEGER, "Questions up to that number that are held.", required=True),
        Column("missing", INTEGER, "Numbers of which the site says that it has no page.", required=True),
        Column(
            "refused",
            INTEGER,
            "Numbers whose pages came and could not be read, or did not come when asked for.",
            required=True,
        ),
        Column("not_fetched", INTEGER, "Numbers that were never asked for.", required=True),
    ),
    key=("legislature",),
)

GAPS = Table(
    "gaps",
    "One row for each run of consecutive numbers of which no question is held, for one and the same reason.",
    (
        Column("legislature", INTEGER, "Number of the legislature.", required=True),
        Column("first_number", INTEGER, "First number of the run.", required=True),
        Column("last_number", INTEGER, "Last number of the run.", required=True),
        Column("numbers", INTEGER, "How many numbers that are.", required=True),
        Column("kind", TEXT, "Kind of gap.", required=True, codes=codes.GAP_KINDS),
        Column("reason", TEXT, "Why they are not held, in a sentence.", required=True),
    ),
    key=("legislature", "first_number"),
    references=(Reference(("legislature",), "legislatures", ("legislature",)),),
)

TABLES: tuple[Table, ...] = (
    QUESTIONS,
    TEXTS,
    EVENTS,
    STATUS_HISTORY,
    KEYWORDS,
    LINKS,
    SUBQUESTIONS,
    ANSWER_PARTS,
    MENTIONS,
    ANSWER_LIKENESS,
    *ACTOR_TABLES,
    PAGES,
    REPAIRS,
    TEXT_REPAIRS,
    ISSUES,
    LEGISLATURES,
    GAPS,
    CHANGES,
    RUNS,
)

FETCH_LOG = Table(
    "fetch_log",
    "One row for each page brought into the raw store, and for each answer of the site, page or not; kept "
    "beside the bytes, not part of a release.",
    (
        Column("sha256", TEXT, "SHA-256 of the bytes, hexadecimal; null when the answer had none."),
        Column("url", TEXT, "Address as the source gave it; of the site, the one that answered."),
        Column("canonical_url", TEXT, "Address asked for, in its one canonical spelling."),
        Column("fetched_at", TIMESTAMP, "When it was fetched from the site, when known."),
        Column("status", INTEGER, "HTTP status; null for a file, or when no answer came."),
        Column("headers", TEXT, "Headers of the answer that matter, as a JSON object."),
        Column("outcome", TEXT, "What came.", required=True, codes=codes.FETCH_OUTCOMES),
        Column("detail", TEXT, "A sentence on what went wrong; null when nothing did."),
        Column("reason", TEXT, "Why the site was asked; null for other sources.", codes=codes.FETCH_REASONS),
        Column("source", TEXT, "Where it was taken from: 'live', or the path given.", required=True),
        Column("origin", TEXT, "File name within the source, or the address.", required=True),
        Column("run_id", TEXT, "The run that brought it in.", required=True),
        Column("size", INTEGER, "How many bytes there are; null when there are none, and in older rows."),
    ),
)

SCHEMA_VERSION = "1.5"
"""Raised in its first part when a column changes its meaning or goes, in its second when one is added."""


def table(name: str) -> Table:
    """The table of that name.

    Raises:
        KeyError: When no table of a release has that name.
    """
    return {t.name: t for t in TABLES}[name]
