"""The sample: its pages name nobody who is real, its ministers are invented, and it says what it is."""

import json

import pytest

from schemas.codes import SAMPLE_SOURCE
from schemas.package.words import banner, descriptions
from schemas.sample import is_invented, is_sample
from schemas.vocabulary import legislatures
from schemas.vocabulary.governments import invented_ministers, ministers
from schemas.vocabulary.houses import houses
from schemas.vocabulary.site_labels import LABEL_LANGUAGES
from tasks.link.actors.shared import fold
from tests.support import TESTS
from tests.support.each_case import each_case
from tests.support.reading import INVENTED, KNOWN_ROWS, REAL_ROWS
from tests.support.render.records import load_records
from tests.support.render.sample import RECORDS, SAMPLE, SEED_NAME

INVENTED_FROM = houses()[0].invented_from
NO_PAGES = {"README.md", SEED_NAME, f"{SEED_NAME}.url"}
PAGES = {path.name: path for path in SAMPLE.iterdir() if path.name not in NO_PAGES}
FACTS = {path.name: path for path in (TESTS / "facts").rglob("*.toml")}
MARKS = ("verzonnen voorbeeld", "exemple invent")
"""Without the last letter, which is damaged on some pages."""
WITHOUT_KEYWORDS = "truncated_"
"""Begins the name of a page that breaks off before its keywords."""


def members():
    """The authors of real pages."""
    rows = [
        json.loads(line) for path in (REAL_ROWS, KNOWN_ROWS) for line in path.read_text("utf-8").splitlines()
    ]
    return {row["author"] for row in rows if row.get("author") and " " in row["author"]}


REAL = {fold(name) for name in {term.name for term in ministers()} | members()}


def words(path):
    """The letters of a file without accents, whichever of its encodings it has, with single spaces."""
    content = path.read_bytes()
    return {" ".join(fold(content.decode(charset, "ignore")).split()) for charset in ("utf-8", "cp1252")}


def test_real_names_are_those_of_ministers_and_senators():
    assert {"elio di rupo", "joelle milquet", "martine taelman"} <= REAL
    assert len(REAL) > 130
    assert any("martine taelman" in text for text in words(SAMPLE / SEED_NAME))


@each_case("name", [*sorted(PAGES), *sorted(FACTS)])
def test_no_invented_page_names_a_real_minister_or_senator(name):
    texts = words((PAGES | FACTS)[name])
    assert [real for real in REAL for text in texts if real in text] == []


@each_case("name", sorted(name for name in PAGES if not name.endswith(".url")))
def test_every_invented_page_says_so(name):
    assert name.startswith(WITHOUT_KEYWORDS) or any(
        mark in text for mark in MARKS for text in words(PAGES[name])
    )


def test_invented_ministers_and_senators_are_nobody_else():
    invented = {term.name for term in invented_ministers()} | {facts.author for facts in INVENTED.values()}
    invented |= {" ".join(facts["AUT"].partition(",")[0].split()) for facts in load_records(RECORDS).values()}
    assert {fold(name) for name in invented} & REAL == set()
    surnames = {name.partition(" ")[2] for name in REAL}
    assert {fold(term.name).partition(" ")[2] for term in invented_ministers()} & surnames == set()
    assert {term.minister for term in invented_ministers()} & {term.minister for term in ministers()} == set()
    assert all(term.source.startswith("invented, for question ") for term in invented_ministers())


def test_invented_questions_have_numbers_that_no_legislature_reaches():
    assert all(is_invented(facts.legislature, facts.number) for facts in INVENTED.values())
    assert not is_invented(5, 8900)
    assert not is_invented(54, 899_999)
    assert is_invented(54, 900_000)
    assert max(one.seen_number or 0 for one in legislatures().values()) * 5 < INVENTED_FROM


@pytest.mark.parametrize("sources", [[], ["live"], ["map"], ["live", SAMPLE_SOURCE]])
def test_a_release_of_anything_else_is_no_sample_and_has_no_banner(sources):
    assert not is_sample(sources)
    assert banner(sources) is None


@pytest.mark.parametrize(
    ("language", "says"),
    [("en", "questions, members and ministers are invented"), ("nl", "verzonnen"), ("fr", "inventés")],
)
def test_the_banner_of_a_sample_says_what_is_invented_in_each_language(language, says):
    assert language in LABEL_LANGUAGES
    assert is_sample([SAMPLE_SOURCE])
    assert says in banner([SAMPLE_SOURCE], language)
    assert "5-8900" in banner([SAMPLE_SOURCE], language)


@pytest.mark.parametrize("language", LABEL_LANGUAGES)
def test_what_machines_are_reported_of_a_sample_begins_with_its_banner(language):
    plain = descriptions(["live"])[language]
    assert descriptions([SAMPLE_SOURCE])[language] == f"{banner([SAMPLE_SOURCE], language)} {plain}"
