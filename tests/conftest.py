"""What all tests share: the engine, a release of the bundled sample and a small one."""

import gc
import os
import shutil
import signal
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import settings

from tests.support import SHORT, all_long
from tests.support.engine import shared_folder
from tests.support.environment import ENCODINGS, home
from tests.support.examples import count_examples, examples_tried
from tests.support.kept import Kept, sample_release, small_release
from tests.support.listener import heard
from tests.support.object_server import ObjectServer, object_server
from tests.support.privileges import open_folder

__all__ = ["heard", "open_folder"]

os.environ["PREFECT_HOME"] = str(home() / "engine")
os.environ[ENCODINGS] = "1"  # in the processes that pytest-xdist starts, text without an encoding is an error


def pytest_configure(config: pytest.Config) -> None:
    """Hold what the processes of the test run share, in the process that starts the others."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # in the background of a shell, and so all children
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if not hasattr(config, "workerinput"):
        life = ExitStack()
        life.enter_context(shared_folder())
        config.add_cleanup(life.close)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave files of long tests unread where nobody wants them: what they import may not be installed."""
    return True if config.option.markexpr == SHORT and all_long(collection_path) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest: each is the work of one process."""
    items.sort(key=lambda item: not item.get_closest_marker("first"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    count_examples(item, report)
    return report


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how much the properties have tried."""
    tried = examples_tried(terminalreporter.stats.get("passed", []))
    if tried:
        profile = settings.get_current_profile_name()
        seed = terminalreporter.config.getoption("--hypothesis-seed")
        terminalreporter.write_line(
            f"{len(tried)} properties, {sum(tried):,} examples (profile {profile}, seed {seed})"
        )


def copy_data(data: Path, target: Path) -> Path:
    """A copy of a data folder, its read-only files and its links as they are."""
    shutil.copytree(data, target, symlinks=True)
    return target


@pytest.fixture(scope="session")
def sample_run() -> Kept:
    """A release of the sample, and what the command said that made it."""
    return sample_release()


@pytest.fixture(scope="session")
def objects() -> Iterator[ObjectServer]:
    """An object store of this machine that speaks S3, for the whole test run."""
    with object_server() as server:
        yield server


@pytest.fixture(scope="session")
def sample_data(sample_run: Kept) -> Path:
    """The data folder of the sample's release, to be read only."""
    return sample_run.data


@pytest.fixture(scope="session")
def small_data() -> Path:
    """The data folder of a release of five questions (`tests.support.kept.SMALL`), to be read only."""
    return small_release().data


@pytest.fixture(scope="module")
def database(sample_data: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The DuckDB file of the sample's release, open to be read."""
    with duckdb.connect(str(sample_data / "current/senate.duckdb"), read_only=True) as connection:
        yield connection


@pytest.fixture
def data(sample_data: Path, tmp_path: Path) -> Path:
    """A copy of the data folder of the sample's release, to be changed."""
    return copy_data(sample_data, tmp_path / "data")


@pytest.fixture
def small_copy(small_data: Path, tmp_path: Path) -> Path:
    """A copy of the data folder of five questions, to be changed."""
    return copy_data(small_data, tmp_path / "data")


def pytest_collection_finish() -> None:
    """Leave what was collected, which lives as long as the tests, out of every search for garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
