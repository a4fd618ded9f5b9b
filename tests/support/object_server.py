"""A local server that speaks S3, as a process of its own."""

import sys
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import fsspec
import pytest

from tests.support.engine import free_port, running


@dataclass(frozen=True)
class ObjectServer:
    """Where the server listens, and the variables that lead there."""

    endpoint: str
    variables: dict[str, str]

    def bucket(self) -> str:
        """The address of a new bucket."""
        name = f"b{uuid.uuid4().hex[:12]}"
        fsspec.filesystem("s3").mkdir(name)
        return f"s3://{name}"


def in_long_tests(*params: Any) -> list[Any]:
    """Parameters for long tests alone, which have the packages of an object store and its server."""
    return [pytest.param(param, marks=pytest.mark.long) for param in params]


def variables_of(endpoint: str) -> dict[str, str]:
    return {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "somebody",
        "AWS_SECRET_ACCESS_KEY": "very-secret",
        "AWS_DEFAULT_REGION": "us-east-1",
    }


def answers(endpoint: str) -> bool:
    try:
        urllib.request.urlopen(f"{endpoint}/moto-api/", timeout=5).close()
    except OSError:
        return False
    return True


@contextmanager
def object_server() -> Iterator[ObjectServer]:
    """A server that lives as long as the block; this process is led to it, too."""
    port = free_port()
    words = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", port]
    endpoint = f"http://127.0.0.1:{port}"
    variables = variables_of(endpoint)
    with (
        running(words, lambda: answers(endpoint), "the object server"),
        pytest.MonkeyPatch.context() as patch,
    ):
        for name, value in variables.items():
            patch.setenv(name, value)
        yield ObjectServer(endpoint, variables)
