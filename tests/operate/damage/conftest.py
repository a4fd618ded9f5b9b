"""The data folder that is damaged, in copies."""

import pytest

from tests.operate.damage.support import base_data


@pytest.fixture(scope="session")
def base(sample_data):
    """A data folder with one release and two runs, to be read only."""
    return base_data(sample_data)
