"""What tests of the command line share: the settings of the user who runs it."""

import pytest

from flows.settings import FILE
from tests.support.environment import home


@pytest.fixture
def user_file():
    """The settings file of the user's configuration folder."""
    path = home() / "config/senate-questions" / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    yield path
    path.unlink(missing_ok=True)
