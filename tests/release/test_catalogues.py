"""What catalogues read: DCAT by the shapes of two profiles, the dataset card by the package `datasets`."""

import json
import warnings
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import rdflib
import yaml
from rdflib.namespace import DCAT, DCTERMS, SH

from schemas.tables import TABLES
from tests.support.command import python

SHAPES = sorted((Path(__file__).parent / "shacl").glob("*.ttl"))
DCATAP = rdflib.Namespace("http://data.europa.eu/r5r/")
LEFT = {
    ("shapes_recommended", DCATAP.availability),
    ("shapes_recommended", DCAT.bbox),
    ("shapes_recommended", DCAT.centroid),
    ("shapes_recommended", DCAT.contactPoint),
    ("shapes_recommended", DCTERMS.type),
    ("mdr-vocabularies.shape", DCTERMS.publisher),
}
"""Recommendations that are not followed; docs/data-package.md says why."""

LOADING = """
import json, sys
from datasets import get_dataset_config_names, load_dataset
names = {"": None, **{name: name for name in get_dataset_config_names(sys.argv[1])}}
loaded = {key: load_dataset(sys.argv[1], name) for key, name in names.items()}
splits = [(key, *split) for key, one in loaded.items() for split in one.items()]
print(json.dumps({key: [name, split.num_rows, split.column_names] for key, name, split in splits}))
"""


@pytest.fixture(scope="module")
def release(sample_data):
    return (sample_data / "current").resolve()


@pytest.fixture(scope="module")
def results(release):
    """What the shapes find: the file of shapes, how bad it is, and the property."""
    from pyshacl import validate  # noqa: PLC0415 - takes half a second to import

    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        graph = rdflib.Graph().parse(
            release / "dcat.jsonld", format="json-ld", publicID="https://data.example.org/senate/"
        )
        for path in SHAPES:
            report = validate(graph, shacl_graph=rdflib.Graph().parse(path))[1]
            for one in report.objects(None, SH.result):
                severity, broken = report.value(one, SH.resultSeverity), report.value(one, SH.resultPath)
                found.append((path.stem, severity, broken))
    return found


def test_dcat_breaks_no_rule_of_dcat_ap_or_of_the_belgian_profile(results):
    assert len(SHAPES) == 5
    assert [one for one in results if one[1] == SH.Violation] == []


def test_the_recommendations_that_dcat_does_not_follow_are_those_that_docs_list(results):
    assert {(shapes, path) for shapes, _, path in results} == LEFT


def test_the_head_of_the_card_names_the_file_of_every_table_that_has_rows(release):
    head = yaml.safe_load((release / "README.md").read_text("utf-8").split("---\n")[1])
    counts = json.loads((release / "manifest.json").read_text("utf-8"))["counts"]
    files = {one["config_name"]: one["data_files"] for one in head["configs"]}
    assert files == {one.name: f"{one.name}.parquet" for one in TABLES if counts[one.name]}
    assert [one["config_name"] for one in head["configs"] if one.get("default")] == ["questions"]
    assert (head["license"], head["size_categories"]) == (["cc-by-4.0", "other"], ["n<1K"])


@pytest.mark.long
def test_datasets_loads_every_table_that_has_rows(release, tmp_path):
    done = python(LOADING, str(release), HF_HOME=str(tmp_path), HF_HUB_OFFLINE="1")
    assert done.returncode == 0, done.stderr
    tables = {one.name: pq.read_table(release / f"{one.name}.parquet") for one in TABLES}
    assert json.loads(done.stdout) == {
        "": ["train", tables["questions"].num_rows, tables["questions"].column_names],
        **{
            name: ["train", table.num_rows, table.column_names]
            for name, table in tables.items()
            if table.num_rows
        },
    }
