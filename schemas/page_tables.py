"""Tables of pages, of repairs and issues, and the log of the raw store."""

from typing import Any

from schemas import codes
from schemas.columns import (
    BOOLEAN,
    INTEGER,
    NUMBER,
    TEXT,
    TIMESTAMP,
    TO_PAGE,
    Column,
    Table,
    join_question,
    required,
    span,
)
from schemas.vocabulary import issue_kinds

PAGES = Table(
    "pages",
    "One row per page ever imported: one address with one content.",
    (
        required("page_id", TEXT, "Identifier derived from address and content."),
        Column("url", TEXT, "Address in canonical form; null if the page came without one."),
        required(
            "evidence",
            TEXT,
            "Evidence for the address: the site or an archive returned the page under it ('site'); a "
            "sidecar, a path or a line `URL: …` gives it ('named'); the page itself gives it ('page'); or "
            "only the content suggests it ('content').",
            codes=codes.EVIDENCE,
        ),
        Column("variant", TEXT, "Which of the question's pages it is.", codes=codes.VARIANTS),
        Column("form", TEXT, "Format in which it reached us; null if it is not text.", codes=codes.FORMS),
        Column("question_id", TEXT, "The question it shows; null if it shows none."),
        Column("language", TEXT, "Language of the page; null for bilingual ones.", codes=codes.LANGUAGES),
        required("source", TEXT, "Where it was taken from: 'live', 'sample', or the path given."),
        required("origin", TEXT, "File name within the source, or the address."),
        Column(
            "fetched_at",
            TIMESTAMP,
            "When the address first returned these bytes (again, if others came in between); null if "
            "unknown.",
        ),
        Column(
            "seen_at",
            TIMESTAMP,
            "When the address last returned these bytes, or said that they are unchanged; null if unknown.",
            is_compared=False,
        ),
        Column(
            "is_whole",
            BOOLEAN,
            "Whether the copy shows the chronology and goes on to the place of an answer: only such a copy "
            "proves that there was no answer. Null if it was not read.",
        ),
        Column("letters_shown", INTEGER, "Letters that the page shows; null if it was not read."),
        Column("letters_read", INTEGER, "How many of them gave a value or belong to a known label."),
        Column("letters_boilerplate", INTEGER, "How many of them are words of the site, known by name."),
        required("sha256", TEXT, "SHA-256 of its bytes, hexadecimal: its name in the raw store."),
        Column("declared_charset", TEXT, "Character set declared by the page, else by the server's header."),
        Column("used_charset", TEXT, "Character set with which its bytes were decoded."),
        required(
            "outcome",
            TEXT,
            "Whether it was read or quarantined.",
            codes=codes.OUTCOMES,
            may_vanish=("quarantined",),
            why="A better reader reads what was set aside.",
        ),
        Column(
            "reason",
            TEXT,
            "Why it was quarantined, in a sentence; null if it was read.",
            may_lose=1,
            why="A page that is read at last has none; a check demands that of those set aside.",
        ),
        Column(
            "reason_code",
            TEXT,
            "Why it was quarantined: it is empty or no text ('not_text'); it exceeds the limits for a page "
            "('too_much'); it shows no question, or is cut before it ('no_question'); the reader raised an "
            "error ('reader_error'); its bytes in the raw store are damaged ('damaged_bytes'); or reading it "
            "failed each time, as when it kills its process or takes too long ('failed'). The next run tries "
            "the last two again. Null if it was read.",
            codes=codes.REASON_CODES,
            may_lose=1,
            may_vanish=codes.REASON_CODES,
            why="A better reader reads what was set aside.",
        ),
    ),
    key=("page_id",),
    may_shrink=False,
    joins=(
        join_question("pages", "The question, unless the page was quarantined and no other page shows it."),
    ),
)


REPAIRS = Table(
    "repairs",
    "One row per repair of letters in a page's text.",
    (
        required("page_id", TEXT, "The page."),
        required("block", INTEGER, "Block of the page (blocks are separated by blank lines), from 0."),
        required("field", TEXT, "What the letters belong to.", codes=codes.FIELDS),
        *span("the block as received"),
        required("before", TEXT, "The letters as received."),
        required("after", TEXT, "The letters put in their place."),
        required(
            "rule",
            TEXT,
            "The kind of damage repaired: 'mac_latin2', 'c1', 'entity', 'lost' …; of several layers all, "
            "joined by '+', the last damage first.",
            coded=True,
        ),
        required(
            "certainty",
            NUMBER,
            "From 0 to 1, the share of such repairs that were right where it was measured; 1 if another page "
            "of the question shows the same word undamaged, 0 if it shows a different word.",
        ),
        Column(
            "verdict",
            TEXT,
            "Whether the question's other pages confirm the repair; null if none shows the word undamaged.",
            codes=codes.VERDICTS,
            may_vanish=("refuted",),
            why="A better repair is no longer refuted.",
        ),
    ),
    key=("page_id", "block", "start_at"),
    references=(TO_PAGE,),
)


ISSUES = Table(
    "issues",
    "One row per gap, contradiction or doubt on a page or in a question; nothing is dropped silently.",
    (
        Column("page_id", TEXT, "The page, if the issue belongs to one."),
        Column("question_id", TEXT, "The question, if known."),
        required(
            "kind",
            TEXT,
            "Kind of issue.",
            codes=tuple(issue_kinds()),
            may_vanish=tuple(issue_kinds()),
            why="An issue is there to be mended.",
        ),
        required("detail", TEXT, "A sentence: what, where, and the letters concerned."),
    ),
    references=(TO_PAGE,),
    joins=(join_question("issues", "The question; none if the issue is that it is missing."),),
)


def question_issue(question_id: str, kind: str, detail: str) -> dict[str, Any]:
    """An issue of a question as a whole, not of one page."""
    return ISSUES.row(page_id=None, question_id=question_id, kind=kind, detail=detail)


FETCH_LOG = Table(
    "fetch_log",
    "One row per page imported into the raw store, and per response of the site, page or not; kept with the "
    "bytes, not part of a release.",
    (
        Column("sha256", TEXT, "SHA-256 of the bytes, hexadecimal; null if the response had none."),
        Column("url", TEXT, "Address given by the source; for the site, the one that responded."),
        Column("canonical_url", TEXT, "Address requested, in canonical form."),
        Column("fetched_at", TIMESTAMP, "When it was fetched from the site, if known."),
        Column("status", INTEGER, "HTTP status; null for a file, or if there was no response."),
        Column("headers", TEXT, "Relevant headers of the response, as a JSON object."),
        required("outcome", TEXT, "What was received.", codes=codes.FETCH_OUTCOMES),
        Column("detail", TEXT, "What went wrong, in a sentence; null if nothing did."),
        Column("reason", TEXT, "Why it was requested; null for other sources.", codes=codes.FETCH_REASONS),
        required("source", TEXT, "Where it was taken from: 'live', or the path given."),
        required("origin", TEXT, "File name within the source, or the address."),
        required("run_id", TEXT, "The run that imported it."),
        Column("size", INTEGER, "Number of bytes; null if there are none, and in older rows."),
    ),
)
