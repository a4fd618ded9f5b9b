"""What the tests of shards share."""

import pytest

from tasks.raw import captures as logged_captures
from tasks.raw import raw_store
from tests.pipeline.support import QUESTIONS, bring, incoming


@pytest.fixture
def data(tmp_path):
    bring(tmp_path, [incoming(facts, language) for facts in QUESTIONS for language in ("nl", "fr")])
    return tmp_path


@pytest.fixture
def captures(data):
    return logged_captures(list(raw_store(data).entries()))
