"""Where words that somebody asked to leave out stand in a release."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from schemas.codes import LANGUAGES
from schemas.question_number import in_order
from tasks.common.redactions import FEWEST_LETTERS, Redaction, letters_of, spans, without
from tasks.release.query import fetch_rows, open_release
from tasks.repair import is_listed

_WORD = re.compile(r"[^\W\d_]+")
_FIRST = 6
"""Letters of a word by which texts are looked for: the sign of a footnote may be behind them."""
_TEXTS = """
    SELECT question_id, field, language, text FROM (
        SELECT question_id, part AS field, language, text FROM texts
        UNION ALL SELECT question_id, 'keyword', language, keyword FROM keywords
        UNION ALL SELECT question_id, 'title', 'nl', title_nl FROM questions
        UNION ALL SELECT question_id, 'title', 'fr', title_fr FROM questions
    ) WHERE text IS NOT NULL AND question_id LIKE $question
"""
"""Authors, ministers and addressees as such are in no text."""


class Place(NamedTuple):
    """How often words stand in a field of a question."""

    question_id: str
    field: str
    language: str
    times: int


def has_question(release: Path, question_id: str) -> bool:
    """Whether a release has a question."""
    with open_release(release) as connection:
        return bool(fetch_rows(connection, "FROM questions WHERE question_id = $id", {"id": question_id}))


def places_of(release: Path, words: str, line: Redaction) -> list[Place]:
    """The places of all questions of a release that hold the words of a line, in order."""
    counts = Counter[tuple[str, str, str]]()
    for row in _texts(release, [words]):
        counts[_where(row)] += len(spans(row["text"], [line]))
    return _in_order(counts)


def rest_of(release: Path, words: str, line: Redaction) -> list[Place]:
    """The places of the question of a line that hold names or rare words of its span elsewhere.

    A name has a capital there as here, a rare word is in no word list.
    """
    found = [one for one in _WORD.findall(words) if len(letters_of(one)) >= FEWEST_LETTERS]
    rare = {letters_of(one) for one in found if not _is_word(one)}
    names = {letters_of(one) for one in found if one[0].isupper()}
    counts = Counter[tuple[str, str, str]]()
    for row in _texts(release, rare | names, line.question_id):
        left = _WORD.findall(without(row["text"], spans(row["text"], [line])))
        of_capitals = (one for one in left if one[0].isupper())
        counts[_where(row)] += sum(letters_of(one) in rare for one in left)
        counts[_where(row)] += sum(letters_of(one) in names - rare for one in of_capitals)
    return _in_order(counts)


def _is_word(word: str) -> bool:
    return any(is_listed(language, word) for language in LANGUAGES)


def _texts(release: Path, phrases: Iterable[str], question: str = "%") -> Iterator[dict[str, str]]:
    """The texts that hold the first letters of the longest word of a phrase, of a question or of all."""
    parts = {max(map(letters_of, _WORD.findall(one)), key=len, default="")[:_FIRST] for one in phrases}
    with open_release(release) as connection:
        found = connection.execute(_TEXTS, {"question": question})
        while row := found.fetchone():
            letters = letters_of(row[-1])
            if any(part in letters for part in parts):
                yield dict(zip(("question_id", "field", "language", "text"), row, strict=True))


def _where(row: dict[str, str]) -> tuple[str, str, str]:
    return row["question_id"], row["field"], row["language"] or ""


def _in_order(counts: Counter[tuple[str, str, str]]) -> list[Place]:
    places = [Place(*where, count) for where, count in counts.items() if count]
    return sorted(places, key=lambda one: (in_order(one.question_id), one))
