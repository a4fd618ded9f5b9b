# ruff: noqa: F401 - what tests import
"""The stand-in site: a real HTTP server that renders invented questions and goes wrong on request."""

from .faults import (
    CHALLENGES,
    BrokenGzip,
    Challenge,
    Drip,
    EmptyPage,
    Fault,
    Frames,
    GzipBomb,
    Huge,
    NoBody,
    RedirectLoop,
    RedirectTo,
    Reset,
    ServerError,
    Stall,
    TooMany,
    Truncated,
    WrongCharset,
    WrongLength,
    http_date,
)
from .schedule import Faults, Request
from .server import Site as Site
from .world import World as World
