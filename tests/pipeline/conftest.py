"""What the tests of shards share."""

import pytest

from tasks.pipeline.inputs import release_inputs
from tasks.raw import raw_store
from tests.pipeline.support import LARGEST, QUESTIONS, bring, incoming


@pytest.fixture
def data(tmp_path):
    bring(tmp_path, [incoming(facts, language) for facts in QUESTIONS for language in ("nl", "fr")])
    return tmp_path


@pytest.fixture
def captures(data):
    return release_inputs(list(raw_store(data).entries()), LARGEST).captures
