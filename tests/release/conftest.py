"""What the tests of releases and of views share."""

import pyarrow as pa
import pytest

from schemas.arrow import arrow_schema
from schemas.tables import table
from tasks.present.export import ExportOptions, export
from tasks.release.published.manifest import read_manifest
from tests.conftest import copy_data
from tests.release.mart_rows import complete_row
from tests.support.analysis import Analysis
from tests.support.releases import usual_data


@pytest.fixture(scope="session")
def usual():
    """The release that the tests share, which none may change."""
    return (usual_data() / "current").resolve()


@pytest.fixture
def data(tmp_path):
    """A data folder with that release, to be changed."""
    return copy_data(usual_data(), tmp_path / "data")


@pytest.fixture(scope="session")
def release(sample_data):
    """The release of the sample, to be read only."""
    return (sample_data / "current").resolve()


@pytest.fixture(scope="session")
def exported(release, tmp_path_factory):
    """All tables of that release as Parquet, with what describes them."""
    folder = tmp_path_factory.mktemp("exported")
    export(release, folder, ExportOptions(form="parquet"), lambda _: None)
    return folder


@pytest.fixture(scope="session")
def manifest(release):
    return read_manifest(release)


@pytest.fixture(scope="module")
def analysis():
    found = Analysis()
    yield found
    found.close()


@pytest.fixture
def world(analysis):
    """Return a function that gives a database the rows of some tables, and no others; it has all views."""

    def made(**tables):
        return analysis.filled({name: complete(table(name), rows) for name, rows in tables.items()})

    def complete(one, rows):
        return pa.Table.from_pylist([complete_row(one, row) for row in rows], schema=arrow_schema(one))

    return made
