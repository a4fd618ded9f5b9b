"""The search index of a release, `senate.sqlite`: its tables, the searched columns and their weights."""

from collections.abc import Iterator

from schemas.codes import LANGUAGES, PARTS, Language
from schemas.columns import BOOLEAN, DATE, INTEGER, LONG_TEXT, NUMBER, TEXT, Column, Table, required
from schemas.ddl import identifier, quoted
from schemas.marts import views

SEARCH_FILE = "senate.sqlite"
INDEX = "questions_fts"
"""The full-text index over the table `v_questions`; Datasette finds it by its content table."""
DIGESTS = "digests"
"""A digest of the row of each question, by which the next night finds changes."""
TOPICS, QUESTION_TOPICS = "topics", "question_topics"
"""The names of topics, and those of each question."""
ROW_NUMBER = "search_id"
"""The column that identifies a row in the index."""
NUMBERS_A_LEGISLATURE = 1_000_000
FACETS = ("house", "legislature", "status", "is_late", "party", "minister", "original_language", "author")
"""Columns by which to count and filter results."""

NAMED = ("question_id", "author", "minister")
"""Columns that are searched in every language; '5-8900' is searched as the phrase '5 8900'."""
_COUNTS = {"title": "10.0", "question": "2.0", "answer": "1.0", **dict.fromkeys(NAMED, "10.0")}
"""The weight of a word in each searched column, by its name without the language."""
_TOKENIZER = "unicode61 remove_diacritics 2"
"""Words are runs of letters and digits, in lower case without accents; l'eau is 'l' and 'eau'."""
_SQLITE_TYPES = {INTEGER: "INTEGER", NUMBER: "REAL", BOOLEAN: "INTEGER"}
VIEW = "v_questions"
OF_VIEW = {
    **dict.fromkeys(("question_id", "title_nl", "title_fr", "author", "party", "minister"), TEXT),
    "asked_on": DATE,
    "status": TEXT,
    "answered_on": DATE,
    "response_days": INTEGER,
    **dict.fromkeys(("url_nl", "url_fr", "original_language", "addressee_nl", "addressee_fr"), TEXT),
    "deadline_on": DATE,
    "is_late": BOOLEAN,
    "days_after_deadline": INTEGER,
    "is_announced": BOOLEAN,
    **dict.fromkeys(("counted_days", "minister_days"), INTEGER),
    **dict.fromkeys(("counted_late", "minister_late"), BOOLEAN),
    "status_reason": TEXT,
    "seen_on": DATE,
    **dict.fromkeys(("legislature", "number"), INTEGER),
    "house": TEXT,
    "term": INTEGER,
    **dict.fromkeys(("side", "group_id"), TEXT),
}
"""The columns from `v_questions`, in its order, and their types."""


def _columns() -> Iterator[Column]:
    meanings = dict(next(view.columns for view in views() if view.name == VIEW))
    for name, kind in OF_VIEW.items():
        is_filled = name in {"question_id", "legislature", "number", "house", "term"}
        yield Column(name, kind, meanings[name], is_filled, unit="d" if "days" in name else "")
    yield required(ROW_NUMBER, INTEGER, "The question as a single number, used by the index.")
    for language, name in (("nl", "Dutch"), ("fr", "French")):
        yield Column(
            f"question_{language}", LONG_TEXT, f"Text of the question in {name}, with letters repaired."
        )
        yield Column(f"answer_{language}", LONG_TEXT, f"Text of the answer in {name}, with letters repaired.")


SEARCH_TABLE = Table(
    VIEW, "One row per written question, with its texts.", tuple(_columns()), key=("question_id",)
)


def searched_columns(language: Language | None = None) -> tuple[str, ...]:
    """The columns with words of a language, titles first, of one language or of both."""
    languages = (language,) if language else LANGUAGES
    return tuple(f"{field}_{one}" for field in ("title", *PARTS) for one in languages)


def indexed_columns(language: Language | None = None) -> tuple[str, ...]:
    """The searched columns, then those that are in no language."""
    return (*searched_columns(language), *NAMED)


def statements() -> Iterator[str]:
    """The statements that create the empty tables."""
    columns = ",\n  ".join(_definition(column) for column in SEARCH_TABLE.columns)
    name = identifier(SEARCH_TABLE.name)
    yield f"CREATE TABLE {name} (\n  {columns},\n  PRIMARY KEY (question_id), UNIQUE ({ROW_NUMBER})\n)"
    yield f"CREATE TABLE {DIGESTS} (question_id TEXT PRIMARY KEY, digest TEXT NOT NULL) WITHOUT ROWID"
    yield f"CREATE TABLE {TOPICS} (topic TEXT PRIMARY KEY, topic_nl TEXT, topic_fr TEXT) WITHOUT ROWID"
    yield (
        f"CREATE TABLE {QUESTION_TOPICS} (topic TEXT, {ROW_NUMBER} INTEGER, "
        f"PRIMARY KEY (topic, {ROW_NUMBER})) WITHOUT ROWID"
    )
    yield f"CREATE INDEX topics_of_questions ON {QUESTION_TOPICS} ({ROW_NUMBER})"
    yield (
        f"CREATE VIRTUAL TABLE {INDEX} USING fts5({', '.join(indexed_columns())}, "
        f"content={quoted(SEARCH_TABLE.name)}, content_rowid={quoted(ROW_NUMBER)}, "
        f"tokenize={quoted(_TOKENIZER)})"
    )
    ranks = ", ".join(_COUNTS.get(name) or _COUNTS[name.partition("_")[0]] for name in indexed_columns())
    yield f"INSERT INTO {INDEX} ({INDEX}, rank) VALUES ('rank', 'bm25({ranks})')"
    for column in (*FACETS, "asked_on"):
        yield f"CREATE INDEX {identifier(f'questions_{column}')} ON {name} ({identifier(column)})"


def _definition(column: Column) -> str:
    kind = _SQLITE_TYPES.get(column.type, "TEXT")
    return f"{identifier(column.name)} {kind}{' NOT NULL' if column.required else ''}"
