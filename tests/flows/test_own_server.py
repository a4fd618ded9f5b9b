"""The engine's server: when it does not start, the message has its own last words and a way out."""

import os
import socket
from contextlib import closing

import pytest

from flows.engine.own_server import start
from tasks.common.errors import UnexpectedError, UsageError
from tests.support.command import python
from tests.support.engine import free_port

LOCAL = "127.0.0.1,localhost"
PROXIES = {"": [LOCAL] * 2, "intra.example": [f"intra.example,{LOCAL}"] * 2, "*": ["*"]}


def test_a_port_that_is_taken_is_named_and_nobody_else_is_believed():
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UsageError, match=r"Address already in use\. Choose another with --port"):
            start(taken.getsockname()[1])


@pytest.mark.long
def test_a_folder_that_cannot_be_written_is_named(monkeypatch):
    monkeypatch.setenv("PREFECT_HOME", "/proc/nobody")
    with pytest.raises(UnexpectedError, match="did not start") as error:
        start(free_port()).wait()
    assert "unable to open database file" in str(error.value)
    assert "Set PREFECT_HOME to a folder that can be written" in str(error.value)


@pytest.mark.parametrize("name", ["no_proxy", "NO_PROXY"])
@pytest.mark.parametrize("given", PROXIES)
def test_local_requests_go_through_no_proxy_and_the_users_exceptions_stay(name, given):
    code = "import os, flows.engine; print(os.getenv('no_proxy', ''), os.getenv('NO_PROXY', ''))"
    others = {other: "" for other in ("no_proxy", "NO_PROXY") if other in os.environ}
    assert python(code, **(others | {name: given})).stdout.split() == PROXIES[given]
