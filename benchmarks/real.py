"""The gold set on real prose: which questions of a corpus it has, and where what was marked stands in them.

    python -m benchmarks.real choose CORPUS.parquet FOLDER
    python -m benchmarks.real take CORPUS.parquet FOLDER

The project holds the ids of the questions and the positions, kinds and values of what was marked, never a
sentence; the texts are read from the corpus (columns `id`, `lang`, `split`, `text`), split 'dev'. `choose`
writes the chosen texts, a file each, to be marked as tests/gold/README.md says; `take` reads the marked
files back into tests/gold/real.
"""

import argparse
import csv
import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pyarrow.parquet

from tests.gold.cases import FOLDER, HALVES, MarkedMention, MarkedText

QUESTIONS, MENTIONS = FOLDER / "real" / "questions.tsv", FOLDER / "real" / "mentions.tsv"
SEED, EACH, SHORTEST = 26, 40, 600
"""Questions of each language, in an order drawn by the seed; none of fewer characters."""
BREAK = re.compile(
    r"(?<=[a-zß-ÿ0-9)»”\"’%€°][.?!:;])(?<!\d[.:](?=\d))"
    r"(?=[A-ZÀ-Þ]|[«“\"(-] ?\w|\d{1,2}[.)°/]\D|[a-z]\) ?\w)"
    r"|(?<=[.?!][)»”\"])(?=[A-ZÀ-Þ]|\d{1,2}[.)]\D)"
    r"|(?<=[12]\d{3}[.?!;])(?=\d{1,2}[.)] ?[A-ZÀ-Þ])"
)
"""Where the corpus lost a break between paragraphs: a sentence ends and another begins, without a space."""
_APART = "\n\n"


class Chosen(NamedTuple):
    """A question of the gold set; `digest` is that of its text, which must be the one that was marked."""

    half: str
    language: str
    id: str
    digest: str


def paragraphs(text: str) -> str:
    """Return a text of the corpus with its paragraphs apart."""
    return BREAK.sub(_APART, text)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _drawn(row: dict[str, str]) -> str:
    return _digest(f"{SEED} {row['id']}")


def read(corpus: Path) -> dict[tuple[str, str], str]:
    """Return the texts of split 'dev' by language and id."""
    rows = pyarrow.parquet.read_table(corpus, columns=["id", "lang", "split", "text"]).to_pylist()
    return {
        (row["lang"], row["id"]): row["text"] for row in sorted(rows, key=_drawn) if row["split"] == "dev"
    }


def choose(texts: dict[tuple[str, str], str]) -> list[Chosen]:
    """Return the questions of the gold set: no question in both languages, halves in turn."""
    found: list[Chosen] = []
    for (language, name), text in texts.items():
        mine = sum(chosen.language == language for chosen in found)
        if len(text) >= SHORTEST and mine < EACH and name not in {chosen.id for chosen in found}:
            found.append(Chosen(HALVES[mine % 2], language, name, _digest(text)))
    return found


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def real_cases(corpus: Path, half: str) -> Iterator[MarkedText]:
    """Yield the marked questions of a half, with their paragraphs apart.

    Raises:
        SystemExit: The corpus lacks a question, or its text is not the one that was marked.
    """
    texts = read(corpus)
    marks = list(_rows(MENTIONS))
    for row in _rows(QUESTIONS):
        chosen = Chosen(**row)
        text = texts.get((chosen.language, chosen.id), "")
        if _digest(text) != chosen.digest:
            raise SystemExit(f"{corpus}: the text of {chosen.id} ({chosen.language}) is not the marked one")
        if chosen.half == half:
            mine = [m for m in marks if (m["id"], m["language"]) == (chosen.id, chosen.language)]
            yield MarkedText(
                chosen.id, chosen.language, "question", paragraphs(text), list(_apart(text, mine))
            )


def _apart(text: str, marks: Sequence[dict[str, str]]) -> Iterator[MarkedMention]:
    """The mentions of a text, at their places in its paragraphs."""
    breaks = [found.start() for found in BREAK.finditer(text)]
    for mark in marks:
        start, end = int(mark["start"]), int(mark["end"])
        start += len(_APART) * bisect_right(breaks, start)
        end += len(_APART) * bisect_left(breaks, end)
        yield MarkedMention(start, end, mark["kind"], mark["value"] or None, mark["unit"] or None)


def _write(path: Path, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    lines = ["\t".join(map(str, row)) for row in (head, *rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _to_mark(texts: dict[tuple[str, str], str], folder: Path) -> None:
    """Write the chosen texts, a file each."""
    folder.mkdir(parents=True, exist_ok=True)
    chosen = choose(texts)
    _write(QUESTIONS, Chosen._fields, chosen)
    for number, one in enumerate(chosen):
        text = paragraphs(texts[one.language, one.id])
        shown = text.replace("&", "&amp;").replace("<", "&lt;")
        folder.joinpath(f"{one.language}{number:02}.xml").write_text(
            f'<text id="{one.id}" language="{one.language}">{shown}</text>\n', encoding="utf-8"
        )


def marked(path: Path) -> Iterator[tuple[str, str, str, int, int, str, str, str]]:
    """Yield what is marked in a file, at its places in the text without the paragraphs' breaks.

    Raises:
        ValueError: A mark holds another.
    """
    root = ET.parse(path).getroot()
    so_far = root.text or ""
    for mark in root:
        if len(mark) or mark.tag != "m" or not mark.text:
            raise ValueError(f"{path}: {ET.tostring(mark, encoding='unicode')!r} is no mark")
        start = len(so_far) - len(_APART) * so_far.count(_APART)
        yield (
            root.get("language", ""),
            root.get("id", ""),
            mark.get("k", ""),
            start,
            start + len(mark.text),
            mark.get("v", ""),
            mark.get("u", ""),
            mark.text,
        )
        so_far += mark.text + (mark.tail or "")


def _take(texts: dict[tuple[str, str], str], folder: Path) -> None:
    """Read the marked files; each must still hold its text."""
    rows = []
    for path in sorted(folder.glob("*.xml")):
        root = ET.parse(path).getroot()
        text = texts[root.get("language", ""), root.get("id", "")]
        if "".join(root.itertext()) != paragraphs(text):
            raise SystemExit(f"{path}: the text was changed")
        for language, name, kind, start, end, value, unit, shown in marked(path):
            assert text[start:end] == shown, (path, shown)
            rows.append((language, name, start, end, kind, value, unit))
    _write(MENTIONS, "language id start end kind value unit".split(), rows)


def main() -> None:
    """Choose the questions, or take what was marked in them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("choose", "take"))
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    texts = read(given.corpus)
    (_to_mark if given.what == "choose" else _take)(texts, given.folder)


if __name__ == "__main__":
    main()
