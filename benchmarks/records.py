"""How many members, parties, ministers and descriptors of the Chamber's questions of 2017 are recognised.

Takes the Parquet file of bnosac/ruimtehol's `dekamer` with questions and answers, makes a record in XML of
each, and prints shares and what is missed. Its departments have lost their accents: a folder with the
`department*.json` of vectrconsulting/OpenParliament gives them back.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pyarrow.parquet as pq

from benchmarks.common import command
from schemas.records import Capture, Row
from tasks.common.accents import fold
from tasks.link.actors.members import member_tables
from tasks.link.actors.ministers import minister_asked
from tasks.pipeline.reading import rows_of
from tasks.read import read_capture


def shares(parquet: Path, entities: Path) -> Iterator[str]:
    """A line per kind of value, with what was missed and how often."""
    names = {fold(one): one for file in entities.glob("department*.json") for one in _values(file)}
    found = pq.read_table(parquet).to_pylist()
    pages = [
        read_capture(Capture(f"{at:016}", f"{at:064}", None, None, "records", f"{at}.xml"), record(row, names))
        for at, row in enumerate(found)
    ]
    tables = rows_of(pages)
    questions, actors = tables["questions"], member_tables(tables["questions"])
    members, parties = zip(*(actors.of_question[row["question_id"]] for row in questions), strict=True)
    yield _line("records", (row.reason for row in pages), (row.reading for row in pages))
    yield _line("members", (row["author"] for row in questions), members)
    yield _line("parties", (row["party"] for row in questions), parties)
    yield _line("ministers", (row["addressee_nl"] for row in questions), map(minister_asked, questions))
    keywords: list[Row] = tables["keywords"]
    yield _line("EuroVoc", (row["keyword"] for row in keywords), (row["eurovoc_id"] for row in keywords))


def record(row: Mapping[str, Any], departments: Mapping[str, str]) -> bytes:
    """The record of a question, with the accents of its department."""
    family, _, given = row["aut_person"].partition(", ")
    department = departments.get(fold(row["answer_department"]), row["answer_department"])
    values = {
        "ID": row["doc_id"],
        "STATUSQ": "answerReceived",
        "LEGISL": 54,
        "DEPOTDAT": row["depotdat"].replace("-", ""),
        "AUT": f"{given} {family}, {row['aut_party']}",
        "LANG": row["aut_language"][0].upper().replace("D", "N"),
        "DEPTN": department,
        "TEXTQN": row["question"],
        "TEXTA1N": row["answer"],
        "MAIN_THESAN": row["question_theme_main"],
        "THESAN": (row["question_theme"] or "").replace(",", " | "),
    }
    root = ET.Element("QRVADOC")
    for name, value in values.items():
        ET.SubElement(root, name).text = str(value or "")
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _values(file: Path) -> list[str]:
    return [entry["value"] for entry in json.loads(file.read_text("utf-8"))["entries"]]


def _line(what: str, values: Iterable[object], found: Iterable[object]) -> str:
    pairs = [*zip(values, found, strict=True)]
    missed = Counter(str(value) for value, one in pairs if one is None)
    share = 1 - missed.total() / len(pairs)
    return "\n  ".join((f"{what}: {share:.2%} of {len(pairs)}", *(f"{n} {v}" for v, n in missed.most_common())))


command(shares)
