"""The index of words, in which the browser searches titles, names and texts without a server.

A word is a run of letters and digits, in small letters without accents. It is found by its stem in the
language of its text; names count as words of both languages. Keywords have a space of their own, where the
stem is the whole keyword, in either language.

A shard holds a run of stems in their order, so that the stems with which shards begin tell where a word is.
The index `settled` holds the questions of the night that wrote it; later nights link it, and write those that
have changed since into `recent`, which counts instead, until they are too many.
"""

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from operator import itemgetter, sub
from pathlib import Path

import duckdb
import Stemmer

from schemas.codes import LANGUAGES
from schemas.question_number import QuestionNumber, question_number
from tasks.common.batches import weighed_batches
from tasks.present.explorer.chunks import as_json, link_or_copy, pack
from tasks.present.explorer.queries import batches_of_questions, query

SETTLED, RECENT = "settled", "recent"
INDEX_FILE = "index.json.gz"
SPACES = (*LANGUAGES, "topic")
_STEMMERS = {"nl": "dutch", "fr": "french"}
"""Those of Snowball: https://snowballstem.org/algorithms/"""
_SHARD = 40_000
"""Letters of a shard before compression, about a third of them after it."""
_FEW, _FEW_OF = 500, 20
"""`recent` holds at most this many questions, or one of this many."""
_QUESTIONS_A_QUERY, _BYTES_A_QUERY = 2_000, 8_000_000
_ROWS = 2_000
_IN_ORDER = "SELECT question_id FROM questions ORDER BY legislature, number"
_FOLDED = (
    "CREATE OR REPLACE TEMP MACRO folded(written) AS "
    "replace(replace(lower(strip_accents(written)), 'œ', 'oe'), 'æ', 'ae')"
)
"""Small letters without accents, as the browser makes them."""
_GROUPED = """
WITH by_word AS (
  SELECT
    word,
    stem,
    flatten(list(body)) AS body,
    flatten(list(head)) AS head,
    greatest(sum(len(body)), sum(len(head)))::INTEGER AS times
  FROM counted
  JOIN stems USING (space, word)
  WHERE space = $space
  GROUP BY word, stem
)
SELECT
  stem AS key,
  list_sort(list_distinct(flatten(list(body)))),
  list_sort(list_distinct(flatten(list(head)))),
  list(word ORDER BY word),
  list(times ORDER BY word),
  NULL
FROM by_word
GROUP BY stem
UNION ALL
SELECT word, [], [], [word], [times], stem
FROM by_word
WHERE left(word, length(stem) - 2) <> left(stem, length(stem) - 2)
ORDER BY key
"""


def write_words(connection: duckdb.DuckDBPyConnection, folder: Path, before: Path | None) -> None:
    """Write the index of all questions, by the table `touched`.

    `settled` is linked from the folder `before` if few questions changed since it was written.
    """
    folder.mkdir()
    held = [one for (one,) in connection.execute(_IN_ORDER).fetchall()]
    touched = [one for (one,) in connection.execute("FROM touched").fetchall()]
    since = {*touched, *(_recent(before) if before else ())}
    changed = [one for one in held if one in since]
    if before and len(changed) <= max(_FEW, len(held) // _FEW_OF):
        (folder / SETTLED).mkdir()
        for file in (before / SETTLED).iterdir():
            link_or_copy(file, folder / SETTLED / file.name)
    else:
        _write_index(connection, folder / SETTLED, held)
        changed = []
    _write_index(connection, folder / RECENT, changed)


def _recent(before: Path) -> Iterator[str]:
    """The questions in the index `recent` of the release before."""
    numbers = json.loads(gzip.decompress((before / RECENT / INDEX_FILE).read_bytes()))["numbers"]
    for legislature, differences in numbers.items():
        yield from (str(QuestionNumber(int(legislature), number)) for number in accumulate(differences))


def _write_index(connection: duckdb.DuckDBPyConnection, folder: Path, chosen: Sequence[str]) -> None:
    folder.mkdir()
    _count(connection, chosen)
    _find_stems(connection)
    shards = {space: list(_write_space(connection, folder, space)) for space in SPACES}
    pack(
        folder / INDEX_FILE,
        as_json({"numbers": by_legislature(map(question_number, chosen)), "shards": shards}),
    )


def _count(connection: duckdb.DuckDBPyConnection, chosen: Sequence[str]) -> None:
    """Make the table `counted`: the words of some questions and their places, with a row for each batch."""
    connection.execute(_FOLDED)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE counted (space VARCHAR, word VARCHAR, body INTEGER[], head INTEGER[])"
    )
    for _ in batches_of_questions(connection, chosen, _QUESTIONS_A_QUERY, _BYTES_A_QUERY):
        connection.execute(f"INSERT INTO counted {query('words')}")


def _find_stems(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `stems` of all words in `counted`."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE stems AS "
        "SELECT DISTINCT space, word, folded(word) AS stem FROM counted WHERE space = 'topic'"
    )
    for language in LANGUAGES:
        found = connection.execute("SELECT DISTINCT word FROM counted WHERE space = ?", [language])
        words = [word for (word,) in found.fetchall()]
        stems = Stemmer.Stemmer(_STEMMERS[language]).stemWords(words)
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
    """Each stem with its entry: itself, the steps of places in texts and in heads, its forms with counts.

    A word that begins otherwise than its stem ('gemeld' of 'meld') has an entry too, without places, but with
    its stem, by which it is found when its beginning is sought.
    """
    found = connection.execute(_GROUPED, {"space": space})
    while rows := found.fetchmany(_ROWS):
        for key, body, head, words, counts, stem in rows:
            forms = [one for pair in zip(words, counts, strict=True) for one in pair]
            yield key, as_json([key, steps(body), steps(head), forms, *([stem] if stem else [])])


def by_legislature(questions: Iterable[QuestionNumber]) -> dict[int, list[int]]:
    """Numbers of questions in their order, as steps, by legislature."""
    return {
        legislature: steps([number for _, number in group])
        for legislature, group in groupby(questions, itemgetter(0))
    }


def steps(rising: Sequence[int]) -> list[int]:
    """Rising numbers as the step to each from that before it, from 0: small numbers, and often the same."""
    return [*rising[:1], *map(sub, rising[1:], rising)]
