"""A copy that ends anywhere, or lacks a block, says less than its page but nothing else.

Not seen is never not done: what tests/support/cut_checks.py and cut_ends.py find in such a copy is an error.
"""

from dataclasses import replace
from functools import cache

import pytest

from tests.support.cut_checks import (
    begins,
    lacking,
    list_faults,
    read_rows,
    require_none,
    scalar_faults,
    status_faults,
)
from tests.support.cut_ends import cut_faults
from tests.support.each_case import each_case
from tests.support.render import LANGUAGES, VARIANTS
from tests.support.render.forms import page_bytes
from tests.support.whole_pages import FACTS, FORMS, SAMPLE, all_forms, built, rendered, sample_page, seed_page


def pages(*arguments):
    return [pytest.param(*each, id="-".join(each)) for each in arguments]


PLACES = 25
HAS_NO_CHRONOLOGY = ("print-markdown", "print_bilingual-markdown")
"""Print pages as pipe tables, whose cell of the chronology is empty."""
ANSWERED_PAGES = [
    page
    for page in pages(*all_forms(["answered", "answered_after"]))
    if not any(form in page.id for form in HAS_NO_CHRONOLOGY)
]
OPTIONAL = frozenset(
    {"print_links", "chamber", "rule", "date", "references", "masthead", "section", "legend"}
    | {"bulletin", "published", "session"}
)
"""Blocks that whole pages lack too, or that say nothing of the question: no issue need tell of them."""
OWN_TESTS = frozenset({"title", "keywords", "answer_line"})
UNNOTICED = frozenset({"provisional"})
"""Few pages have this block, and nothing else tells of it: no reader can know that it is missing."""


def check_cuts(page, places, endings=(b"",)):
    """Require the right tables of the copies of a page that end at these places, or with bytes behind."""
    whole = read_rows(page.content, page.url)
    assert not isinstance(whole, str), whole
    require_none(
        (f"behind {page.content[max(0, place - 30) : place].decode('utf-8', 'replace')!r}", fault)
        for place in places
        for ending in endings
        for fault in cut_faults(page, whole, place, ending)
    )


def spread(page):
    step = max(1, len(page.content) // PLACES)
    return range(step // 2, len(page.content), step)


def line_ends(page):
    """The places before and behind the end of each line, and in the middle of each line of the head."""
    ends = [n for n, byte in enumerate(page.content) if byte == 0x0A]
    starts = [0, *(end + 1 for end in ends)]
    middles = [(start + end) // 2 for start, end in zip(starts, ends, strict=False)]
    in_head = [place for place in middles if page.opened is None or place < page.opened]
    return sorted(
        {*ends, *(end + 1 for end in ends), *in_head, *((at.start + at.stop) // 2 for at in page.heads)}
    )


# Copies that end somewhere


def test_seed_page_cut_anywhere():
    check_cuts(seed_page(), spread(seed_page()), (b"", b"\n\n"))


@pytest.mark.parametrize("name", list(SAMPLE)[4::6])
def test_sample_page_cut_anywhere(name):
    page = sample_page(name)
    check_cuts(page, spread(page))


@each_case(
    ("facts", "variant", "kind", "language"),
    pages(
        *all_forms(["answered"], ["main"]),
        *((facts, "main", "text", "nl") for facts in FACTS),
        ("unanswered", "main", "html", "nl"),
        ("answered", "print", "text", "nl"),
        ("late", "bulletin", "text", "nl"),
        ("numbered", "bulletin", "html", "fr"),
    ),
)
def test_page_cut_behind_and_within_each_line(facts, variant, kind, language):
    page = rendered(facts, variant, kind, language)
    check_cuts(page, line_ends(page), (b"", b"\n\n"))


@pytest.mark.parametrize("kind", ["text", "html", "markdown"])
def test_bilingual_page_cut_behind_and_within_each_line(kind):
    page = rendered("answered", "print_bilingual", kind, "nl")
    check_cuts(page, line_ends(page))


@pytest.mark.parametrize("facts", FACTS)
def test_page_without_address_cut_behind_and_within_each_line(facts):
    page = replace(rendered(facts, "main", "text", "fr"), url=None)
    check_cuts(page, line_ends(page))


@pytest.mark.long
@pytest.mark.parametrize("name", SAMPLE)
def test_each_sample_page_cut_anywhere(name):
    page = sample_page(name)
    check_cuts(page, spread(page), (b"\n", b"\r\n\r\n"))


@pytest.mark.long
@pytest.mark.parametrize(
    ("facts", "variant", "kind", "language"),
    pages(
        *all_forms(["answered"]),
        *all_forms(["late", "numbered"], ["bulletin"]),
        *((facts, "main", "text", language) for facts in FACTS for language in LANGUAGES),
        *((facts, "print", "text", "nl") for facts in FACTS),
    ),
)
def test_page_cut_at_each_byte(facts, variant, kind, language):
    """At every third of a page that is mostly markup."""
    page = rendered(facts, variant, kind, language)
    check_cuts(page, range(1, len(page.content), 3 if kind.startswith("html") else 1), (b"",))


# Copies that lack a block


@cache
def complete_rows(facts, variant, kind, language):
    return rows_without(built(facts, variant, language), kind, set())


def rows_without(page, kind, lost):
    kept = tuple(block for n, block in enumerate(page.blocks) if n not in lost)
    return read_rows(page_bytes(replace(page, blocks=kept), FORMS[kind]), page.address)


def places_of(page, role):
    return {n for n, block in enumerate(page.blocks) if block.role == role}


def losses(page):
    """The blocks that a copy may lack, by name: each by itself, and the chronology with its heading."""
    roles = [block.role for block in page.blocks]
    found = {f"{n} {role}": {n} for n, role in enumerate(roles) if role not in OWN_TESTS | UNNOTICED}
    both = places_of(page, "chronology_heading") | places_of(page, "chronology")
    return found | ({"heading and chronology": both} if len(both) > 1 else {})


def is_allowed(role, what):
    """Nothing need tell of an optional block; without its line a bulletin page names no question."""
    return (what == "issues" and role in OPTIONAL) or (what == "refused" and role == "bulletin_line")


@each_case(
    ("facts", "variant", "kind", "language"),
    pages(
        *all_forms(["answered"]),
        *all_forms(["numbered", "late"], ["bulletin"]),
        *((facts, "main", "text", "nl") for facts in FACTS if facts != "answered"),
        *(("closed", variant, "text", "fr") for variant in VARIANTS),
    ),
)
def test_page_without_a_block(facts, variant, kind, language):
    page, whole = built(facts, variant, language), complete_rows(facts, variant, kind, language)
    found = []
    for name, lost in losses(page).items():
        got, role = rows_without(page, kind, lost), name.split()[-1]
        faults = [*lacking(got, whole), *(status_faults(got) if role == "chronology" else ())]
        found += [(f"without {name}", one) for one in faults if not is_allowed(role, one[0])]
    require_none(found)


@each_case(("facts", "variant", "kind", "language"), ANSWERED_PAGES)
def test_page_without_its_answer_line(facts, variant, kind, language):
    """The chronology tells that there is an answer, but not where it begins."""
    page, whole = built(facts, variant, language), complete_rows(facts, variant, kind, language)
    got = rows_without(page, kind, places_of(page, "answer_line"))
    assert {"answer_line_missing", "answer_text_missing"} & {one["kind"] for one in got["issues"]}
    assert got["questions"][0]["status"] == "answered"
    assert [*scalar_faults(got, whole), *list_faults(got, whole, unnoticed=False)] == []
    texts = {(one["language"], one["part"]): one["text"] for one in whole["texts"]}
    answers = [text for (_, part), text in sorted(texts.items()) if part == "answer"]
    for row in got["texts"]:
        own = texts[row["language"], "question"], texts[row["language"], "answer"]
        joined = "\n\n".join([own[0], *answers])
        assert row["part"] == "question"
        assert begins(row["text"], "\n\n".join(own)) or begins(row["text"], joined), row["text"]


def check_without(role, facts, variant, kind, language):
    """Require the right tables of a page without that block; a wrong title or keyword may have an issue."""
    page, whole = built(facts, variant, language), complete_rows(facts, variant, kind, language)
    got = rows_without(page, kind, places_of(page, role))
    named = not isinstance(got, str) and any(one["kind"].startswith("layout_") for one in got["issues"])
    excused = ("questions.title", "keywords") if named else ()
    require_none((f"without {role}", one) for one in lacking(got, whole) if not one[0].startswith(excused))


@each_case(("facts", "variant", "kind", "language"), pages(*all_forms(["answered", "closed"])))
def test_page_without_its_keywords(facts, variant, kind, language):
    """Neither the title nor what stands behind the keywords becomes one in silence."""
    check_without("keywords", facts, variant, kind, language)
