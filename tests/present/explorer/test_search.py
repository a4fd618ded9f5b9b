"""Searching texts in a real browser: forms of words, both languages, sentences, near words, and nights."""

import json
from urllib.parse import quote

import pytest
import Stemmer

from tasks.present.explorer import SITE
from tests.present.explorer.support import READY, served
from tests.present.explorer.test_words import WORD, packed, with_word
from tests.support.releases import released, world

pytestmark = pytest.mark.long

IN_TEXTS = "SELECT DISTINCT question_id FROM texts WHERE "


def listed(tab, address, words, more=""):
    tab.open(f"{address}questions.html?lang=en&q={quote(words)}{more}", READY)
    return tab.evaluate("[...document.querySelectorAll('#list > li')].map((one) => one.dataset.id)")


def said(tab):
    return tab.evaluate("document.getElementById('count').textContent")


def test_stems_and_letters_in_the_browser_are_those_of_the_index(quiet, address, site):
    quiet.open(f"{address}about.html", READY)
    for language, name in (("nl", "dutch"), ("fr", "french")):
        entries = [entry for path in (site / "words/settled").glob(f"{language}-*") for entry in packed(path)]
        words = sorted({form for entry in entries for form in entry[3][::2]})
        script = (
            "Promise.all(['words', 'letters'].map((name) => import(`./assets/${name}.js`)))"
            f".then(([{{ stemOf }}, {{ fold }}]) => {json.dumps(words)}"
            f".map((word) => stemOf(fold(word.toUpperCase()), '{language}')))"
        )
        assert quiet.evaluate(script) == Stemmer.Stemmer(name).stemWords(words)
        assert len(words) > 1_000


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        ("politie", r"regexp_matches(lower(text), '\bpolitie\b') AND language = 'nl'"),
        ("drone", r"regexp_matches(lower(text), '\bdrones?\b')"),
        ("DRONES", r"regexp_matches(lower(text), '\bdrones?\b')"),
        ("helicoptere", r"regexp_matches(lower(text), '\bhélicoptères?\b')"),
        ("gemeente*", r"regexp_matches(strip_accents(lower(text)), '\bgemeente')"),
        ("commun*", r"regexp_matches(strip_accents(lower(text)), '\bcommun')"),
    ],
)
def test_texts_are_searched_with_other_forms_of_a_word(quiet, address, database, words, condition):
    found = listed(quiet, address, words)
    rows = database.execute(IN_TEXTS + condition).fetchall()
    assert set(found) >= {identifier for (identifier,) in rows} != set()
    heads = database.execute("SELECT DISTINCT question_id FROM texts").fetchall()
    assert len(found) < len(heads)


def test_all_words_must_occur_and_none_that_is_excluded(quiet, address):
    alone, other = listed(quiet, address, "politie"), listed(quiet, address, "accijnzen")
    assert listed(quiet, address, "politie accijnzen") == [one for one in alone if one in other] != alone
    assert set(listed(quiet, address, "politie -accijnzen")) == set(alone) - set(other)
    assert said(quiet).startswith("Results")


def test_filters_and_words_work_together(quiet, address, database):
    alone = listed(quiet, address, "politie")
    filtered = listed(quiet, address, "politie", "&from=2020-01-01")
    rows = database.execute("SELECT question_id FROM questions WHERE asked_on >= '2020-01-01'").fetchall()
    assert filtered == [one for one in alone if (one,) in rows]
    assert filtered != alone


def test_the_sentence_that_has_the_words_stands_below(quiet, address, database):
    [identifier, *_] = listed(quiet, address, "drone")
    quiet.wait("document.querySelector('#list .passage b')")
    sentence, hit = quiet.evaluate(
        "['q', 'b'].map((name) => document.querySelector(`#list .passage ${name}`).textContent)"
    )
    assert hit.lower() in {"drone", "drones"}
    [(texts,)] = database.execute(
        "SELECT string_agg(text, ' ') FROM texts WHERE question_id = ?", [identifier]
    ).fetchall()
    assert max(sentence.strip("… ").split(" … "), key=len) in texts


def test_a_search_that_finds_nothing_says_what_was_searched_and_offers_near_words(quiet, address):
    assert listed(quiet, address, "xyzzy") == []
    assert said(quiet) == (
        "Nothing found. Titles, texts, topics, names and numbers in both languages were searched; "
        "none has: xyzzy"
    )
    assert listed(quiet, address, "politei") == []
    assert "Near words: politie" in said(quiet)
    quiet.evaluate("document.querySelector('#count a').click()")
    quiet.wait(f"new URLSearchParams(location.search).get('q') === 'politie' && {READY}")
    assert listed(quiet, address, "drone laserpennen") == []
    assert "each word occurs, but no question has them all: drone (" in said(quiet)


def test_the_first_page_searches_texts_as_one_types(quiet, address):
    quiet.open(f"{address}index.html?lang=en", READY)
    quiet.evaluate("document.getElementById('words').focus()")
    quiet.type("politie")
    quiet.wait("document.querySelectorAll('#found li').length >= 3")
    quiet.evaluate("document.getElementById('words').form.requestSubmit()")
    quiet.wait("location.search === '?q=politie' && document.querySelectorAll('#list > li').length >= 3")


def test_what_changed_in_a_night_counts_and_not_what_stood_there(quiet, tmp_path):
    released(tmp_path / "data", with_word(world()))
    night = released(tmp_path / "data", world(), count=2)
    changed = world()["texts"][0]["question_id"]
    with served(night / SITE) as found:
        assert listed(quiet, found, WORD) == []
        assert changed in listed(quiet, found, "politie*") + listed(
            quiet, found, world()["questions"][0]["author"]
        )
    again = released(tmp_path / "data", with_word(world()), count=3)
    with served(again / SITE) as found:
        assert listed(quiet, found, WORD) == [changed]
