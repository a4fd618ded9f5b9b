"""A stand-in site for each test, asked directly whatever proxies the environment names."""

import pytest

from tests.fetch.site.support import client_of
from tests.support.quick_clock import QuickClock
from tests.support.site import Site, World


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def world() -> World:
    return World()


@pytest.fixture
def site(world: World):
    with Site(world) as open_site:
        yield open_site


@pytest.fixture
def clock() -> QuickClock:
    return QuickClock()


@pytest.fixture
def client(site: Site, clock: QuickClock):
    with client_of(site.url, clock=clock) as open_client:
        yield open_client
