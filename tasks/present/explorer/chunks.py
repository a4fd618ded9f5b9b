"""The files from which the browser builds lists and pages of questions.

A shard holds the questions of a range of numbers, so that its name follows from a question's number. It is
gzipped JSON, which a plain server can send unchanged.
"""

import gzip
import hashlib
import json
import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from schemas.question_number import question_number
from tasks.common.batches import weighed_batches
from tasks.present.explorer.queries import batches_of_questions, query, run_query, want, weights_of

Place = list[Any]
"""Language, part ('question' or 'answer'), label, labels answered, kind of answer, whether it is answered,
whether its number is printed, and start and end in code points, half-open."""
_FIELDS = ("language", "part", "label", "answers", "answer_kind", "is_answered", "numbering")
_SHARED = ("authors", "parties", "addressees", "ministers", "kinds", "addresses", "topics")
"""What many questions of a list share; each has several topics."""
QUESTIONS_A_SHARD = 20
"""About 100 kB compressed, with texts in both languages; the browser has this number too."""
TITLES_A_SHARD = 25
"""About 2 kB compressed, so that a list of questions from all years loads little."""
_AT_ONCE = 2
_SHARDS_A_QUERY = 20
_BYTES_A_QUERY = 8_000_000
"""Bytes of texts, for which DuckDB takes about 200 MB; 20 shards usually have less."""
_LEVEL = 6
_HASH = 12


class Shard(NamedTuple):
    """A range of numbers of one legislature, by its first number."""

    legislature: int
    first: int

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.legislature}-{self.first}.json.gz"


Contents = Iterator[tuple[Shard, str]]
Maker = Callable[[duckdb.DuckDBPyConnection, int], Contents]


def write_shards(
    connection: duckdb.DuckDBPyConnection, folder: Path, before: Path | None, size: int, make: Maker
) -> None:
    """Write the shards of all questions.

    Shards without a question of the table `touched` are linked from the folder `before`. A shard has `size`
    numbers; `make` gives the shards of the questions in the table `wanted`.
    """
    folder.mkdir(parents=True)
    held, touched = _shards(connection, size)
    to_write = [one for one in held if one in touched or not link_or_copy(before, folder, one.file)]
    weights: Mapping[str, int] = {}
    if make is question_shards:
        weights = weights_of(connection, [question for shard in to_write for question in held[shard]])

    def weight(shard: Shard) -> int:
        return sum(weights.get(question, 0) for question in held[shard])

    with ThreadPoolExecutor(_AT_ONCE) as packers:
        for part in weighed_batches(to_write, _SHARDS_A_QUERY, weight, _BYTES_A_QUERY):
            if weight(part[0]) > _BYTES_A_QUERY:
                _write_bit_by_bit(connection, folder / part[0].file, held[part[0]])
                continue
            want(connection, [question for shard in part for question in held[shard]])
            list(packers.map(lambda made: pack(folder / made[0].file, made[1]), make(connection, size)))


def _write_bit_by_bit(connection: duckdb.DuckDBPyConnection, path: Path, questions: Sequence[str]) -> None:
    """Write a shard whose texts are too large for one query."""
    before = "{"
    with gzip.GzipFile(path, "wb", _LEVEL, mtime=0) as packed:
        for _ in batches_of_questions(connection, questions, len(questions), _BYTES_A_QUERY):
            for _, page in _question_pages(connection):
                packed.write(f"{before}{page}".encode())
                before = ",\n"
        packed.write(b"}\n")


def _shards(connection: duckdb.DuckDBPyConnection, size: int) -> tuple[dict[Shard, list[str]], set[Shard]]:
    """The questions of each shard in their order, and the shards with a touched one, which may be gone."""
    rows = connection.execute(
        "SELECT legislature, number // $size * $size AS first, "
        "list(question_id ORDER BY number, question_id) "
        "FROM questions GROUP BY ALL ORDER BY legislature, first",
        {"size": size},
    ).fetchall()
    touched = connection.execute("SELECT question_id FROM touched").fetchall()
    return {Shard(*row[:2]): row[2] for row in rows}, {_shard_of(question, size) for (question,) in touched}


def link_or_copy(before: Path | None, folder: Path, name: str) -> bool:
    """Link a file from the folder before, or copy it where links fail; False when there is none."""
    if before is None or not (before / name).is_file():
        return False
    try:
        os.link(before / name, folder / name)
    except OSError:  # the disk has no links, or no more of them
        shutil.copyfile(before / name, folder / name)
    return True


def unpack(path: Path) -> Any:  # noqa: ANN401 - what JSON holds
    """The content of a file that `pack` wrote; raises what gzip and JSON raise when it is damaged."""
    return json.loads(gzip.decompress(path.read_bytes()))


def named_by(content: str) -> str:
    """A short name for a content, the same for the same content."""
    return hashlib.sha256(content.encode()).hexdigest()[:_HASH]


def pack(path: Path, content: str) -> None:
    """Write a gzipped file, the same bytes for the same content."""
    path.write_bytes(gzip.compress(content.encode(), _LEVEL, mtime=0))


def question_shards(connection: duckdb.DuckDBPyConnection, size: int) -> Contents:
    """The pages of questions: facts by identifier, with `parts` as `places` has them."""
    for shard, rows in groupby(_question_pages(connection), lambda row: _shard_of(row[0], size)):
        pages = ",\n".join(page for _, page in rows)
        yield shard, f"{{{pages}}}\n"


def _question_pages(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    """The page of each question of `wanted`, with its identifier, in their order: JSON facts and parts."""
    placed = places(_parts(connection))
    for question_id, facts, record in connection.execute(query("question")).fetchall():
        parts, of_record = as_json(placed.get(question_id, [])), (record and f',"record":{record}') or ""
        yield question_id, f'{as_json(question_id)}:{facts.removesuffix("}")},"parts":{parts}{of_record}}}'


def _parts(connection: duckdb.DuckDBPyConnection) -> Iterator[Mapping[str, Any]]:
    """Sub-questions and parts of answers, each with the whole text, which they share."""
    text_of = itemgetter("question_id", "language", "part")
    texts = {text_of(row): row["text"] for row in run_query(connection, "texts")}
    for row in run_query(connection, "parts"):
        whole = texts.get(text_of(row))
        if whole is not None:
            yield {**row, "whole": whole}


def places(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Place]]:
    """The places of sub-questions and parts of answers in their texts, for marking them, by question.

    A row whose text does not follow those before it has no place; its words are shown with the rest of the
    text.
    """
    found: dict[str, list[Place]] = defaultdict(list)
    for (question_id, _, _), group in groupby(rows, itemgetter("question_id", "language", "part")):
        behind = 0
        for row in group:
            start = row["whole"].find(row["text"], behind)
            if start >= 0:
                behind = start + len(row["text"])
                found[question_id].append([*(row[name] for name in _FIELDS), start, behind])
    return found


def _shard_of(question_id: str, size: int) -> Shard:
    legislature, number = question_number(question_id)
    return Shard(legislature, number // size * size)


def title_shards(connection: duckdb.DuckDBPyConnection, size: int) -> Contents:
    """The list entries: rows, and separately the words that many rows share, by index."""
    for shard, rows in groupby(
        run_query(connection, "titles"), lambda row: _shard_of(row["question_id"], size)
    ):
        yield shard, f"{as_json(_titles(list(rows)))}\n"


def _titles(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    shared: dict[str, dict[Any, int]] = {name: {} for name in _SHARED}

    def place(name: str, value: object) -> int:
        key = tuple(value) if isinstance(value, list) else value
        return shared[name].setdefault(key, len(shared[name]))

    entries = []
    for row in rows:
        _, number, identifier, *own = (value for name, value in row.items() if name not in shared)
        shown = identifier.partition("-")[2] if "/" in identifier else number
        places = [place(name, row[name]) for name in _SHARED[:-1]]
        entries.append([shown, *own, *places, [place("topics", topic) for topic in row["topics"]]])
    lists = {name: list(found) for name, found in shared.items()}
    return {"legislature": rows[0]["legislature"], **lists, "rows": entries}


def as_json(value: object) -> str:
    """JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
