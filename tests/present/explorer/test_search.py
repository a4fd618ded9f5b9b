"""Searching texts in a real browser: forms of words, both languages, sentences, near words, and nights."""

import json
from urllib.parse import quote

import pytest

from schemas.codes import LANGUAGES
from tasks.present.explorer import SITE, words
from tests.present.explorer.support import READY, list_questions, served
from tests.present.explorer.test_words import STEMMERS, WORD, folder_of, stems, with_word
from tests.support.each_case import each_case
from tests.support.releases import altered, released, world

pytestmark = pytest.mark.long

IN_TEXTS = "SELECT DISTINCT question_id FROM texts WHERE "


def listed(tab, address, words, more=""):
    list_questions(tab, address, f"q={quote(words)}{more}")
    return tab.evaluate("$$('#list > li').map((one) => one.dataset.id)")


def said(tab):
    return tab.said("#count")


def test_stems_and_letters_in_the_browser_are_those_of_the_index(quiet, address, site):
    quiet.open(f"{address}about.html", READY)
    for language, stemmer in STEMMERS.items():
        words = sorted(stems(folder_of(site.parent, "settled"), language))
        script = (
            "Promise.all(['words', 'letters'].map((name) => import(`./assets/${name}.js`)))"
            f".then(([{{ stemOf }}, {{ fold }}]) => {json.dumps(words)}"
            f".map((word) => stemOf(fold(word.toUpperCase()), '{language}')))"
        )
        assert quiet.evaluate(script) == stemmer.stemWords(words)
        assert len(words) > 1_000


@each_case(
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


def test_every_beginning_finds_at_least_what_the_word_finds(quiet, tmp_path, monkeypatch):
    """With small shards, so that stems and words stand far apart."""
    monkeypatch.setattr(words, "_SHARD", 2_000)
    release = released(tmp_path / "data", world())
    known = sorted({word for one in LANGUAGES for word in stems(folder_of(release, "settled"), one)})
    with served(release / SITE) as found:
        quiet.open(f"{found}questions.html", READY)
        missed = quiet.evaluate(
            "import('./assets/finder.js').then(async ({ find }) => {"
            "  const missed = [];"
            f"  for (const word of {json.dumps(known)}) {{"
            "    const [own, begun] = await Promise.all([find(word), find(`${word}*`)]);"
            "    const held = new Set(begun.places);"
            "    const cut = begun.terms.some(({ isCut }) => isCut);"
            "    const isLess = own.places.some((place) => !held.has(place));"
            "    if (!own.places.length || (isLess && !cut)) missed.push(word);"
            "  }"
            "  return missed;"
            "})"
        )
    assert missed == []
    assert len(known) > 30


@each_case(
    ("words", "condition"),
    [
        ("n-va", "party = 'N-VA'"),
        ("5-90001", f"question_id = '5-90001' OR question_id IN ({IN_TEXTS} text LIKE '%5-90001%')"),
        ("-politie", f"question_id NOT IN ({IN_TEXTS} regexp_matches(lower(text), '\\bpolitie\\b'))"),
    ],
)
def test_signs_in_a_search_mean_what_they_look_like(quiet, address, database, words, condition):
    rows = database.execute(f"SELECT question_id FROM questions WHERE {condition}").fetchall()
    assert set(listed(quiet, address, words)) == {identifier for (identifier,) in rows}


def test_what_is_too_short_is_said_to_be(quiet, address):
    assert listed(quiet, address, "a 5") == []
    assert "two or more letters" in said(quiet)


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


def test_the_sentence_that_has_the_words_is_below(quiet, address, database):
    [identifier, *_] = listed(quiet, address, "drone")
    quiet.wait("$('#list .passage b')")
    sentence, hit = quiet.evaluate("['q', 'b'].map((name) => $(`#list .passage ${name}`).textContent)")
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
    quiet.open(f"{address}index.html?lang=en", READY)
    quiet.evaluate("$('#words').focus()")
    quiet.type("Pólitei")
    quiet.wait("$('#found .near a')?.search === '?q=politie'")
    assert listed(quiet, address, "politei") == []
    assert "Words spelt nearly so: politie" in said(quiet)
    quiet.evaluate("$('#count a').click()")
    quiet.wait(f"new URLSearchParams(location.search).get('q') === 'politie' && {READY}")
    assert listed(quiet, address, "drone laserpennen") == []
    assert "each word occurs, but no question has them all: drone (" in said(quiet)


def test_the_first_page_searches_texts_as_one_types(quiet, address):
    quiet.open(f"{address}index.html?lang=en", READY)
    quiet.evaluate("$('#words').focus()")
    quiet.type("politie")
    quiet.wait("$$('#found li').length >= 3")
    quiet.evaluate("$('#words').form.requestSubmit()")
    quiet.wait("location.search === '?q=politie' && $$('#list > li').length >= 3")


def test_what_changed_in_a_night_counts_and_not_what_stood_there(quiet, tmp_path):
    released(tmp_path / "data", with_word(world()))
    first = world()["texts"][0]
    tables = altered(world(), "texts", text=f"{first['text']} {WORD[::-1]}")
    night = released(tmp_path / "data", tables, count=2)
    with served(night / SITE) as found:
        assert listed(quiet, found, WORD) == []
        assert first["question_id"] in listed(quiet, found, world()["questions"][0]["author"])
        assert listed(quiet, found, WORD[::-1]) == [first["question_id"]]
        quiet.wait("$('#list .passage b')")
        quiet.open(f"{found}downloads.html", READY)  # what it still asks for ends before the server


def test_a_page_that_was_open_over_a_night_says_so_and_takes_nothing_for_what_it_is_not(quiet, tmp_path):
    first = released(tmp_path / "data")
    served_one = tmp_path / "site"
    served_one.symlink_to(first / SITE)
    with served(served_one) as found:
        quiet.open(f"{found}questions.html?lang=en", READY)
        quiet.evaluate("import('./assets/finder.js').then(({ find }) => find('politie'))")
        monthly = world()
        more = monthly["questions"][-1] | {"question_id": "5-90000", "number": 90000, "group_id": "5-90000"}
        later = released(tmp_path / "other", monthly | {"questions": [*monthly["questions"], more]}, count=2)
        served_one.unlink()
        served_one.symlink_to(later / SITE)
        failed = quiet.evaluate(
            "import('./assets/columns.js').then(({ column }) => column('days').then(() => '', String))"
        )
    assert "404" in failed
    quiet.complaints.clear()  # the browser names the file that is gone


@each_case(
    ("words", "is_said"),
    [
        ('"federale politie"', True),
        ("« police fédérale » drone", True),
        ('"politie"', False),
        ('"federale" lokale "politie"', False),
    ],
)
def test_the_page_says_that_words_in_quotation_marks_are_sought_one_by_one(quiet, address, words, is_said):
    listed(quiet, address, words)
    assert ("order of words" in said(quiet)) is is_said
