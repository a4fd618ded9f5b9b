"""What the tests in a browser share: one tab, and the explorer of the sample's pages of the Senate.

Those of both houses are in test_houses.
"""

import pytest

from tasks.present.explorer import SITE
from tasks.release.published.folders import current_release
from tests.present.explorer.support import served
from tests.support.chromium import browser
from tests.support.kept import senate_release


@pytest.fixture(scope="module")
def tab():
    with browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def sample_data():
    return senate_release().data


@pytest.fixture(scope="session")
def sample(sample_data):
    return current_release(sample_data)


@pytest.fixture(scope="module")
def site(sample_data):
    return current_release(sample_data) / SITE


@pytest.fixture(scope="module")
def address(site):
    with served(site) as found:
        yield found


@pytest.fixture
def quiet(tab, address):
    """The tab as it is for a new visitor; in the end no page has complained or asked elsewhere."""
    tab.open("about:blank", "true")  # what was open keeps nothing any more
    tab.forget(address)
    tab.prefer()
    tab.size(1280, 900)
    tab.complaints.clear()
    tab.addresses.clear()
    yield tab
    assert tab.complaints == []
    assert [one for one in tab.addresses if not one.startswith(("http://127.0.0.1:", "data:"))] == []
