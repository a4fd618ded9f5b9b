"""The index of words, in which the browser searches titles, names and texts without a server.

A word is a run of letters and digits, in small letters without accents. It is found by its stem in the
language of its text, as Snowball has it; names count as words of both languages. Topics have a space of their
own, whole, as `question_topics` names them.

A shard holds a run of words and stems in their order; the first of each shard tell where a word is. The index
`settled` holds the questions of the night that wrote it; later nights link it, and write those that
have changed since into `recent`, which counts instead, until they are too many.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from operator import itemgetter, sub
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import Stemmer

from schemas.codes import LANGUAGES
from schemas.question_number import QuestionNumber, in_order
from tasks.common.batches import weighed_batches
from tasks.present.explorer.chunks import as_json, link_or_copy, named_by, pack, unpack
from tasks.present.explorer.queries import batches_of_questions, query

SETTLED, RECENT = "settled", "recent"
INDEX_FILE = "index.json.gz"
BORROWED_FILE = "borrowed.json.gz"
"""The borrowed words of each language, for the nights that write `recent` beside this index."""
SPACES = (*LANGUAGES, "topic")
_SHARD = 40_000
"""Letters of a shard before compression, about a third of them after it."""
_FEW, _FEW_OF = 500, 20
"""`recent` holds at most this many questions, or one of this many."""
_QUESTIONS_A_QUERY, _BYTES_A_QUERY = 2_000, 8_000_000
_ROWS = 2_000
_IN_ORDER = "SELECT question_id FROM questions ORDER BY legislature, number, question_id"
Borrowed = Mapping[str, Sequence[str]]
"""Borrowed words by language."""
_RARER = 2
"""A word that is this many times rarer than in the other language, and than others of its stem, is borrowed,
and its own stem: in French texts 'politie' has the stem of 'politique', which is another word."""
_TOUCHED = "SELECT question_id FROM touched WHERE NOT is_only_seen"


def write_words(connection: duckdb.DuckDBPyConnection, folder: Path, before: Path | None) -> dict[str, str]:
    """Write the index of all questions, by the table `touched`; return the names of its two folders.

    `settled` is linked from the folder `before` if few questions changed since it was written.
    """
    folder.mkdir()
    held = [one for (one,) in connection.execute(_IN_ORDER).fetchall()]
    earlier = _earlier(before) if before else None
    touched = [one for (one,) in connection.execute(_TOUCHED).fetchall()]
    since = {*touched, *(earlier.recent if earlier else ())}
    changed = [one for one in held if one in since]
    if earlier and len(changed) <= max(_FEW, len(held) // _FEW_OF):
        settled, borrowed = earlier.settled.name, earlier.borrowed
        (folder / settled).mkdir()
        for file in earlier.settled.iterdir():
            link_or_copy(earlier.settled, folder / settled, file.name)
    else:
        settled, borrowed = _write_index(connection, folder, SETTLED, held)
        pack(folder / settled / BORROWED_FILE, as_json(borrowed))
        changed = []
    recent, _ = _write_index(connection, folder, RECENT, changed, borrowed)
    return {SETTLED: settled, RECENT: recent}


class _Earlier(NamedTuple):
    """The index of the release before: a folder, its borrowed words, and the questions changed since then."""

    settled: Path
    borrowed: Borrowed
    recent: list[str]


def _earlier(before: Path) -> _Earlier | None:
    """The index of the release before; None when it cannot be read, so that all is written anew."""
    try:
        [settled], [recent] = (list(before.glob(f"{name}-*")) for name in (SETTLED, RECENT))
        borrowed, index = unpack(settled / BORROWED_FILE), unpack(recent / INDEX_FILE)
        return _Earlier(settled, borrowed, _identifiers(index["numbers"]))
    except (OSError, EOFError, ValueError, KeyError, zlib.error):
        return None


def _identifiers(numbers: Mapping[str, Any]) -> list[str]:
    """The identifiers of questions from what `as_steps` made of them."""
    found = [
        str(QuestionNumber(int(legislature), number))
        for legislature, differences in numbers.items()
        if legislature != "suffixes"
        for number in accumulate(differences)
    ]
    for place, suffix in numbers["suffixes"].items():
        found[int(place)] += f"/{suffix}"
    return found


def _write_index(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    name: str,
    chosen: Sequence[str],
    borrowed: Borrowed | None = None,
) -> tuple[str, Borrowed]:
    """Write an index of some questions; return its folder, and its borrowed words, found here unless given.

    The folder is named by the content of its index too: a page that was opened before another night asks for
    files that are gone, and takes none for what they are not.
    """
    (folder / name).mkdir()
    _count(connection, chosen)
    _find_stems(connection)
    if borrowed is None:
        borrowed = {language: _borrowed(connection, language) for language in LANGUAGES}
    for language, words in borrowed.items():
        connection.execute(
            "UPDATE stems SET stem = word WHERE space = ? AND word IN (SELECT unnest(?::VARCHAR[]))",
            [language, words],
        )
    shards = {space: list(_write_space(connection, folder / name, space)) for space in SPACES}
    index = as_json({"numbers": as_steps(chosen), "shards": shards})
    pack(folder / name / INDEX_FILE, index)
    named = f"{name}-{named_by(index)}"
    (folder / name).rename(folder / named)
    return named, borrowed


def _borrowed(connection: duckdb.DuckDBPyConnection, language: str) -> list[str]:
    found = connection.execute(query("borrowed"), {"space": language, "rarer": _RARER})
    return [word for (word,) in found.fetchall()]


def _count(connection: duckdb.DuckDBPyConnection, chosen: Sequence[str]) -> None:
    """Make the table `counted`: the words of some questions and their places, with a row for each batch."""
    connection.execute(query("macros"))
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE counted (space VARCHAR, word VARCHAR, body INTEGER[], head INTEGER[])"
    )
    for _ in batches_of_questions(connection, chosen, _QUESTIONS_A_QUERY, _BYTES_A_QUERY):
        connection.execute(f"INSERT INTO counted {query('words')}")


def _find_stems(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `stems` of all words in `counted`."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE stems AS "
        "SELECT DISTINCT space, word, word AS stem FROM counted WHERE space = 'topic'"
    )
    for language in LANGUAGES:
        found = connection.execute("SELECT DISTINCT word FROM counted WHERE space = ?", [language])
        words = [word for (word,) in found.fetchall()]
        stems = Stemmer.Stemmer(language).stemWords(words)
        connection.execute(
            "INSERT INTO stems SELECT ?, unnest(?::VARCHAR[]), unnest(?::VARCHAR[])", [language, words, stems]
        )


def _write_space(connection: duckdb.DuckDBPyConnection, folder: Path, space: str) -> Iterator[str]:
    """Write the shards of a space; yield the stem with which each begins."""
    entries = _entries(connection, space)
    for number, shard in enumerate(weighed_batches(entries, _ROWS, lambda one: len(one[1]), _SHARD)):
        yield shard[0][0]
        content = ",\n".join(entry for _, entry in shard)
        pack(folder / f"{space}-{number}.json.gz", f"[{content}]\n")


def _entries(connection: duckdb.DuckDBPyConnection, space: str) -> Iterator[tuple[str, str]]:
    """Each word and stem with its entry.

    An entry is the word or stem; the steps of places in texts, and in heads, of questions with any word of
    this stem; in how many texts or heads itself stands; and, if it is a word with another stem, that.
    """
    found = connection.execute(query("grouped"), {"space": space})
    while rows := found.fetchmany(_ROWS):
        for key, body, head, times, stem in rows:
            yield key, as_json([key, steps(body), steps(head), times, *([stem] if stem else [])])


def as_steps(identifiers: Sequence[str]) -> dict[str, list[int] | dict[int, int]]:
    """Numbers of questions in their order, as steps, by legislature; and by place the suffix of some."""
    ordered = [in_order(identifier) for identifier in identifiers]
    found: dict[str, list[int] | dict[int, int]] = {
        str(legislature): steps([number for _, number, _ in group])
        for legislature, group in groupby(ordered, itemgetter(0))
    }
    return found | {"suffixes": {place: suffix for place, (_, _, suffix) in enumerate(ordered) if suffix}}


def steps(rising: Sequence[int]) -> list[int]:
    """Rising numbers as the step to each from that before it, from 0: small numbers, and often the same."""
    return [*rising[:1], *map(sub, rising[1:], rising)]
