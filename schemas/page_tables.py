"""Tables of pages, of repairs and issues, and the log of the raw store."""

from typing import Any

from schemas import codes
from schemas.columns import INTEGER, NUMBER, TEXT, TIMESTAMP, TO_PAGE, Column, Join, Table, required, span
from schemas.vocabulary import issue_kinds

PAGES = Table(
    "pages",
    "One row for each page ever brought in: one address with one content.",
    (
        required("page_id", TEXT, "Identifier made of address and content."),
        Column("url", TEXT, "Address in its one canonical spelling; null when the page came without one."),
        required(
            "evidence",
            TEXT,
            "Evidence for the address: the site or an archive gave the page under it ('site'), a "
            "sidecar, a path or a line `URL: …` names it ('named'), the page itself does ('page'), nothing "
            "('content').",
            codes=codes.EVIDENCE,
        ),
        Column("variant", TEXT, "Which of the question's pages it is.", codes=codes.VARIANTS),
        Column("form", TEXT, "Form in which it reached us; null for what is not text.", codes=codes.FORMS),
        Column("question_id", TEXT, "The question it shows; null when it shows none."),
        Column("language", TEXT, "Language of the page; null for bilingual ones.", codes=codes.LANGUAGES),
        required("source", TEXT, "Where it was taken from: 'live', 'sample', or the path given."),
        required("origin", TEXT, "File name within the source, or the address."),
        Column(
            "fetched_at",
            TIMESTAMP,
            "When the address first gave these bytes, again if others came in between; null when not known.",
        ),
        required("sha256", TEXT, "SHA-256 of its bytes, hexadecimal: its name in the raw store."),
        Column(
            "declared_charset",
            TEXT,
            "Character set that the page says it has; when it says none, that of the server's header.",
        ),
        Column("used_charset", TEXT, "Character set with which its bytes were decoded."),
        required(
            "outcome",
            TEXT,
            "Read, or set aside.",
            codes=codes.OUTCOMES,
            may_vanish=("quarantined",),
            why="A better reader reads what was set aside.",
        ),
        Column(
            "reason",
            TEXT,
            "Why it was set aside, in a sentence; null when it was read.",
            may_lose=1,
            why="A page that is read at last has none; a check demands that of those set aside.",
        ),
    ),
    key=("page_id",),
    may_shrink=False,
    joins=(
        Join(
            "questions",
            "questions.question_id = pages.question_id",
            "The question, unless the page was set aside and no other page shows it.",
        ),
    ),
)


REPAIRS = Table(
    "repairs",
    "One row for each change of letters that was made to a page's text.",
    (
        required("page_id", TEXT, "The page."),
        required("block", INTEGER, "Block of the page (blocks stand between blank lines), from 0."),
        required("field", TEXT, "What the letters belong to.", codes=codes.FIELDS),
        *span("the block as it reached us"),
        required("before", TEXT, "The letters as they reached us."),
        required("after", TEXT, "The letters put in their place."),
        required("rule", TEXT, "The damage undone: 'mac_latin2', 'c1', 'entity', 'lost' …", coded=True),
        required(
            "certainty",
            NUMBER,
            "From 0 to 1, how far the evidence was above the margin; 1 when another page of the question "
            "shows the same word undamaged, 0 when it shows another.",
        ),
        Column(
            "verdict",
            TEXT,
            "What the question's other pages say of the word; null when none shows it undamaged.",
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
    "One row for each thing that a page or question lacks or contradicts; nothing is dropped silently.",
    (
        Column("page_id", TEXT, "The page, when the matter belongs to one."),
        Column("question_id", TEXT, "The question, when it is known."),
        required(
            "kind",
            TEXT,
            "Kind of matter.",
            codes=tuple(issue_kinds()),
            may_vanish=tuple(issue_kinds()),
            why="An issue is there to be mended.",
        ),
        required("detail", TEXT, "A sentence: what, where, and the letters concerned."),
    ),
    references=(TO_PAGE,),
    joins=(
        Join(
            "questions",
            "questions.question_id = issues.question_id",
            "The question; none where the matter is that it is not held.",
        ),
    ),
)


def question_issue(question_id: str, kind: str, detail: str) -> dict[str, Any]:
    """An issue of a question as a whole, not of one page."""
    return ISSUES.row(page_id=None, question_id=question_id, kind=kind, detail=detail)


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
        required("outcome", TEXT, "What came.", codes=codes.FETCH_OUTCOMES),
        Column("detail", TEXT, "A sentence on what went wrong; null when nothing did."),
        Column("reason", TEXT, "Why the site was asked; null for other sources.", codes=codes.FETCH_REASONS),
        required("source", TEXT, "Where it was taken from: 'live', or the path given."),
        required("origin", TEXT, "File name within the source, or the address."),
        required("run_id", TEXT, "The run that brought it in."),
        Column("size", INTEGER, "How many bytes there are; null when there are none, and in older rows."),
    ),
)
