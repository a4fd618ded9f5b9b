"""What others make of a release: rdflib and shapes of DCAT, frictionless, the package `datasets`."""

import json
import warnings
from pathlib import Path

import pyarrow.parquet as pq
import pytest
import rdflib
from frictionless import Package
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, RDFS, SH, XSD

from schemas.licences import DATABASE
from schemas.marts.small import small_tables
from schemas.tables import TABLES
from tests.support.command import python

pytestmark = pytest.mark.long

SHAPES = sorted((Path(__file__).parent / "shacl").glob("*.ttl"))
BASE = "https://data.example.org/senate/"
FILE_TYPES = "http://publications.europa.eu/resource/authority/file-type/"
SHA256 = rdflib.URIRef("https://spdx.org/rdf/terms#checksumAlgorithm_sha256")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")
DCATAP = rdflib.Namespace("http://data.europa.eu/r5r/")
LEFT = {
    ("shapes_recommended", DCATAP.availability),
    ("shapes_recommended", DCAT.bbox),
    ("shapes_recommended", DCAT.centroid),
    ("shapes_recommended", DCAT.contactPoint),
    ("shapes_recommended", DCTERMS.type),
    ("shapes_recommended", FOAF.homepage),
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


def linked(path):
    """A file of JSON-LD as it is read at an address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's reader uses a class of its own
        return rdflib.Graph().parse(path, format="json-ld", publicID=BASE)


@pytest.fixture(scope="module")
def graph(exported):
    """DCAT-AP as a portal reads it."""
    return linked(exported / "dcat.jsonld")


@pytest.fixture(scope="module")
def results(graph):
    """What the shapes find: the file of shapes, how bad it is, and the property."""
    from pyshacl import validate  # noqa: PLC0415 - takes half a second to import

    found = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        for path in SHAPES:
            report = validate(graph, shacl_graph=rdflib.Graph().parse(path))[1]
            for one in report.objects(None, SH.result):
                severity, broken = report.value(one, SH.resultSeverity), report.value(one, SH.resultPath)
                found.append((path.stem, severity, broken))
    return found


def test_dcat_breaks_no_rule_of_dcat_ap_and_misses_the_recommendations_that_docs_list(results):
    assert len(SHAPES) == 5
    assert [one for one in results if one[1] == SH.Violation] == []
    assert {(shapes, path) for shapes, _, path in results} == LEFT


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


def test_croissant_is_linked_data_with_a_data_set_in_it(exported):
    graph = linked(exported / "croissant.json")
    schema = rdflib.Namespace("https://schema.org/")
    (dataset,) = graph.subjects(RDF.type, schema.Dataset)
    assert len(list(graph.objects(dataset, schema.distribution))) == len(TABLES)


@pytest.mark.parametrize("kind", [DCAT.Catalog, DCAT.Dataset], ids=["catalogue", "data set"])
def test_dcat_names_catalogue_and_data_set_in_three_languages(graph, kind):
    (found,) = graph.subjects(RDF.type, kind)
    for predicate in (DCTERMS.title, DCTERMS.description):
        assert sorted(text.language for text in graph.objects(found, predicate)) == ["en", "fr", "nl"]
    (publisher,) = graph.objects(found, DCTERMS.publisher)
    assert (publisher, RDF.type, FOAF.Agent) in graph
    assert list(graph.objects(publisher, FOAF.name))


def test_dcat_catalogue_holds_the_data_set_with_what_portals_ask_for(graph):
    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    (dataset,) = graph.objects(catalogue, DCAT.dataset)
    wanted = {
        DCAT.theme: "http://publications.europa.eu/resource/authority/data-theme/GOVE",
        DCTERMS.spatial: "http://publications.europa.eu/resource/authority/country/BEL",
        DCTERMS.accrualPeriodicity: "http://publications.europa.eu/resource/authority/frequency/DAILY",
        DCTERMS.accessRights: "http://publications.europa.eu/resource/authority/access-right/PUBLIC",
    }
    assert {predicate: str(graph.value(dataset, predicate)) for predicate in wanted} == wanted
    period = graph.value(dataset, DCTERMS.temporal)
    assert graph.value(period, DCAT.startDate).datatype == XSD.date
    assert graph.value(period, DCAT.startDate) < graph.value(period, DCAT.endDate)
    assert {text.language for text in graph.objects(dataset, DCAT.keyword)} == {"en", "fr", "nl"}


def test_dcat_distributions_have_address_size_media_type_licence_and_sum(graph, manifest):
    found = set(graph.subjects(RDF.type, DCAT.Distribution))
    names = {str(one).removeprefix(BASE) for one in found}
    assert names == {f"{table.name}.parquet" for table in TABLES}
    for one in found:
        facts = manifest["files"][str(one).removeprefix(BASE)]
        assert graph.value(one, DCAT.accessURL) == graph.value(one, DCAT.downloadURL) == one
        extent = graph.value(one, DCTERMS.extent)
        assert str(graph.value(extent, RDFS.label)) == f"{facts['bytes']} bytes"
        assert str(graph.value(one, DCTERMS.format)).startswith(FILE_TYPES)
        assert str(graph.value(one, DCAT.mediaType)).startswith(
            "https://www.iana.org/assignments/media-types/"
        )
        assert str(graph.value(one, DCTERMS.license)) == DATABASE.address
        assert graph.value(one, DCTERMS.rights)
        checksum = graph.value(one, SPDX.checksum)
        assert graph.value(checksum, SPDX.algorithm) == SHA256
        assert graph.value(checksum, SPDX.checksumValue).toPython() == bytes.fromhex(facts["sha256"])


def test_the_data_package_keeps_the_rules_of_data_packages(release):
    package = json.loads((release / "datapackage.json").read_text("utf-8"))
    assert list(Package.metadata_validate(package)) == []


def test_the_data_package_describes_small_tables_so_that_they_are_valid(release):
    package = json.loads((release / "datapackage.json").read_text("utf-8"))
    package["resources"] = [one for one in package["resources"] if one["name"].startswith("mart_")]
    assert [one["path"] for one in package["resources"]] == [small.path for small in small_tables()]
    report = Package.from_descriptor(package, basepath=str(release)).validate()
    assert (report.valid, report.stats["errors"]) == (True, 0)
