"""What the tests of shards share."""

import pytest

from tasks.pipeline import road
from tests.pipeline.support import LARGEST, QUESTIONS, bring, incoming


@pytest.fixture
def data(tmp_path):
    bring(tmp_path, [incoming(facts, language) for facts in QUESTIONS for language in ("nl", "fr")])
    return tmp_path


@pytest.fixture
def captures(data):
    return road.inputs(road.raw_store(data), LARGEST).captures
