"""The search index of a release: all of it at first, then that of the night before with what changed."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from schemas.search import SEARCH_TABLE
from tasks.release.published.manifest import read_manifest
from tests.conftest import copy_data
from tests.present.search.support import found, indexed, is_copy, marked, question
from tests.support.data_folder import files_of
from tests.support.releases import released, say_made_otherwise

pytestmark = pytest.mark.first

FIRST = [
    question(number, f"Drones en trein {number}.", f"Drones et train {number}.", keywords={"nl": ("trein",)})
    for number in range(1, 8)
]
WORDS = ("drones", "trein", "train", "bus", "boot", "titel", "vliegtuig", "7", "drones -bus")


def changed():
    """The questions of the next night: two have changed, one has an answer, one has gone, two have come."""
    text, title, answered, _gone, *others = FIRST
    answer = {**answered.texts, ("nl", "answer"): ("Een bus.",)}
    return [
        replace(text, texts={("nl", "question"): ("Bus en boot.",)}),
        replace(title, title={"nl": "Bus", "fr": "Bus"}),
        replace(answered, texts=answer, answered_on=answered.asked_on),
        *others,
        question(8, "Een vliegtuig.", "Un avion."),
        question(9, "Een boot."),
        question(10, title={}),
    ]


def rows(release, query):
    with closing(sqlite3.connect(release / "senate.sqlite")) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture(scope="module")
def of_first(tmp_path_factory):
    """The data folder of the first night, which no test may change."""
    data = tmp_path_factory.mktemp("first") / "data"
    marked(indexed(data, *FIRST))
    return data


class Night(NamedTuple):
    """Two nights of a data folder, the second made of the first; and what files the first had before."""

    first: Path
    second: Path
    before: dict[str, bytes]


@pytest.fixture(scope="module")
def night(of_first, tmp_path_factory):
    folder = tmp_path_factory.mktemp("night") / "data"
    first = (copy_data(of_first, folder) / "current").resolve()
    before = files_of(first)
    return Night(first, indexed(folder, *changed(), count=2), before)


@pytest.fixture(scope="module")
def anew(tmp_path_factory):
    """The second night made without the first."""
    return indexed(tmp_path_factory.mktemp("anew"), *changed())


@pytest.fixture
def first(of_first, tmp_path):
    """The release of the first night, in a data folder to change."""
    return (copy_data(of_first, tmp_path / "data") / "current").resolve()


@pytest.mark.long
def test_a_night_has_the_rows_and_the_answers_of_an_index_made_anew(night, anew):
    second = night.second
    assert is_copy(second)
    assert not is_copy(anew)
    everything = f"SELECT {', '.join(SEARCH_TABLE.column_names)} FROM v_questions ORDER BY question_id"
    assert rows(second, everything) == rows(anew, everything)
    for table in ("digests", "question_topics"):
        everything = f"SELECT * FROM {table} ORDER BY 1, 2"
        assert rows(second, everything) == rows(anew, everything) != []
    for words in WORDS:
        assert found(second, words) == found(anew, words), words
    assert found(second, "boot").total == 2
    assert found(second, "trein 1").total == 0


@pytest.mark.long
def test_the_words_of_the_index_are_those_of_its_rows(night):
    with closing(sqlite3.connect(night.second / "senate.sqlite")) as connection:
        connection.execute("PRAGMA query_only = OFF")
        connection.execute("INSERT INTO questions_fts (questions_fts, rank) VALUES ('integrity-check', 1)")


@pytest.mark.long
def test_only_questions_that_changed_are_written_anew(night):
    first, second, _ = night
    places = "SELECT question_id, rowid FROM v_questions"
    kept = set(rows(first, places)) & set(rows(second, places))
    assert {question_id for question_id, _ in kept} >= {"5-5", "5-6", "5-7"}
    same = "SELECT question_id, digest FROM digests"
    assert {one for one, _ in set(rows(first, same)) & set(rows(second, same))} == {"5-5", "5-6", "5-7"}


def test_the_release_before_stays_as_it_is_and_nothing_lies_beside_the_file(night):
    first, second, before = night
    assert files_of(first) == before
    assert [path.name for path in second.iterdir() if path.name.startswith("senate.sqlite")] == [
        "senate.sqlite"
    ]
    assert "senate.sqlite" in read_manifest(second)["files"]


@pytest.mark.long
def test_without_an_index_before_all_is_written(tmp_path):
    released(tmp_path)
    assert found(indexed(tmp_path, *FIRST, count=2), "drones").total == len(FIRST)


@pytest.mark.long
@pytest.mark.parametrize("harm", ["damage", "tables", "database", "search"])
def test_an_index_that_is_damaged_or_made_otherwise_is_made_anew(first, tmp_path, harm):
    path = first / "senate.sqlite"
    if harm == "damage":
        path.write_bytes(path.read_bytes()[:-100])
    else:
        say_made_otherwise(first, harm)
    second = indexed(tmp_path / "data", *changed(), count=2)
    assert not is_copy(second)
    assert found(second, "boot").total == 2


def test_a_word_of_a_changed_row_is_found_no_longer(first):
    with closing(sqlite3.connect(first / "senate.sqlite")) as connection:
        connection.execute(
            "UPDATE v_questions SET search_id = 8, question_nl = 'Een zeppelin' WHERE search_id = 5000001"
        )
        connection.execute("INSERT INTO questions_fts (questions_fts, rank) VALUES ('integrity-check', 1)")
        words = "SELECT rowid FROM questions_fts WHERE questions_fts MATCH ?"
        assert connection.execute(words, ["zeppelin"]).fetchall() == [(8,)]
        assert connection.execute("SELECT count(*) FROM question_topics WHERE search_id = 8").fetchall() == [
            (1,)
        ]


@pytest.mark.long
def test_a_rare_word_of_a_question_that_has_gone_is_nowhere_in_the_file(tmp_path):
    few = [question(number, f"Drones {number}. Zeppelinvlucht.") for number in (8, 9)]
    before = indexed(tmp_path, *FIRST, *few)
    assert b"zeppelinvlucht" in (before / "senate.sqlite").read_bytes().lower()
    marked(before)
    after = indexed(tmp_path, *FIRST, count=2)
    assert is_copy(after)
    assert b"zeppelin" not in (after / "senate.sqlite").read_bytes().lower()


def test_a_question_without_texts_or_titles_is_in_the_index(night):
    nothing = "SELECT title_nl, question_nl FROM v_questions WHERE question_id = '5-10'"
    assert rows(night.second, nothing) == [(None, None)]
