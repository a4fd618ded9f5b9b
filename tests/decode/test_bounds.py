"""A page of which too much is made is set aside with its reason; what any page takes has a bound."""

import re

import pytest

from benchmarks.common import taken
from schemas.records import PageRecord
from tasks.common.largest_page import LARGEST_PAGE
from tasks.pipeline.reading import rows_of
from tests.support.command import command
from tests.support.fuzz.run import not_hanging, strict
from tests.support.fuzz.weighty import AT_THE_BOUND, PAGES, SIZE, at_their_bounds
from tests.support.reading import SIMPLE, page_text, read
from tests.support.runs import rows
from tests.support.sources import lay_out

CHANGES = "changes of damaged letters on the page"
LINES = "lines; they"
FOUND = "mentions and sub-questions in the texts of question 6-95001"
HEAD = "keywords, events, references and issues of the page"
TOO_MUCH = {
    "damaged letters": CHANGES,
    "letters of another code page": CHANGES,
    "short lines": LINES,
    "empty blocks": LINES,
    "dates": FOUND,
    "organisations": FOUND,
    "sub-questions": LINES,
    "keywords": HEAD,
    "events": HEAD,
    "references": HEAD,
}
"""What a page has too much of; pages of the other kinds give little but their letters."""
QUICK = ("short lines", "keywords")
ROOM = 2**30
"""Bytes that a command and all that it starts may take, whatever the pages are, but for mapped files."""


def pages_of(record: PageRecord) -> list[tuple[str, str | None]]:
    return [(row["outcome"], row["reason"]) for row in rows_of([record])["pages"]]


@pytest.mark.parametrize(
    "kind", [name if name in QUICK else pytest.param(name, marks=pytest.mark.long) for name in TOO_MUCH]
)
def test_a_page_of_which_too_much_is_made_is_set_aside_and_says_of_what_and_what_to_do(kind):
    ((outcome, reason),) = pages_of(read(PAGES[kind](2 * AT_THE_BOUND[kind])))
    assert outcome == "quarantined"
    said = re.fullmatch(
        r"(?:The page has |The )?[\d,]+ (.+) take ([\d,]+) bytes, more than the limit of ([\d,]+); no "
        r"known question has so many\. If this is a real question, set `largest_page` to at least (\d+) and "
        r"run `rebuild`\.",
        reason,
    )
    what, weighs, limit, advised = said.groups()
    assert (what, limit) == (TOO_MUCH[kind], f"{LARGEST_PAGE:,}")
    assert int(weighs.replace(",", "")) == int(advised) > LARGEST_PAGE


def test_each_kind_that_has_a_bound_is_tried_beside_it():
    assert set(AT_THE_BOUND) == set(TOO_MUCH)


@pytest.mark.long
@pytest.mark.parametrize("kind", sorted(set(PAGES) - set(TOO_MUCH)))
def test_many_letters_alone_are_a_page(kind):
    assert pages_of(read(PAGES[kind](SIZE))) == [("read", None)]


PAGE = page_text(SIMPLE, "main", "nl")
ASKED = "Hoeveel aanvragen"
RUNS = {
    "capitals before a town": PAGE.replace(ASKED, f"arrondissement {'A' * 80}. Gent {ASKED}"),
    "a signature without an office": f"{PAGE}\n21/3/2016Antwoord\n\nDe dienst antwoordt.\n\n{'A' * 2000}",
    "blanks in a notice": f"{PAGE}\nWarning:{chr(0xA0) * 20_000}x",
    "blanks in a bulletin": f"Vraag nr. 3-1 van{chr(0xA0) * 780}x\n" * 40,
    "blanks where somebody was born": f"Geboren te{chr(0xA0) * 20_000}x",
    "blanks in a chronology": PAGE.replace("21/3/2016", f"21/3/2016{chr(0xA0) * 100_000}"),
    "one adjective": PAGE.replace(ASKED, f"{'Vlaamse ' * 10_000}{ASKED}"),
    "one office": PAGE.replace(ASKED, f"{'minister van Jan en ' * 3000}{ASKED}"),
    "one prefix": PAGE.replace(ASKED, f", {'ex-' * 10_000}x {ASKED}"),
    "one line of towns": PAGE.replace(ASKED, f"{'Gent-Abcd-' * 20_000}{ASKED}"),
}
"""Texts that a pattern could match in very many ways."""


@pytest.mark.parametrize("run", RUNS)
def test_a_run_that_can_be_matched_in_many_ways_is_not_tried_in_all(run):
    with strict(), not_hanging():
        ((outcome, _),) = pages_of(read(RUNS[run]))
    assert outcome == ("read" if PAGE[:40] in RUNS[run] else "quarantined")


def test_a_page_that_is_set_aside_takes_no_other_page_of_its_question_with_it():
    hostile = PAGES["keywords"](2 * AT_THE_BOUND["keywords"])
    rows = rows_of([read(page_text(SIMPLE, "main", "fr")), read(hostile)])
    assert sorted(row["outcome"] for row in rows["pages"]) == ["quarantined", "read"]
    assert [row["question_id"] for row in rows["questions"]] == ["6-95001"]


@pytest.mark.long
@pytest.mark.alone
def test_pages_at_their_bounds_are_built_into_a_release_within_a_gibibyte(tmp_path):
    pages = lay_out(tmp_path / "pages", dict(at_their_bounds(len(PAGES))))
    used = taken(command("ingest", "--from", pages, "--data", tmp_path / "data"))
    assert used.memory - used.mapped < ROOM
    outcomes = rows(tmp_path / "data", "SELECT outcome, count(*) FROM pages GROUP BY ALL")
    assert outcomes == [("read", len(PAGES))]
