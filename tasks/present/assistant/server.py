"""The server of the Model Context Protocol, over standard input and output, or over HTTP on this machine."""

import functools
import inspect
import json
import socket
from collections.abc import AsyncIterable, Awaitable, Callable
from contextlib import suppress
from importlib.resources import files
from types import MethodType
from typing import Any

import typer
from pydantic import ValidationError

from schemas.errors import SenateQuestionsError
from schemas.licences import PRODUCT
from tasks.common.errors import UsageError
from tasks.common.version import package_version
from tasks.present.assistant.guarded import Ask
from tasks.present.assistant.tools import Tools

try:
    import anyio.to_thread
    import mcp_types
    import uvicorn
    from mcp.server.mcpserver import Context, MCPServer
    from mcp.server.mcpserver.exceptions import ToolError
    from mcp.server.stdio import stdio_server
    from mcp.server.transport_security import TransportSecuritySettings
    from mcp.shared.message import SessionMessage
except ImportError as _error:
    raise UsageError(f"{_error}. Install senate-questions[mcp] (in a clone: make setup-mcp).") from _error

_HOST = "127.0.0.1"
_LONG_NUMBER = 15  # digits
_UNREADABLE = "This is no JSON: half of a letter (\\ud800), a number of too many digits, or the like."
_NO_REQUEST = "This is no request: one object a line, with jsonrpc (2.0), id, method, and params, an object."


class _Server(MCPServer):
    """A server that refuses arguments that a tool lacks: without them it would answer another call."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> mcp_types.CallToolResult | mcp_types.InputRequiredResult:
        tool = vars(Tools).get(name)
        known = [*inspect.signature(tool).parameters][1:] if callable(tool) else [*arguments]
        if unknown := ", ".join(sorted(arguments.keys() - {*known})):
            raise ToolError(f"{name} has no argument {unknown[:1000]}. It has: {', '.join(known)}.")
        return await super().call_tool(name, arguments, context)

    async def run_stdio_async(self) -> None:
        """Serve standard input and output; what cannot be read is answered with an error."""
        messages, readable = anyio.create_memory_object_stream[SessionMessage | Exception]()
        async with stdio_server() as (given, answers), anyio.create_task_group() as tasks:
            tasks.start_soon(_relay, given, messages, answers)
            options = self._lowlevel_server.create_initialization_options()
            await self._lowlevel_server.run(readable, answers, options)


async def _relay(given: AsyncIterable[Any], messages: Any, answers: Any) -> None:  # noqa: ANN401 - streams
    """Pass messages on, and answer those that the package cannot read, which it would only log."""
    async with messages:
        async for item in given:
            if isinstance(item, ValidationError):
                await answers.send(SessionMessage(_refusal(item)))
            else:
                await messages.send(item)


def _refusal(error: ValidationError) -> mcp_types.JSONRPCError:
    """The answer to a message that cannot be read, with its `id` where it has one."""
    found = error.errors()[-1]
    said, is_json = found["input"], found["type"] != "json_invalid"
    if not is_json:
        with suppress(ValueError):  # Python reads what pydantic does not
            said = json.loads(said, parse_int=lambda digits: int(digits[:_LONG_NUMBER]))
    number = said.get("id") if isinstance(said, dict) else None
    named = number if isinstance(number, int | str) and str(number).isprintable() else None
    code = mcp_types.INVALID_REQUEST if is_json else mcp_types.PARSE_ERROR
    why = mcp_types.ErrorData(code=code, message=_NO_REQUEST if is_json else _UNREADABLE)
    return mcp_types.JSONRPCError(jsonrpc="2.0", id=named, error=why)


def server_of(ask: Ask) -> MCPServer:
    """The server, with each public method of Tools as a tool."""
    instructions = (files(__package__) / "instructions.md").read_text("utf-8")
    server = _Server(PRODUCT, instructions=instructions, version=package_version(), log_level="WARNING")
    hints = mcp_types.ToolAnnotations(read_only_hint=True, open_world_hint=False)
    for name in (name for name in vars(Tools) if not name.startswith("_")):
        tool = MethodType(getattr(Tools, name), ask)  # has the signature without `self`
        run = _with_sentences(tool, ask)
        server.add_tool(run, description=inspect.getdoc(tool), annotations=hints, structured_output=False)
    return server


def _with_sentences(tool: Callable[..., str], ask: Ask) -> Callable[..., Awaitable[str]]:
    """A tool whose errors keep their sentences; the package hides those of errors that it does not know."""

    @functools.wraps(tool)
    async def run(**arguments: object) -> str:
        call = functools.partial(ask, tool.__name__, arguments)
        try:  # a client that has gone awaits no answer
            return await anyio.to_thread.run_sync(call, abandon_on_cancel=True)
        except SenateQuestionsError as error:
            raise ToolError(str(error)) from error

    return run


def serve_http(ask: Ask, port: int) -> None:
    """Serve this machine until interrupted; refuse what names another host or comes from another's page."""
    try:
        listening = socket.create_server((_HOST, port))
    except OSError as error:
        why = f"Cannot listen on port {port}: {error.strerror}. Choose another with --port; 0 is a free one."
        raise UsageError(why) from error
    with listening:
        names = [f"{name}:{listening.getsockname()[1]}" for name in (_HOST, "localhost")]
        origins = [f"http://{name}" for name in names]
        rules = TransportSecuritySettings(allowed_hosts=names, allowed_origins=origins)
        app = server_of(ask).streamable_http_app(stateless_http=True, transport_security=rules)
        typer.echo(f"Assistants on this machine find it at {origins[0]}/mcp (Ctrl-C stops it)")
        uvicorn.Server(uvicorn.Config(app, log_level="warning")).run([listening])
