"""Finding the questions of a release that contain words."""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import cast

import Stemmer

from schemas.codes import LANGUAGES, HouseCode, Language
from schemas.ddl import quoted
from schemas.search import (
    INDEX,
    NUMBERS_A_LEGISLATURE,
    QUESTION_TOPICS,
    ROW_NUMBER,
    SEARCH_FILE,
    SEARCH_TABLE,
    TOPICS,
    searched_columns,
)
from schemas.vocabulary.houses import houses
from tasks.common.accents import fold
from tasks.common.errors import DamagedReleaseError, UsageError
from tasks.present.search.engine import opened
from tasks.present.search.typed_query import Term, expression

_BEGIN, _END = "\ufdd0", "\ufdd1"
"""Signs around the words found; no text may hold these code points (Unicode, 23.7)."""
_MARK = re.compile(f"([{_BEGIN}{_END}])")
_PASSAGE_WORDS = 28
_SAME_LETTERS = 2
_PARTICIPLE = "ge"
"""What Dutch stems leave out: 'gekregen' is a form of 'kregen'."""
_RARER = 2
_STEMMERS = {one: Stemmer.Stemmer(one) for one in LANGUAGES}
_MOST_NEAR = 3
_MOST_TOPICS = 3
_CASES = " ".join(
    f"WHEN {{0}} / {NUMBERS_A_LEGISLATURE} % 100 BETWEEN {one.first} AND {one.last} THEN {quoted(one.code)}"
    for one in houses()
)
_HOUSE = f"CASE {_CASES} ELSE {quoted(houses()[0].code)} END"
"""The house of the question with a row number, which has its legislature."""
_FOUND = f"{INDEX} MATCH ?1 AND (?2 IS NULL OR {_HOUSE.format(f'{INDEX}.rowid')} = ?2)"
_SHARED_TOPICS = (
    f"WITH hits AS (SELECT topic, {_HOUSE.format(ROW_NUMBER)} AS house, count(*) AS found "
    f"FROM {QUESTION_TOPICS} WHERE {ROW_NUMBER} IN (SELECT rowid FROM {INDEX} WHERE {_FOUND}) "
    "GROUP BY topic, house HAVING found > 1), "
    f"counts AS (SELECT topic, house, found, (SELECT count(*) FROM {QUESTION_TOPICS} a WHERE a.topic = "
    f"hits.topic AND {_HOUSE.format(f'a.{ROW_NUMBER}')} = hits.house) AS everywhere FROM hits) "
    f"SELECT topic, topic_nl, topic_fr, everywhere - found, house FROM counts JOIN {TOPICS} USING (topic) "
    "WHERE everywhere > found ORDER BY 1.0 * found * found / everywhere DESC, topic, house LIMIT ?3"
)
"""The topics that results of a house share more than its other questions, which have them too."""
_COLUMNS = (
    *("question_id", "house", "asked_on", "author", "party", "status", "status_reason", "seen_on"),
    *(f"url_{one}" for one in LANGUAGES),
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A title, or an excerpt of a text, with the words found.

    `field` is 'title', 'question' or 'answer'; line breaks of `text` are spaces; `marks` are code points of
    `text` from 0, half-open.
    """

    field: str
    language: Language
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A question that was found, with its titles, and excerpts of its texts, those with most words first."""

    question: dict[str, str | None]
    titles: tuple[Passage, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of several results, and how many other questions of their house are about it."""

    topic: str
    topic_nl: str | None
    topic_fr: str | None
    others: int
    house: HouseCode


@dataclass(frozen=True, slots=True)
class Found:
    """The result of a search: the number of questions, the best of them, and topics that lead to others.

    `houses` has the number in each house that the release has questions of, if they are searched.
    If there are none, `nowhere` holds the terms that occur in no question at all, each with words that are
    nearly the same and do occur.
    """

    total: int
    houses: Mapping[HouseCode, int]
    hits: tuple[Hit, ...]
    nowhere: tuple[tuple[Term, tuple[str, ...]], ...] = ()
    topics: tuple[Topic, ...] = ()


def search(
    release: Path,
    wanted: Sequence[Term],
    language: Language | None = None,
    limit: int = 10,
    house: HouseCode | None = None,
) -> Found:
    """The questions that contain all terms, best first; equal ones newest first.

    Without a `language`, both are searched; without a `house`, all. Raises UsageError when the release has
    no search index, and DamagedReleaseError when the index cannot be read.
    """
    with _searched(release) as index:
        wanted = [_inflected(index, one) for one in wanted]
        sought = expression(wanted, language)
        counts = _counts(index, sought, house)
        if total := sum(counts.values()):
            topics = index.execute(_SHARED_TOPICS, (sought, house, _MOST_TOPICS))
            hits = tuple(_hits(index, sought, house, limit))
            return Found(total, counts, hits, topics=tuple(Topic(*row) for row in topics))
        needed = ((one, expression((one,), language)) for one in wanted if not one.excluded)
        nowhere = [one for one, its in needed if not any(_counts(index, its, house).values())]
        return Found(0, counts, (), tuple((one, _near(index, one.text)) for one in nowhere))


def matching(release: Path, wanted: Sequence[Term], language: Language | None = None) -> set[str]:
    """All questions that contain all terms, by identifier; raises what `search` does."""
    with _searched(release) as index:
        sought = expression([_inflected(index, one) for one in wanted], language)
        rows = index.execute(
            f"SELECT question_id FROM {SEARCH_TABLE.name} WHERE {ROW_NUMBER} IN "
            f"(SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH ?)",
            (sought,),
        )
        return {question for (question,) in rows}


@contextmanager
def _searched(release: Path) -> Iterator[sqlite3.Connection]:
    """The search index of a release, with the words in it as the table `words`."""
    path = release / SEARCH_FILE
    if not path.is_file():
        raise UsageError(
            f"The release {release.name} has no search index. Set search_index to true, and run: "
            "senate-questions rebuild"
        )
    try:
        with opened(path) as index:
            index.execute(f"CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, {INDEX}, col)")
            yield index
    except sqlite3.Error as error:
        if str(error).startswith("no such "):
            raise UsageError(
                f"The search index of the release {release.name} is of another version of the code. Search "
                "the current release; if this is it, run: senate-questions rebuild"
            ) from error
        raise DamagedReleaseError(f"Cannot search {path}: {error}. Run: senate-questions rebuild") from error


def _inflected(index: sqlite3.Connection, term: Term) -> Term:
    """A term with the other forms of its word: those with its stem, in the texts of each language.

    A word that is rarer than in the other language is borrowed, and has no other forms: in French, 'politie'
    would have those of 'politique'.
    """
    word = fold(term.text)
    if term.begins or term.exact or not word.isalpha():
        return term
    times = {}
    forms = {}
    for language in LANGUAGES:
        stem = _STEMMERS[language].stemWord(word)
        begins = {word[:_SAME_LETTERS], stem[:_SAME_LETTERS], f"{_PARTICIPLE}{stem[:_SAME_LETTERS]}"}
        found = Counter[str]()
        for some in begins:
            found |= _words(index, some, language)
        times[language] = found[word]
        forms[language] = [one for one in found if _STEMMERS[language].stemWord(one) == stem]
    most = max(times.values())
    return replace(term, forms={one: forms[one] for one in forms if _RARER * times[one] >= most})


def _words(index: sqlite3.Connection, begins: str, language: Language) -> Counter[str]:
    """The words of a language that begin so, and in how many texts and titles each is."""
    columns = searched_columns(language)
    query = (
        "SELECT term, sum(doc) FROM temp.words WHERE term >= ? AND term < ? "
        f"AND col IN ({', '.join('?' * len(columns))}) GROUP BY term"
    )
    return Counter(dict(index.execute(query, (begins, f"{begins}\U0010ffff", *columns))))


def _near(index: sqlite3.Connection, text: str) -> tuple[str, ...]:
    """Words of the index that are nearly the one that was typed, and begin as it does."""
    word = fold(text)  # as the index has words: small, without accents
    known = {one for language in LANGUAGES for one in _words(index, word[:_SAME_LETTERS], language)}
    return tuple(get_close_matches(word, sorted(known - {word}), _MOST_NEAR))


def _counts(index: sqlite3.Connection, sought: str, house: HouseCode | None) -> dict[HouseCode, int]:
    """The number of questions that are found in each house of the index, 0 included."""
    known = (
        f"SELECT DISTINCT house, 0 FROM {SEARCH_TABLE.name} WHERE ?1 IS NULL OR house = ?1 ORDER BY 1 DESC"
    )
    query = f"SELECT {_HOUSE.format('rowid')} AS house, count(*) FROM {INDEX} WHERE {_FOUND} GROUP BY house"
    return dict(index.execute(known, (house,))) | dict(index.execute(query, (sought, house)))


def _hits(index: sqlite3.Connection, sought: str, house: HouseCode | None, limit: int) -> Iterator[Hit]:
    """The best questions; excerpts are made of these alone."""
    query = f"SELECT rowid FROM {INDEX} WHERE {_FOUND} ORDER BY rank, rowid DESC LIMIT ?3"
    best = [row for (row,) in index.execute(query, (sought, house, limit))]
    columns = ", ".join(f"q.{name}" for name in _COLUMNS)
    pieces = ", ".join(_piece(at, name) for at, name in enumerate(searched_columns()))
    query = (
        f"SELECT {columns}, {pieces} FROM {INDEX} JOIN {SEARCH_TABLE.name} q "
        f"ON q.{ROW_NUMBER} = {INDEX}.rowid WHERE {INDEX} MATCH ? AND {INDEX}.rowid = ?"
    )
    for row in best:
        yield _hit(index.execute(query, (sought, row)).fetchone())


def _piece(at: int, name: str) -> str:
    """The expression for a whole title, or for the excerpt of a text with most of the words."""
    if name.startswith("title"):
        return f"highlight({INDEX}, {at}, '{_BEGIN}', '{_END}')"
    return f"snippet({INDEX}, {at}, '{_BEGIN}', '{_END}', '…', {_PASSAGE_WORDS})"


def _hit(row: Sequence[str | None]) -> Hit:
    question = dict(zip(_COLUMNS, row, strict=False))
    pieces = zip(searched_columns(), row[len(_COLUMNS) :], strict=True)
    found = [_passage(name, text) for name, text in pieces if text]
    passages = [one for one in found if one.field != "title" and one.marks]
    passages.sort(key=lambda one: len(one.marks), reverse=True)
    return Hit(question, tuple(one for one in found if one.field == "title"), tuple(passages))


def _passage(name: str, marked: str) -> Passage:
    """A passage whose signs around words have become marks."""
    field, language = name.split("_")
    text, begins, marks = "", 0, []
    for piece in _MARK.split(" ".join(marked.split())):
        if piece == _BEGIN:
            begins = len(text)
        elif piece == _END:
            marks.append((begins, len(text)))
        else:
            text += piece
    return Passage(field, cast("Language", language), text, tuple(marks))
