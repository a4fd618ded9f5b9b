"""How many members, parties, ministers and descriptors of the Chamber's questions of 2017 are recognised.

Makes a record of each row of the Parquet file (bnosac/ruimtehol, CC0), whose departments have lost their
accents; a folder with `department*.json` (vectrconsulting/OpenParliament) gives them back.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
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
    lists = [json.loads(file.read_text("utf-8"))["entries"] for file in entities.glob("department*.json")]
    names = {fold(entry["value"]): entry["value"] for entries in lists for entry in entries}
    found = [record(row, names) for row in pq.read_table(parquet).to_pylist()]
    places = [Capture(f"{at:016}", f"{at:064}", None, None, "records", "") for at in range(len(found))]
    tables = rows_of([*map(read_capture, places, found)])
    asked, keywords = tables["questions"], tables["keywords"]
    actors = [member_tables(asked).of_question[row["question_id"]] for row in asked]
    yield f"records: {len(asked)} of {len(found)}"
    yield _line("members", (row["author"] for row in asked), (member for member, _ in actors))
    yield _line("parties", (row["party"] for row in asked), (party for _, party in actors))
    yield _line("ministers", (row["addressee_nl"] for row in asked), map(minister_asked, asked))
    yield _line("EuroVoc", (row["keyword"] for row in keywords), (row["eurovoc_id"] for row in keywords))


def record(row: Row, departments: Mapping[str, str]) -> bytes:
    """The record of a question, with the accents of its department."""
    (family, _, given), department = row["aut_person"].partition(", "), row["answer_department"]
    root = ET.Element("QRVADOC")
    ET.SubElement(root, "ID").text = str(row["doc_id"])
    ET.SubElement(root, "LEGISL").text = "54"
    ET.SubElement(root, "DEPOTDAT").text = row["depotdat"].replace("-", "")
    ET.SubElement(root, "AUT").text = f"{given} {family}, {row['aut_party']}"
    ET.SubElement(root, "DEPTN").text = departments.get(fold(department), department)
    ET.SubElement(root, "TEXTQN").text, ET.SubElement(root, "TEXTA1N").text = row["question"], row["answer"]
    ET.SubElement(root, "THESAN").text = (row["question_theme"] or "").replace(",", " | ")
    return bytes(ET.tostring(root, encoding="utf-8"))


def _line(what: str, values: Iterable[str], found: Iterable[str | None]) -> str:
    pairs = [*zip(values, found, strict=True)]
    missed = Counter(value for value, one in pairs if one is None)
    rest = [f"\n  {times} {value}" for value, times in missed.most_common()]
    return "".join([f"{what}: {1 - missed.total() / len(pairs):.2%} of {len(pairs)}", *rest])


command(shares)
