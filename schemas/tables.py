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
    language,
    position,
    question_id,
    refers,
    required,
)
from schemas.page_tables import ISSUES, PAGES, REPAIRS
from schemas.printed import other_printed_columns, printed_columns
from schemas.text_tables import ANSWER_LIKENESS, ANSWER_PARTS, MENTIONS, SUBQUESTIONS, TEXT_REPAIRS
from schemas.vocabulary_tables import VOCABULARY_TABLES

QUESTIONS = Table(
    "questions",
    "One row for each written question, put together from all its pages.",
    (
        question_id(),
        required("legislature", INTEGER, "Number of the legislature, from 1 (1995)."),
        required("number", INTEGER, "Number of the question within its legislature."),
        *printed_columns("author", "party"),
        Column("member_id", TEXT, "The author; null when nobody is named, or nothing tells whom."),
        Column("party_id", TEXT, "The party in `parties`; null when the printed name is not known."),
        *printed_columns("asked_on"),
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
            "Who held that office on the day of the question; null when nobody fits, or more than one.",
        ),
        Column("title_nl", TEXT, "Dutch title."),
        Column("title_fr", TEXT, "French title."),
        *printed_columns("original_language"),
        required(
            "status",
            TEXT,
            "'answered' when there is an answer, else 'closed' when the chronology says so, else 'lapsed' "
            "when its legislature has ended, else 'open'.",
            codes=codes.STATUSES,
            may_vanish=("open",),
            why="Between two legislatures no question is open.",
        ),
        Column(
            "status_reason",
            TEXT,
            "Why a question lapsed: its chronology says so ('event'), or its legislature is over while no "
            "page does ('legislature_over'); null for any other status.",
            codes=codes.STATUS_REASONS,
            may_lose=1,
            may_vanish=codes.STATUS_REASONS,
            why="Newer pages answer lapsed questions, or say that they lapsed; a check demands the reason of "
            "those that remain.",
        ),
        Column("deadline_on", DATE, "Last day of the term for answering, where a page prints it."),
        Column("answered_on", DATE, "Date of the answer."),
        Column(
            "response_days", INTEGER, "Days from sending to answer; null when either is not known.", unit="d"
        ),
        *printed_columns("provisional_answer"),
        required(
            "group_id",
            TEXT,
            "The lowest question with the same text, asked to several ministers or put again.",
        ),
        required(
            "group_reason",
            TEXT,
            "Why it is in its group: its pages link to it, its text is nearly the same, or it is alone.",
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
        *other_printed_columns("author", "party", "asked_on", "original_language", "provisional_answer"),
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
            "What the minister was in charge of, and of which party, on the day of the question.",
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
    "One row for the text of a question or of its answer in one language.",
    (
        question_id(),
        language("Language of the text."),
        required("part", TEXT, "Question or answer.", codes=codes.PARTS),
        required("text", LONG_TEXT, "The paragraphs, letters repaired, separated by a blank line."),
        required("words", INTEGER, "How many words it has: stretches between spaces.", unit="words"),
        required("is_cut", BOOLEAN, "Every copy of it ends in mid-sentence: its end is not held."),
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
        required("event_on", DATE, "Date of the event."),
        required("event", TEXT, "What happened.", codes=codes.EVENTS),
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
        required("status", TEXT, "The status.", codes=codes.STATUSES),
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
        required("keyword", TEXT, "The term, letters repaired."),
    ),
    key=("question_id", "language", "position"),
    references=(TO_QUESTION,),
    joins=(
        Join(
            "thesaurus",
            "thesaurus.term_nl = keywords.keyword AND keywords.language = 'nl' "
            "OR thesaurus.term_fr = keywords.keyword AND keywords.language = 'fr'",
            "A row for each term of the other language that stands beside it on bilingual pages.",
            multiplies=True,
        ),
    ),
    may_shrink=False,
)

LINKS = Table(
    "links",
    "One row for each reference that a question's pages make to another question.",
    (
        question_id("The question whose page makes the reference."),
        required("relation", TEXT, "What the other question is to this one.", codes=codes.RELATIONS),
        required("target_kind", TEXT, "Kind of the other question.", codes=codes.TARGET_KINDS),
        required("target_id", TEXT, "The other question, as legislature-number."),
    ),
    key=("question_id", "relation", "target_id"),
    references=(TO_QUESTION,),
    joins=(
        Join(
            "questions",
            "questions.question_id = links.target_id AND links.target_kind = 'written_question'",
            "The other question, where it is a written one that is held.",
        ),
    ),
    may_shrink=False,
)

CHANGES = Table(
    "changes",
    "One row for each row that came or went, and each value that changed, of the tables that have a key (so "
    "not of `issues`), against the release before; "
    "none where there was no release to compare with: `compared_with` in the manifest is null then.",
    (
        required("table_name", TEXT, "Name of the table."),
        required("key", TEXT_LIST, "Values of its key, in the order of its columns."),
        Column("question_id", TEXT, "The question of the row, for tables that name one in their key."),
        required("change", TEXT, "What happened to the row.", codes=codes.CHANGES),
        Column("column_name", TEXT, "Name of the column, for rows that changed."),
        Column("value_before", LONG_TEXT, "Its value in the release before."),
        Column("value_after", LONG_TEXT, "Its value in this release."),
    ),
    joins=(
        Join(
            "questions",
            "questions.question_id = changes.question_id",
            "The question, where it is held in this release.",
        ),
    ),
    reproducible=False,
)

RUNS = Table(
    "runs",
    "One row for each run that had ended when the release was built, and the run that built it.",
    (
        required("run_id", TEXT, "Identifier of the run: its start in UTC and a random end."),
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
    "One row for each legislature of which a question is held or was asked for: what is there and what not.",
    (
        required("legislature", INTEGER, "Number of the legislature, from 1 (1995)."),
        Column("elected_on", DATE, "Day of the elections that began it."),
        Column("opened_on", DATE, "Day of the first sitting of its Senate."),
        Column(
            "ended_on",
            DATE,
            "Day that the chronologies name as its end, else that of the publication that dissolved the "
            "Chambers; null while it goes on.",
        ),
        required(
            "expected",
            INTEGER,
            "Highest number known to exist: held, named by another question, or seen when the list of "
            "legislatures was made. So many questions there are, but for numbers never given.",
        ),
        required("held", INTEGER, "Questions up to that number that are held; the sample's do not count."),
        required("missing", INTEGER, "Numbers of which the site says that it has no page."),
        required(
            "refused",
            INTEGER,
            "Numbers whose pages came and could not be read, or did not come when asked for.",
        ),
        required("not_fetched", INTEGER, "Numbers that were never asked for."),
    ),
    key=("legislature",),
)

GAPS = Table(
    "gaps",
    "One row for each run of consecutive numbers of which no question is held, for one and the same reason.",
    (
        required("legislature", INTEGER, "Number of the legislature."),
        required("first_number", INTEGER, "First number of the run."),
        required("last_number", INTEGER, "Last number of the run."),
        required("numbers", INTEGER, "How many numbers that are."),
        required(
            "kind",
            TEXT,
            "Kind of gap.",
            codes=codes.GAP_KINDS,
            may_vanish=codes.GAP_KINDS,
            why="A gap is there to be filled.",
        ),
        required("reason", TEXT, "Why they are not held, in a sentence."),
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

SCHEMA_VERSION = "2.1"
"""Raised in its first part when a column changes its meaning or goes, in its second when one is added."""


def table(name: str) -> Table:
    """The table of that name; raises KeyError when no table of a release has it."""
    return {t.name: t for t in TABLES}[name]
