"""A public body or a party more is one line of data and a rebuild."""

import csv
import io
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.conftest import copy_data
from tests.support.product import copy_product, run_product
from tests.support.reading import SIMPLE
from tests.support.render import Both
from tests.support.runs import page_files, rows
from tests.support.sources import lay_out

pytestmark = pytest.mark.long

VOCABULARY = "schemas/vocabulary"
BODY = {
    "id": "invented-rivers",
    "kind": "federal_agency",
    "names_nl": "Rivierenwacht der Lage Landen",
    "names_fr": "Vigie des fleuves du Plat Pays",
    "abbreviations_nl": "RWLL",
    "abbreviations_fr": "VFPP",
    "source": "invented",
}
PARTY = {
    "id": "invented-party",
    "name_nl": "Verbond der Klokkenluiders",
    "name_fr": "Union des sonneurs",
    "abbreviations": "VdKl",
    "language_group": "nl",
    "source": "invented",
}
FACTS = replace(
    SIMPLE,
    party="VdKl",
    question=Both(
        nl=("Wat deed de Rivierenwacht der Lage Landen (RWLL), volgens de VdKl?",),
        fr=("Qu'a fait la Vigie des fleuves du Plat Pays, selon l'Union des sonneurs ?",),
    ),
)
FOUND = "SELECT DISTINCT kind, entity_id, text FROM mentions WHERE entity_id LIKE 'invented-%' ORDER BY ALL"


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A copy of the product, and what it made of a folder of pages."""
    folder = tmp_path_factory.mktemp("first")
    product = copy_product(folder / "product")
    pages = lay_out(folder / "pages", page_files([FACTS]))
    done = run_product(product, "ingest", "--from", pages, "--data", folder / "data")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def product(first, tmp_path):
    """A copy of the product whose data may be changed."""
    return shutil.copytree(first / "product", tmp_path / "product")


@pytest.fixture
def data(first, tmp_path):
    return copy_data(first / "data", tmp_path / "data")


def add_line(product: Path, file: str, row: dict[str, str]) -> None:
    path = product / VOCABULARY / file
    columns = path.read_text("utf-8").split("\n", 1)[0].split("\t")
    line = io.StringIO()
    csv.DictWriter(line, columns, delimiter="\t", lineterminator="\n", restval="").writerow(row)
    with path.open("a", encoding="utf-8") as lines:
        lines.write(line.getvalue())


def test_a_line_and_a_rebuild_make_a_body_and_a_party_known(product, data):
    assert rows(data, FOUND) == []
    assert rows(data, "SELECT party_id FROM questions") == [(None,)]
    assert ("party_unknown",) in rows(data, "SELECT kind FROM issues")

    add_line(product, "organisations.tsv", BODY)
    add_line(product, "parties.tsv", PARTY)
    done = run_product(product, "rebuild", "--data", data)
    assert done.returncode == 0, done.stderr
    assert rows(data, FOUND) == [
        ("organisation", "invented-rivers", "RWLL"),
        ("organisation", "invented-rivers", "Rivierenwacht der Lage Landen"),
        ("organisation", "invented-rivers", "Vigie des fleuves du Plat Pays"),
        ("party", "invented-party", "Union des sonneurs"),
        ("party", "invented-party", "VdKl"),
    ]
    assert rows(data, "SELECT party_id FROM questions") == [("invented-party",)]
    assert ("party_unknown",) not in rows(data, "SELECT kind FROM issues")
    assert rows(data, "SELECT name_nl FROM organisations WHERE organisation_id = 'invented-rivers'") == [
        ("Rivierenwacht der Lage Landen",)
    ]


def test_a_line_with_too_few_cells_ends_the_run_with_its_place_and_leaves_the_release(product, data):
    path = product / VOCABULARY / "organisations.tsv"
    path.write_text(path.read_text("utf-8") + "rivers\tcompany\tRivierenwacht\t\t\t\tinvented\n", "utf-8")
    done = run_product(product, "rebuild", "--data", data)
    number = len(path.read_text("utf-8").splitlines())
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(
        f"Line {number} of schemas/vocabulary/organisations.tsv has 7 cells, its header 9."
    )
    assert "since, until, source" in done.stderr
    assert rows(data, FOUND) == []
