"""The index of words: which questions it says have a word, and what a night writes of it."""

import json
import re
import unicodedata
from collections import defaultdict
from gzip import decompress
from itertools import accumulate, pairwise

import pytest
import Stemmer

from tasks.present.explorer import SITE, words
from tasks.release.query import open_release
from tests.present.explorer.support import hostile_release
from tests.support.releases import altered, released, world

STEMMERS = {"nl": Stemmer.Stemmer("dutch"), "fr": Stemmer.Stemmer("french")}
WORD = "vleermuizenopvang"


def folded(text):
    """Small letters without accents, said once more."""
    kept = (one for one in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(one)[0] != "M")
    return "".join(kept).replace("œ", "oe").replace("æ", "ae")


def words_of(text):
    return {one for one in re.findall(r"[^\W_]{2,}", folded(text or "")) if len(one) <= 40}


def packed(path):
    return json.loads(decompress(path.read_bytes()))


def identifiers(index):
    return [
        f"{legislature}-{number}"
        for legislature, steps in index["numbers"].items()
        for number in accumulate(steps)
    ]


def held(folder, space):
    """What an index says: the questions with each stem in a text, and in a title or a name."""
    index = packed(folder / "index.json.gz")
    asked = identifiers(index)
    found = {}
    for number, first in enumerate(index["shards"][space]):
        entries = packed(folder / f"{space}-{number}.json.gz")
        assert entries[0][0] == first
        for stem, body, head, _, *of in entries:
            if not of:
                assert stem not in found
                found[stem] = tuple({asked[place] for place in accumulate(steps)} for steps in (body, head))
    return found


def expected(release, language):
    """What the tables say, by other means than the index."""
    found = defaultdict(lambda: (set(), set()))
    stem = STEMMERS[language].stemWord
    titles = (
        f"SELECT question_id, concat_ws(' ', author, party, minister, title_{language}, addressee_{language})"
    )
    with open_release(release) as connection:
        bodies = connection.execute(
            "SELECT question_id, text FROM texts WHERE language = ?", [language]
        ).fetchall()
        heads = connection.execute(
            f"{titles} FROM v_questions UNION ALL "
            "SELECT question_id, keyword FROM keywords WHERE language = ?",
            [language],
        ).fetchall()
    for nth, rows in enumerate((bodies, heads)):
        for identifier, text in rows:
            for word in words_of(text):
                found[stem(word)][nth].add(identifier)
    return dict(found)


@pytest.mark.parametrize("language", STEMMERS)
def test_the_index_says_of_every_word_which_questions_have_it(sample_data, language):
    release = (sample_data / "current").resolve()
    found = held(release / SITE / "words/settled", language)
    assert found == expected(release, language)
    assert len(found) > 1_000


def test_stems_and_the_beginnings_of_shards_rise(sample_data):
    folder = (sample_data / "current").resolve() / SITE / "words/settled"
    for space, firsts in packed(folder / "index.json.gz")["shards"].items():
        shards = [packed(folder / f"{space}-{number}.json.gz") for number in range(len(firsts))]
        keys = [entry[0] for shard in shards for entry in shard]
        assert all(one <= other for one, other in pairwise(keys))
        assert len(firsts) > (space != "topic")


def test_a_word_that_begins_otherwise_than_its_stem_is_found_by_its_beginning(sample_data):
    folder = (sample_data / "current").resolve() / SITE / "words/settled"
    entries = [entry for path in folder.glob("nl-*") for entry in packed(path)]
    led = {entry[0]: entry[4] for entry in entries if len(entry) == 5}
    assert led["gemeente"] == STEMMERS["nl"].stemWord("gemeente") == "meen"
    assert {entry[0] for entry in entries} >= set(led.values())


def test_topics_are_found_by_their_names_in_both_languages(sample_data):
    release = (sample_data / "current").resolve()
    found = held(release / SITE / "words/settled", "topic")
    with open_release(release) as connection:
        rows = connection.execute("SELECT question_id, topic_nl, topic_fr FROM question_topics").fetchall()
    told = defaultdict(set)
    for identifier, *names in rows:
        for name in filter(None, names):
            told[folded(name)].add(identifier)
    assert {key: body for key, (body, _) in found.items()} == told


def with_word(tables):
    """The tables with a word that nobody has used in the text of the first question."""
    text = tables["texts"][0]["text"]
    return altered(tables, "texts", text=f"{text} {WORD}")


@pytest.mark.long
def test_a_night_writes_the_words_of_what_changed_and_links_the_others(tmp_path):
    first = released(tmp_path / "data", world())
    night = released(tmp_path / "data", with_word(world()), count=2)
    again = released(
        tmp_path / "data", altered(with_word(world()), "questions", author="Ann Nieuwenhuyse"), count=3
    )
    changed = world()["texts"][0]["question_id"]
    for release in (night, again):
        folder = release / SITE / "words"
        assert (folder / "settled/nl-0.json.gz").samefile(first / SITE / "words/settled/nl-0.json.gz")
        assert changed in identifiers(packed(folder / "recent/index.json.gz"))
        assert held(folder / "recent", "nl")[STEMMERS["nl"].stemWord(WORD)][0] == {changed}
    assert held(first / SITE / "words/recent", "nl") == {}


@pytest.mark.long
def test_when_too_many_have_changed_all_words_are_written_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(words, "_FEW", 0)
    released(tmp_path / "data", world())
    night = released(tmp_path / "data", with_word(world()), count=2)
    folder = night / SITE / "words"
    assert STEMMERS["nl"].stemWord(WORD) in held(folder / "settled", "nl")
    assert identifiers(packed(folder / "recent/index.json.gz")) == []


def test_hostile_words_are_words(tmp_path):
    release = hostile_release(tmp_path / "data")
    assert held(release / SITE / "words/settled", "nl") == expected(release, "nl")
