"""The server of the engine: the one that PREFECT_API_URL or a profile of Prefect names, or our own."""

import atexit
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit, urlunsplit

from prefect import get_client
from prefect.settings import PREFECT_API_URL, PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from flows.engine.own_server import OwnServer, start
from tasks.common.errors import UnreachableError


def use_server(own: OwnServer | None) -> None:
    """Let flows use the server that Prefect's settings name, else our own, until this process ends."""
    named = _named_server()
    if own is None or own.api == named:
        return
    if named:
        own.end()
        return
    life = ExitStack()
    atexit.register(life.close)  # not earlier: the engine sends its last events at exit
    life.callback(own.end)
    # Nobody watches the heartbeats of a run on its own server, and ending them takes up to a second.
    used = {PREFECT_API_URL: own.wait(), PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}
    life.enter_context(temporary_settings(used))


@contextmanager
def schedule_server(port: int) -> Iterator[str]:
    """The address of the server in PREFECT_API_URL, or of our own at a port, with web pages."""
    named = _named_server()
    if named:
        yield named
        return
    own = start(port)
    try:
        yield own.wait()
    finally:
        own.end()


def without_credentials(api: str) -> str:
    """An address without the user and password in it."""
    parts = urlsplit(api)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _named_server() -> str | None:
    """The address in PREFECT_API_URL; raises UnreachableError when it does not respond."""
    named: str | None = PREFECT_API_URL.value()
    if named:
        with get_client(sync_client=True) as client:
            error = client.api_healthcheck()
        if error:
            raise UnreachableError(
                f"The Prefect server at {without_credentials(named)}, which PREFECT_API_URL names, does not "
                f"respond: {error}. Start it, or unset PREFECT_API_URL to let this command start its own."
            )
    return named
