"""What the tests of what people see share: one release whose texts try to be code."""

from pathlib import Path

import pytest

from tasks.release.published.folders import current_release
from tests.present.explorer.support import public_release
from tests.support.engine import made_once


@pytest.fixture(scope="session")
def hostile() -> Path:
    """A release of the hostile rows with all that may be added, made once for the whole test run."""
    return Path(made_once("hostile.release", lambda folder: str(public_release(folder / "hostile/data"))))


@pytest.fixture(scope="session")
def sample(sample_data: Path) -> Path | None:
    """The release of the sample, to be read only."""
    return current_release(sample_data)
