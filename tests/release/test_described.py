"""What a release says of itself: Data Package, Croissant, DCAT-AP, sums, freshness, changes."""

import hashlib
import json
import shutil
import subprocess
import warnings

import duckdb
import pytest
import rdflib
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, RDFS, XSD

from schemas.history import SCHEMA_HISTORY
from schemas.licences import CONTENT, DATABASE
from schemas.marts.small import small_tables
from schemas.tables import SCHEMA_VERSION, TABLES
from tests.support.releases import altered, released, world

BASE = "https://data.example.org/senate/"
FILE_TYPES = "http://publications.europa.eu/resource/authority/file-type/"
SHA256 = rdflib.URIRef("https://spdx.org/rdf/terms#checksumAlgorithm_sha256")
SPDX = rdflib.Namespace("http://spdx.org/rdf/terms#")


def linked(path):
    """A file of JSON-LD as it is read at an address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's reader uses a class of its own
        return rdflib.Graph().parse(path, format="json-ld", publicID=BASE)


@pytest.fixture(scope="module")
def release(sample_data):
    return (sample_data / "current").resolve()


@pytest.fixture(scope="module")
def manifest(release):
    return json.loads((release / "manifest.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def graph(release):
    """DCAT-AP as a portal reads it."""
    return linked(release / "dcat.jsonld")


@pytest.fixture(scope="module")
def croissant(release):
    return json.loads((release / "croissant.json").read_text("utf-8"))


def test_sha256sum_finds_every_file_as_it_was_written(release, manifest):
    if not shutil.which("sha256sum"):
        pytest.skip("there is no sha256sum here")
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=release,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    checked = {line.removesuffix(": OK") for line in done.stdout.splitlines()}
    assert checked == set(manifest["files"]) - {"SHA256SUMS"}


def test_the_manifest_says_how_new_the_release_is(release, manifest):
    with duckdb.connect(str(release / "senate.duckdb"), read_only=True) as connection:
        newest = {
            name: connection.execute(f"SELECT max({name})::VARCHAR FROM {table}").fetchone()[0]
            for name, table in (("asked_on", "questions"), ("answered_on", "questions"))
        }
    assert manifest["freshness"] == newest | {"fetched_at": "2026-05-03T04:00:00+00:00"}
    assert manifest["created"] > newest["asked_on"]


def test_the_newest_page_is_reported_where_pages_tell_their_time(tmp_path):
    found = json.loads((released(tmp_path) / "manifest.json").read_text("utf-8"))
    assert found["freshness"]["fetched_at"] == "2024-01-02T00:00:00+00:00"


def test_the_data_package_states_the_licences_of_database_and_content_apart(release):
    package = json.loads((release / "datapackage.json").read_text("utf-8"))
    assert [one["name"] for one in package["licenses"]] == [DATABASE.name, CONTENT.name]
    assert [one["path"] for one in package["licenses"]] == [DATABASE.address, CONTENT.address]
    from frictionless import Package  # noqa: PLC0415 - takes half a second to import

    assert list(Package.metadata_validate(package)) == []


def test_the_data_package_has_title_and_unit_of_a_column(release):
    package = json.loads((release / "datapackage.json").read_text("utf-8"))
    (questions,) = (one for one in package["resources"] if one["name"] == "questions")
    fields = {one["name"]: one for one in questions["schema"]["fields"]}
    assert (fields["title_nl"]["title"], fields["response_days"]["unit"]) == ("Title (Dutch)", "d")
    assert "unit" not in fields["title_nl"]


def test_croissant_has_what_its_specification_demands(croissant, manifest):
    assert croissant["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    for name in ("@context", "name", "description", "url", "license", "datePublished", "creator", "version"):
        assert croissant[name], name
    assert croissant["version"].split("+") == [f"{SCHEMA_VERSION}.0", manifest["version"]]
    for file in croissant["distribution"]:
        assert (file["@type"], file["@id"], file["contentUrl"]) == (
            "cr:FileObject",
            file["name"],
            file["name"],
        )
        facts = manifest["files"][file["name"]]
        assert (file["sha256"], file["contentSize"]) == (facts["sha256"], f"{facts['bytes']} B")


def test_croissant_fields_are_the_columns_and_every_identifier_it_names_is_there(croissant):
    sets = {one["@id"]: one for one in croissant["recordSet"]}
    assert list(sets) == [table.name for table in TABLES]
    for table in TABLES:
        fields = sets[table.name]["field"]
        assert [field["source"]["extract"]["column"] for field in fields] == list(table.column_names)
    known = {one["@id"] for one in croissant["distribution"]}
    known |= {field["@id"] for one in sets.values() for field in one["field"]}
    assert set(named(croissant["recordSet"])) <= known | set(sets)


def named(value):
    """Every identifier that something names."""
    if isinstance(value, dict):
        found = [value["@id"]] if "@id" in value else []
        return [*found, *(one for each in value.values() for one in named(each))]
    return [one for each in value for one in named(each)] if isinstance(value, list) else []


def test_croissant_is_linked_data_with_a_data_set_in_it(release):
    graph = linked(release / "croissant.json")
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
    assert str(graph.value(dataset, DCAT.landingPage)) == f"{BASE}site/index.html"
    period = graph.value(dataset, DCTERMS.temporal)
    assert graph.value(period, DCAT.startDate).datatype == XSD.date
    assert graph.value(period, DCAT.startDate) < graph.value(period, DCAT.endDate)
    assert {text.language for text in graph.objects(dataset, DCAT.keyword)} == {"en", "fr", "nl"}


def test_dcat_distributions_have_address_size_media_type_licence_and_sum(graph, manifest):
    found = set(graph.subjects(RDF.type, DCAT.Distribution))
    names = {str(one).removeprefix(BASE) for one in found}
    tables = {f"{table.name}.parquet" for table in TABLES} | {small.path for small in small_tables()}
    assert names == tables | {"senate.duckdb", "senate.sqlite", "feed.xml"}
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


def test_the_history_of_the_schema_ends_with_its_version_now():
    assert next(iter(SCHEMA_HISTORY)) == SCHEMA_VERSION


def test_the_first_release_says_so(tmp_path):
    text = (released(tmp_path) / "changes.md").read_text("utf-8")
    assert "There was no previous release to compare with: everything counts as new." in text
    assert f"## Schema {SCHEMA_VERSION}" in text


@pytest.mark.long
def test_the_page_on_changes_tells_rows_by_table_and_what_changed_of_questions(tmp_path):
    before = altered(world(), "questions", title_nl="A <script> | title")
    first = released(tmp_path, before)
    second = released(tmp_path, altered(before, "questions", author="Someone <b>else</b>"), count=2)
    text = (second / "changes.md").read_text("utf-8")
    assert f"What changed since {first.name};" in text
    assert "## Tables that changed: 1\n" in text
    assert "| questions | 0 | 0 | 1 |" in text
    assert "<b>" not in text
    assert json.loads((second / "manifest.json").read_text("utf-8"))["files"]["changes.md"] == {
        "bytes": len(text.encode()),
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
    }


def test_the_same_release_describes_itself_in_the_same_bytes_but_for_its_time(tmp_path):
    one, other = released(tmp_path / "one"), released(tmp_path / "other", world())
    for name in ("croissant.json", "dcat.jsonld", "datapackage.json"):
        texts = [
            (folder / name)
            .read_text("utf-8")
            .replace(folder.name, "VERSION")
            .replace(json.loads((folder / "manifest.json").read_text("utf-8"))["created"], "CREATED")
            for folder in (one, other)
        ]
        parted = [[line for line in text.splitlines() if not is_of_files(line)] for text in texts]
        assert parted[0] == parted[1]


def is_of_files(line):
    """Whether a line tells the size or sum of a file; the DuckDB file has other bytes each time."""
    return any(word in line for word in ("sha256", "hash", "bytes", "contentSize", "@value"))
