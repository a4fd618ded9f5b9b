"""What the tests of the server for assistants share."""

import json
import re
from contextlib import contextmanager

from anyio.from_thread import start_blocking_portal

from tasks.present.assistant.guarded import guarded_tools


def client_of(server):
    from mcp import Client  # noqa: PLC0415 - takes a second to import

    return Client(server)


def content(result):
    """An answer, or the sentence of an error."""
    (part,) = result.content
    said = re.sub("Error executing tool [a-z_]+: ", "", part.text)
    return said if result.is_error else json.loads(said)


@contextmanager
def asking(release, **options):
    """Calls a tool of a server in this process: the answer, or the sentence of an error."""
    from tasks.present.assistant.server import server_of  # noqa: PLC0415 - takes a second to import

    with (
        guarded_tools(release, **options) as answer,
        start_blocking_portal() as loop,
        loop.wrap_async_context_manager(client_of(server_of(answer))) as client,
    ):
        yield lambda name, /, **arguments: content(loop.call(client.call_tool, name, arguments))
