"""The gold set on real prose: which questions of a corpus it has, and where what was marked stands in them.

    python -m benchmarks.real choose CORPUS.parquet FOLDER
    python -m benchmarks.real take CORPUS.parquet FOLDER
    python -m benchmarks.real again CORPUS.parquet FOLDER

The project holds the ids of the questions and the positions, kinds and values of what was marked, never a
sentence; the texts are read from the corpus (columns `id`, `lang`, `split`, `text`). `choose` draws a test
half from the part of split 'train' that nobody has looked at (`is_untouched`), and writes its texts, a file
each, to be marked as tests/gold/README.md says; the test half before it joins the tuning half. `take` adds
the marked files to tests/gold/real, `again` what another reader marked in the same texts.
"""

import argparse
import csv
import hashlib
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pyarrow.parquet

from tests.gold.cases import FOLDER, MarkedMention, MarkedText

QUESTIONS, MENTIONS = FOLDER / "real" / "questions.tsv", FOLDER / "real" / "mentions.tsv"
AGAIN = FOLDER / "real" / "again.tsv"
"""What another reader marked in some of the questions, without having seen the first one's marks."""
SEED, EACH, SHORTEST = 26, 120, 600
"""Questions of each language in a test half, in an order drawn by the seed; none of fewer characters."""
ANSWERED = "answered"
"""The half of questions with their answers, from a corpus with columns `doc_id`, `question` and `answer`."""
OLD, NEW = "dev", "train"
"""Splits of the corpus: the one that rules are written from, and the other."""
ALIKE = 200
"""Letters: two questions that begin alike are put to two ministers."""
BREAK = re.compile(
    r"(?<=[a-zß-ÿ0-9)»”\"’%€°][.?!:;])(?<!\d[.:](?=\d))"
    r"(?=[A-ZÀ-Þ]|[«“\"(-] ?\w|\d{1,2}[.)°/]\D|[a-z]\) ?\w)"
    r"|(?<=[.?!][)»”\"])(?=[A-ZÀ-Þ]|\d{1,2}[.)]\D)"
    r"|(?<=[12]\d{3}[.?!;])(?=\d{1,2}[.)] ?[A-ZÀ-Þ])"
)
"""Where the corpus lost a break between paragraphs: a sentence ends and another begins, without a space."""
_APART = "\n\n"


Texts = dict[tuple[str, str], str]
"""Texts by language and id, in the order in which they are drawn."""


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


def is_untouched(name: str) -> bool:
    """Whether a question of split 'train' is for test halves alone: every second one, by its id."""
    return int(_drawn({"id": name})[0], 16) % 2 == 1


def read(corpus: Path) -> dict[str, Texts]:
    """Return the texts of each split; those of a corpus of answers are one."""
    if "doc_id" in pyarrow.parquet.read_schema(corpus).names:
        return {ANSWERED: dict(_answered(corpus))}
    rows = pyarrow.parquet.read_table(corpus, columns=["id", "lang", "split", "text"]).to_pylist()
    splits: dict[str, Texts] = defaultdict(dict)
    for row in sorted(rows, key=_drawn):
        splits[row["split"]][row["lang"], row["id"]] = row["text"]
    return splits


def _answered(corpus: Path) -> Iterator[tuple[tuple[str, str], str]]:
    for row in pyarrow.parquet.read_table(corpus, columns=["doc_id", "question", "answer"]).to_pylist():
        for part in ("question", "answer"):
            yield ("nl", f"{row['doc_id']}/{part}"), row[part] or ""


def choose(texts: Texts, others: Texts) -> list[Chosen]:
    """Return the questions of a test half: each in one language, none that begins like one of the others."""
    found: dict[str, list[Chosen]] = defaultdict(list)
    ids = {name for _, name in others}
    begins = {text[:ALIKE] for text in others.values()}
    for (language, name), text in texts.items():
        is_known = name in ids or text[:ALIKE] in begins
        if not is_known and len(text) >= SHORTEST and len(found[language]) < EACH:
            ids.add(name)
            begins.add(text[:ALIKE])
            found[language].append(Chosen("test", language, name, _digest(text)))
    return [chosen for language in sorted(found) for chosen in found[language]]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def real_cases(corpus: Path, half: str) -> Iterator[MarkedText]:
    """Yield the marked questions of a half, with their paragraphs apart.

    Raises:
        SystemExit: The corpus lacks a question, or its text is not the one that was marked.
    """
    texts = {place: text for split in read(corpus).values() for place, text in split.items()}
    marks = list(_rows(MENTIONS))
    for chosen in (Chosen(**row) for row in _rows(QUESTIONS) if row["half"] == half):
        text = texts.get((chosen.language, chosen.id), "")
        if _digest(text) != chosen.digest:
            raise SystemExit(f"{corpus}: the text of {chosen.id} ({chosen.language}) is not the marked one")
        mine = [m for m in marks if (m["id"], m["language"]) == (chosen.id, chosen.language)]
        part = chosen.id.rpartition("/")[2] if half == ANSWERED else "question"
        yield MarkedText(chosen.id, chosen.language, part, paragraphs(text), list(_apart(text, mine)))


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


def _to_mark(splits: dict[str, Texts], folder: Path) -> None:
    """Draw a test half and write its texts, a file each; the one before it joins the tuning half."""
    folder.mkdir(parents=True, exist_ok=True)
    known = [Chosen(**row)._replace(half="tuning") for row in _rows(QUESTIONS)]
    marked = {(one.language, one.id) for one in known}
    others = splits[OLD] | {place: text for place, text in splits[NEW].items() if place in marked}
    chosen = choose({key: text for key, text in splits[NEW].items() if is_untouched(key[1])}, others)
    _write(QUESTIONS, Chosen._fields, [*known, *chosen])
    for number, one in enumerate(chosen):
        text = paragraphs(splits[NEW][one.language, one.id])
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
        start, letters = len(so_far) - len(_APART) * so_far.count(_APART), mark.text.replace(_APART, "")
        yield (
            root.get("language", ""),
            root.get("id", ""),
            mark.get("k", ""),
            start,
            start + len(letters),
            mark.get("v", ""),
            mark.get("u", ""),
            letters,
        )
        so_far += mark.text + (mark.tail or "")


def _take(splits: dict[str, Texts], folder: Path, into: Path) -> None:
    """Read the marked files, each of which must still hold its text, and add them to what is marked."""
    rows: list[tuple[object, ...]] = [tuple(row.values()) for row in _rows(into)] if into.exists() else []
    for path in sorted(folder.glob("*.xml")):
        root = ET.parse(path).getroot()
        text = splits[NEW][root.get("language", ""), root.get("id", "")]
        if "".join(root.itertext()).rstrip("\n") != paragraphs(text):
            raise SystemExit(f"{path}: the text was changed")
        for language, name, kind, start, end, value, unit, shown in marked(path):
            assert text[start:end] == shown, (path, shown)
            rows.append((language, name, start, end, kind, value, unit))
    _write(into, "language id start end kind value unit".split(), rows)


def main() -> None:
    """Choose the questions, or take what was marked in them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("choose", "take", "again"))
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    if given.what == "choose":
        _to_mark(read(given.corpus), given.folder)
    else:
        _take(read(given.corpus), given.folder, MENTIONS if given.what == "take" else AGAIN)


if __name__ == "__main__":
    main()
