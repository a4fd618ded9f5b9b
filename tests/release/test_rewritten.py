"""No run rewrites what never changes: who asked which question, when, in which language, about what.

The Senate corrects single pages; a site that prints all of them in another way is none that corrects them.
"""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

import pytest

from schemas.codes import LIVE_SOURCE
from schemas.records import Capture
from schemas.vocabulary.site_signs import site_signs
from tasks.pipeline.reading import rows_of
from tasks.read import read_capture
from tasks.release.comparison import compare
from tasks.tables.rows import merge
from tests.support.releases import RUN, built, whole
from tests.support.site import World
from tests.support.site.pages import question_page

FIRST = date(2025, 1, 6)
WORLD = World(seed=5, already=12, gaps=0, first_day=FIRST)
NUMBERS = WORLD.numbers(FIRST)[:12]
NIGHTS = tuple(datetime(2025, month, 6, 4, tzinfo=UTC) for month in (1, 2, 3))
FEWEST = site_signs()["held"].fewest


def unchanged(text):
    return text


def names(order):
    """A change of the senators' names."""
    return lambda text: re.sub(r"(showSenator[^>]*>)(\S+) ([^<]*)", rf"\1{order}", text)


def surname_in_capitals(text):
    return re.sub(r"(showSenator[^>]*>)([^<]*)", lambda found: f"{found[1]}{found[2].upper()}", text)


def title_in_capitals(text):
    return re.sub(r'(<div class="title">\s*)([^<]*)', lambda found: f"{found[1]}{found[2].upper()}", text)


def other(label, words):
    """A change of what stands behind a label, on pages of both languages."""
    return lambda text: re.sub(label, words, text)


REDESIGNS = {
    "author_order": ("author", names(r"\3 \2")),
    "author_capitals": ("author", surname_in_capitals),
    "party": ("party", other(r"(</a> \()[^)]*\)", r"\1Verzonnen Unie)")),
    "asked_on": ("asked_on", other(r"((?:d\.d\.|du)) \d+ (\w+ 20\d\d)", r"\1 27 \2")),
    "language": (
        "original_language",
        lambda text: swapped(text, ("Nederlands", "Frans"), ("néerlandais", "français")),
    ),
    "title": ("title", other(r'(<div class="title">\s*)', r"\1Dossier - ")),
    "title_capitals": ("title", title_in_capitals),
    "addressee": ("addressee", other(r'(<div class="addressee">\s*(?:\S+) )', r"\1federale ")),
}


def swapped(text, *pairs):
    line = re.search(r'<div class="question-line">.*?</div>', text, re.DOTALL)[0]
    for one, two in pairs:
        line_now = line.replace(one, "\0").replace(two, one).replace("\0", two)
        text, line = text.replace(line, line_now), line_now
    return text


@cache
def copy(number, language, change, night):
    """What is read of a copy of a page, fetched in a night."""
    page = question_page(WORLD.facts(number, FIRST, language), "main", language, "divs").decode("cp1252")
    content = change(page).encode("cp1252", "xmlcharrefreplace")
    url = WORLD.facts(number, FIRST).address("main", language)
    name = f"{number}-{language}-{change is not unchanged}-{night}"
    return read_capture(
        Capture(name, "0" * 64, url, NIGHTS[night], LIVE_SOURCE, url, evidence="site"), content
    )


def copies(numbers, change, night):
    return [copy(number, language, change, night) for number in numbers for language in ("nl", "fr")]


def tables(*records):
    return whole(merge([rows_of(list(records))]), (), [RUN])


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """The release of the first night: all questions, in both languages."""
    folder = tmp_path_factory.mktemp("before")
    return built(folder, tables(*copies(NUMBERS, unchanged, 0)), database=False)


@pytest.fixture
def faults(before, tmp_path):
    """Return the tables of a later night that brings other copies, and what it would rewrite."""

    def compared(*records, earlier=before):
        now = tables(*copies(NUMBERS, unchanged, 0), *records)
        found = compare(now, earlier, tmp_path)
        return now, {one.check: one for one in found.faults if one.check.endswith("_rewritten")}

    return compared


@pytest.mark.parametrize("redesign", REDESIGNS)
def test_a_site_that_prints_all_pages_in_another_way_rewrites_nothing(redesign, faults):
    field, change = REDESIGNS[redesign]
    _, found = faults(*copies(NUMBERS, change, 1))
    assert set(found) == {f"questions_{field}_rewritten"}
    fault = found[f"questions_{field}_rewritten"]
    assert fault.count == len(NUMBERS)
    assert len(fault.rows) == 2
    assert all(row["before"] != row["now"] for row in fault.rows)


def test_corrections_of_single_pages_win(faults):
    corrected = NUMBERS[: FEWEST - 1]
    for field, change in REDESIGNS.values():
        now, found = faults(*copies(corrected, change, 1), *copies(NUMBERS[FEWEST:], unchanged, 1))
        assert found == {}, field
        _, more = faults(*copies(NUMBERS[:FEWEST], change, 1))
        assert more[f"questions_{field}_rewritten"].count == FEWEST
    assert now["issues"]["kind"].to_pylist().count("pages_disagree") > 0


def test_a_share_of_those_read_again_counts(before, faults, monkeypatch):
    sign = replace(site_signs()["held"], refuses=FEWEST / len(NUMBERS) + 0.01)
    monkeypatch.setattr("tasks.release.checks.rewritten.site_signs", lambda: {"held": sign})
    changed = copies(NUMBERS[:FEWEST], names(r"\3 \2"), 1)
    assert faults(*changed, *copies(NUMBERS[FEWEST:], unchanged, 1))[1] == {}
    assert set(faults(*changed)[1]) == {"questions_author_rewritten"}


def test_what_is_published_is_over(faults, tmp_path):
    changed = copies(NUMBERS, names(r"\3 \2"), 1)
    accepted = built(tmp_path / "accepted", faults(*changed)[0], database=False)
    again = copies(NUMBERS[:3], surname_in_capitals, 2)
    assert faults(*changed, earlier=accepted)[1] == {}
    assert faults(*changed, *again, earlier=accepted)[1] == {}


def test_better_reading_after_an_upgrade_passes(faults, tmp_path):
    """The earlier code read another author on the same copies, and new copies came too."""
    misread = dict(tables(*copies(NUMBERS, unchanged, 0)))
    place = misread["questions"].schema.get_field_index("author")
    column = [f"{name} (senator)" for name in misread["questions"]["author"].to_pylist()]
    misread["questions"] = misread["questions"].set_column(
        place, misread["questions"].schema.field(place), [column]
    )
    earlier = built(tmp_path / "earlier", misread, database=False)
    night = [replace(one, issues=one.issues) for one in copies(NUMBERS, lambda text: text + "\n", 1)]
    assert faults(*night, earlier=earlier)[1] == {}


def test_copies_with_less_evidence_rewrite_nothing_and_refuse_nothing(faults):
    weak = [
        replace(one, capture=replace(one.capture, evidence="content"))
        for one in copies(NUMBERS, names(r"\3 \2"), 1)
    ]
    assert faults(*weak)[1] == {}
