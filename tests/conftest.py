"""What all tests share: the engine, and one release of the bundled sample."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.command import run
from tests.engine import shared_folder
from tests.environment import home
from tests.privileges import open_folder
from tests.storage.server import ObjectServer, object_server

__all__ = ["open_folder"]

os.environ["PREFECT_HOME"] = str(home() / "engine")


def pytest_configure(config: pytest.Config) -> None:
    """Hold what the processes of the test run share, in the process that starts the others."""
    if not hasattr(config, "workerinput"):
        life = ExitStack()
        life.enter_context(shared_folder())
        config.add_cleanup(life.close)


@dataclass(frozen=True)
class SampleRun:
    """The data folder that the run filled, which no test may change, and how the run ended."""

    data: Path
    done: subprocess.CompletedProcess[str]


def copy_data(data: Path, target: Path) -> Path:
    """A copy of a data folder, its read-only files and its links as they are."""
    shutil.copytree(data, target, symlinks=True)
    return target


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> SampleRun:
    data = tmp_path_factory.mktemp("sample") / "data"
    done = run("ingest", "--from", "sample", "--data", data)
    assert done.returncode == 0, done.stderr
    return SampleRun(data, done)


@pytest.fixture(scope="session")
def objects() -> Iterator[ObjectServer]:
    """An object store of this machine that speaks S3, for the whole test run."""
    with object_server() as server:
        yield server


@pytest.fixture(scope="session")
def sample_data(sample_run: SampleRun) -> Path:
    """The data folder of the sample's release, to be read only."""
    return sample_run.data


@pytest.fixture
def data(sample_data: Path, tmp_path: Path) -> Path:
    """A copy of the data folder of the sample's release, to be changed."""
    return copy_data(sample_data, tmp_path / "data")
