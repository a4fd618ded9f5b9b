"""What the tests of operating share: nothing is waited for between tries."""

import pytest


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch):
    monkeypatch.setattr("tasks.common.retries.PAUSES", (0, 0))
