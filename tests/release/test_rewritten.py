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
from tasks.common.accents import without_accents
from tasks.pipeline.reading import rows_of
from tasks.read import read_capture
from tasks.release.comparison import compare
from tasks.tables.arrow_tables import replaced
from tasks.tables.rows import merge
from tests.release.test_losses import put
from tests.support.releases import RUN, built, whole
from tests.support.site import World
from tests.support.site.pages import question_page

FIRST = date(2025, 1, 6)
WORLD = World(seed=5, already=30, gaps=0, first_day=FIRST)
NUMBERS = WORLD.numbers(FIRST)[:12]
MANY = WORLD.numbers(FIRST)[:24]
NIGHTS = tuple(datetime(2025, month, 6, 4, tzinfo=UTC) for month in (1, 2, 3))
FEWEST = site_signs()["held"].fewest


OTHER = {"Nederlands": "Frans", "Frans": "Nederlands", "néerlandais": "français", "français": "néerlandais"}


def changed(pattern, words):
    """A change of pages of both languages."""
    return lambda text: re.sub(pattern, words, text)


def upper(found):
    return f"{found[1]}{found[2].upper()}"


unchanged = changed("^", "")
surname_first = changed(r"(showSenator[^>]*>)(\S+) ([^<]*)", r"\1\3 \2")
REDESIGNS = (
    ("author", surname_first),
    ("author", changed(r"(showSenator[^>]*>)([^<]*)", upper)),
    ("party", changed(r"(</a> \()[^)]*\)", r"\1Verzonnen Unie)")),
    ("asked_on", changed(r"((?:d\.d\.|du)) \d+ (\w+ 20\d\d)", r"\1 27 \2")),
    ("original_language", changed(r"(het|en) (\w+)\)", lambda found: f"{found[1]} {OTHER[found[2]]})")),
    ("title", changed(r'(<div class="title">\s*)', r"\1Dossier - ")),
    ("title", changed(r'(<div class="title">\s*)([^<]*)', upper)),
    ("deadline_on", changed(r"\d+(/\d+/\d{4}\))", r"23\1")),
    ("addressee", changed(r'(<div class="addressee">\s*(?:\S+) )', r"\1federale ")),
)


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
    """Return what a later night that brings other copies would rewrite."""

    def compared(*records, earlier=before):
        now = tables(*copies(NUMBERS, unchanged, 0), *records)
        found = compare(now, earlier, tmp_path)
        return [one for one in found.faults if one.check.endswith("_rewritten")]

    return compared


@pytest.mark.parametrize(("field", "change"), REDESIGNS)
def test_a_site_that_prints_all_pages_in_another_way_rewrites_nothing(field, change, faults):
    (fault,) = faults(*copies(NUMBERS, change, 1))
    assert (fault.check, fault.count) == (f"questions_{field}_rewritten", len(NUMBERS))
    assert len(fault.rows) == 2
    assert all(row["before"] != row["now"] for row in fault.rows)


def test_titles_with_each_word_in_capitals_are_refused(tmp_path):
    """Short ones may get a capital more."""
    folder = built(tmp_path / "before", tables(*copies(MANY, unchanged, 0)), database=False)
    change = changed(r'(<div class="title">\s*)([^<]*)', lambda found: f"{found[1]}{found[2].title()}")
    now = tables(*copies(MANY, unchanged, 0), *copies(MANY, change, 1))
    (fault,) = compare(now, folder, tmp_path).faults
    assert (fault.check, fault.count >= FEWEST) == ("questions_title_rewritten", True)


def test_words_of_most_of_many_questions_are_not_rewritten(tmp_path):
    folder = built(tmp_path / "before", tables(*copies(MANY, unchanged, 0)), database=False)
    other = changed(r'(<div class="question">\s*<p>)', r"\1In het kort. ")

    def found(numbers, others=()):
        newer = (*copies(numbers, other, 1), *copies(others, unchanged, 1))
        found = compare(tables(*copies(MANY, unchanged, 0), *newer), folder, tmp_path).faults
        return [(one.check, one.count) for one in found]

    of_questions = "texts_of_questions_rewritten"
    assert found(MANY[:6]) == found(MANY[:6], MANY[6:10]) == [(of_questions, 6)]
    assert found(MANY[:5]) == found(MANY[:6], MANY[6:11]) == []
    assert found(MANY[:20]) == [(of_questions, 20), ("texts_rewritten", 20)]


def test_what_is_shown_again_as_before_is_published(tmp_path):
    """Copies between, of a night that was refused, stand in no way of it."""
    folder = built(tmp_path / "before", tables(*copies(MANY, unchanged, 0)), database=False)
    other = changed(r'(<div class="question">\s*<p>)', r"\1In het kort. ")
    refused = (*copies(MANY, unchanged, 0), *copies(MANY, other, 1))
    assert compare(tables(*refused), folder, tmp_path).faults
    assert compare(tables(*refused, *copies(MANY, unchanged, 2)), folder, tmp_path).faults == []


def in_questions(change):
    texts = r'(?s)(?<=<div class="question">).*?(?=</div>)'
    return lambda text: re.sub(texts, lambda found: change(found[0]), text)


def with_event(event, day):
    line = f'<div class="event"><span class="date">{day}/2025</span><span>{event}</span></div>'
    return changed(r'(?s)(.*<div class="event">.*?</div>)', rf"\1{line}")


def after(first, second):
    return lambda text: second(first(text))


LINK = '<div class="references">Question similaire aussi posée à : <a>question écrite 8-400</a></div>'
REFERRING = changed('(?=<div class="question-line">)', LINK)
ANOTHER = changed(r'(<div class="answer">\s*<p>)', r"\1Dit is anders. ")
LONGER = changed(r'(<div class="answer">(?:\s*<p>[^<]*</p>)+)', r"\1<p>Hierbij een aanvulling.</p>")
SHORTER = changed(r'(<div class="answer">(?:\s*<p>[^<]*</p>)+)\s*<p>[^<]*</p>', r"\1")
ANNOUNCED = changed(r'(?s)(<div class="answer">).*?(?=</div>)', r"\1<p>Tekst nog niet beschikbaar.</p>")
DAY = r"(?:Antwoord ontvangen op|Réponse reçue le) \d+"
IN_QUESTIONS = {
    "accents": without_accents,
    "capitals": str.lower,
    "figures": changed(r"\b(\d)(\d{3})\b", r"\1,\2"),
    "lines": changed("(.{50}) ", r"\1<br>"),
    "paragraphs": changed("</p>\\s*<p>", " "),
    "blanks": changed("([.,;]) ", r"\1"),
    "initials": changed("<p>(.)", r"<p>\1</p><p>"),
    "numbering": changed("<p>(\\d[.)]) ", r"<p>\1</p><p>"),
}
"""Letters, signs and breaks."""
EVENTS = ("Rappel", "Aanvullend antwoord", "Dossier gesloten")
ON_ALL_PAGES = {
    "other answers": (ANOTHER, {"answers_rewritten": 8}),
    "answers that go on": (LONGER, {"answers_rewritten": 8}),
    "answers that go on, supplemented": (after(LONGER, with_event("Aanvullend antwoord", "3/2")), {}),
    "ends of texts gone": (SHORTER, {"parts_withdrawn": 8}),
    "a reference": (REFERRING, {"links_added": 12}),
    "another day": (changed(DAY, lambda found: found[0][:-2] + "29"), {"answered_on_rewritten": 6}),
    "answers announced": (ANNOUNCED, {"answers_withdrawn": 8}),
    **{event: (with_event(event, "7/1"), {"events_added": 8}) for event in EVENTS},
    **{
        name: (in_questions(change), {"texts_of_questions_rewritten": 9 if name == "numbering" else 12})
        for name, change in IN_QUESTIONS.items()
    },
}
"""What newer copies of all pages show, and how many questions each check counts."""


@pytest.mark.parametrize("what", ON_ALL_PAGES)
def test_what_all_pages_show_otherwise_is_not_published(what, before, tmp_path):
    change, expected = ON_ALL_PAGES[what]
    now = tables(*copies(NUMBERS, unchanged, 0), *copies(NUMBERS, change, 1))
    assert {one.check: one.count for one in compare(now, before, tmp_path).faults} == expected


def test_other_answers_of_one_office_are_published(before, tmp_path):
    found = tables(*copies(NUMBERS, unchanged, 0), *copies(NUMBERS, ANOTHER, 1))
    one = put(found["questions"], "office_id", ["minister:justice"] * len(NUMBERS))
    assert compare(found | {"questions": one}, before, tmp_path).faults == []


def test_events_of_many_questions_are_not_withdrawn(before, tmp_path):
    """The site shows no answers, and chronologies without them."""
    without = changed(r'(?s)<div class="event">(?:(?!<div).)*?(?:Antwoord|Réponse)</span></div>', "")
    gone = changed(r'(?s)<div class="answer-line">.*(?=</body>)', "")

    def found(numbers):
        newer = copies(numbers, lambda text: gone(without(text)), 1)
        now = tables(*copies(NUMBERS, unchanged, 0), *newer)
        return [(one.check, one.count) for one in compare(now, before, tmp_path).faults]

    answered = [n for n in NUMBERS if WORLD.facts(n, FIRST).answered_on]
    assert found(answered[:FEWEST]) == [("answers_withdrawn", FEWEST)]
    assert found(answered[: FEWEST - 1]) == []


def test_references_of_many_questions_are_not_replaced(tmp_path):
    linked = [n for n in WORLD.numbers(FIRST) if WORLD.facts(n, FIRST).links]
    other = changed(r"(schriftelijke vraag|question écrite) 8-\d+", r"\1 7-999")
    folder = built(tmp_path / "before", tables(*copies(linked, unchanged, 0)), database=False)

    def found(numbers):
        now = tables(*copies(linked, unchanged, 0), *copies(numbers, other, 1))
        return [(one.check, one.count) for one in compare(now, folder, tmp_path).faults]

    assert (len(linked), found(linked)[0], found(linked[:5])) == (6, ("links_rewritten", 6), [])


def test_open_questions_get_no_answer_without_a_text(tmp_path):
    is_open = [n for n in WORLD.numbers(FIRST) if not WORLD.facts(n, FIRST).answered_on][:7]
    line = {"nl": "Antwoord ontvangen op 7 januari 2025 :", "fr": "Réponse reçue le 7 janvier 2025 :"}
    added = [
        copy(number, language, changed("(?=</body>)", f'<div class="answer-line">{line[language]}</div>'), 1)
        for number in is_open
        for language in line
    ]
    folder = built(tmp_path / "before", tables(*copies(is_open, unchanged, 0)), database=False)
    (fault,) = compare(tables(*copies(is_open, unchanged, 0), *added), folder, tmp_path).faults
    assert (fault.check, fault.count) == ("answers_without_text", 7)


def test_corrections_of_single_pages_win(faults):
    for field, change in REDESIGNS:
        same = copies(NUMBERS[FEWEST:], unchanged, 1)
        assert faults(*copies(NUMBERS[: FEWEST - 1], change, 1), *same) == [], field
        (fault,) = faults(*copies(NUMBERS[:FEWEST], change, 1), *same)
        assert (fault.check, fault.count) == (f"questions_{field}_rewritten", FEWEST)


def test_a_share_of_those_read_again_counts(faults, monkeypatch):
    sign = replace(site_signs()["held"], refuses=FEWEST / len(NUMBERS) + 0.01)
    signs = site_signs() | {"held": sign}
    monkeypatch.setattr("tasks.release.checks.rewritten.site_signs", lambda: signs)
    some = copies(NUMBERS[:FEWEST], surname_first, 1)
    assert faults(*some, *copies(NUMBERS[FEWEST:], unchanged, 1)) == []
    assert len(faults(*some)) == 1


def test_what_is_published_is_over_and_better_reading_after_an_upgrade_passes(faults, tmp_path):
    """The earlier code read another author on the same copies, or the newer ones were published."""
    held, newer = copies(NUMBERS, unchanged, 0), copies(NUMBERS, surname_first, 1)
    accepted = built(tmp_path / "accepted", tables(*held, *newer), database=False)
    assert faults(*newer, *copies(NUMBERS[:3], unchanged, 2), earlier=accepted) == []
    misread = dict(tables(*held))
    authors = [f"{name} (senator)" for name in misread["questions"]["author"].to_pylist()]
    misread["questions"] = replaced(misread["questions"], "author", authors)
    earlier = built(tmp_path / "earlier", misread, database=False)
    assert faults(*copies(NUMBERS, unchanged, 1), earlier=earlier) == []


def test_copies_with_less_evidence_rewrite_nothing_and_refuse_nothing(faults):
    newer = copies(NUMBERS, surname_first, 1)
    assert faults(*(replace(one, capture=replace(one.capture, evidence="content")) for one in newer)) == []
