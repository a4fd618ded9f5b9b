"""Doing a job inside a flow run of Prefect, from a process that has not loaded it."""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from importlib import import_module
from typing import Any, NamedTuple, TypeVar

from flows.engine.own_server import start_for_one_run

Result = TypeVar("Result")


class Handed(NamedTuple):
    """A run that is open already, for the flow that goes on with it: its name and what is left to do."""

    name: str
    job: Callable[[], Any]


HANDED: ContextVar[Handed | None] = ContextVar("HANDED", default=None)


def do_in_flow(flow: str, parameters: Mapping[str, object], name: str, job: Callable[[], Result]) -> Result:
    """Call a flow, 'module:name', which does the job of this run in place of opening one of its own.

    It uses the server that Prefect's settings name, else one that lives as long as this process.
    """
    own = start_for_one_run()
    module, attribute = flow.split(":")
    loaded = getattr(import_module(module), attribute)  # takes seconds, as the server does to start
    from flows.engine.server import use_server  # noqa: PLC0415 - imports Prefect

    use_server(own)
    token = HANDED.set(Handed(name, job))
    try:
        result: Result = loaded(**parameters)
    finally:
        HANDED.reset(token)
    return result
