"""A copy that ends anywhere, or lacks a block, says less than its page, nothing else; a whole one is closed.

Not seen is never not done: what tests/support/cuts.py finds in such a copy is an error.
"""

import re
from copy import deepcopy
from dataclasses import replace

import pytest

from tasks.read.text.end import ends_in_mid_sentence
from tests.read.test_facts_in_facts_out import HTML_FORMS, TEXT_FORMS
from tests.support import TESTS, cuts
from tests.support.cuts import issues_of, read_rows
from tests.support.each_case import each_case
from tests.support.reading import INVENTED, LANGUAGES, PAGES, SIMPLE, in_halves, issue_kinds, read
from tests.support.render import VARIANTS, Form, render
from tests.support.render.forms import page_bytes
from tests.support.whole_pages import FACTS, FORMS, SAMPLE, all_forms, built, rendered, sample_page, seed_page


def table(name):
    lines = (TESTS / f"read/cut_{name}.tsv").read_text("utf-8").splitlines()[1:]
    return [re.sub(" ?¶ ?", "\n", line).split("\t") for line in lines]


# Copies that end somewhere


def everywhere(page):
    step = max(1, len(page.content) // 25)
    return range(step // 2, len(page.content), step)


def in_some_lines(page):
    return in_lines(page)[::3]


def at_line_ends(page):
    return [n for n, byte in enumerate(page.content) if byte == 0x0A]


def in_lines(page):
    """Before and behind the end of each line, and in the middle of each line and block of the head."""
    ends = at_line_ends(page)
    starts = [0, *(end + 1 for end in ends)]
    middles = [(start + end) // 2 for start, end in zip(starts, ends, strict=False)]
    in_head = [place for place in middles if page.opened is None or place < page.opened]
    return sorted({*ends, *starts[1:], *in_head, *((at.start + at.stop) // 2 for at in page.heads)})


def page_of(name, *form):
    """The real page, one of the sample, or one in a form, without its address if that is None."""
    if form:
        page = rendered(name, *form[:3])
        return page if len(form) == len(LANGUAGES) + 1 else replace(page, url=None)
    return seed_page() if name == "seed" else sample_page(name)


AT_LINE_ENDS = [page for page in [*all_forms(FACTS, ["main", "print"])][1::3] if page[2] != "markdown"]
CUTS = [
    *((page, in_some_lines) for page in all_forms(["answered"], ["main"])),
    *(((facts, "main", "text", "nl"), in_lines) for facts in FACTS),
    *(((facts, "main", "text", "fr", None), in_lines) for facts in FACTS),
    *((("answered", "print_bilingual", kind, "nl"), in_some_lines) for kind in ("text", "html", "markdown")),
    (("unanswered", "main", "html", "nl"), in_some_lines),
    (("answered", "print", "text", "nl"), in_lines),
    (("late", "bulletin", "text", "nl"), in_lines),
    (("numbered", "bulletin", "html", "fr"), in_some_lines),
    *((page, at_line_ends) for page in AT_LINE_ENDS[::2]),
    *(((name,), everywhere) for name in ["seed", *list(SAMPLE)[4::12]]),
]
AT_EACH_BYTE = [
    *all_forms(["answered"]),
    *all_forms(["late", "numbered"], ["bulletin"]),
    *((facts, "main", "text", language) for facts in FACTS for language in LANGUAGES),
    *((facts, "print", "text", "nl") for facts in FACTS),
    ("unanswered", "main", "html", "nl"),
]


@each_case(("page", "where"), CUTS)
def test_copy_that_ends_there(page, where):
    cuts.check_cuts(page_of(*page), where, (b"", b"\n\n"))


@pytest.mark.long
@pytest.mark.parametrize("page", AT_LINE_ENDS[1::2], ids="-".join)
def test_other_page_cut_at_its_line_ends(page):
    cuts.check_cuts(page_of(*page), at_line_ends, (b"", b"\n\n"))


@pytest.mark.long
@pytest.mark.parametrize("page", SAMPLE)
def test_each_sample_page_cut_anywhere(page):
    cuts.check_cuts(sample_page(page), everywhere, (b"\n", b"\r\n\r\n"))


@pytest.mark.long
@pytest.mark.parametrize("page", AT_EACH_BYTE, ids="-".join)
def test_page_cut_at_each_byte(page):
    # At every third of a page that is mostly markup.
    cuts.check_cuts(page_of(*page), lambda cut: range(1, len(cut.content), 3 if cut.kind == "html" else 1))


# Copies that lack a block

MAY_LACK = (
    "print_links chamber rule date references masthead section legend bulletin published session".split()
)
"""Blocks that whole pages lack too, or that say nothing of the question: no issue need tell of them."""
NOT_ALONE = frozenset({"title", "answer_line", "provisional"})
"""Few pages have the last one, and nothing else tells of it; without the answer line see below."""
PIPE_TABLES = [(variant, "markdown") for variant in ("print", "print_bilingual")]
"""Their cell of the chronology is empty."""
WITHOUT = [
    *all_forms(["answered", "closed"]),
    *all_forms(["numbered", "late"], ["bulletin"]),
    *((facts, "main", "text", "nl") for facts in FACTS if facts != "answered"),
    *(("closed", variant, "text", "fr") for variant in VARIANTS),
]


def rows_without(page, kind, *roles):
    """The tables of a copy without blocks, by their roles or numbers."""
    kept = [one for n, one in enumerate(page.blocks) if not {n, one.role} & {*roles}]
    return read_rows(page_bytes(replace(page, blocks=tuple(kept)), FORMS[kind]), page.address)


def faults_without(role, got, whole):
    """Without its line a bulletin page names no question; a wrong title or keyword may have an issue."""
    allowed = {"issues"} if role in MAY_LACK else {"refused"} if role == "bulletin_line" else set()
    if role == "keywords" and any(kind.startswith("layout_") for kind in issues_of(got)):
        allowed = {"questions.title_nl", "questions.title_fr", "keywords"}
    found = [*cuts.lacking(got, whole), *(cuts.status_faults(got) if role == "chronology" else ())]
    return [(f"without {role}", one) for one in found if one[0] not in allowed]


@in_halves("facts, variant, kind, language", WITHOUT)
def test_page_without_a_block(facts, variant, kind, language):
    page, found = built(facts, variant, language), []
    whole, roles = rows_without(page, kind), [block.role for block in page.blocks]
    both = ("chronology", ("chronology_heading", "chronology"))
    for role, lost in [*((role, (n,)) for n, role in enumerate(roles)), both]:
        if role in roles and role not in NOT_ALONE:
            found += faults_without(role, rows_without(page, kind, *lost), whole)
    cuts.require_none(found)


@each_case("form", [one for one in all_forms(["answered", "answered_after"]) if one[1:3] not in PIPE_TABLES])
def test_page_without_its_answer_line(form):
    """The chronology tells that there is an answer, but not where it begins."""
    facts, variant, kind, language = form
    page = built(facts, variant, language)
    whole, got = rows_without(page, kind), rows_without(page, kind, "answer_line")
    assert {"answer_line_missing", "answer_text_missing"} & issues_of(got)
    assert got["questions"][0]["status"] == "answered"
    assert [*cuts.scalar_faults(got, whole), *cuts.list_faults(got, whole)] == []
    texts = {(one["language"], one["part"]): one["text"] for one in whole["texts"]}
    answers = [text for (_, part), text in sorted(texts.items()) if part == "answer"]
    for row in got["texts"]:
        question, own = (texts[row["language"], part] for part in ("question", "answer"))
        behind = ("\n\n".join([question, *each]) for each in ([own], answers))
        assert row["part"] == "question"
        assert any(cuts.begins(row["text"], one) for one in behind), row["text"]


@in_halves(
    "form, also",
    [one for one in all_forms(FACTS, ["main", "print"]) if one[2] != "markdown"],
    [(), ("chronology_heading", "chronology"), ("references",)],
)
def test_page_without_its_question_line_keeps_its_text(form, also):
    facts, variant, kind, language = form
    page = built(facts, variant, language)
    whole, got = rows_without(page, kind), rows_without(page, kind, "question_line", *also)
    assert "question_line_missing" in issues_of(got)
    for name in ("author", "asked_on", f"title_{language}"):
        assert got["questions"][0][name] == whole["questions"][0][name]
    assert got["keywords"] == whole["keywords"]
    assert [one["text"] for one in got["texts"]] == [one["text"] for one in whole["texts"]]


LAST = "author addressee title keywords chronology_heading chronology provisional references".split()
CALLED = {"chronology_heading": "chronology", "provisional": "provisional answer"}


@each_case(("facts", "variant"), [(facts, variant) for facts in FACTS for variant in ("main", "print")])
@each_case("language", LANGUAGES)
def test_an_issue_names_the_piece_after_which_the_page_ends(facts, language, variant):
    """A page that ends before its author shows nothing of its question; before its number it is none."""
    page = built(facts, variant, language)
    number = [block.role for block in page.blocks].index("number")
    for n, block in enumerate(page.blocks):
        content = page_bytes(replace(page, blocks=page.blocks[: n + 1]), Form())
        got = read_rows(content, page.address)
        if block.role in LAST:
            said = [one["detail"] for one in got["issues"] if one["kind"] == "question_line_missing"]
            assert f"after the {CALLED.get(block.role, block.role)}" in " ".join(said)
            assert "question_text_missing" in issues_of(got)
        elif n <= number:
            assert ("shows nothing of it" if n == number else "number") in got
            assert n == number or "this is not a question page" in read_rows(content, None)


# Short pages, to the letter

ADDRESS = "https://www.senate.be/www/?MIval=/Vragen/{}&LEG=6&NR=95030&LANG={}"
TOLD = {name: (ADDRESS.format(page, language), text) for name, page, language, text in table("pages")}
VALUES = {
    "author": "author=Hélène Vanneste; party=CD&V; asked_on=2016-02-03; ",
    "unknown": "status=unknown; status_reason=copy_cut; answered_on=; response_days=; ",
    "answered": "status=answered; status_reason=; answered_on=2016-05-30; response_days=117; ",
    "title": "title_nl=Reuzenstoeten - Bewaring van poppen - Subsidies; ",
}
COLUMN = {"keywords": "keyword", "events": "event", "links": "target_id"}
"""What is compared of the rows of a list; of sub-questions and answers it is the label."""


@each_case("behind", ["", "\n\n"], ids=["bare", "blank line"])
@each_case("row", table("copies"))
def test_what_is_read_of_a_copy_that_ends_within(row, behind):
    _, name, end, piece, groups, others, text = row
    (url, page), piece = TOLD[name], piece or end
    got = read_rows((page[: page.rindex(end) + len(end)] + behind).encode(), url)
    for value in ("".join(VALUES[one] for one in groups.split()) + others).split("; "):
        name, _, wanted = value.partition("=")
        column = COLUMN.get(name, "label")
        found = (
            ", ".join(one[column] or "" for one in got[name]) if name in got else got["questions"][0][name]
        )
        assert str("" if found is None else found) == wanted, value
    texts = [one["text"] for one in got["texts"]]
    assert texts in ([text], [f"{text}\n\n{piece}"]) if text else texts == []
    assert any(piece in one for one in [*texts, *(one["detail"] for one in got["issues"])])
    assert not [one for one in got["texts"] if one["is_cut"] and one["words"] is not None]


def test_a_chronology_that_is_cut_is_not_said_to_be_missing():
    url, page = TOLD["dutch"]
    kinds = issues_of(read_rows(page[: page.index("Verzending") + 4].encode(), url))
    assert "page_cut" in kinds
    assert "chronology_missing" not in kinds


# Where a text ends


@each_case(("kind", "what", "text"), table("sentences"))
def test_a_text_that_breaks_off_is_cut_and_one_that_ends_is_not(kind, what, text):
    assert ends_in_mid_sentence(tuple(text.split("\n\n"))) == (kind == "cut")


@each_case("name", INVENTED)
@each_case("variant", ["main", "print"])
def test_a_copy_that_ends_within_a_word_of_its_last_paragraph_is_cut(name, variant):
    part = "answer" if INVENTED[name].answer else "question"
    for language in LANGUAGES:
        whole = render(INVENTED[name], variant, language).decode()
        record = read(whole[: whole.rstrip().rfind(" ") - 1])
        assert record.reading.cut == (language, part)
        assert "text_cut" in issue_kinds(record)


def test_what_is_behind_a_text_tells_that_it_is_complete():
    """HTML is cut only where it is left open; before the answer line, the question cannot be cut."""
    facts = INVENTED["5-90001"]
    html = render(facts, "main", "nl", Form("html", "divs")).decode("latin-1")
    left_open = html[: html.rindex(facts.answer.nl[-1][-30:]) + 10]
    assert read(left_open.encode("latin-1")).reading.cut == ("nl", "answer")
    assert read((left_open + "</body></html>").encode("latin-1")).reading.cut is None
    whole, last = render(facts, "main", "nl").decode(), facts.question.nl[-1]
    assert last in whole
    assert read(whole.replace(last, last[:-8])).reading.cut is None


# The checks themselves

PLANTED = [
    ("questions.addressee_nl", "questions", {"addressee_nl": "de minister van Ju"}),
    ("questions.response_days", "questions", {"response_days": 1}),
    ("questions.status", "questions", {"status": "closed"}),
    ("questions.status_reason", "questions", {"status": "unknown"}),
    ("keywords", "keywords", {"keyword": "officiële sta"}),
    ("events", "events", {"event": "closed"}),
    ("links", "links", {"target_id": "6-950"}),
    ("subquestions", "subquestions", {"text": "Wie bet"}),
    ("answer_parts", "answer_parts", {"answer_kind": "referral"}),
    ("texts (answer)", "texts", {"text": "1) Tien.\n\n3"}),
    ("texts.words", "texts", {"words": 2}),
    ("", "questions", {"status": "unknown", "status_reason": "copy_cut"}),
    ("", "questions", {"party": None}),
    ("", "texts", {"text": "1) Tien.\n\n2) De St", "words": None}),
    ("", "answer_parts", {"text": "De St", "answers": []}),
]
"""Changes of the last row of a table, and what is wrong with them beside that no issue tells of them."""


def test_what_is_wrong_is_found_and_less_is_not_wrong():
    page = rendered("answered", "main", "text", "nl")
    whole = read_rows(page.content, page.url)
    assert list(cuts.lacking(whole, whole)) == list(cuts.cut_faults(page, whole, len(page.content))) == []
    for wrong, name, changes in PLANTED:
        rows = deepcopy(whole)
        rows[name][-1] |= changes
        found = {what for what, _ in cuts.lacking(rows, whole)}
        assert (wrong or "issues") in found
        assert found <= {wrong, "issues"}
    assert list(cuts.sentence_faults("It is cut.", "cut")) == [("no sentence", "cut")]


PAGE = render(SIMPLE, "main", "nl", Form("html", "divs")).rstrip()
OTHER = render(replace(SIMPLE, number=95002), "main", "nl", Form("html", "divs"))


def is_closed(content):
    return read(content).reading.is_closed


@each_case("form", HTML_FORMS | TEXT_FORMS)
def test_html_that_is_closed_is_and_no_extract(form):
    how = (HTML_FORMS | TEXT_FORMS)[form]
    for page in PAGES:
        is_html = form in HTML_FORMS and how.markup != "unclosed"
        assert is_closed(render(SIMPLE, *page, how)) is is_html, page


BEHIND = {
    "a comment": (b"<!-- archived - 2016 -->\n", True),
    "a script": (b"<script>if (1 < 2) count('me')</script>", True),
    "words": (b"<p>Meer antwoord.</p>", False),
    "the words of a script that is not closed": (b"<p>Meer <script>", False),
    "words and a comment": (b"<!-- a --> meer <!-- b -->", False),
}


@pytest.mark.parametrize("name", BEHIND)
def test_words_behind_the_end_show_that_it_is_none(name):
    behind, closed = BEHIND[name]
    assert is_closed(PAGE + behind) is closed


@pytest.mark.parametrize("share", [0.5, 0.9, 0.99])
def test_an_end_before_the_texts_proves_nothing(share):
    begun = PAGE.replace(b"<body", b"</head></body></html><body", 1)
    cut = begun[: begun.rindex(b"</") - int((1 - share) * 300)]
    assert not is_closed(cut)


def test_another_question_below_the_answer_leaves_its_end_open():
    body = OTHER.partition(b"<body>")[2]
    assert not is_closed(PAGE.replace(b"</body>\n</html>", body))
