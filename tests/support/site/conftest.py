"""A stand-in site with the default world, fresh for each test."""

import pytest

from .server import Site
from .support import client as open_client
from .world import World

WORLD = World()


@pytest.fixture
def site():
    with Site(WORLD) as open_site:
        yield open_site


@pytest.fixture
def client():
    with open_client() as session:
        yield session
