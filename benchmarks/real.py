"""The gold set on real prose: what was marked in questions of a corpus.

The project has the ids of the questions and the positions, kinds and values of what was marked, never a
sentence; the texts are read from the corpus: one with the columns `id`, `lang` and `text`, or for the half of
answers one with `doc_id`, `question` and `answer`.
"""

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet

from benchmarks.common import rows
from tests.gold.cases import FOLDER, MarkedMention, MarkedText

QUESTIONS, MENTIONS = FOLDER / "real" / "questions.tsv", FOLDER / "real" / "mentions.tsv"
AGAIN = FOLDER / "real" / "again.tsv"
"""What another reader marked in some of the questions, without having seen the first one's marks."""
ANSWERED = "answered"  # the half of questions with their answers
BREAK = re.compile(
    r"(?<=[a-zß-ÿ0-9)»”\"’%€°][.?!:;])(?<!\d[.:](?=\d))"
    r"(?=[A-ZÀ-Þ]|[«“\"(-] ?\w|\d{1,2}[.)°/]\D|[a-z]\) ?\w)"
    r"|(?<=[.?!][)»”\"])(?=[A-ZÀ-Þ]|\d{1,2}[.)]\D)"
    r"|(?<=[12]\d{3}[.?!;])(?=\d{1,2}[.)] ?[A-ZÀ-Þ])"
)
"""Where the corpus lost a break between paragraphs: a sentence ends and another begins, without a space."""
_APART = "\n\n"
Mark = tuple[str, ...]  # language, question, start, end and kind


def marks(path: Path) -> set[Mark]:
    """The marks of a reader: `MENTIONS` has those by which extraction is scored, `AGAIN` another's."""
    return {tuple(row[name] for name in ("language", "id", "start", "end", "kind")) for row in rows(path)}


def paragraphs(text: str) -> str:
    """Return a text of the corpus with its paragraphs apart."""
    return BREAK.sub(_APART, text)


def read(corpus: Path) -> dict[tuple[str, str], str]:
    """Return the texts of a corpus by language and id."""
    found = pyarrow.parquet.read_table(corpus).to_pylist()
    if not found or "doc_id" not in found[0]:
        return {(row["lang"], row["id"]): row["text"] for row in found}
    parts = ((row, part) for row in found for part in ("question", "answer"))
    return {("nl", f"{row['doc_id']}/{part}"): row[part] or "" for row, part in parts}


def real_cases(corpus: Path, half: str) -> Iterator[MarkedText]:
    """Yield the marked questions of a half, with their paragraphs apart.

    Raises:
        SystemExit: The corpus lacks a question, or its text is not the one that was marked.
    """
    texts, marks = read(corpus), rows(MENTIONS)
    for chosen in (row for row in rows(QUESTIONS) if row["half"] == half):
        language, name = chosen["language"], chosen["id"]
        text = texts.get((language, name), "")
        if hashlib.sha256(text.encode()).hexdigest()[:12] != chosen["digest"]:
            raise SystemExit(f"{corpus}: the text of {name} ({language}) is not the marked one")
        mine = [mark for mark in marks if (mark["id"], mark["language"]) == (name, language)]
        part = name.rpartition("/")[2] if half == ANSWERED else "question"
        yield MarkedText(name, language, part, paragraphs(text), list(apart(text, mine)))


def apart(text: str, marks: list[dict[str, str]]) -> Iterator[MarkedMention]:
    """The mentions of a text, at their places in its paragraphs."""
    breaks = [found.start() for found in BREAK.finditer(text)]
    for mark in marks:
        start, end = int(mark["start"]), int(mark["end"])
        start += len(_APART) * bisect_right(breaks, start)
        end += len(_APART) * bisect_left(breaks, end)
        yield MarkedMention(start, end, mark["kind"], mark["value"] or None, mark["unit"] or None)
