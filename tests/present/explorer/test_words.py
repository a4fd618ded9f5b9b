"""The index of words: which questions it says have a word, and what a night writes of it."""

import os
import re
import unicodedata
from collections import defaultdict
from itertools import accumulate, pairwise

import pytest
import Stemmer

from tasks.present.explorer import SITE, words
from tasks.present.explorer.chunks import unpack
from tasks.release.query import open_release
from tests.support.releases import QUESTION, altered, released, world

STEMMERS = {"nl": Stemmer.Stemmer("dutch"), "fr": Stemmer.Stemmer("french")}
WORD = "vleermuizenopvang"


def folded(text):
    """Small letters without accents, said once more."""
    kept = (one for one in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(one)[0] != "M")
    return "".join(kept).replace("œ", "oe").replace("æ", "ae").replace("ς", "σ")


def words_of(text):
    said = folded(text or "")
    joined = (one for one in re.findall(r"[^\W_]+(?:-[^\W_]+)+", said) if 1 in map(len, one.split("-")))
    found = {*re.findall(r"[^\W_]{2,}", said), *(one.replace("-", "") for one in joined)}
    return {one for one in found if len(one) <= 40}


def identifiers(index):
    return [
        f"{legislature}-{number}"
        for legislature, steps in index["numbers"].items()
        for number in accumulate(steps)
    ]


def folder_of(release, name):
    """The folder of an index, by its beginning."""
    [found] = (release / SITE / "words").glob(f"{name}-*")
    return found


def held(folder, space):
    """What an index says: the questions with each stem in a text, and in a title or a name."""
    index = unpack(folder / "index.json.gz")
    asked = identifiers(index)
    found = {}
    for number, first in enumerate(index["shards"][space]):
        entries = unpack(folder / f"{space}-{number}.json.gz")
        assert entries[0][0] == first
        for word, body, head, *_ in entries:
            assert word not in found
            found[word] = tuple({asked[place] for place in accumulate(steps)} for steps in (body, head))
    return {word: both for word, both in found.items() if any(both)}


def stems(folder, language):
    """The stem of each word, as an index has it."""
    entries = (entry for path in folder.glob(f"{language}-*") for entry in unpack(path))
    return {word: of[0] if of else word for word, _, _, times, *of in entries if times}


def expected(release, language):
    """What the tables say, by other means than the index, but for what is borrowed."""
    found = defaultdict(lambda: (set(), set()))
    borrowed = set(unpack(folder_of(release, "settled") / "borrowed.json.gz")[language])
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
                stem = word if word in borrowed else STEMMERS[language].stemWord(word)
                found[stem][nth].add(identifier)
    return dict(found)


@pytest.mark.parametrize("language", STEMMERS)
def test_the_index_says_of_every_word_which_questions_have_it(sample, language):
    found = held(folder_of(sample, "settled"), language)
    assert found == expected(sample, language)
    assert len(found) > 1_000


@pytest.mark.parametrize("language", STEMMERS)
def test_every_word_has_its_stem_and_what_is_borrowed_is_its_own(sample, language):
    folder = folder_of(sample, "settled")
    found = stems(folder, language)
    borrowed = set(unpack(folder / "borrowed.json.gz")[language])
    words = sorted(found.keys() - borrowed)
    assert [found[word] for word in words] == STEMMERS[language].stemWords(words)
    assert all(found[word] == word for word in borrowed)
    assert ("politie" in borrowed) == (language == "fr")
    assert len(borrowed) < len(found) / 20


def test_words_and_the_beginnings_of_shards_rise(sample):
    folder = folder_of(sample, "settled")
    for space, firsts in unpack(folder / "index.json.gz")["shards"].items():
        shards = [unpack(folder / f"{space}-{number}.json.gz") for number in range(len(firsts))]
        keys = [entry[0] for shard in shards for entry in shard]
        assert all(one < other for one, other in pairwise(keys))
        assert len(firsts) > (space != "topic")


def test_topics_are_found_as_the_tables_name_them(sample, database):
    found = held(folder_of(sample, "settled"), "topic")
    rows = database.execute("SELECT question_id, topic FROM question_topics").fetchall()
    told = defaultdict(set)
    for identifier, topic in rows:
        told[topic].add(identifier)
    assert {key: body for key, (body, _) in found.items()} == told


def with_word(tables):
    """The tables with a word that nobody has used in the text of the first question."""
    text = tables["texts"][0]["text"]
    return altered(tables, "texts", text=f"{text} {WORD}")


CHANGED = QUESTION.question_id


@pytest.mark.long
def test_a_night_writes_the_words_of_what_changed_and_links_the_others(tmp_path):
    first = released(tmp_path / "data")
    night = released(tmp_path / "data", with_word(world()), count=2)
    other = altered(with_word(world()), "questions", author="Ann Nieuwenhuyse")
    again = released(tmp_path / "data", other, count=3)
    for release in (night, again):
        settled, recent = folder_of(release, "settled"), folder_of(release, "recent")
        assert (settled / "nl-0.json.gz").samefile(folder_of(first, "settled") / "nl-0.json.gz")
        assert CHANGED in identifiers(unpack(recent / "index.json.gz"))
        assert held(recent, "nl")[STEMMERS["nl"].stemWord(WORD)][0] == {CHANGED}
    assert held(folder_of(first, "recent"), "nl") == {}


@pytest.mark.long
@pytest.mark.parametrize("what", ["too many have changed", "the index before is damaged"])
def test_all_words_are_written_anew_when(what, tmp_path, monkeypatch):
    first = released(tmp_path / "data")
    if what == "too many have changed":
        monkeypatch.setattr(words, "_FEW", 0)
    else:
        index = folder_of(first, "recent") / "index.json.gz"
        index.parent.chmod(0o755)
        index.chmod(0o644)
        content, times = bytearray(index.read_bytes()), index.stat()
        content[len(content) // 2] ^= 0xFF
        index.write_bytes(content)
        os.utime(index, (times.st_atime, times.st_mtime))
    night = released(tmp_path / "data", with_word(world()), count=2)
    assert STEMMERS["nl"].stemWord(WORD) in held(folder_of(night, "settled"), "nl")
    assert identifiers(unpack(folder_of(night, "recent") / "index.json.gz")) == []


def test_hostile_words_are_words(hostile):
    assert held(folder_of(hostile, "settled"), "nl") == expected(hostile, "nl")
