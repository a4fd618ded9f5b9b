"""What the tests of searching share: releases with a search index."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from schemas.records import QuestionRecord
from schemas.search import SEARCH_FILE
from tasks.present.search import Found, parse_query, search
from tasks.present.search.build import build_search_index
from tasks.release.made_by import Extras
from tests.support.releases import built, inputs, list_anew, to_arrow, unverified, world


def question(number: int, nl: str = "", fr: str = "", **others) -> QuestionRecord:
    """A question with a title that says nothing, and texts in two languages."""
    texts = {("nl", "question"): (nl,), ("fr", "question"): (fr,)}
    facts = {
        "author": "Hélène Vanneste",
        "party": "CD&V",
        "asked_on": date(2013, 4, 30),
        "original_language": "nl",
        "addressee": {},
        "title": {"nl": f"Titel {number}"},
        "keywords": {},
        "events": (),
        "links": (),
        "texts": {key: text for key, text in texts.items() if text[0]},
        "answered_on": None,
        "provisional_answer": False,
        "issues": (),
    }
    return QuestionRecord(f"5-{number}", 5, number, **(facts | others))


def indexed(data: Path, *questions: QuestionRecord, count: int = 1) -> Path:
    """A release of these questions with a search index."""
    tables = to_arrow(world(*questions) | {"answer_likeness": []})
    options = {"explorer": False, "accepted_drop": "They go.", "extras": Extras(search=True)}
    return unverified(data, tables, inputs(count=count), **options)


def index_of(folder: Path, *questions: QuestionRecord) -> Path:
    """A folder with the tables of these questions and a search index, without a manifest."""
    build_search_index(built(folder, to_arrow(world(*questions))), None)
    return folder


def marked(release: Path) -> Path:
    """Let the index of a release be told from one that was made anew, and its manifest know it."""
    path = release / SEARCH_FILE
    path.chmod(0o644)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 77")
        connection.commit()
    list_anew(release, SEARCH_FILE)
    return path


def is_copy(release: Path) -> bool:
    """Whether the index of a release was made of one that was marked."""
    with closing(sqlite3.connect(release / SEARCH_FILE)) as connection:
        return connection.execute("PRAGMA application_id").fetchall() == [(77,)]


def found(release: Path, words: str, language=None, limit: int = 10) -> Found:
    """What a search gives."""
    return search(release, parse_query(words), language, limit)


def ids(release: Path, words: str, language=None) -> list[str]:
    """The questions that a search gives, best first."""
    return [hit.question["question_id"] for hit in found(release, words, language).hits]
