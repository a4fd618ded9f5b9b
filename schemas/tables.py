"""Every table and column of a release, defined once."""

from schemas import codes
from schemas.actor_tables import ACTOR_TABLES
from schemas.columns import (
    BOOLEAN,
    DATE,
    INTEGER,
    LONG_TEXT,
    TEXT,
    TEXT_LIST,
    TIMESTAMP,
    TO_LEGISLATURE,
    TO_MEMBER,
    TO_MINISTER,
    TO_OFFICE,
    TO_PARTY,
    TO_QUESTION,
    Column,
    Join,
    Table,
    join_question,
    language,
    of_text,
    position,
    question_id,
    refers,
    required,
    status,
    withdrawn_on,
)
from schemas.page_tables import ISSUES, PAGES, REPAIRS
from schemas.printed import other_printed_columns, printed_columns
from schemas.text_tables import ANSWER_LIKENESS, ANSWER_PARTS, MENTIONS, SUBQUESTIONS, TEXT_REPAIRS
from schemas.vocabulary_tables import VOCABULARY_TABLES

QUESTIONS = Table(
    "questions",
    "One row per written question, assembled from all its pages.",
    (
        question_id(),
        required("legislature", INTEGER, "Number of the legislature, from 1 (1995)."),
        required("number", INTEGER, "Number of the question within its legislature."),
        *printed_columns("suffix", "author", "party"),
        Column("member_id", TEXT, "The author; null if nobody is named, or it is unclear who is meant."),
        Column("party_id", TEXT, "The party in `parties`; null if the printed name is unknown."),
        *printed_columns("asked_on"),
        Column(
            "asked_on_from",
            TEXT,
            "Where that date stands: in the question line, the author line, the line above the number, or "
            "only as the day of sending in the chronology.",
            codes=codes.ASKED_FROM,
            may_vanish=codes.ASKED_FROM,
            why="Another page shows a better place.",
        ),
        Column("addressee_nl", TEXT, "Addressee on Dutch pages, without its preposition 'aan'."),
        Column(
            "addressee_fr",
            TEXT,
            "Addressee on French pages, without its preposition: 'à la X' is 'la X', 'au X' is 'le X'.",
        ),
        Column("office_id", TEXT, "The addressee in `offices`; the same for both languages."),
        Column(
            "minister_id",
            TEXT,
            "Who held that office on the day of the question; null if nobody fits, or several people do.",
        ),
        Column("title_nl", TEXT, "Dutch title."),
        Column("title_fr", TEXT, "French title."),
        *printed_columns("original_language"),
        status(
            "'answered' if there is an answer, even one that only announces a text (`answer_kinds` in "
            "`v_questions` is then ['placeholder']), else 'closed' or 'requalified' (as a request for "
            "explanations or an oral question) if its pages say so, else 'lapsed' if a page says that its "
            "legislature ended, or was seen after that end and shows no answer, else 'open' if a page of the "
            "current legislature showed no answer on `seen_on`, else 'unknown': no page at hand shows "
            "whether there is an answer."
        ),
        Column(
            "status_reason",
            TEXT,
            "Why a question lapsed: its chronology says so ('event'), or a page seen after the end of its "
            "legislature shows no answer ('legislature_over'). Why its status is unknown: each copy ends "
            "before the place of an answer ('copy_cut'), or shows no chronology ('chronology_missing'); it "
            "stands in a section of a bulletin that tells no final answer ('section_unanswered'); or no copy "
            "has a day ('copy_undated'), or none is from after the end of the legislature "
            "('copy_before_end'). Null for any other status.",
            codes=codes.STATUS_REASONS,
            may_lose=1,
            may_vanish=codes.STATUS_REASONS,
            why="Newer pages answer lapsed questions, or say that they lapsed; a check demands the reason of "
            "those that remain.",
        ),
        Column(
            "seen_on",
            DATE,
            "Day on which the newest copy was last seen on the site, in an archive or by its sidecar, "
            "unchanged or not; for a bulletin, its own date. Null if unknown.",
            is_compared=False,
        ),
        Column("deadline_on", DATE, "Last day for answering; null if no page prints one."),
        Column("answered_on", DATE, "Date of the answer."),
        Column(
            "response_days",
            INTEGER,
            "Days from sending (if no page dates it, from the date of the question) to the answer; null if "
            "either date is unknown.",
            unit="d",
        ),
        Column(
            "is_late",
            BOOLEAN,
            "Whether the answer came after the deadline. Without an answer: true if the deadline was over "
            "when a page last showed none, or its section of a bulletin says so, else null.",
        ),
        Column(
            "days_after_deadline",
            INTEGER,
            "Days from the deadline to the answer, negative if it came earlier; null without both dates.",
            unit="d",
        ),
        *printed_columns("provisional_answer"),
        required(
            "group_id",
            TEXT,
            "The lowest-numbered question with the same text (asked to several ministers or put again).",
        ),
        required(
            "group_reason",
            TEXT,
            "Why it is in its group: its pages link to it, its text is nearly the same, or it is alone.",
            codes=codes.GROUP_REASONS,
        ),
        Column("first_seen", TIMESTAMP, "When its first page was fetched; null if no page has a fetch time."),
        Column("answer_seen", TIMESTAMP, "When the first page with an answer was fetched."),
        Column(
            "last_changed", TIMESTAMP, "When one of its pages last changed in content (not just in bytes)."
        ),
        *other_printed_columns(
            "suffix", "author", "party", "asked_on", "original_language", "provisional_answer"
        ),
    ),
    key=("question_id",),
    references=(
        TO_LEGISLATURE,
        TO_MEMBER,
        TO_PARTY,
        TO_OFFICE,
        TO_MINISTER,
        refers("group_id", "questions", "question_id"),
    ),
    may_shrink=False,
    joins=(
        Join(
            "minister_terms",
            "minister_terms.minister_id = questions.minister_id "
            "AND questions.asked_on >= minister_terms.since "
            "AND (minister_terms.until IS NULL OR questions.asked_on < minister_terms.until)",
            "The minister's portfolios and party on the day of the question.",
        ),
        Join(
            "governments",
            "questions.asked_on >= governments.since "
            "AND (governments.until IS NULL OR questions.asked_on < governments.until)",
            "The government of that day.",
        ),
    ),
)

TEXTS = Table(
    "texts",
    "One row per question, part (question or answer) and language.",
    (
        *of_text(),
        required("text", LONG_TEXT, "The paragraphs, with letters repaired, separated by blank lines."),
        Column(
            "words",
            INTEGER,
            "Number of words, as separated by spaces; null for a text that is cut.",
            unit="words",
        ),
        required(
            "is_cut", BOOLEAN, "Whether every copy of it ends in mid-sentence, so that its end is missing."
        ),
        Column(
            "first_seen",
            TIMESTAMP,
            "When the first page with this text in this language was fetched; null if no page has a fetch "
            "time. An announcement of a text does not count.",
        ),
        withdrawn_on(),
    ),
    key=("question_id", "language", "part"),
    references=(TO_QUESTION,),
    may_shrink=False,
)

EVENTS = Table(
    "events",
    "One row per line of a question's chronology.",
    (
        question_id(),
        position("event"),
        required("event_on", DATE, "Date of the event."),
        required("event", TEXT, "What happened.", codes=codes.EVENTS),
        Column("deadline_on", DATE, "Last day for answering, printed after 'sent'."),
        withdrawn_on(),
    ),
    key=("question_id", "position"),
    references=(TO_QUESTION,),
    may_shrink=False,
)

STATUS_HISTORY = Table(
    "status_history",
    "One row per status that a question has had; the last one is its current status.",
    (
        question_id(),
        position("status"),
        Column("since", DATE, "First day of this status; null if no page dates it."),
        status("The status."),
    ),
    key=("question_id", "position"),
    references=(TO_QUESTION,),
)

KEYWORDS = Table(
    "keywords",
    "One row per thesaurus term of a question and language.",
    (
        question_id(),
        language("Language of the term."),
        position("term"),
        required("keyword", TEXT, "The term, with letters repaired."),
    ),
    key=("question_id", "language", "position"),
    references=(TO_QUESTION,),
    joins=(
        Join(
            "thesaurus",
            "thesaurus.term_nl = keywords.keyword AND keywords.language = 'nl' "
            "OR thesaurus.term_fr = keywords.keyword AND keywords.language = 'fr'",
            "One row for each term of the other language that is paired with it on bilingual pages.",
            multiplies=True,
        ),
    ),
    may_shrink=False,
)

LINKS = Table(
    "links",
    "One row per reference from a question's pages to another question.",
    (
        question_id("The question whose page makes the reference."),
        required("relation", TEXT, "How the other question relates to this one.", codes=codes.RELATIONS),
        required("target_kind", TEXT, "Kind of the other question.", codes=codes.TARGET_KINDS),
        required("target_id", TEXT, "The other question, as legislature-number."),
        withdrawn_on(),
    ),
    key=("question_id", "relation", "target_id"),
    references=(TO_QUESTION,),
    joins=(
        Join(
            "questions",
            "questions.question_id = links.target_id AND links.target_kind = 'written_question'",
            "The other question, if it is a written question in this release.",
        ),
    ),
    may_shrink=False,
)

CHANGES = Table(
    "changes",
    "One row per row added or removed, and per value changed, since the previous release, in tables that "
    "have a key (so not in `issues`). Empty if there was no release to compare with: `compared_with` in the "
    "manifest is then null.",
    (
        required("table_name", TEXT, "Name of the table."),
        required("key", TEXT_LIST, "Values of its key, in the order of its columns."),
        Column("question_id", TEXT, "The question of the row, for tables that name one in their key."),
        required("change", TEXT, "What happened to the row.", codes=codes.CHANGES),
        Column("column_name", TEXT, "Name of the column, for rows that changed."),
        Column("value_before", LONG_TEXT, "Its value in the release before."),
        Column("value_after", LONG_TEXT, "Its value in this release."),
    ),
    joins=(join_question("changes", "The question, if it is in this release."),),
    reproducible=False,
)

RUNS = Table(
    "runs",
    "One row per run that had ended when the release was built, plus the run that built it.",
    (
        required("run_id", TEXT, "Identifier of the run: its start in UTC and a random suffix."),
        required("started_at", TIMESTAMP, "Start."),
        Column("ended_at", TIMESTAMP, "End; for the run that built the release, the time of building."),
        required("flow", TEXT, "Which flow ran: 'ingest', 'rebuild'."),
        required("outcome", TEXT, "How it ended.", codes=codes.RUN_OUTCOMES),
        required("counts", TEXT, "What it did, as a JSON object of counts."),
    ),
    key=("run_id",),
    may_shrink=False,
    reproducible=False,
)

LEGISLATURES = Table(
    "legislatures",
    "One row per legislature with a question that is in the release or was requested: what is there and what "
    "is missing.",
    (
        required("legislature", INTEGER, "Number of the legislature, from 1 (1995)."),
        Column("elected_on", DATE, "Day of the elections that began it."),
        Column("opened_on", DATE, "Day of the first sitting of its Senate."),
        Column(
            "ended_on",
            DATE,
            "Last day according to the chronologies, else the day of the publication that dissolved the "
            "Chambers; null for the current legislature.",
        ),
        required(
            "expected",
            INTEGER,
            "Highest number known to exist: in the release, named by another question, or seen when the list "
            "of legislatures was made. This is the number of questions, apart from numbers that were never "
            "used.",
        ),
        required(
            "held", INTEGER, "Questions up to that number that are in the release; the sample's do not count."
        ),
        required("missing", INTEGER, "Numbers for which the site says that it has no page."),
        required("refused", INTEGER, "Numbers whose pages could not be read, or could not be fetched."),
        required("not_fetched", INTEGER, "Numbers that were never requested."),
    ),
    key=("legislature",),
)

GAPS = Table(
    "gaps",
    "One row per run of consecutive numbers that are not in the release for the same reason.",
    (
        required("legislature", INTEGER, "Number of the legislature."),
        required("first_number", INTEGER, "First number of the run."),
        required("last_number", INTEGER, "Last number of the run."),
        required("numbers", INTEGER, "How many numbers the run has."),
        required(
            "kind",
            TEXT,
            "Kind of gap.",
            codes=codes.GAP_KINDS,
            may_vanish=codes.GAP_KINDS,
            why="A gap is there to be filled.",
        ),
        required("reason", TEXT, "Why they are not in the release, in a sentence."),
    ),
    key=("legislature", "first_number"),
    references=(TO_LEGISLATURE,),
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
    *VOCABULARY_TABLES,
    PAGES,
    REPAIRS,
    TEXT_REPAIRS,
    ISSUES,
    LEGISLATURES,
    GAPS,
    CHANGES,
    RUNS,
)

SCHEMA_VERSION = "3.1"
"""Raised in its first part when a column changes its meaning or goes, in its second when one is added."""


def table(name: str) -> Table:
    """The table of that name; raises KeyError when no table of a release has it."""
    return {t.name: t for t in TABLES}[name]
